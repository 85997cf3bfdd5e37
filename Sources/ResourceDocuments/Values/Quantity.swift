/// Kubernetes' resource quantities (k8s.io/apimachinery, `resource.Quantity`): a decimal number with a suffix.
package enum Quantity {
    /// The exact number: `500m` is 0.5, `2Gi` is 2147483648, `1e3` is 1000; nil for anything else.
    package static func parse(_ text: String) -> ExactNumber? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
        let suffix = text.dropFirst(digits.count)
        guard let number = decimal(digits) else { return nil }
        if let power = decimalSuffixes[String(suffix)] { return number.scaled(byPowerOfTen: power) }
        if let power = binarySuffixes[String(suffix)] { return times(number, twoToThe: power) }
        guard let mark = suffix.first, mark == "e" || mark == "E", let power = Int(suffix.dropFirst()),
            abs(power) <= 1_000
        else { return nil }
        return number.scaled(byPowerOfTen: power)
    }

    private static let decimalSuffixes: [String: Int] = [
        "n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
    ]

    private static let binarySuffixes: [String: Int] = ["Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60]

    /// Also `.5`, `5.` and `+5`, which JSON does not know.
    private static func decimal(_ text: Substring) -> ExactNumber? {
        var text = text
        let isNegative = text.first == "-"
        if isNegative || text.first == "+" { text = text.dropFirst() }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }),
            parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
        else { return nil }
        let whole = parts[0].drop { $0 == "0" }
        let fraction = parts.count == 2 && !parts[1].isEmpty ? ".\(parts[1])" : ""
        return ExactNumber("\(isNegative ? "-" : "")\(whole.isEmpty ? "0" : String(whole))\(fraction)")
    }

    /// By doubling the decimal digits.
    private static func times(_ number: ExactNumber, twoToThe power: Int) -> ExactNumber? {
        var text = number.description
        guard !text.contains("e") else { return nil }
        for _ in 0..<power { text = doubled(text) }
        return ExactNumber(text)
    }

    private static func doubled(_ text: String) -> String {
        var result: [UInt8] = []
        var carry: UInt8 = 0
        for byte in text.utf8.reversed() {
            guard byte >= 0x30, byte <= 0x39 else {
                if byte == 0x2D, carry > 0 {
                    result.append(0x30 + carry)
                    carry = 0
                }
                result.append(byte)
                continue
            }
            let sum = (byte - 0x30) * 2 + carry
            result.append(0x30 + sum % 10)
            carry = sum / 10
        }
        if carry > 0 { result.append(0x30 + carry) }
        return String(decoding: result.reversed(), as: UTF8.self)
    }
}
