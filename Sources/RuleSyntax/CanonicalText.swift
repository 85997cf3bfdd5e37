package import SourceText

extension SourcePlace {
    /// The text with one space wherever the layout has any, so that two ways to lay it out are one.
    package var canonicalText: String {
        var bytes: [UInt8] = []
        var isInString = false
        var isEscaped = false
        var isComment = false
        for scalar in text.unicodeScalars {
            if isComment {
                isComment = scalar != "\n"
            } else if isInString {
                bytes.append(scalar)
                isInString = isEscaped || scalar != "\""
                isEscaped = scalar == "\\" && !isEscaped
            } else if scalar == "#" {
                isComment = true
            } else if scalar.isSpace {
                if !bytes.isEmpty, bytes.last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
            } else {
                isInString = scalar == "\""
                bytes.append(scalar)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            append(UInt8(scalar.value))
        } else {
            append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}

extension Unicode.Scalar {
    /// Layout; the characters of most rules are ASCII, and need no table.
    fileprivate var isSpace: Bool {
        isASCII ? self == " " || (0x09...0x0D).contains(value) : properties.isWhitespace
    }
}
