/// Reads Unicode scalars out of bytes that need not be UTF-8.
package enum ScalarDecoding {
    /// The scalar whose encoding begins at `index` and the bytes it takes; nil and one byte where no
    /// well-formed encoding begins (The Unicode Standard, table 3-7). `index` is inside `bytes`.
    package static func scalar(in bytes: [UInt8], at index: Int) -> (scalar: Unicode.Scalar?, length: Int) {
        let first = bytes[index]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length: Int
        var value: UInt32
        let secondByte: ClosedRange<UInt8>
        switch first {
        case 0xC2...0xDF: (length, value, secondByte) = (2, UInt32(first & 0x1F), 0x80...0xBF)
        case 0xE0: (length, value, secondByte) = (3, 0, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (length, value, secondByte) = (3, UInt32(first & 0x0F), 0x80...0xBF)
        case 0xED: (length, value, secondByte) = (3, 0x0D, 0x80...0x9F)
        case 0xF0: (length, value, secondByte) = (4, 0, 0x90...0xBF)
        case 0xF1...0xF3: (length, value, secondByte) = (4, UInt32(first & 0x07), 0x80...0xBF)
        case 0xF4: (length, value, secondByte) = (4, 4, 0x80...0x8F)
        default: return (nil, 1)
        }
        guard index + length <= bytes.count, secondByte.contains(bytes[index + 1]) else { return (nil, 1) }
        for byte in bytes[index + 1..<index + length] {
            guard byte & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (Unicode.Scalar(value), length)
    }

    /// The first byte that is not part of a well-formed encoding.
    package static func firstMalformedByte(in bytes: [UInt8]) -> Int? {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let (scalar, length) = scalar(in: bytes, at: index)
            if scalar == nil { return index }
            index += length
        }
        return nil
    }
}
