/// What a plain scalar means: the core schema of YAML 1.2.2 (10.3.2), less what would change what was written.
///
/// A number with a zero in front is text: it is an account, a mode, a postal code, and its zero means something.
enum YAMLCoreSchema {
    enum Meaning: Hashable {
        case null
        case boolean(Bool)
        /// In JSON's grammar, with all the digits there are.
        case number(String)
        case text
        /// `.inf`, `.nan`, an exponent past a thousand million: a number that a document cannot hold.
        case unrepresentable
    }

    /// The longest number in another base than ten: converting it takes time with the square of its length.
    private static let longestPrefixedNumber = 256

    static func meaning(of text: String) -> Meaning {
        // Most scalars are words, which no form below begins like.
        if let first = text.utf8.first, !beginsForm(first) { return .text }
        return switch text {
        case "", "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .boolean(true)
        case "false", "False", "FALSE": .boolean(false)
        case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF":
            .unrepresentable
        default: text.read { prefixedNumber($0) ?? number($0) } ?? .text
        }
    }

    /// Whether `null`, `true`, `false`, a number or what is none may begin so.
    static func beginsForm(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "~"),
            UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
            UInt8(ascii: "F"):
            true
        default: false
        }
    }

    /// `0x1F`, `0o17`.
    private static func prefixedNumber(_ text: UnsafeBufferPointer<UInt8>) -> Meaning? {
        guard text.count > 2, text[0] == UInt8(ascii: "0") else { return nil }
        let radix: UInt64
        switch text[1] {
        case UInt8(ascii: "x"): radix = 16
        case UInt8(ascii: "o"): radix = 8
        default: return nil
        }
        let digits = text[2...].map { UInt64(Character(Unicode.Scalar($0)).hexDigitValue ?? 16) }
        guard digits.allSatisfy({ $0 < radix }) else { return nil }
        guard digits.count <= longestPrefixedNumber else { return .unrepresentable }
        return .number(decimal(digits, radix: radix))
    }

    private static func decimal(_ digits: [UInt64], radix: UInt64) -> String {
        /// Nine decimal digits each, the least significant first.
        var groups: [UInt64] = [0]
        for digit in digits {
            var carry = digit
            for index in groups.indices {
                carry += groups[index] * radix
                groups[index] = carry % 1_000_000_000
                carry /= 1_000_000_000
            }
            if carry > 0 { groups.append(carry) }
        }
        let first = String(groups.removeLast())
        return groups.reversed().reduce(into: first) { text, group in
            let digits = String(group)
            text += String(repeating: "0", count: 9 - digits.utf8.count) + digits
        }
    }

    /// `[-+]?` and `12`, `1.5`, `1.` or `.5`, and `[eE][-+]?[0-9]+`.
    private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Meaning? {
        var scanner = ByteScanner(text)
        var json = scanner.take("-") ? "-" : ""
        if json.isEmpty { _ = scanner.take("+") }
        let whole = scanner.digits()
        guard whole.utf8.count < 2 || whole.utf8.first != UInt8(ascii: "0") else { return nil }
        var fraction = ""
        if scanner.take(".") {
            fraction = scanner.digits()
            guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        } else if whole.isEmpty {
            return nil
        }
        json += (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
        if scanner.take("e") || scanner.take("E") {
            json += "e" + (scanner.take("-") ? "-" : "")
            if !json.hasSuffix("-") { _ = scanner.take("+") }
            let exponent = scanner.digits()
            guard !exponent.isEmpty else { return nil }
            json += exponent
        }
        guard scanner.isAtEnd else { return nil }
        return JSONNumber(json) == nil ? .unrepresentable : .number(json)
    }
}

extension ByteScanner {
    /// All digits from here on.
    fileprivate mutating func digits() -> String {
        let start = position
        while digit != nil { advance() }
        return String(decoding: text[start..<position], as: UTF8.self)
    }
}
