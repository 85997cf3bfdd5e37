/// Text as JSON writes it.
package enum JSONText {
    /// `text` as a JSON string (RFC 8259, 7): what must be escaped is, and so is what would act on a terminal.
    package static func quoted(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return "\"" + text + "\"" }
        var bytes: [UInt8] = []
        append(quoted: text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same, behind what is there.
    package static func append(quoted text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            var index = 0
            while index < utf8.count {
                if isPlain(utf8[index]) {
                    index += 1
                    continue
                }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                index += append(first: utf8[index...], to: &bytes)
                start = index
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The start of a text that may not stand for itself: a byte, or all that is not ASCII.
    ///
    /// - Returns: how many bytes of the text it was.
    private static func append(first text: Slice<UnsafeBufferPointer<UInt8>>, to bytes: inout [UInt8]) -> Int {
        let run = text.prefix { $0 >= 0x80 }
        for scalar in String(decoding: run, as: UTF8.self).unicodeScalars { append(scalar, to: &bytes) }
        if let byte = text.first, run.isEmpty { append(ascii: byte, to: &bytes) }
        return max(run.count, 1)
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
