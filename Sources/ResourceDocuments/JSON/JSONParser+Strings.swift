import CByteScan

extension JSONParser {
    /// Reads a string from behind its opening quote, whatever is in it; its word is in `scalar`. Returns the place behind its closing quote.
    @inline(never)
    mutating func readString(at start: UnsafePointer<UInt8>) throws(DocumentError) -> UnsafePointer<UInt8> {
        let end = text + textCount
        let stop = try skipPlain(from: start, opener: start - 1)
        if stop.pointee == UInt8(ascii: "\"") {
            scalar = TapeWord(
                .string, high: UInt32(truncatingIfNeeded: start - text), low: UInt32(truncatingIfNeeded: stop - start))
            return stop + 1
        }

        let first = decodedCount
        var position = start
        var plainEnd = stop
        while true {
            (decoded + decodedCount).update(from: position, count: plainEnd - position)
            decodedCount &+= plainEnd - position
            if plainEnd.pointee == UInt8(ascii: "\"") { break }
            guard end - plainEnd >= 2 else { throw unclosed(from: start - 1) }
            position = try decodeEscape(at: plainEnd, end: end)
            plainEnd = try skipPlain(from: position, opener: start - 1)
        }
        scalar = TapeWord(
            .decodedString, high: UInt32(truncatingIfNeeded: first),
            low: UInt32(truncatingIfNeeded: decodedCount - first))
        return plainEnd + 1
    }

    /// The next quote or backslash inside the text; what is before it is valid UTF-8 without control characters.
    private func skipPlain(
        from start: UnsafePointer<UInt8>, opener: UnsafePointer<UInt8>
    ) throws(DocumentError) -> UnsafePointer<UInt8> {
        let end = text + textCount
        var position = start
        while true {
            // At most at `end`: sixteen bytes of padding are read.
            let mask = position < end ? cs_special16(position) : 1
            if mask == 0 {
                position += 16
                continue
            }
            position += mask.trailingZeroBitCount
            guard position < end else { throw unclosed(from: opener) }
            let byte = position.pointee
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return position }
            if byte < 0x20 { throw DocumentError(.controlCharacter, at: position - text, opener: opener - text) }
            let length = UTF8Sequence.length(at: position, before: end)
            guard length > 0 else { throw DocumentError(.invalidUTF8, at: position - text) }
            position += length
        }
    }

    private func unclosed(from opener: UnsafePointer<UInt8>) -> DocumentError {
        DocumentError(.unclosedString, at: opener - text, length: textCount - (opener - text), opener: opener - text)
    }

    /// Decodes the escape at a backslash that is not the text's last byte into the decoded bytes; returns the place behind it.
    private mutating func decodeEscape(
        at backslash: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>
    ) throws(DocumentError) -> UnsafePointer<UInt8> {
        let byte: UInt8
        switch backslash[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = backslash[1]
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "u"): return try decodeUnicodeEscape(at: backslash, end: end)
        default: throw escapeFault(.badEscape, at: backslash, length: 2)
        }
        decoded[decodedCount] = byte
        decodedCount &+= 1
        return backslash + 2
    }

    private mutating func decodeUnicodeEscape(
        at backslash: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>
    ) throws(DocumentError) -> UnsafePointer<UInt8> {
        guard let unit = Self.hexadecimal(at: backslash + 2, before: end) else {
            throw escapeFault(.badEscape, at: backslash, length: 6)
        }
        if unit & 0xF800 != 0xD800 {
            append(scalar: unit)
            return backslash + 6
        }
        // Half of a pair: the first one here, the second at once behind it.
        let second = backslash + 6
        guard unit < 0xDC00, end - second >= 6, second[0] == UInt8(ascii: "\\"), second[1] == UInt8(ascii: "u"),
            let low = Self.hexadecimal(at: second + 2, before: end), low & 0xFC00 == 0xDC00
        else { throw escapeFault(.loneSurrogate, at: backslash, length: 6) }
        append(scalar: 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
        return second + 6
    }

    /// The escape as far as it is inside its string, so that the message quotes no more.
    private func escapeFault(_ kind: DocumentError.Kind, at backslash: UnsafePointer<UInt8>, length: Int)
        -> DocumentError
    {
        let limit = min(length, text + textCount - backslash)
        var extent = min(2, limit)
        if extent == 2, backslash[1] >= 0x80 {
            extent = max(1, 1 + UTF8Sequence.length(at: backslash + 1, before: text + textCount))
        } else if extent == 2, backslash[1] < 0x20 {
            extent = 1
        } else {
            while extent < limit, backslash[extent] > 0x20, backslash[extent] < 0x7F,
                backslash[extent] != UInt8(ascii: "\"")
            {
                extent += 1
            }
        }
        return DocumentError(kind, at: backslash - text, length: extent)
    }

    private static func hexadecimal(at digits: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> UInt32? {
        guard end - digits >= 4 else { return nil }
        var value: UInt32 = 0
        for index in 0..<4 {
            let byte = digits[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// Appends a scalar's UTF-8: at most three bytes for six of an escape, four for twelve.
    private mutating func append(scalar value: UInt32) {
        func put(_ byte: UInt32) {
            decoded[decodedCount] = UInt8(truncatingIfNeeded: byte)
            decodedCount &+= 1
        }
        switch value {
        case 0..<0x80:
            put(value)
        case 0x80..<0x800:
            put(0xC0 | value >> 6)
            put(0x80 | value & 0x3F)
        case 0x800..<0x10000:
            put(0xE0 | value >> 12)
            put(0x80 | value >> 6 & 0x3F)
            put(0x80 | value & 0x3F)
        default:
            put(0xF0 | value >> 18)
            put(0x80 | value >> 12 & 0x3F)
            put(0x80 | value >> 6 & 0x3F)
            put(0x80 | value & 0x3F)
        }
    }
}
