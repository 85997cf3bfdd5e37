/// Text as JSON writes it.
package enum JSONText {
    /// `text` as a JSON string (RFC 8259, 7): what must be escaped is, and so is what would act on a terminal.
    package static func quoted(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) {
            var quoted = "\""
            quoted.reserveCapacity(text.utf8.count + 2)
            quoted += text
            quoted += "\""
            return quoted
        }
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
                let byte = utf8[index]
                if isPlain(byte) {
                    index += 1
                    continue
                }
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
        }
        bytes.append(UInt8(ascii: "\""))
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
