import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// E50xx: the command line.
extension Diagnostic {
    static func notStreamable(_ rule: CheckedRule, seen kinds: [String]) -> Self {
        let words = Set(kinds).sorted().joined(separator: ", ")
        return Diagnostic(
            .notStreamable, at: SourcePlace(rule.file, rule.name.span),
            "a stream cannot judge '\(rule.name.text)': it sees other resources, of \(words)",
            hint: "name files without this rule with --rules, and judge it without --stream")
    }

    static func badInstant(_ text: String) -> Self {
        Diagnostic(
            .badInstant, at: nil, "'\(text)' is not an instant",
            hint: "write it as RFC 3339 has it: 2026-01-31T12:00:00Z")
    }

    static func endedBefore(_ expiresAt: Instant, now: Instant) -> Self {
        Diagnostic(
            .badInstant, at: nil, "it would end at \(expiresAt), and it is \(now)",
            hint: "give --expires an instant that is still to come")
    }

    static func unknownCode(_ code: String, nearest: String?) -> Self {
        Diagnostic(
            .unknownCode, at: nil, "no diagnostic has the code '\(code)'",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "'norma explain' lists them all")
    }

    static func unknownSubcommand(_ word: String, of command: String, names: [String]) -> Self {
        Diagnostic(
            .unknownSubcommand, at: nil, "'\(command)' has no subcommand '\(word)'",
            hint: Spelling.nearest(to: word, among: names).map { "did you mean '\(command) \($0)'?" }
                ?? "it has \(names.joined(separator: ", "))")
    }

    static func unknownRule(_ name: String, candidates: [String]) -> Self {
        Diagnostic(
            .unknownRule, at: nil, "no rule is called '\(name)'",
            hint: Spelling.nearest(to: name, among: candidates).map { "did you mean '\($0)'?" }
                ?? "say where it stands with --rules")
    }

    static func noRuleForKind(_ kind: String, candidates: [String]) -> Self {
        Diagnostic(
            .unknownRule, at: nil, "no rule judges resources of kind '\(kind)'",
            hint: Spelling.nearest(to: kind, among: candidates).map { "did you mean '\($0)'?" }
                ?? "say where the rules stand with --rules")
    }

    static func emptyFolder(_ path: String, endings: [String]) -> Self {
        let quoted = endings.map { "'\($0)'" }
        let list = [quoted.dropLast().joined(separator: ", "), quoted.last ?? ""].filter { !$0.isEmpty }
        return Diagnostic(
            .emptyFolder, at: nil, "'\(path)' holds no file that ends in \(list.joined(separator: " or "))",
            hint:
                "name another folder, or the file itself; what begins with a dot, such as '.github', is read where it is named"
        )
    }

    /// - Parameter hasPacked: whether some are packed, and do not say of what.
    static func unstreamableFiles(in folder: String, first: String, count: Int, hasPacked: Bool) -> Self {
        let more = count > 1 ? " and \(count - 1) more, which a stream does not read" : ", which a stream does not read"
        return Diagnostic(
            .unstreamableFiles, at: nil, "'\(folder)' holds '\(first)'\(more)",
            hint: hasPacked
                ? "name the files of JSON Lines; of a folder's packed files those are read whose names end with "
                    + InventoryFormat.packedLineEndings.joined(separator: ", ")
                : "name the files of JSON Lines, or leave --stream out")
    }

    static func packedFiles(in folder: String, first: String, count: Int) -> Self {
        let more =
            count > 1 ? " and \(count - 1) more, which are packed and not read" : ", which is packed and not read"
        return Diagnostic(
            .packedFiles, at: nil, "'\(folder)' holds '\(first)'\(more)",
            hint: "unpack what holds resources; of a folder's packed files those are read whose names end with "
                + InventoryFormat.packedLineEndings.joined(separator: ", "))
    }

    static func badSelection(_ path: String, _ reason: String) -> Self {
        Diagnostic(
            .badSelection, at: nil, "'\(path)' does not select anything: \(reason)",
            hint: "write the way to the resources: 'zones[*]', 'result.items[*]'")
    }

