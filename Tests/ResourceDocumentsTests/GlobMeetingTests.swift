import ResourceDocuments
import Testing

@Suite struct GlobMeetingTests {
    @Test(arguments: [
        ("demo.*", "*.door", true), ("demo.*", "demo.*", true), ("demo.d*r", "demo.do*", true), ("*", "", true),
        ("a*b*c", "*b", false), ("a*b*c", "*bc", true), ("a?c", "ab*", true), ("a?c", "a*", true), ("a?c", "ab", false),
        ("?", "é", true), ("??", "é", false), ("demo.*", "dem*", true), ("demo.*", "dem?x*", false),
        ("demo.door", "demo.door", true), ("demo.door", "demo.doo", false), ("demo.door", "demo.door*", true),
        ("*x*", "*y*", true), ("x*", "y*", false), ("", "?", false), ("", "**", true),
    ])
    func meets(_ left: String, _ right: String, _ expected: Bool) {
        #expect(Glob(left).meets(Glob(right)) == expected)
        #expect(Glob(right).meets(Glob(left)) == expected)
    }

    /// Over all patterns of three signs and all texts of three letters at most: what meets matches one text.
    @Test func meetsWhereATextIsMatchedByBoth() {
        func words(_ signs: [String], upTo count: Int) -> [String] {
            var words = [""]
            var last = [""]
            for _ in 0..<count {
                last = last.flatMap { word in signs.map { word + $0 } }
                words += last
            }
            return words
        }
        let patterns = words(["a", "b", "*", "?"], upTo: 3).map { Glob($0) }
        // Two patterns of three signs that meet do so in a text of no more letters than they have signs together.
        let texts = words(["a", "b"], upTo: 6)
        let matched = patterns.map { pattern in Set(texts.indices.filter { pattern.matches(texts[$0]) }) }
        for (left, ofLeft) in zip(patterns, matched) {
            for (right, ofRight) in zip(patterns, matched) {
                #expect(left.meets(right) == !ofLeft.isDisjoint(with: ofRight), "\(left.text) \(right.text)")
                if left.takesIn(right) { #expect(ofRight.isSubset(of: ofLeft), "\(left.text) \(right.text)") }
            }
        }
    }
}
