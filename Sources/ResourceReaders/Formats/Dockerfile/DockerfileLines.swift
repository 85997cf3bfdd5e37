import SourceText

/// One instruction of a Dockerfile: its word and the text behind it, continuation lines joined.
struct DockerfileLine {
    /// As written, in capitals.
    let word: String
    let wordSpan: SourceSpan
    /// Without the escapes at line ends and without comments between the lines.
    let text: String
    let textSpan: SourceSpan
    /// The backslash, or what a comment in front says.
    let escape: Character
    var heredocs: [Heredoc] = []

    struct Heredoc {
        let text: String
        let span: SourceSpan
        /// The word that ends it; nil where it does so.
        let missingEnd: String?
    }

    var span: SourceSpan {
        SourceSpan(wordSpan.start, max(textSpan.end, heredocs.last?.span.end ?? 0, wordSpan.end))
    }
}

/// Splits the text of a Dockerfile into its instructions ("Dockerfile reference", format of BuildKit's frontend 1.x).
struct DockerfileLines {
    private let text: [UInt8]
    private var position = 0
    private var escape = UInt8(ascii: "\\")
    private var comments: [SourceSpan] = []

    /// The instructions that a heredoc may stand in.
    private static let heredocWords: Set<String> = ["ADD", "COPY", "RUN"]

    init(_ text: [UInt8]) {
        self.text = text
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        readDirectives()
    }

    static func lines(of text: [UInt8]) -> [DockerfileLine] {
        var reader = DockerfileLines(text)
        var lines: [DockerfileLine] = []
        while let line = reader.next() { lines.append(line) }
        return lines
    }

    /// From the `#` to the end of the line. What a heredoc holds is its content, whatever it looks like.
    static func comments(of text: [UInt8]) -> [SourceSpan] {
        var reader = DockerfileLines(text)
        while reader.next() != nil {}
        return reader.comments
    }

    /// Comments in front may say which character escapes: `# escape=` and a backtick.
    private mutating func readDirectives() {
        let start = position
        while position < text.count {
            let line = trimmed(takeLine())
            guard line.first == UInt8(ascii: "#") else { break }
            let words = String(decoding: line.dropFirst(), as: UTF8.self).split(separator: "=", maxSplits: 1)
                .map { $0.filter { !$0.isWhitespace } }
            guard words.count == 2 else { break }
            if words[0].lowercased() == "escape", words[1] == "`" { escape = UInt8(ascii: "`") }
        }
        position = start
    }

    private mutating func next() -> DockerfileLine? {
        while position < text.count {
            let line = trimmed(takeLine())
            if line.isEmpty || isComment(line) { continue }
            return instruction(begunBy: line)
        }
        return nil
    }

    private mutating func instruction(begunBy first: ArraySlice<UInt8>) -> DockerfileLine {
        let word = first.prefix { !Self.isSpace($0) }
        var part = first.dropFirst(word.count).drop(while: Self.isSpace)
        let start = part.startIndex
        var end = part.endIndex
        var joined: [UInt8] = []
        while part.last == escape, position < text.count {
            joined += part.dropLast()
            part = takeLine()
            // Comments and empty lines between the lines of one instruction are none of it.
            while position < text.count, trimmed(part).isEmpty || isComment(trimmed(part)) { part = takeLine() }
            let content = trimmed(part)
            if content.isEmpty || isComment(content) { part = [] } else { end = content.endIndex }
            part = part.prefix(upTo: max(part.startIndex, min(part.endIndex, content.endIndex)))
        }
        joined += part
        if joined.last == escape { joined.removeLast() }
        var line = DockerfileLine(
            word: String(decoding: word, as: UTF8.self).uppercased(),
            wordSpan: SourceSpan(word.startIndex, word.endIndex), text: String(decoding: joined, as: UTF8.self),
            textSpan: SourceSpan(start, max(start, end)), escape: Character(Unicode.Scalar(escape)))
        if Self.heredocWords.contains(line.word) {
            for marker in Self.heredocMarkers(in: joined) {
                line.heredocs.append(heredoc(marker, isScript: Self.runsHeredoc(line)))
            }
        }
        return line
    }