    static func noPack(_ attachment: String) -> Self {
        Diagnostic(
            .noPack, at: nil, "no folder above '\(attachment)' holds 'profiles'",
            hint: "name the folder of rules, controls and profiles with --pack")
    }

    static func notOneDocument(_ count: Int, at place: SourcePlace) -> Self {
        Diagnostic(
            .notOneDocument, at: place, "one document is due here, and there are \(count)",
            hint: count == 0 ? "write the document" : "split the file at its '---' lines")
    }

    static func badRuleName(_ name: String) -> Self {
        Diagnostic(
            .badRuleName, at: nil, "'\(name)' cannot be a rule's name",
            hint: "use letters, digits and '_', a letter first: 'bucket_is_private'")
    }

    static func nothingEvaluated(rules: [String], resources: [String]) -> Self {
        if resources.isEmpty {
            return Diagnostic(
                .nothingEvaluated, at: nil, "there is no resource to judge",
                hint: "name the files that hold the resources with --inventory")
        }
        let judged = Set(rules).sorted()
        let meant = judged.lazy.compactMap { kind in
            Spelling.nearest(to: kind, among: resources).map { "did you mean '\(kind)' by '\($0)'?" }
        }.first
        return Diagnostic(
            .nothingEvaluated, at: nil,
            "no resource is of a kind that the rules judge: \(judged.prefix(8).joined(separator: ", "))",
            hint: meant ?? "the resources are of \(resources.prefix(8).joined(separator: ", "))")
    }

    /// A stream of no line, or of blank ones.
    static func nothingStreamed(isStandardInput: Bool) -> Self {
        Diagnostic(
            .nothingEvaluated, at: nil,
            "\(isStandardInput ? "standard input" : "what --inventory names") held no resource to judge",
            hint: "write a resource on each line: {\"kind\": …, \"id\": …, \"properties\": {…}}")
    }

    static func noSchemaToWrite(_ kinds: [String]) -> Self {
        Diagnostic(
            .noSchemaToWrite, at: nil,
            kinds.isEmpty
                ? "there is no kind to write a schema of" : "nothing there is of kind \(kinds.joined(separator: ", "))",
            hint: "leave --only out to see which kinds there are")
    }

    static func fileExists(_ path: String) -> Self {
        Diagnostic(.fileExists, at: nil, "'\(path)' is already there", hint: "choose another name or folder")
    }

    static func noPrinter(named name: String?) -> Self {
        Diagnostic(
            .noPrinter, at: nil,
            name.map { "'\($0)', which \(ReportPrinter.variable) names, is no program that can be run" }
                ?? "a PDF is printed by a browser, and there is none",
            hint: name == nil
                ? "install Chromium or WeasyPrint, or write the page and print it yourself: --report html=norma.html"
                : "name Chromium or WeasyPrint, or unset it")
    }

    static func notPrinted(by program: String, _ reason: String) -> Self {
        Diagnostic(
            .noPrinter, at: nil, "'\(program)' did not print the report: \(reason)",
            hint:
                "name another program with \(ReportPrinter.variable), or write the page and print it yourself: --report html=norma.html"
        )
    }

    static func overwrittenInput(_ path: String) -> Self {
        Diagnostic(
            .unwritableFile, at: nil, "'\(path)' cannot be written: the command reads it",
            hint: "name another file for the report")
    }

    /// - Parameter code: of `errno`.
    static func unwritableOutput(_ code: Int32) -> Self {
        Diagnostic(
            .unwritableFile, at: nil, "standard output cannot be written: \(String(cString: strerror(code)))",
            hint: "make room, or send it elsewhere; what was written of it is not whole")
    }

    static func unwritableFile(_ problem: FileProblem) -> Self {
        let folder = PathText.folder(of: problem.path)
        let (words, hint): (String, String) =
            switch problem.reason {
            case .notFound: ("its folder '\(folder)' does not exist", "make the folder first: mkdir -p '\(folder)'")
            case .isFolder: ("it is a folder", "name a file in it: '\(PathText.join(problem.path, "report"))'")
            case .isNotFolder: ("it is a file, and a folder is due there", "name another folder")
            case .isNoRegularFile: ("it is a pipe or a device", "name a file")
            case .notPermitted:
                ("you have no permission to write there", "name another file, or give yourself the permission")
            case .linkLoop: ("it is a link that leads back to itself", "mend or remove the link")
            case .leavesPack: ("it leads out of its pack through a link", "name a file in the pack")
            case .tooLarge(let limit):
                ("it would be larger than \(DocumentLimits.words(forBytes: limit))", "write less of it")
            case .other(let reason): (reason, "name another file")
            }
        let verb = problem.reason == .isNotFolder ? "written to" : "written"
        return Diagnostic(.unwritableFile, at: nil, "'\(problem.path)' cannot be \(verb): \(words)", hint: hint)
    }
}

