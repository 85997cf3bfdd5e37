import ResourceDocuments
package import SourceText

/// E15xx: packs and files.
extension Diagnostic {
    package static func unreadableFile(_ problem: FileProblem, at place: SourcePlace?) -> Self {
        let (words, hint): (String, String) =
            switch problem.reason {
            case .notFound where place != nil: ("does not exist", "check the path; it is read from this file's folder")
            case .notFound: ("does not exist", "check the path; it is read from the current folder")
            case .isFolder: ("is a folder, and a file is due here", "name a file in it")
            case .isNotFolder: ("is a file, and a folder is due here", "name the folder that holds it")
            case .isNoRegularFile: ("is a pipe or a device, and a file is due here", "name a file that stays as it is")
            case .notPermitted: ("may not be read", "give yourself the permission to read it")
            case .leavesPack: ("leads out of its pack through a link", "copy the file into the pack")
            case .linkLoop: ("is a link that leads back to itself", "mend or remove the link")
            case .tooLarge(let limit):
                (
                    "is larger than \(DocumentLimits.words(forBytes: limit))",
                    limit < DocumentLimits.largestText
                        ? "split it, or allow more with --max-document-bytes" : "split it: no larger file is read"
                )
            case .other(let reason): ("cannot be read: \(reason)", "mend the file or leave it out")
            }
        var kind = DiagnosticKind.unreadableFile
        if case .tooLarge = problem.reason { kind = DocumentError.Kind.tooLarge.diagnosticKind }
        return Diagnostic(kind, at: place, "'\(problem.path)' \(words)", hint: hint)
    }

    static func folderWithoutRules(_ path: String) -> Self {
        Diagnostic(
            .folderWithoutRules, at: nil, "no rule file stands below '\(path)'",
            hint: "rule files end in '.norma'; 'norma new rule NAME' writes one")
    }

    static func fileWithoutRules(_ file: SourceFile) -> Self {
        Diagnostic(
            .folderWithoutRules, at: SourcePlace(file, .empty(at: 0)), "the file holds no rule",
            hint: "write one, or remove the file; 'norma new rule NAME' writes one that works")
    }

    /// One fault of a file whose bytes are no rules, rather than one for each of them.
    static func notText(_ file: SourceFile) -> Self {
        let isUTF16 = file.text.starts(with: [0xFF, 0xFE]) || file.text.starts(with: [0xFE, 0xFF])
        return Diagnostic(
            .notText, at: nil, "'\(file.name)' is no text",
            hint: isUTF16 ? "it is UTF-16: save it as UTF-8" : "rule files are UTF-8 text; name another file")
    }

    /// Said once, of rules that stand in no pack and have no schema at all.
    static func noSchemas(kinds: [String]) -> Self {
        Diagnostic(
            .noSchemas, severity: .note, at: nil,
            "no schema says what \(kinds.prefix(3).joined(separator: ", ")) can have: names of properties are not checked",
            hint:
                "put schemas into 'schemas/' beside the rules: 'norma schema infer --inventory FILE --output schemas', or 'norma schema import'"
        )
    }

    static func useLeavesPack(_ path: String, pack: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .useLeavesPack, at: place, "'\(path)' lies outside the pack '\(pack)'",
            hint: "copy the file into the pack, or check from the folder that holds both")
    }

    static func useLoops(_ path: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .useLoops, at: place, "'\(path)' uses this file in turn",
            hint: "move what both need into a third file")
    }
}

extension DiagnosticKind {
    package static let packKinds: [DiagnosticKind] = [
        .unreadableFile, .folderWithoutRules, .useLeavesPack, .useLoops, .notText, .noSchemas,
    ]

    static let notText = DiagnosticKind(
        "E1505", "a rule file is no text",
        """
        Rules are text in UTF-8. A file with zero bytes in it is a program, an archive, or text in UTF-16.
        """, .command,
        wrong: "norma check program.norma", right: "norma check rules")

    static let noSchemas = DiagnosticKind(
        "W1506", "rules are checked without a schema",
        """
        A schema says which properties a kind can have, so that a misspelt one is an error before anything runs. Rules in no pack, \
        with neither 'pack.yaml' nor 'schemas/' in the folders above, are checked without: a misspelt property is then \
        unknown when the rule runs.
        """, .command,
        wrong: "norma check rule-alone.norma", right: "norma check rules/internet-svcs")

    static let unreadableFile = DiagnosticKind(
        "E1501", "a file cannot be read",
        """
        The file does not exist, is a folder, may not be read, or is a link that leads out of its pack. Everything else \
        is still done, and the command ends with 2.
        """, .command,
        wrong: "norma check no/such/file.norma", right: "norma check rules")

    package static let folderWithoutRules = DiagnosticKind(
        "E1502", "a folder or a file holds no rules",
        """
        A command that was given a folder or a file without rules would report success and have checked nothing.
        """, .command,
        wrong: "norma check .ci", right: "norma check rules")

    static let useLeavesPack = DiagnosticKind(
        "E1503", "a file outside the pack is used",
        """
        A pack is a folder that can be moved and reviewed as a whole, so 'use' reaches only files inside it. The pack is \
        the nearest folder above the file that holds 'schemas/', else the folder of the file.
        """,
        wrong: """
            use "../../elsewhere.norma"
            rule r {
              for demo.thing
              require a is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              require a is present
            }
            """)

    static let useLoops = DiagnosticKind(
        "E1504", "two files use one another",
        """
        A file may use another only when that one does not need it in turn: what both need belongs into a third.
        """,
        wrong: """
            use "example.norma"
            rule r {
              for demo.thing
              require a is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              require a is present
            }
            """)
}
