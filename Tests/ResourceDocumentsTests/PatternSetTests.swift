import ResourceDocuments
import TestSupport
import Testing

/// Many patterns in one text at once: what the automaton says is what PCRE2 says of each.
@Suite struct PatternSetTests {
    private static func found(_ patterns: [TextPattern], in text: String) throws -> [Int]? {
        let search = PatternSetSearch(try #require(PatternSet(patterns)))
        let found = Array(text.utf8).withUnsafeBufferPointer { search.found(in: $0) }
        return found.map { found in patterns.indices.filter { found.contains($0) } }
    }

    private static func patterns(_ texts: [String], caseInsensitive: Bool = false) throws -> [Pattern] {
        try texts.map { try Pattern($0, caseInsensitive: caseInsensitive) }
    }

    @Test func eachPatternIsFoundWhereItIsFoundAlone() throws {
        let names = [
            "^(prod|stage|dev)-[a-z0-9]+(-[a-z0-9]+)*$", "^(prod|env7)-", "e$", "a.c", "^$", "x{2,3}y", "[^a-z-]",
        ]
        let patterns = try Self.patterns(names).map { TextPattern.pattern($0) }
        #expect(try Self.found(patterns, in: "prod-cache") == [0, 1, 2])
        #expect(try Self.found(patterns, in: "env7-abc") == [1, 3, 6])
        #expect(try Self.found(patterns, in: "") == [4])
        #expect(try Self.found(patterns, in: "e\n") == [2, 6])
        #expect(try Self.found(patterns, in: "\n") == [4, 6])
        #expect(try Self.found(patterns, in: "axxxxy") == [5])
        #expect(try Self.found(patterns, in: "xy") == [])
    }

    @Test func whatHangsOnACharacterBeyondASCIIIsLeftToPCRE() throws {
        #expect(try Self.found([.part("a"), .part("ü")], in: "bü") == nil)
        #expect(try Self.found(Self.patterns(["a\\w"]).map { .pattern($0) }, in: "aü") == nil)
        #expect(try Self.found(Self.patterns(["ak"], caseInsensitive: true).map { .pattern($0) }, in: "aü") == nil)
        // Such a character is none of those that are named, and each of those that are not.
        #expect(try Self.found([.part("a"), .glob(Glob("b?"))], in: "bü") == [1])
        #expect(
            try Self.found(Self.patterns(["^..$", "[^b]$", "b$", "a\\w"]).map { .pattern($0) }, in: "bü") == [0, 1])
        // Nothing behind the first byte matters.
        #expect(try Self.found([.prefix("a")], in: "bü") == [])
    }

    @Test(arguments: [
        "(a)\\1", "a(?=b)", "\\bword\\b", "a*+", "(?s)a", "a(?i)b", "\\p{L}", "[[:alpha:]]", "ü", "(?<n>a)",
        "(a{2}){3}+", "$a",
        "x\\Qa\\E",
        "a{300}",
    ])
    func whatIsNotRegularIsLeftToPCRE(_ text: String) throws {
        #expect(PatternSet([.pattern(try Pattern(text, caseInsensitive: false))]) == nil)
    }

    @Test func textsAreLookedForAsTheirPredicatesDo() throws {
        let patterns: [TextPattern] = [
            .prefix("ab"), .suffix("ab"), .part("ab"), .glob(Glob("a*b?")), .any([.prefix("x"), .suffix("c")]),
            .part(""),
            .part("é"),
        ]
        #expect(try Self.found(patterns, in: "abc") == [0, 2, 3, 4, 5])
        #expect(try Self.found(patterns, in: "xab") == [1, 2, 4, 5])
        #expect(try Self.found(patterns, in: "ab\n") == [0, 2, 3, 5])
    }

    /// `NORMA_DIFFERENTIAL_SEED` is not asked here: the sample is small enough to be the same every time.
    @Test func generatedPatternsSayWhatPCRESays() throws {
        var random = SeededGenerator(seed: 7)
        var compared = 0
        var hits = 0
        var beyondASCII = 0
        for _ in 0..<400 {
            let isCaseInsensitive = Bool.random(using: &random)
            let written = (0..<12).map { _ in Self.pattern(depth: 3, &random) }
            let patterns = written.compactMap { try? Pattern($0, caseInsensitive: isCaseInsensitive) }
            for pattern in patterns {
                guard let set = PatternSet([.pattern(pattern)]) else { continue }
                let text = String(
                    (0..<6).map { _ in "abAB1\u{fc}\u{212a}\u{1F600}\u{663}\n".randomElement(using: &random) ?? "a" })
                let found = Array(text.utf8).withUnsafeBufferPointer { PatternSetSearch(set).found(in: $0) }
                guard let found else { continue }
                #expect(found.isEmpty == (pattern.matches(text) == .notFound), "\(pattern) in \(Array(text.utf8))")
                beyondASCII += 1
            }
            guard let set = PatternSet(patterns.map { .pattern($0) }) else { continue }
            let search = PatternSetSearch(set)
            for _ in 0..<40 {
                let length = Int.random(in: 0..<9, using: &random)
                let text = String((0..<length).map { _ in "abAB-1\n".randomElement(using: &random) ?? "a" })
                let found = Array(text.utf8).withUnsafeBufferPointer { search.found(in: $0) }
                let lanes = try #require(found)
                for (number, pattern) in patterns.enumerated() where set.regular.contains(number) {
                    let expected = pattern.matches(text) == .found
                    #expect(lanes.contains(number) == expected, "\(pattern) in \(Array(text.utf8))")
                    compared += 1
                    if expected { hits += 1 }
                }
            }
        }
        #expect(compared > 100_000)
        #expect(beyondASCII > 2_000)
        #expect(hits * 10 > compared && hits * 10 < compared * 9)
    }

    private static func pattern(depth: Int, _ random: inout SeededGenerator) -> String {
        let atoms = [
            "a", "b", "B", "-", "1", ".", "[ab]", "[^a]", "[a-c1]", "\\d", "\\w", "\\s", "\\W", "[\\d-]", "\\-", "\\n",
        ]
        func pick(_ texts: [String], _ random: inout SeededGenerator) -> String {
            texts.randomElement(using: &random) ?? "a"
        }
        guard depth > 0 else { return pick(atoms, &random) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1, 2: return pattern(depth: depth - 1, &random) + pattern(depth: depth - 1, &random)
        case 3: return "(\(pattern(depth: depth - 1, &random))|\(pattern(depth: depth - 1, &random)))"
        case 4:
            let quantifier = pick(["*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "+?"], &random)
            return "(?:\(pattern(depth: depth - 1, &random)))\(quantifier)"
        case 5: return "^\(pattern(depth: depth - 1, &random))"
        case 6: return "\(pattern(depth: depth - 1, &random))\(pick(["$", "\\z", "\\Z"], &random))"
        case 7: return "\(pick(atoms, &random))\(pick(["*", "+", "?", "{2,3}"], &random))"
        default: return pick(atoms, &random)
        }
    }
}