extension DiagnosticKind {
    static let commandKinds: [DiagnosticKind] = [
        .badInstant, .unknownCode, .unknownRule, .emptyFolder, .unstreamableFiles, .packedFiles, .beyondGitHub,
        .badRuleName, .fileExists,
        .badSelection, .noPack,
        .notOneDocument, .noSchemaToWrite, .nothingEvaluated, .misspeltKind, .unreadKinds, .unknownSubcommand,
        .notStreamable,
        .unwritableFile, .unknownResource, .ambiguousResource, .noPrinter,
    ]

    static let badInstant = DiagnosticKind(
        "E5001", "an option wants an instant",
        """
        Ages are judged as of one instant, given as RFC 3339 writes it, with a time zone.
        """, .command,
        wrong: "norma eval --rules rules --inventory rules/inventory --as-of yesterday",
        right: "norma eval --rules rules --inventory rules/inventory --as-of 2026-11-01T00:00:00Z")

    static let noPrinter = DiagnosticKind(
        "E5024", "nothing prints a PDF",
        """
        A PDF is printed from HTML by a program of the machine: chromium, chromium-browser, google-chrome, google-chrome-stable or weasyprint, \
        the first of these on PATH, or the one that NORMA_PDF_PRINTER names.
        """, .command,
        wrong:
            "NORMA_PDF_PRINTER=no-such-program norma eval --rules rules/is --inventory rules/inventory --report pdf=norma.pdf",
        right: "norma eval --rules rules/is --inventory rules/inventory --report html=/dev/null")

    static let unknownCode = DiagnosticKind(
        "E5002", "no diagnostic has this code",
        """
        A code is a letter and four digits, and stands in brackets behind 'error' or 'warning'.
        """, .command,
        wrong: "norma explain E9999", right: "norma explain E1203")

    static let unknownSubcommand = DiagnosticKind(
        "E5015", "no subcommand has this name",
        """
        Behind 'norma' stands a subcommand, and behind 'import', 'export', 'profile' and 'schema' one of their own. 'norma --help' \
        lists them.
        """, .command,
        wrong: "norma evla --rules rules --inventory rules/inventory",
        right: "norma eval --rules rules --inventory rules/inventory")

    static let notStreamable = DiagnosticKind(
        "E5016", "a rule that sees other resources cannot be judged in a stream",
        """
        A stream is judged line by line, and no line is kept. A rule that ranges over 'resources of' a kind, or that judges accounts, \
        has to see the whole inventory before it can say anything.
        """, .command,
        wrong: "norma eval --stream --rules rules/is/default_security_group.norma < one-resource-a-line.jsonl",
        right: "norma eval --stream --rules rules/internet-svcs/cis_tls_version.norma < one-resource-a-line.jsonl")

    static let unknownRule = DiagnosticKind(
        "E5003", "no rule has this name",
        """
        A rule is named by its name or its id, and looked for where --rules says.
        """, .command,
        wrong: "norma disassemble no_such_rule --rules rules", right: "norma disassemble cis_tls_version --rules rules")

    static let emptyFolder = DiagnosticKind(
        "E5004", "a folder holds nothing for this command",
        """
        A folder without a single file of the right sort is nearly always the wrong folder, and a run over nothing would look \
        like a good one.
        """, .command,
        wrong: "norma eval --rules rules --inventory .ci", right: "norma eval --rules rules --inventory rules/inventory"
    )

