import SourceText

extension Lexer {
    /// `STRING`, JSON's: to the closing quote on the same line.
    mutating func lexString() -> String {
        let start = position
        position += 1
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != 0x0A, byte != 0x0D {
            let isEscape = byte == UInt8(ascii: "\\") && peek(1) != nil && peek(1) != 0x0A && peek(1) != 0x0D
            position += isEscape ? 2 : 1
        }
        let content = start + 1..<position
        if peek() == UInt8(ascii: "\"") {
            position += 1
        } else {
            diagnostics.append(LexerDiagnostics.unterminatedString(at: place(start, position)))
            hidesBrace = bytes[content].contains(UInt8(ascii: "}"))
        }
        // Most strings are what they are written as.
        if isPlain(content) { return text(content) }
        var decoder = StringDecoder(bytes: bytes, content: content)
        let decoded = decoder.decode()
        for (fault, range) in decoder.faults {
            diagnostics.append(
                LexerDiagnostics.badString(fault, text(range), at: place(range.lowerBound, range.upperBound)))
        }
        reportBidirectional(in: content)
        return String(decoding: decoded.bytes, as: UTF8.self)
    }

    /// Whether all of it is printable ASCII, and none of it an escape.
    private func isPlain(_ range: Range<Int>) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            bytes[range].allSatisfy { $0 &- 0x20 < 0x5F && $0 != UInt8(ascii: "\\") }
        }
    }

    /// A string in quotes of another language, to its closing quote on the same line.
    mutating func lexForeignString(closing: Unicode.Scalar) -> String {
        let start = position
        position += ScalarDecoding.scalar(in: bytes, at: position).length
        let content = position
        var end: Int?
        while let byte = peek(), byte != 0x0A, byte != 0x0D {
            let (scalar, length) = ScalarDecoding.scalar(in: bytes, at: position)
            if scalar == closing {
                end = position
                position += length
                break
            }
            position += length
        }
        let value = text(content..<(end ?? position))
        hidesBrace = end == nil && value.contains("}")
        diagnostics.append(
            LexerDiagnostics.foreignQuotes(
                at: place(start, position), replacement: end == nil ? nil : JSONText.quoted(value)))
        return value
    }

    private mutating func reportBidirectional(in range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let (scalar, length) = ScalarDecoding.scalar(in: bytes, at: index)
            reportBidirectional(scalar, from: index, length: length)
            index += length
        }
    }
}

/// What a string literal says, and where each byte of it came from.
struct DecodedString: Sendable {
    var bytes: [UInt8] = []
    /// The offset of each byte's origin, and of the end: always one more than `bytes`.
    var origins: [Int] = []
}

/// Reads the escapes of a string literal (RFC 8259, section 7).
struct StringDecoder {
    enum Fault: Sendable { case unknownEscape, loneSurrogate, controlCharacter }

    let bytes: [UInt8]
    /// Between the quotes.
    let content: Range<Int>
    private(set) var faults: [(fault: Fault, range: Range<Int>)] = []

    init(bytes: [UInt8], content: Range<Int>) {
        self.bytes = bytes
        self.content = content
    }

    /// What is faulty stays as it is written.
    mutating func decode() -> DecodedString {
        var decoded = DecodedString()
        decoded.bytes.reserveCapacity(content.count)
        decoded.origins.reserveCapacity(content.count + 1)
        var index = content.lowerBound
        while index < content.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\") {
                let (value, length) = escape(at: index)
                decoded.bytes.append(contentsOf: value)
                decoded.origins.append(contentsOf: repeatElement(index, count: value.count))
                index += length
            } else {
                if byte < 0x20 { faults.append((.controlCharacter, index..<index + 1)) }
                decoded.bytes.append(byte)
                decoded.origins.append(index)
                index += 1
            }
        }
        decoded.origins.append(content.upperBound)
        return decoded
    }

    /// The bytes that the escape at `index` stands for, and its length.
    private mutating func escape(at index: Int) -> (value: [UInt8], length: Int) {
        guard index + 1 < content.upperBound else {
            faults.append((.unknownEscape, index..<index + 1))
            return ([bytes[index]], 1)
        }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""): return ([0x22], 2)
        case UInt8(ascii: "\\"): return ([0x5C], 2)
        case UInt8(ascii: "/"): return ([0x2F], 2)
        case UInt8(ascii: "b"): return ([0x08], 2)
        case UInt8(ascii: "f"): return ([0x0C], 2)
        case UInt8(ascii: "n"): return ([0x0A], 2)
        case UInt8(ascii: "r"): return ([0x0D], 2)
        case UInt8(ascii: "t"): return ([0x09], 2)
        case UInt8(ascii: "u"): return unicodeEscape(at: index)
        default:
            let length = 1 + ScalarDecoding.scalar(in: bytes, at: index + 1).length
            let end = min(index + length, content.upperBound)
            faults.append((.unknownEscape, index..<end))
            return (Array(bytes[index..<end]), end - index)
        }
    }

    /// `\uXXXX`, and two of them for a scalar beyond U+FFFF.
    private mutating func unicodeEscape(at index: Int) -> (value: [UInt8], length: Int) {
        guard let unit = hexadecimal(at: index + 2) else {
            var end = index + 2
            while end < min(index + 6, content.upperBound), Self.digit(bytes[end]) != nil { end += 1 }
            faults.append((.unknownEscape, index..<end))
            return (Array(bytes[index..<end]), end - index)
        }
        if let scalar = Unicode.Scalar(unit) { return (Array(String(scalar).utf8), 6) }
        if unit < 0xDC00, index + 11 < content.upperBound, bytes[index + 6] == UInt8(ascii: "\\"),
            bytes[index + 7] == UInt8(ascii: "u"), let low = hexadecimal(at: index + 8),
            (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        {
            return (Array(String(scalar).utf8), 12)
        }
        faults.append((.loneSurrogate, index..<index + 6))
        return (Array(bytes[index..<index + 6]), 6)
    }

    /// Four hexadecimal digits.
    private func hexadecimal(at index: Int) -> UInt32? {
        guard index + 4 <= content.upperBound else { return nil }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Self.digit(byte) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt32($0) }
    }
}
