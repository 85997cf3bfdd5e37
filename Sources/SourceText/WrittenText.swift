/// A text that a document holds as a string, and where each byte of it stands in the document's file: in quotes with their escapes, as a
/// YAML block, or bare.
package struct WrittenText: Sendable {
    private let file: SourceFile
    /// Of each byte, and behind the last one.
    private let offsets: [Int]

    /// nil where the file does not show the text as this reads it: where it is folded, or masked.
    ///
    /// - Parameters:
    ///   - place: the string with its quotes, or from the `|` of a block.
    ///   - text: what the string says.
    package init?(_ text: String, at place: SourcePlace) {
        var reader = Reader(written: place.file.text, position: place.span.start)
        guard let offsets = reader.offsets(of: Array(text.utf8)) else { return nil }
        file = place.file
        self.offsets = offsets
    }

    /// Where a part of the text stands. nil outside of it.
    package func place(of span: SourceSpan) -> SourcePlace? {
        guard span.start >= 0, span.end < offsets.count else { return nil }
        // The last byte's own place: behind it there may be the beginning of another line.
        let end = span.isEmpty ? offsets[span.start] : offsets[span.end - 1] + 1
        return SourcePlace(file, SourceSpan(offsets[span.start], end))
    }
}

/// Goes through what is written and through what it says side by side.
private struct Reader {
    let written: [UInt8]
    var position: Int

    private func byte(at offset: Int) -> UInt8? { written.indices.contains(offset) ? written[offset] : nil }

    mutating func offsets(of text: [UInt8]) -> [Int]? {
        switch byte(at: position) {
        case UInt8(ascii: "\""): quoted(text, escapes: true)
        case UInt8(ascii: "'"): quoted(text, escapes: false)
        case UInt8(ascii: "|"): block(text)
        default: bare(text)
        }
    }

    private func bare(_ text: [UInt8]) -> [Int]? {
        guard position + text.count <= written.count,
            written[position..<position + text.count].elementsEqual(text)
        else { return nil }
        return Array(position...position + text.count)
    }

    private mutating func quoted(_ text: [UInt8], escapes: Bool) -> [Int]? {
        let quote = written[position]
        position += 1
        var offsets: [Int] = []
        offsets.reserveCapacity(text.count + 1)
        while offsets.count < text.count {
            guard let byte = byte(at: position) else { return nil }
            let start = position
            var said: [UInt8] = [byte]
            position += 1
            if escapes, byte == UInt8(ascii: "\\") {
                guard let escaped = escape() else { return nil }
                said = escaped
            } else if byte == quote {
                // A single quote is written twice.
                guard !escapes, self.byte(at: position) == quote else { return nil }
                position += 1
            }
            guard text[offsets.count...].starts(with: said) else { return nil }
            offsets += Array(repeating: start, count: said.count)
        }
        return byte(at: position) == quote ? offsets + [position] : nil
    }

    /// What stands behind a `\`, of those that JSON has.
    private mutating func escape() -> [UInt8]? {
        guard let kind = byte(at: position) else { return nil }
        position += 1
        switch kind {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [kind]
        case UInt8(ascii: "u"): return scalar()
        default: return nil
        }
    }

    private mutating func scalar() -> [UInt8]? {
        guard let first = codeUnit() else { return nil }
        var value = UInt32(first)
        if UTF16.isLeadSurrogate(first), byte(at: position) == UInt8(ascii: "\\"),
            byte(at: position + 1) == UInt8(ascii: "u")
        {
            position += 2
            guard let second = codeUnit(), UTF16.isTrailSurrogate(second) else { return nil }
            value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        }
        return Unicode.Scalar(value).map { Array(String($0).utf8) }
    }

    private mutating func codeUnit() -> UInt16? {
        guard position + 4 <= written.count else { return nil }
        let digits = String(decoding: written[position..<position + 4], as: UTF8.self)
        position += 4
        return UInt16(digits, radix: 16)
    }

    /// The lines below `|`, each as far in as the first that is not empty.
    private mutating func block(_ text: [UInt8]) -> [Int]? {
        skipLine()
        let indentation = indentation()
        var offsets: [Int] = []
        offsets.reserveCapacity(text.count + 1)
        var startsLine = true
        while offsets.count < text.count {
            if startsLine { skip(spaces: indentation) }
            guard let byte = byte(at: position) else { return nil }
            offsets.append(position)
            startsLine = byte == 0x0A || byte == 0x0D
            if startsLine {
                guard text[offsets.count - 1] == 0x0A else { return nil }
                skipLineEnd()
            } else {
                guard text[offsets.count - 1] == byte else { return nil }
                position += 1
            }
        }
        return offsets + [position]
    }

    private mutating func skipLine() {
        while let byte = byte(at: position), byte != 0x0A, byte != 0x0D { position += 1 }
        skipLineEnd()
    }

    private mutating func skipLineEnd() {
        if byte(at: position) == 0x0D, byte(at: position + 1) == 0x0A { position += 1 }
        position += 1
    }

    private mutating func skip(spaces count: Int) {
        var left = count
        while left > 0, byte(at: position) == UInt8(ascii: " ") {
            position += 1
            left -= 1
        }
    }

    private func indentation() -> Int {
        var start = position
        var offset = position
        while let byte = byte(at: offset) {
            if byte == 0x0A || byte == 0x0D {
                start = offset + 1
            } else if byte != UInt8(ascii: " ") {
                break
            }
            offset += 1
        }
        return offset - start
    }
}
