import ResourceDocuments
import TestSupport
import Testing

@Suite struct NumberTests {
    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("0.000", "0"), ("0e99", "0"), ("1", "1"), ("1.0", "1"), ("1e0", "1"), ("100", "100"),
        ("1e2", "100"), ("1.50", "1.5"), ("-0.25", "-0.25"), ("15e-1", "1.5"), ("9007199254740993", "9007199254740993"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("1E+30", "1" + String(repeating: "0", count: 30)),
        ("1e31", "1e31"), ("1.5e400", "1.5e400"), ("1e-5", "0.00001"), ("1e-400", "1e-400"), ("-2.5e-31", "-2.5e-31"),
    ])
    func isWrittenInItsShortestForm(_ text: String, _ canonical: String) throws {
        let number = try #require(ExactNumber(text))
        #expect(number.description == canonical)
        #expect(ExactNumber(canonical) == number)
    }

    @Test(arguments: [
        "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x1", "1_000", " 1", "1 ", "1a", "NaN", "Infinity", "٣",
        "1,5",
        "1e1000000001", "1e-1000000001", "1e99999999999999999999", "--1", "1.5.2",
    ])
    func isNotANumber(_ text: String) { #expect(ExactNumber(text) == nil) }

    @Test(arguments: [
        ("9223372036854775807", Int64.max), ("-9223372036854775808", .min), ("1e18", 1_000_000_000_000_000_000),
        ("12.0", 12), ("120e-1", 12), ("0e5", 0),
    ])
    func fits64Bits(_ text: String, _ value: Int64) {
        #expect(ExactNumber(text)?.int64 == value)
        #expect(ExactNumber(value) == ExactNumber(text))
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "1e19", "0.5", "1e-1", "1e400", "12345678901234567890123",
    ])
    func doesNotFit64Bits(_ text: String) throws { #expect(try #require(ExactNumber(text)).int64 == nil) }

    @Test func theLargestExponentIsRead() {
        #expect(ExactNumber("1e1000000000") != nil)
        #expect(ExactNumber("1e-1000000000") != nil)
    }

    @Test func isScaledAndMultipliedExactly() {
        #expect(ExactNumber("1.5")?.scaled(byPowerOfTen: 3) == ExactNumber(1500))
        #expect(ExactNumber("0.1")?.multiplied(by: 1 << 60) == ExactNumber("115292150460684697.6"))
        #expect(ExactNumber("-99999999999999999999")?.multiplied(by: 3) == ExactNumber("-299999999999999999997"))
        #expect(ExactNumber(0).multiplied(by: 7) == ExactNumber(0))
    }

    /// 4,000 pairs, half of them close to each other: order, equality, hash and description against Python's `decimal`.
    @Test func agreesWithPython() throws {
        let seed: UInt64 = 20_261
        var generator = SeededGenerator(seed: seed)
        var pairs: [(String, String)] = []
        for _ in 0..<4_000 {
            let first = Self.randomNumber(&generator)
            pairs.append(
                (
                    first,
                    Bool.random(using: &generator)
                        ? Self.neighbour(of: first, &generator) : Self.randomNumber(&generator)
                ))
        }
        let numbers = try pairs.map {
            (try #require(ExactNumber($0.0), "\($0.0)"), try #require(ExactNumber($0.1), "\($0.1)"))
        }
        let questions = zip(pairs, numbers).map { "\($0.0) \($0.1) \($1.0)" }
        let answers = try PythonOracle.answers(
            to: questions,
            script: """
                import sys
                from decimal import Decimal
                for line in sys.stdin:
                    left, right, description = map(Decimal, line.split())
                    print((left > right) - (left < right), left == description)
                """)
        guard let answers else { return }
        #expect(answers.count == pairs.count)
        #expect(answers.filter { $0.hasPrefix("0 ") }.count > 100, "too few equal pairs to say anything")
        for ((pair, (left, right)), answer) in zip(zip(pairs, numbers), answers) {
            let order = left < right ? -1 : left == right ? 0 : 1
            #expect("\(order) True" == answer, "seed \(seed): \(pair)")
            #expect((right > left) == (order < 0) && (right < left) == (order > 0), "seed \(seed): \(pair)")
            if order == 0 { #expect(left.hashValue == right.hashValue, "seed \(seed): \(pair)") }
        }
    }

    private static func randomNumber(_ generator: inout SeededGenerator) -> String {
        func digits(_ count: Int) -> String {
            String((0..<count).map { _ in "0123456789000".randomElement(using: &generator) ?? "0" })
        }
        var text = Bool.random(using: &generator) ? "-" : ""
        let whole = digits(.random(in: 1...(Bool.random(using: &generator) ? 4 : 30), using: &generator)).drop {
            $0 == "0"
        }
        text += whole.isEmpty ? "0" : String(whole)
        if Bool.random(using: &generator) { text += "." + digits(.random(in: 1...25, using: &generator)) }
        if Bool.random(using: &generator) {
            text += ["e", "E", "e+", "e-"].randomElement(using: &generator) ?? "e"
            text += String(Int.random(in: 0...(Bool.random(using: &generator) ? 9 : 400), using: &generator))
        }
        return text
    }

    /// The same value written otherwise, or one that differs in a digit.
    private static func neighbour(of text: String, _ generator: inout SeededGenerator) -> String {
        let parts = text.lowercased().split(separator: "e")
        let mantissa = String(parts[0])
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return mantissa + (mantissa.contains(".") ? "00" : ".00") + "e\(exponent)"
        case 1 where !mantissa.contains(".") && mantissa.last != "0": return mantissa + "000e\(exponent - 3)"
        case 2: return mantissa + (mantissa.contains(".") ? "1" : ".1") + "e\(exponent)"
        default: return String(mantissa.dropLast()) + "7e\(exponent)"
        }
    }
}