    static let unstreamableFiles = DiagnosticKind(
        "E5036", "a folder holds files that a stream does not read",
        """
        A line of a stream is a resource. What stands otherwise in the files of a folder, such as YAML, would be judged by nobody, and a \
        stream that left it out would look like a good one. Of packed files those are read whose names say that they hold JSON Lines.
        """, .command,
        wrong: "norma eval --stream --rules rules/internet-svcs/cis_tls_version.norma --inventory rules/inventory",
        right: "norma eval --stream --rules rules/internet-svcs/cis_tls_version.norma < one-resource-a-line.jsonl")

    static let packedFiles = DiagnosticKind(
        "W5037", "a folder holds packed files that are not read",
        """
        Of the files of a folder those are read whose names say what they hold, packed JSON Lines among them. Another packed file may hold resources, and \
        nothing is said of those.
        """, .command,
        wrong: """
            mkdir zones && cp rules/inventory/kestrel-prod/edge.yaml zones && gzip -c zones/edge.yaml > zones/more.yaml.gz
            norma eval --rules rules/internet-svcs --inventory zones
            """,
        right: """
            mkdir zones && cp rules/inventory/kestrel-prod/edge.yaml zones
            norma eval --rules rules/internet-svcs --inventory zones
            """)

    static let badRuleName = DiagnosticKind(
        "E5005", "this cannot be a rule's name",
        """
        A rule's name is also the name of its file and the key of its cases: letters, digits and '_', a letter first.
        """, .command,
        wrong: "norma new rule 2fast", right: "norma new rule two_fast")

    static let fileExists = DiagnosticKind(
        "E5006", "a file is already there",
        """
        'norma new' never writes over a file.
        """, .command,
        wrong: "norma new rule cis_tls_version --in rules/internet-svcs",
        right: "norma new rule cis_tls_version_again --in rules/internet-svcs")

    static let unwritableFile = DiagnosticKind(
        "E5023", "a file cannot be written",
        """
        Whether a report can be written is looked at before anything is judged. A command makes the file, and never the folder that \
        it is to stand in.
        """, .command,
        wrong: "norma eval --rules rules --inventory rules/inventory --report csv=no-such-folder/findings.csv",
        right: "norma eval --rules rules --inventory rules/inventory --report csv=/dev/null")

    static let badSelection = DiagnosticKind(
        "E5007", "a selection that is no path",
        """
        --select names the way from the root of a response to its resources, as a rule would write it.
        """, .command,
        wrong: "norma eval --rules rules --inventory zones.json --kind internet-svcs.zone --select 'zones[*'",
        right: "norma eval --rules rules --inventory zones.json --kind internet-svcs.zone --select 'zones[*]'")

    static let noPack = DiagnosticKind(
        "E5008", "an attachment without a pack",
        """
        The profile that an attachment names, its controls and its rules stand in a pack: the nearest folder above the attachment \
        that holds 'profiles', or the folder that --pack names.
        """, .command,
        wrong: "norma scan --attachment prod.yaml --inventory rules/inventory",
        right: "norma scan --attachment prod.yaml --pack rules --inventory rules/inventory")

    static let nothingEvaluated = DiagnosticKind(
        "W5011", "no rule judges any resource",
        """
        Rules that judge other kinds than the inventory holds find no fault in it. More often than not a kind is misspelt, or the \
        wrong files were named. 'norma eval' ends with 2 then, and so does 'norma gate', which cannot decide.
        """, .command,
        wrong: "norma eval --rules rules/internet-svcs --inventory zones.json --kind internet-svcs.zon --select zones",
        right: "norma eval --rules rules/internet-svcs --inventory zones.json --kind internet-svcs.zone --select zones")

    static let noSchemaToWrite = DiagnosticKind(
        "E5010", "there is no schema to write",
        """
        A schema is written for each kind that the inventory or the provider's document holds and that --only lets through.
        """, .command, wrong: "norma schema infer --inventory rules/inventory --only nosuch.kind",
        right: "norma schema infer --inventory rules/inventory --only internet-svcs.zone")

    static let notOneDocument = DiagnosticKind(
        "E5009", "a file of one document holds another number of them",
        """
        An attachment, a profile and a control library are one document each.
        """, .command,
        wrong: "norma scan --attachment two-documents.yaml --pack rules --inventory rules/inventory",
        right: "norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory")
}
