/// Kubernetes' resource quantities (k8s.io/apimachinery, `resource.Quantity`): a decimal number with a suffix.
///
/// Exact: what Kubernetes rounds up to a billionth stays as it is written.
package enum Quantity {
    /// `500m` is 0.5, `2Gi` is 2147483648, `1e3` is 1000; also `.5`, `5.` and `+5`. Nil for anything else.
    package static func parse(_ text: String) -> ExactNumber? { text.read { parse($0) } }

    /// The same over UTF-8 bytes.
    package static func parse(_ text: UnsafeBufferPointer<UInt8>) -> ExactNumber? {
        let end = text.firstIndex { !isPartOfNumber($0) } ?? text.count
        guard let number = decimal(text[..<end]) else { return nil }
        switch String(decoding: text[end...], as: UTF8.self) {
        case "": return number
        case "n": return number.scaled(byPowerOfTen: -9)
        case "u": return number.scaled(byPowerOfTen: -6)
        case "m": return number.scaled(byPowerOfTen: -3)
        case "k": return number.scaled(byPowerOfTen: 3)
        case "M": return number.scaled(byPowerOfTen: 6)
        case "G": return number.scaled(byPowerOfTen: 9)
        case "T": return number.scaled(byPowerOfTen: 12)
        case "P": return number.scaled(byPowerOfTen: 15)
        case "E": return number.scaled(byPowerOfTen: 18)
        case "Ki": return number.multiplied(by: 1 << 10)
        case "Mi": return number.multiplied(by: 1 << 20)
        case "Gi": return number.multiplied(by: 1 << 30)
        case "Ti": return number.multiplied(by: 1 << 40)
        case "Pi": return number.multiplied(by: 1 << 50)
        case "Ei": return number.multiplied(by: 1 << 60)
        case let suffix: return exponent(suffix).map { number.scaled(byPowerOfTen: $0) }
        }
    }

    private static func isPartOfNumber(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }

    /// A sign, and digits with a point before, among or behind them.
    private static func decimal(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> ExactNumber? {
        var text = text
        let sign = text.first == UInt8(ascii: "-") ? "-" : ""
        if !sign.isEmpty || text.first == UInt8(ascii: "+") { text.removeFirst() }
        let whole = text.prefix { $0 != UInt8(ascii: ".") }
        let fraction = text.dropFirst(whole.count + 1)
        guard !whole.isEmpty || !fraction.isEmpty, whole.allSatisfy(isDigit) else { return nil }
        // JSON's grammar has no zeros in front and no bare point.
        let significant = String(decoding: whole.drop { $0 == UInt8(ascii: "0") }, as: UTF8.self)
        return ExactNumber(
            sign + (significant.isEmpty ? "0" : significant)
                + (fraction.isEmpty ? "" : ".\(String(decoding: fraction, as: UTF8.self))"))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// `e` or `E`, and a signed number below a thousand.
    private static func exponent(_ suffix: String) -> Int? {
        guard suffix.first == "e" || suffix.first == "E", suffix.utf8.count <= 5 else { return nil }
        return Int(suffix.dropFirst())
    }
}
