package import SourceText

/// Text that was not read as resources, or not yet: which of its values a schema marks as sensitive, nobody knows for certain. What
/// stands behind the name of such a property is masked, whatever it is part of.
extension SensitiveProperties {
    /// The diagnostics over files with such a mask. O(text) for each file that one of them speaks of, where a schema marks anything.
    package func mask(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        let names = names
        if names.isEmpty { return diagnostics }
        var masked: [ObjectIdentifier: SourceFile] = [:]
        return diagnostics.map { diagnostic in
            diagnostic.showing { file in
                if let known = masked[ObjectIdentifier(file)] { return known }
                let spans = SensitiveText(file.text).spans(behind: names)
                let shown = spans.isEmpty ? file : file.masking(spans)
                masked[ObjectIdentifier(file)] = shown
                return shown
            }
        }
    }
}

/// Looks for the values of properties by their names alone, in JSON and YAML, whole or broken.
private struct SensitiveText {
    private let text: [UInt8]

    init(_ text: [UInt8]) { self.text = text }

    func spans(behind names: [String]) -> [SourceSpan] {
        names.flatMap { name -> [SourceSpan] in
            let name = Array(name.utf8)
            return positions(of: name).compactMap { value(ofKeyAt: $0, count: name.count) }
        }
    }

    /// Where the name stands as a whole word.
    private func positions(of name: [UInt8]) -> [Int] {
        guard let first = name.first else { return [] }
        var found: [Int] = []
        var index = 0
        while let start = text[index...].firstIndex(of: first), start + name.count <= text.count {
            let end = start + name.count
            if text[start..<end].elementsEqual(name), !isWord(at: start - 1), !isWord(at: end) { found.append(start) }
            index = start + 1
        }
        return found
    }

    /// What stands behind a key and its colon; nil where the word is no key, and where nothing is there.
    private func value(ofKeyAt start: Int, count: Int) -> SourceSpan? {
        var index = start + count
        let isQuoted = byte(at: index) == UInt8(ascii: "\"") || byte(at: index) == UInt8(ascii: "'")
        if isQuoted { index += 1 }
        index = endOfSpaces(at: index)
        guard byte(at: index) == UInt8(ascii: ":") else { return nil }
        index = endOfSpaces(at: index + 1)
        if isQuoted, isLineEnd(at: index), let next = text[index...].firstIndex(where: { $0 > 0x20 }) { index = next }
        let end: Int
        switch byte(at: index) {
        case UInt8(ascii: "\""): end = endOfText(at: index, escapes: true)
        case UInt8(ascii: "'"): end = endOfText(at: index, escapes: false)
        case UInt8(ascii: "{"), UInt8(ascii: "["): end = endOfBrackets(at: index)
        case UInt8(ascii: "|"), UInt8(ascii: ">"): end = endOfBlock(at: index, below: start)
        default: end = isLineEnd(at: index) ? endOfBlock(at: index, below: start) : endOfPlain(at: index, behind: start)
        }
        return index < end ? SourceSpan(index, end) : nil
    }

    // MARK: Ends of values

    /// Behind the closing quote; the end of the text where there is none.
    private func endOfText(at start: Int, escapes: Bool) -> Int {
        var index = start + 1
        while index < text.count {
            if escapes, text[index] == UInt8(ascii: "\\") {
                index += 2
            } else if text[index] == text[start] {
                // A single quote is written twice.
                if escapes || byte(at: index + 1) != text[start] { return index + 1 }
                index += 2
            } else {
                index += 1
            }
        }
        return text.count
    }

    private func endOfBrackets(at start: Int) -> Int {
        var depth = 0
        var index = start
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""):
                index = endOfText(at: index, escapes: true)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return text.count
    }

    /// A word that stands bare: to the comma or bracket where it is inside of brackets, else to the end of its line or its comment.
    private func endOfPlain(at start: Int, behind key: Int) -> Int {
        let line = text[..<key].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
        let isInBrackets =
            byte(at: key - 1) == UInt8(ascii: "\"")
            || text[line..<key].contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
        var index = start
        while index < text.count, !isLineEnd(at: index) {
            let byte = text[index]
            if isInBrackets, [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(byte) { break }
            if byte == UInt8(ascii: "#"), text[index - 1] <= 0x20 { break }
            index += 1
        }
        return index
    }

    /// The lines that are further in than the key; of a list also those that begin with a dash as far in as it.
    private func endOfBlock(at start: Int, below key: Int) -> Int {
        let indent = column(of: key)
        var end = start
        var index = start
        while let lineEnd = text[index...].firstIndex(of: 0x0A) {
            index = lineEnd + 1
            let first = endOfSpaces(at: index)
            if first >= text.count { break }
            if isLineEnd(at: first) { continue }
            let isItem = text[first] == UInt8(ascii: "-")
            guard first - index > indent || isItem && first - index == indent else { break }
            end = text[first...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
        }
        return end
    }

    // MARK: Bytes

    private func byte(at index: Int) -> UInt8? { text.indices.contains(index) ? text[index] : nil }

    private func isLineEnd(at index: Int) -> Bool {
        guard let byte = byte(at: index) else { return true }
        return byte == 0x0A || byte == 0x0D
    }

    private func isWord(at index: Int) -> Bool {
        guard let byte = byte(at: index) else { return false }
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...: return true
        default: return false
        }
    }

    private func endOfSpaces(at start: Int) -> Int {
        var index = start
        while let byte = byte(at: index), byte == 0x20 || byte == 0x09 { index += 1 }
        return index
    }

    /// In bytes. `- key:` begins a map as far in as the key.
    private func column(of index: Int) -> Int {
        index - (text[..<index].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0)
    }
}
