import ResourceDocuments
import SourceText

/// What an instruction of a Dockerfile says: its flags, and its arguments in the form that its word has.
struct DockerfileInstruction {
    let line: DockerfileLine
    /// `--from=build` is `from` and `build`; a flag without a value is `true`.
    private(set) var flags: [(name: String, value: String)] = []
    /// Without the flags.
    private(set) var text = ""
    /// The elements of the exec form, `["a", "b"]`; else the words of an instruction that has words and no command, as written.
    private(set) var arguments: [String]?
    /// `NAME=value` of ARG, ENV and LABEL, as written.
    private(set) var pairs: [(name: String, value: String?)] = []
    private(set) var isExecForm = false

    /// Every instruction there is.
    static let words = [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
        "ONBUILD",
        "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]
    private static let flagged: Set<String> = ["ADD", "COPY", "FROM", "HEALTHCHECK", "RUN"]
    /// What a shell is given, or another build: variables in it are no business of this one.
    private static let commands: Set<String> = [
        "CMD", "ENTRYPOINT", "HEALTHCHECK", "MAINTAINER", "ONBUILD", "RUN", "SHELL",
    ]
    /// What is behind these is one text, white space and all.
    private static let single: Set<String> = ["STOPSIGNAL", "USER", "WORKDIR"]
    /// The flags that may stand several times: lists.
    private static let repeatable: Set<String> = ["device", "exclude", "mount"]

    init(_ line: DockerfileLine) {
        self.line = line
        var rest = line.text[...]
        if Self.flagged.contains(line.word) {
            while rest.hasPrefix("--") {
                let flag = rest.prefix { !$0.isWhitespace }
                let parts = flag.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                flags.append((String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : "true"))
                rest = rest.dropFirst(flag.count).drop(while: \.isWhitespace)
            }
        }
        text = String(rest)
        if text.hasPrefix("["), let elements = Self.elements(text) {
            arguments = elements
            isExecForm = true
        } else if Self.single.contains(line.word) {
            arguments = [text]
        } else if !Self.commands.contains(line.word) {
            arguments = DockerfileWords.split(text, escape: line.escape)
        }
        let words = arguments ?? []
        switch line.word {
        case "ARG", "LABEL": pairs = words.map(Self.pair)
        case "ENV":
            // The old form has one name, and the rest is its value.
            if let first = words.first, !first.contains("=") {
                pairs = [(first, String(text.drop { !$0.isWhitespace }.drop(while: \.isWhitespace)))]
            } else {
                pairs = words.map(Self.pair)
            }
        default: break
        }
    }

    private static func pair(_ word: String) -> (name: String, value: String?) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (
            parts.first.map { $0.filter { $0 != "\"" && $0 != "'" } } ?? "", parts.count > 1 ? String(parts[1]) : nil
        )
    }

    private static func elements(_ text: String) -> [String]? {
        let file = SourceFile(name: "", text: text)
        guard let document = try? JSONParser.document(file, keys: KeyTable()), document.root.kind == .list else {
            return nil
        }
        let elements = document.root.elements.compactMap(\.string)
        return elements.count == document.root.count ? elements : nil
    }

    /// A part of the instruction, with the values of its variables where the builder replaces them.
    func expand(_ written: String, by variables: DockerfileVariables) -> DockerfileText {
        if Self.commands.contains(line.word) { return .decided(written) }
        return DockerfileExpansion.expand(written, by: variables, escape: line.escape)
    }

    func write(_ variables: DockerfileVariables, into builder: inout DocumentBuilder) {
        builder.beginMap()
        builder.key("instruction")
        builder.string(line.word, at: line.wordSpan)
        builder.key("value")
        builder.string(text, at: line.textSpan)
        builder.key("form")
        builder.string(isExecForm ? "exec" : "shell", at: line.textSpan)
        if let arguments {
            builder.key("arguments")
            builder.beginList()
            for argument in arguments { write(argument, variables, into: &builder) }
            builder.endList(at: line.textSpan)
        }
        writeFlags(variables, into: &builder)
        writePairs(variables, into: &builder)
        if !line.heredocs.isEmpty {
            builder.key("heredocs")
            builder.beginList()
            for heredoc in line.heredocs { builder.string(heredoc.text, at: heredoc.span) }
            builder.endList()
        }
        builder.endMap(at: line.span)
    }

    private func write(_ text: String, _ variables: DockerfileVariables, into builder: inout DocumentBuilder) {
        expand(text, by: variables).write(text, at: line.textSpan, into: &builder)
    }

    private func writeFlags(_ variables: DockerfileVariables, into builder: inout DocumentBuilder) {
        guard !flags.isEmpty else { return }
        builder.key("flags")
        builder.beginMap()
        var seen: Set<String> = []
        for (name, value) in flags.reversed() where seen.insert(name).inserted {
            builder.key(name)
            if Self.repeatable.contains(name) {
                builder.beginList()
                for flag in flags where flag.name == name { write(flag.value, variables, into: &builder) }
                builder.endList(at: line.textSpan)
            } else if name == "from" {
                // The one flag of COPY that takes no variables.
                builder.string(value, at: line.textSpan)
            } else {
                write(value, variables, into: &builder)
            }
        }
        builder.endMap(at: line.textSpan)
    }

    private func writePairs(_ variables: DockerfileVariables, into builder: inout DocumentBuilder) {
        guard !pairs.isEmpty else { return }
        builder.key("pairs")
        builder.beginMap()
        var seen: Set<String> = []
        for (name, value) in pairs.reversed() where seen.insert(name).inserted {
            builder.key(name)
            if let value { write(value, variables, into: &builder) } else { builder.null() }
        }
        builder.endMap(at: line.textSpan)
    }
}
