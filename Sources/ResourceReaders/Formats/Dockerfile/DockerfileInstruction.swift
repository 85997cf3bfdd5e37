import ResourceDocuments
import SourceText

/// What an instruction of a Dockerfile says: its flags, and its arguments in the form that its word has.
struct DockerfileInstruction {
    let line: DockerfileLine
    /// `--from=build` is `from` and `build`; a flag without a value is `true`.
    private(set) var flags: [(name: String, value: String)] = []
    /// Without the flags.
    private(set) var text = ""
    /// The elements of the exec form, `["a", "b"]`; else the words of an instruction that has words and no command.
    private(set) var arguments: [String]?
    /// `NAME=value` of ARG, ENV and LABEL.
    private(set) var pairs: [(name: String, value: String?)] = []
    private(set) var isExecForm = false

    /// Every instruction there is.
    static let words = [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
        "ONBUILD",
        "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]
    private static let flagged: Set<String> = ["ADD", "COPY", "FROM", "HEALTHCHECK", "RUN"]
    private static let commands: Set<String> = ["CMD", "ENTRYPOINT", "HEALTHCHECK", "MAINTAINER", "ONBUILD", "RUN"]

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
        } else if !Self.commands.contains(line.word) {
            arguments = DockerfileWords.split(text)
        }
        switch line.word {
        case "ARG", "LABEL": pairs = (arguments ?? []).map(Self.pair)
        case "ENV":
            // The old form has one name, and the rest is its value.
            let words = arguments ?? []
            if let first = words.first, !first.contains("=") {
                let value = text.drop { !$0.isWhitespace }.drop(while: \.isWhitespace)
                pairs = [(first, String(value))]
            } else {
                pairs = words.map(Self.pair)
            }
        default: break
        }
    }

    private static func pair(_ word: String) -> (name: String, value: String?) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : nil)
    }

    private static func elements(_ text: String) -> [String]? {
        let file = SourceFile(name: "", text: text)
        guard let document = try? JSONParser.document(file, keys: KeyTable()), document.root.kind == .list else {
            return nil
        }
        let elements = document.root.elements.compactMap(\.string)
        return elements.count == document.root.count ? elements : nil
    }

    func write(into builder: inout DocumentBuilder) {
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
            for argument in arguments { builder.string(argument, at: line.textSpan) }
            builder.endList(at: line.textSpan)
        }
        write(flags.map { ($0.name, $0.value) }, as: "flags", into: &builder)
        write(pairs, as: "pairs", into: &builder)
        if !line.heredocs.isEmpty {
            builder.key("heredocs")
            builder.beginList()
            for heredoc in line.heredocs { builder.string(heredoc.text, at: heredoc.span) }
            builder.endList()
        }
        builder.endMap(at: line.span)
    }

    private func write(
        _ members: [(name: String, value: String?)], as key: String, into builder: inout DocumentBuilder
    ) {
        guard !members.isEmpty else { return }
        builder.key(key)
        builder.beginMap()
        var seen: Set<String> = []
        for member in members.reversed() where seen.insert(member.name).inserted {
            builder.key(member.name)
            if let value = member.value { builder.string(value, at: line.textSpan) } else { builder.null() }
        }
        builder.endMap(at: line.textSpan)
    }
}

/// The words of a line as a shell splits them: at white space outside quotes, quotes taken off.
enum DockerfileWords {
    static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isWord = false
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                isWord = true
            } else if character.isWhitespace {
                if isWord { words.append(word) }
                word = ""
                isWord = false
            } else {
                word.append(character)
                isWord = true
            }
        }
        return isWord ? words + [word] : words
    }
}
