/// Text as JSON writes it.
package enum JSONText {
    /// `text` as a JSON string (RFC 8259, 7): what must be escaped is, and so is what would act on a terminal.
    package static func quoted(_ text: String) -> String {
        if let quoted = plainQuoted(text) { return quoted }
        var bytes: [UInt8] = []
        append(quoted: text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// nil of text in which anything has to be escaped.
    private static func plainQuoted(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { utf8 in
            guard plainEnd(of: utf8, from: 0) == utf8.count else { return nil }
            return String(unsafeUninitializedCapacity: utf8.count + 2) { quoted in
                quoted[0] = UInt8(ascii: "\"")
                let end = quoted[1...].update(fromContentsOf: utf8)
                quoted[end] = UInt8(ascii: "\"")
                return utf8.count + 2
            }
        }
    }

    /// The same, behind what is there.
    package static func append(quoted text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            if !appendAtOnce(utf8, to: &bytes) { appendInParts(utf8, to: &bytes) }
        }
    }

    /// Text of few bytes in which nothing has to be escaped but quotes and backslashes; of any other false, and nothing is appended.
    private static func appendAtOnce(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) -> Bool {
        if text.count > maximumAtOnce { return false }
        // Twice the text, the quotes, and room behind for a word of which a part is meant.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count * 2 + 16) { quoted in
            let source = UnsafeRawBufferPointer(text)
            let target = UnsafeMutableRawBufferPointer(quoted)
            target[0] = UInt8(ascii: "\"")
            var end = 1
            var index = 0
            while index < text.count {
                if index + 8 <= text.count {
                    let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    target.storeBytes(of: word, toByteOffset: end, as: UInt64.self)
                    let others = othersThanPlain(UInt64(littleEndian: word))
                    let plainCount = others == 0 ? 8 : others.trailingZeroBitCount / 8
                    index += plainCount
                    end += plainCount
                    if others == 0 { continue }
                }
                let byte = source[index]
                if !isPlain(byte) {
                    guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { return false }
                    target[end] = UInt8(ascii: "\\")
                    end += 1
                }
                target[end] = byte
                end += 1
                index += 1
            }
            target[end] = UInt8(ascii: "\"")
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: quoted[...end]))
            return true
        }
    }

    private static let maximumAtOnce = 400

    private static func appendInParts(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        var index = 0
        while true {
            index = plainEnd(of: utf8, from: index)
            if index == utf8.count { break }
            let byte = utf8[index]
            if start < index { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index])) }
            if byte < 0x80 {
                append(ascii: byte, to: &bytes)
                index += 1
            } else {
                let end = utf8[index...].firstIndex { $0 < 0x80 } ?? utf8.count
                let run = String(decoding: utf8[index..<end], as: UTF8.self)
                for scalar in run.unicodeScalars { append(scalar, to: &bytes) }
                index = end
            }
            start = index
        }
        if start < index { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...])) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Where the bytes end that stand for themselves.
    private static func plainEnd(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index + 8 <= text.count {
            let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let others = othersThanPlain(UInt64(littleEndian: word))
            if others != 0 { return index + others.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < text.count, isPlain(text[index]) { index += 1 }
        return index
    }

    /// The highest bit of each of eight bytes that is not plain: right up to the first of them, for a borrow or a carry comes from such a one alone.
    private static func othersThanPlain(_ word: UInt64) -> UInt64 {
        let ones = UInt64(0x0101_0101_0101_0101)
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let isControl = (word &- ones &* 0x20) & ~word
        let isQuote = (quotes &- ones) & ~quotes
        let isBackslash = (backslashes &- ones) & ~backslashes
        let isAboveTilde = word | (word &+ ones)
        return (isControl | isQuote | isBackslash | isAboveTilde) & (ones &* 0x80)
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if VisibleText.replacement(for: scalar) == nil {
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        } else {
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                append(hexadecimal: unit, to: &bytes)
            }
        }
    }

    private static func append(ascii byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(UInt8(ascii: "\\"), byte, to: &bytes)
        case UInt8(ascii: "\n"): append(UInt8(ascii: "\\"), UInt8(ascii: "n"), to: &bytes)
        case UInt8(ascii: "\r"): append(UInt8(ascii: "\\"), UInt8(ascii: "r"), to: &bytes)
        case UInt8(ascii: "\t"): append(UInt8(ascii: "\\"), UInt8(ascii: "t"), to: &bytes)
        case 0..<0x20, 0x7F: append(hexadecimal: UInt16(byte), to: &bytes)
        default: bytes.append(byte)
        }
    }

    private static func append(_ first: UInt8, _ second: UInt8, to bytes: inout [UInt8]) {
        bytes.append(first)
        bytes.append(second)
    }

    private static func append(hexadecimal unit: UInt16, to bytes: inout [UInt8]) {
        let digits = String(unit, radix: 16)
        bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8)
    }

    /// ASCII that stands for itself: nearly all text is of nothing else.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
