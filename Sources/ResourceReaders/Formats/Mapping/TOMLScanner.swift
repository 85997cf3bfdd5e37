import SourceText

/// Reads the smallest parts of a TOML text: blanks, names, strings, numbers.
struct TOMLScanner {
    private let text: [UInt8]
    private(set) var position: Int
    /// From the `#` to the end of the line.
    private(set) var comments: [SourceSpan] = []

    init(_ text: [UInt8]) {
        self.text = text
        position = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    var peek: UInt8? { position < text.count ? text[position] : nil }

    mutating func advance() { position += 1 }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = peek, Unicode.Scalar(byte) == character else { return false }
        position += 1
        return true
    }

    func fault(_ problem: String) -> TOMLFault { TOMLFault(problem, at: position) }

    mutating func skipBlank() {
        while peek == 0x20 || peek == 0x09 { position += 1 }
    }

    mutating func skipComment() {
        let start = position
        while let byte = peek, byte != 0x0A { position += 1 }
        comments.append(SourceSpan(start, position))
    }

    mutating func skipLineEnd() -> Bool {
        if peek == 0x0D, position + 1 < text.count, text[position + 1] == 0x0A { position += 1 }
        guard peek == 0x0A else { return false }
        position += 1
        return true
    }

    /// Blanks, line ends and comments.
    mutating func skipLines() {
        while true {
            skipBlank()
            if peek == UInt8(ascii: "#") {
                skipComment()
            } else if !skipLineEnd() {
                return
            }
        }
    }

    // MARK: Names and words

    mutating func keyPart() throws(TOMLFault) -> String {
        if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") { return try string(allowsLines: false) }
        let start = position
        while let byte = peek, Self.isBare(byte) { position += 1 }
        guard position > start else { throw fault("a key is due here") }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || isDigit(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// A boolean, a number, a date or a time.
    mutating func word() throws(TOMLFault) -> TOMLTree.Content {
        let start = position
        while let byte = peek, Self.isBare(byte) || "+.:".utf8.contains(byte) { position += 1 }
        // A date and a time may stand apart by one blank.
        if position - start == 10, position + 2 < text.count, peek == 0x20, Self.isDigit(text[position + 1]),
            Self.isDigit(text[position + 2]), text[start + 4] == UInt8(ascii: "-")
        {
            position += 1
            while let byte = peek, Self.isBare(byte) || "+.:".utf8.contains(byte) { position += 1 }
        }
        let word = String(decoding: text[start..<position], as: UTF8.self)
        if let content = TOMLWord.meaning(of: word) { return content }
        position = start
        throw fault(word.isEmpty ? "a value is due here" : "'\(word)' is no value; text stands in quotes")
    }

    // MARK: Strings

    /// At a quote. Three of them begin a text of several lines, where such may stand.
    mutating func string(allowsLines: Bool) throws(TOMLFault) -> String {
        let start = position
        let quote = text[position]
        let isLiteral = quote == UInt8(ascii: "'")
        let isLong = allowsLines && text[position...].starts(with: [quote, quote, quote])
        position += isLong ? 3 : 1
        if isLong { _ = skipLineEnd() }
        var bytes: [UInt8] = []
        while let byte = peek {
            if byte == quote {
                if !isLong {
                    position += 1
                    return String(decoding: bytes, as: UTF8.self)
                }
                // Up to two quotes may stand before the three that end it.
                let run = text[position...].prefix(5).prefix { $0 == quote }.count
                if run >= 3 {
                    bytes += [UInt8](repeating: quote, count: run - 3)
                    position += run
                    return String(decoding: bytes, as: UTF8.self)
                }
                bytes += [UInt8](repeating: quote, count: run)
                position += run
            } else if byte == UInt8(ascii: "\\"), !isLiteral {
                try escape(into: &bytes, isLong: isLong)
            } else if byte == 0x0A || byte == 0x0D, !isLong {
                break
            } else if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
                throw fault("a control character may not stand in text")
            } else {
                bytes.append(byte)
                position += 1
            }
        }
        throw TOMLFault("this text is never closed", at: start)
    }

    private mutating func escape(into bytes: inout [UInt8], isLong: Bool) throws(TOMLFault) {
        let start = position
        position += 1
        guard let byte = peek else { throw TOMLFault("this text is never closed", at: start) }
        let plain: [UInt8: UInt8] = [
            UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "f"): 0x0C,
            UInt8(ascii: "r"): 0x0D, UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        ]
        if let meant = plain[byte] {
            bytes.append(meant)
            position += 1
        } else if byte == UInt8(ascii: "u") || byte == UInt8(ascii: "U") {
            let digits = text[(position + 1)...].prefix(byte == UInt8(ascii: "u") ? 4 : 8)
            guard digits.count == (byte == UInt8(ascii: "u") ? 4 : 8),
                let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(value)
            else { throw TOMLFault("this escape names no character", at: start) }
            bytes += Array(String(scalar).utf8)
            position = digits.endIndex
        } else if isLong, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
            skipBlank()
            guard skipLineEnd() else { throw TOMLFault("there is no such escape", at: start) }
            while peek == 0x20 || peek == 0x09 || skipLineEnd() { skipBlank() }
        } else {
            throw TOMLFault("there is no such escape", at: start)
        }
    }
}

/// What a word outside quotes means.
enum TOMLWord {
    static func meaning(of word: String) -> TOMLTree.Content? {
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "inf", "+inf", "-inf", "nan", "+nan", "-nan": return .string(word)
        default: return number(word) ?? (isTime(word) ? .string(word) : nil)
        }
    }

    private static func number(_ word: String) -> TOMLTree.Content? {
        guard !word.hasPrefix("_"), !word.hasSuffix("_"), !word.contains("__") else { return nil }
        let plain = word.filter { $0 != "_" }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
            return UInt64(plain.dropFirst(2), radix: radix).map { .number(String($0)) }
        }
        let unsigned = plain.hasPrefix("+") || plain.hasPrefix("-") ? plain.dropFirst() : plain[...]
        guard let first = unsigned.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return nil
        }
        let digits = unsigned.prefix { $0.isASCII && $0.isNumber }
        if digits.count > 1, digits.hasPrefix("0") { return nil }
        var rest = unsigned.dropFirst(digits.count)
        if rest.hasPrefix(".") {
            let fraction = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            if fraction.isEmpty { return nil }
            rest = rest.dropFirst(fraction.count + 1)
        }
        if rest.hasPrefix("e") || rest.hasPrefix("E") {
            rest = rest.dropFirst()
            if rest.hasPrefix("+") || rest.hasPrefix("-") { rest = rest.dropFirst() }
            let exponent = rest.prefix { $0.isASCII && $0.isNumber }
            if exponent.isEmpty { return nil }
            rest = rest.dropFirst(exponent.count)
        }
        guard rest.isEmpty else { return nil }
        return .number(plain.hasPrefix("+") ? String(unsigned) : plain)
    }

    /// `1979-05-27`, `07:32:00`, `1979-05-27T07:32:00Z`: the shape alone.
    private static func isTime(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        func isDigit(_ index: Int) -> Bool {
            index < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
        }
        guard bytes.count >= 8, isDigit(0), isDigit(1) else { return false }
        if bytes[2] == UInt8(ascii: ":") {
            return isDigit(3) && isDigit(4) && bytes[5] == UInt8(ascii: ":") && isDigit(6)
        }
        return bytes.count >= 10 && isDigit(2) && isDigit(3) && bytes[4] == UInt8(ascii: "-") && isDigit(5)
            && bytes[7] == UInt8(ascii: "-") && isDigit(8)
    }
}