    // MARK: Heredocs

    private struct Marker {
        let word: [UInt8]
        /// `<<-`: tabs in front of lines are none of the text.
        let stripsTabs: Bool
    }

    /// `<<EOF`, `<<-EOF`, `<<"EOF"`; not `<<<`.
    private static func heredocMarkers(in text: [UInt8]) -> [Marker] {
        var markers: [Marker] = []
        var index = 0
        let less = UInt8(ascii: "<")
        while index + 2 < text.count {
            // A marker is a word: `$((1<<N))` has none.
            let isWordStart = text[..<index].last { !isDigit($0) }.map(isSpace) ?? true
            guard text[index] == less, text[index + 1] == less, isWordStart else {
                index += 1
                continue
            }
            index += 2
            if index < text.count, text[index] == less {
                while index < text.count, text[index] == less { index += 1 }
                continue
            }
            let stripsTabs = index < text.count && text[index] == UInt8(ascii: "-")
            if stripsTabs { index += 1 }
            let word = text[index...].prefix { isWord($0) || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
            let name = word.filter(isWord)
            if let first = name.first, !isDigit(first) {
                markers.append(Marker(word: name, stripsTabs: stripsTabs))
            }
            index += max(word.count, 1)
        }
        return markers
    }

    /// What runs the heredoc itself, and takes a line behind `#` for a comment.
    private static let interpreters: Set<Substring> = [
        "ash", "bash", "dash", "ksh", "perl", "python", "python3", "ruby", "sh", "zsh",
    ]

    /// `RUN <<EOF`, `RUN bash -e <<EOF`; not `RUN cat <<EOF >file`, where every line is content.
    private static func runsHeredoc(_ line: DockerfileLine) -> Bool {
        guard line.word == "RUN", let marker = line.text.firstRange(of: "<<") else { return false }
        let words = line.text[..<marker.lowerBound].split(whereSeparator: \.isWhitespace).drop { $0.hasPrefix("--") }
        guard let command = words.first else { return true }
        return interpreters.contains(command.split(separator: "/").last ?? command)
            && words.dropFirst().allSatisfy { $0.hasPrefix("-") }
    }

    /// The lines up to the one that is the marker's word, or to the end of the text; of a script without its comments.
    private mutating func heredoc(_ marker: Marker, isScript: Bool) -> DockerfileLine.Heredoc {
        let start = position
        var end = position
        var content: [UInt8] = []
        var isClosed = false
        while position < text.count {
            var line = takeLine()
            if marker.stripsTabs { line = line.drop { $0 == UInt8(ascii: "\t") } }
            isClosed = line.elementsEqual(marker.word)
            if isClosed { break }
            let trimmed = trimmed(line)
            let isComment = trimmed.first == UInt8(ascii: "#") && !trimmed.starts(with: Array("#!".utf8))
            if !isScript || !isComment { content += line + [UInt8(ascii: "\n")] }
            end = line.endIndex
        }
        return DockerfileLine.Heredoc(
            text: String(decoding: content, as: UTF8.self), span: SourceSpan(start, end),
            missingEnd: isClosed ? nil : String(decoding: marker.word, as: UTF8.self))
    }

    // MARK: Bytes

    /// Of a line without the blanks around it; keeps where a comment stands.
    private mutating func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == UInt8(ascii: "#") else { return false }
        let span = SourceSpan(line.startIndex, line.endIndex)
        if comments.last != span { comments.append(span) }
        return true
    }

    /// The line without its end; the position is behind it.
    private mutating func takeLine() -> ArraySlice<UInt8> {
        let end = text[position...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
        var line = text[position..<end]
        position = min(end + 1, text.count)
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        return line
    }

    private func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line.drop(while: Self.isSpace)
        while let last = line.last, Self.isSpace(last) { line = line.dropLast() }
        return line
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || isDigit(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
