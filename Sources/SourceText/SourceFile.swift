/// A text with a name: a rule file, a document, an attachment.
///
/// Offsets are UTF-8. Lines end at LF, CR LF or CR.
package final class SourceFile: Sendable {
    /// The name as the user gave it, for messages; never opened from here.
    package let name: String
    package let text: [UInt8]
    /// The number of the text's first line: above 1 for a part of a larger file.
    package let firstLine: Int
    private let lineStarts: [Int]
    /// Whether every byte is a character.
    private let isASCII: Bool
    /// What must not be shown, in order and apart; `text` holds a mask there.
    let maskedSpans: [SourceSpan]
    /// Where something is written that stands for a value: what that is.
    package let references: [SourceSpan: SourceReference]

    package convenience init(name: String, text: [UInt8], firstLine: Int = 1) {
        self.init(name: name, text: text, firstLine: firstLine, maskedSpans: [])
    }

    init(
        name: String, text: [UInt8], firstLine: Int, maskedSpans: [SourceSpan],
        references: [SourceSpan: SourceReference] = [:]
    ) {
        self.maskedSpans = maskedSpans
        self.references = references
        self.name = name
        self.text = text
        self.firstLine = firstLine
        (lineStarts, isASCII) = text.withUnsafeBufferPointer(Self.scan)
    }

    private static func scan(_ text: UnsafeBufferPointer<UInt8>) -> (lineStarts: [Int], isASCII: Bool) {
        let highest = UInt64(0x8080_8080_8080_8080)
        var starts = [0]
        var seen: UInt64 = 0
        var index = 0
        while index < text.count {
            // Few bytes end a line, and eight at once are soon asked.
            if index + 8 <= text.count {
                let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self)
                seen |= word
                if !holdsControl(word, highest) {
                    index += 8
                    continue
                }
            }
            for end in index..<min(index + 8, text.count) {
                seen |= UInt64(text[end])
                guard text[end] == 0x0A || text[end] == 0x0D else { continue }
                // CR LF ends one line.
                if text[end] == 0x0D, end + 1 < text.count, text[end + 1] == 0x0A { continue }
                starts.append(end + 1)
            }
            index += 8
        }
        return (starts, seen & highest == 0)
    }

    /// Whether one of eight bytes is at most CR: then its difference from CR's successor borrows its highest bit.
    private static func holdsControl(_ word: UInt64, _ highest: UInt64) -> Bool {
        (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word & highest != 0
    }

    package convenience init(name: String, text: String) {
        self.init(name: name, text: Array(text.utf8))
    }

    package var lineCount: Int { lineStarts.count }

    /// The text of `span`; bytes that are not UTF-8 become U+FFFD.
    package func text(of span: SourceSpan) -> String {
        let end = min(max(span.end, 0), text.count)
        let start = min(max(span.start, 0), end)
        return String(decoding: text[start..<end], as: UTF8.self)
    }

    /// The line (counted from `firstLine`) that holds `offset`. O(log lines).
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + firstLine
    }

    /// The offsets of a line (counted from `firstLine`), its line end not included.
    package func span(ofLine line: Int) -> SourceSpan {
        guard line >= firstLine, line - firstLine < lineStarts.count else { return .empty(at: text.count) }
        let index = line - firstLine
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : text.count
        while end > start, text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
        return SourceSpan(start, end)
    }

    /// Line and column (both from 1; columns count Unicode scalars) of `offset`. O(log lines + column).
    package func position(at offset: Int) -> SourcePosition {
        let bounded = min(max(offset, 0), text.count)
        let line = line(at: bounded)
        return SourcePosition(line: line, column: 1 + scalarCount(in: lineStarts[line - firstLine]..<bounded))
    }

    /// As `position(at:)`, of an offset at or behind one whose position is known. O(distance) where they stand on one line.
    fileprivate func position(at offset: Int, from start: Int, _ known: SourcePosition) -> SourcePosition {
        let bounded = min(max(offset, 0), text.count)
        guard start <= bounded, line(at: bounded) == known.line else { return position(at: offset) }
        return SourcePosition(line: known.line, column: known.column + scalarCount(in: start..<bounded))
    }

    /// Of UTF-8: bytes that are no continuation.
    private func scalarCount(in range: Range<Int>) -> Int {
        if isASCII { return range.count }
        return text.withUnsafeBufferPointer { text in
            var count = range.count
            var index = range.lowerBound
            while index + 8 <= range.upperBound {
                // Each byte counts its continuations, and has room for so many.
                let end = index + min((range.upperBound - index) / 8, 255) * 8
                var continuations: UInt64 = 0
                while index < end {
                    let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    // The highest bit is set, and the one below it is not.
                    continuations &+= (word &>> 7) & ~(word &>> 6) & 0x0101_0101_0101_0101
                    index &+= 8
                }
                let pairs = (continuations & 0x00FF_00FF_00FF_00FF) &+ ((continuations &>> 8) & 0x00FF_00FF_00FF_00FF)
                count -= Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
            }
            while index < range.upperBound {
                if text[index] & 0xC0 == 0x80 { count -= 1 }
                index += 1
            }
            return count
        }
    }

    /// The offset of a line and column as `position(at:)` counts them, held inside the line.
    package func offset(line: Int, column: Int) -> Int {
        let span = span(ofLine: line)
        var remaining = max(column, 1) - 1
        var index = span.start
        while index < span.end, remaining > 0 {
            index += 1
            while index < span.end, text[index] & 0xC0 == 0x80 { index += 1 }
            remaining -= 1
        }
        return index
    }
}

/// A line and a column, both counted from 1; columns count Unicode scalars.
package struct SourcePosition: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// A span in a file.
package struct SourcePlace: Sendable {
    package var file: SourceFile
    package var span: SourceSpan

    package init(_ file: SourceFile, _ span: SourceSpan) {
        self.file = file
        self.span = span
    }

    package var position: SourcePosition { file.position(at: span.start) }
    package var positions: (start: SourcePosition, end: SourcePosition) {
        let start = position
        // How long a value is says something of it.
        if file.hasMask, isMasked { return (start, SourcePosition(line: start.line, column: start.column + 1)) }
        return (start, file.position(at: span.end, from: span.start, start))
    }
    package var text: String { file.text(of: span) }
}

extension SourcePlace: Hashable {
    package static func == (left: SourcePlace, right: SourcePlace) -> Bool {
        left.file === right.file && left.span == right.span
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(file))
        hasher.combine(span)
    }
}
