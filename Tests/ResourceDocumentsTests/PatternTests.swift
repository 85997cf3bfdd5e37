import ResourceDocuments
import TestSupport
import Testing

@Suite struct PatternTests {
    @Test(arguments: [
        ("^prod-", "prod-1", true), ("^prod-", "a prod-1", false), ("o", "foo", true), ("", "", true), ("", "a", true),
        ("^$", "", true),
        ("^.$", "é", true), ("^.$", "e\u{301}", false), ("^\\w+$", "Müller", true), ("\\d", "٣", true),
        ("a\u{0}b", "xa\u{0}bx", true),
        ("^a.b$", "a\u{0}b", true), ("^a.b$", "a\nb", false), ("(?s)^a.b$", "a\nb", true), ("(?<=a)b", "ab", true),
        ("^(a+)+$", "aaaa", true),
        ("Prod", "prod", false),
    ])
    func searchesUnanchored(_ text: String, _ subject: String, _ isFound: Bool) throws {
        #expect(try Pattern(text, caseInsensitive: false).matches(subject) == (isFound ? .found : .notFound))
    }

    @Test func lettersMayMatchInEitherCase() throws {
        #expect(try Pattern("^PROD-é$", caseInsensitive: true).matches("prod-É") == .found)
    }

    @Test func endlessBacktrackingEnds() throws {
        let pattern = try Pattern("^(a+)+(?!c)$", caseInsensitive: false)
        #expect(pattern.matches(String(repeating: "a", count: 40) + "b") == .limit)
        #expect(pattern.matches(String(repeating: "a", count: 40)) == .found)
    }

    @Test func aRegularPatternIsDecidedHoweverMuchItBacktracks() throws {
        let pattern = try Pattern("^(a+)+$", caseInsensitive: false)
        #expect(pattern.matches(String(repeating: "a", count: 40) + "b") == .notFound)
        #expect(pattern.matches(String(repeating: "a", count: 40)) == .found)
        // It names no letter beyond ASCII; what '\\w' says of one is PCRE2's to tell.
        #expect(pattern.matches(String(repeating: "a", count: 40) + "é") == .notFound)
        #expect(
            try Pattern("^(\\w+)+$", caseInsensitive: false).matches(String(repeating: "a", count: 40) + "é!") == .limit
        )
    }

    @Test func aTextWithoutWhatThePatternNeedsIsDecided() throws {
        let pattern = try Pattern("^(a+)+(?!c)(?:yx|zw)", caseInsensitive: false)
        #expect(pattern.matches(String(repeating: "a", count: 40) + "b") == .notFound)
        #expect(pattern.matches(String(repeating: "a", count: 40) + "byx") == .limit)
    }

    @Test(arguments: [
        ("(", "missing closing parenthesis", 1), ("a{2,1}", "numbers out of order in {} quantifier", 5),
        ("[z-a]", "range out of order in character class", 3),
        ("*a", "quantifier does not follow a repeatable item", 0),
        ("\\Ca", "using \\C is disabled by the application", 2),
    ])
    func aFaultHasItsPlace(_ text: String, _ message: String, _ offset: Int) {
        let error = #expect(throws: PatternError.self) { try Pattern(text, caseInsensitive: false) }
        #expect(error?.message == message)
        #expect(error?.offset == offset)
    }

    @Test func aPatternHasALargestLength() throws {
        _ = try Pattern(String(repeating: "a", count: Pattern.maximumLength), caseInsensitive: false)
        let error = #expect(throws: PatternError.self) {
            try Pattern(String(repeating: "a", count: Pattern.maximumLength + 1), caseInsensitive: false)
        }
        #expect(error?.offset == Pattern.maximumLength)
    }

    @Test func manyThreadsSearchAtOnce() async throws {
        for round in 0..<20 {
            let pattern = try Pattern("^n-[0-9]+-\(round)$", caseInsensitive: false)
            let found = await withTaskGroup(of: Int.self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        let scratch = PatternScratch()
                        return (0..<50).filter { number in
                            var text = "n-\(number)-\(worker % 2 == 0 ? round : -1)"
                            return text.withUTF8 { pattern.match($0, scratch: scratch) } == .found
                        }.count
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(found == 200)
        }
    }

    @Test func equalByTextAndFlag() throws {
        let pattern = try Pattern("a/b", caseInsensitive: false)
        #expect(try pattern == Pattern("a/b", caseInsensitive: false))
        #expect(try pattern != Pattern("a/b", caseInsensitive: true))
        #expect(try pattern.hashValue == Pattern("a/b", caseInsensitive: false).hashValue)
        #expect(pattern.description == "/a\\/b/")
        #expect(try Pattern("é", caseInsensitive: false) != Pattern("e\u{301}", caseInsensitive: false))
    }
}

@Suite struct GlobTests {
    @Test(arguments: [
        ("", "", true), ("", "a", false), ("*", "", true), ("*", "anything", true), ("?", "", false), ("?", "é", true),
        ("?", "e\u{301}", false),
        ("??", "e\u{301}", true), ("a*", "abc", true), ("*c", "abc", true), ("a*c", "abc", true), ("a?c", "abc", true),
        ("a?c", "ac", false),
        ("*.instance", "is.instance", true), ("is.*", "is", false), ("**", "a", true), ("*a*b", "xaxbxb", true),
        ("*a*b", "xaxbxbx", false),
        ("[a]", "[a]", true), ("[a]", "a", false), ("\\*", "\\x", true), ("A", "a", false), ("日*語", "日本語", true),
        ("?本?", "日本語", true),
        ("a*?", "a", false), ("*?", "a", true), ("k8s.*", "k8s.apps.Deployment", true),
    ])
    func matchesTheWholeText(_ glob: String, _ text: String, _ isMatch: Bool) {
        #expect(Glob(glob).matches(text) == isMatch)
    }

    /// Against a matcher that tries every split, on short texts of few letters, where most things nearly match.
    @Test func agreesWithANaiveMatcher() {
        let seed: UInt64 = 77
        var generator = SeededGenerator(seed: seed)
        var hits = 0
        for _ in 0..<3_000 {
            let glob = Self.random("ab*?é", upTo: 7, &generator)
            let text = Self.random("abé", upTo: 8, &generator)
            let expected = Self.naive(Array(glob.unicodeScalars), Array(text.unicodeScalars))
            hits += expected ? 1 : 0
            #expect(Glob(glob).matches(text) == expected, "seed \(seed): '\(glob)' on '\(text)'")
        }
        #expect(hits > 300)
    }

    /// A matcher that tries every `*` again would take longer than the sun lives.
    @Test func takesNoLongerThanPatternTimesText() {
        let text = String(repeating: "a", count: 100_000)
        #expect(!Glob("*a*a*a*a*b").matches(text))
        #expect(!Glob(String(repeating: "*a", count: 50) + "*b").matches(text))
        #expect(Glob(String(repeating: "*a", count: 50) + "*").matches(text))
    }

    private static func random(_ letters: String, upTo count: Int, _ generator: inout SeededGenerator) -> String {
        String(
            (0..<Int.random(in: 0...count, using: &generator)).compactMap { _ in
                letters.randomElement(using: &generator)
            })
    }

    private static func naive(_ glob: some Collection<Unicode.Scalar>, _ text: some Collection<Unicode.Scalar>) -> Bool
    {
        guard let first = glob.first else { return text.isEmpty }
        let glob = Array(glob.dropFirst())
        if first == "*" { return (0...text.count).contains { naive(glob, Array(text.dropFirst($0))) } }
        guard let character = text.first, first == "?" || first == character else { return false }
        return naive(glob, Array(text.dropFirst()))
    }
}
