import ResourceDocuments
import TestSupport
import Testing

/// Patterns that ask for certain texts: told as such, and answered as PCRE2 answers them.
@Suite struct LiteralPatternTests {
    @Test(
        arguments: [
            ("web", LiteralPattern.Place.anywhere, ["web"]), ("web|api", .anywhere, ["web", "api"]),
            ("", .anywhere, [""]),
            ("^srv-", .start, ["srv-"]), ("\\Asrv", .start, ["srv"]), ("^(a|bc)-", .start, ["a-", "bc-"]),
            ("^a|^b", .start, ["a", "b"]), ("\\.example\\.com$", .end, [".example.com", ".example.com\n"]),
            ("x\\z", .end, ["x"]), ("x\\Z", .end, ["x", "x\n"]), ("^exact$", .whole, ["exact", "exact\n"]),
            ("^(?:a|b|a)\\z", .whole, ["a", "b"]), ("^colou?r$", .whole, ["color", "color\n", "colour", "colour\n"]),
            ("^v[12]\\z", .whole, ["v1", "v2"]), ("^a{2,3}\\z", nil, []), ("^$", .whole, ["", "\n"]),
            ("^\u{fc}b", .start, ["\u{fc}b"]), ("\u{fc}?x", .anywhere, ["x", "\u{fc}x"]), ("a\\/b", .anywhere, ["a/b"]),
            ("^(a|b\\z)", nil, []), ("a$|b", nil, []), ("a+", nil, []), ("a.c", nil, []), ("\\d", nil, []),
            ("[^a]", nil, []),
            ("(?i)a", nil, []), ("a(?=b)", nil, []), ("a^b", nil, []), ("a$\\n", nil, []), ("[\u{e0}-\u{e9}]", nil, []),
            ("[[:digit:]]", nil, []), ("\\bweb", nil, []), ("^[0-9]{3}$", nil, []), ("^.*web", nil, []),
        ] as [(String, LiteralPattern.Place?, [String])])
    func isTold(_ text: String, _ place: LiteralPattern.Place?, _ texts: [String]) throws {
        let literal = try Pattern(text, caseInsensitive: false).literal
        #expect(literal?.place == place)
        #expect((literal?.texts ?? []).map { Array($0.utf8) } == texts.map { Array($0.utf8) })
        #expect(try Pattern(text, caseInsensitive: true).literal == nil)
    }

    /// Alternatives, groups and borders at random, on texts that hold much of what they ask for.
    @Test func answersAsPCRE2Does() throws {
        var random = SeededGenerator(seed: 20_261_122)
        let words = [
            "a", "b", "ab", "\u{fc}", "-", "e\u{301}", "\\.", "[ab]", "b?", "(a|b-)", "(?:\u{fc}|a)", "aa", "\\n", "",
        ]
        let pieces = ["a", "b", "ab", "\u{fc}", "-", "e\u{301}", "\u{e9}", ".", "\n", "aa", "c", "\u{1}", ""]
        func some(_ parts: [String], _ most: Int) -> String {
            (0..<Int.random(in: 0...most, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
                .joined()
        }
        var found: [LiteralPattern.Place: Int] = [:]
        for _ in 0..<2_000 {
            let body = (0..<Int.random(in: 1...2, using: &random)).map { _ in some(words, 3) }.joined(separator: "|")
            let start = ["", "", "^", "\\A"].randomElement(using: &random) ?? ""
            let end = ["", "", "$", "\\z", "\\Z"].randomElement(using: &random) ?? ""
            let pattern = try Pattern("\(start)(\(body))\(end)", caseInsensitive: false)
            guard let literal = pattern.literal else { continue }
            for _ in 0..<30 {
                let subject = some(pieces, 4) + (Bool.random(using: &random) ? "\n" : "")
                let isFound = literal.texts.contains { Self.stands($0, literal.place, in: subject) }
                #expect(
                    pattern.matches(subject) == (isFound ? .found : .notFound),
                    "\(pattern) in \(subject.debugDescription)")
                if isFound { found[literal.place, default: 0] += 1 }
            }
        }
        #expect(found.count == 4 && found.values.allSatisfy { $0 > 500 }, "\(found)")
    }

    /// No other letter is one of these in another case: an automaton may say of every character beyond ASCII that it is none.
    @Test func onlyTwoLettersHaveCasesBeyondASCII() throws {
        var others = String.UnicodeScalarView()
        for value in UInt32(128)...0x10FFFF { UnicodeScalar(value).map { others.append($0) } }
        let text = String(others)
        #expect(try Pattern("[abcdefghijlmnopqrtuvwxyz]", caseInsensitive: true).matches(text) == .notFound)
        #expect(try Pattern("k", caseInsensitive: true).matches(text) == .found)
        #expect(try Pattern("s", caseInsensitive: true).matches(text) == .found)
    }

    /// The automaton beside PCRE2, on texts with characters that are not ASCII.
    @Test func anAutomatonReadsWhatIsNotASCII() throws {
        let patterns = [
            "^.$", "^..$", "[^a]b", "a.b", "(?i)ab", "(?i)[^k]$", "\\w", "\\d", "^[a-z]+$", "x|^$", "a$", "^[^\\n]{2}",
            "b", "(?i)s",
            "\\S", "^a[^b]*b$",
        ]
        let subjects = [
            "\u{fc}", "\u{fc}\u{e9}", "a\u{fc}b", "\u{212a}", "\u{17f}", "ab\u{1F600}", "\u{1F600}b", "a\u{fc}\n",
            "\u{a0}", "\u{663}",
            "a\u{fc}\u{fc}b", "\u{fc}b\n", "", "\u{fc}a", "AB\u{df}",
        ]
        var told = 0
        for text in patterns {
            let pattern = try Pattern(text, caseInsensitive: false)
            let search = PatternSetSearch(try #require(PatternSet([.pattern(pattern)])))
            for subject in subjects {
                let answers = Array(subject.utf8).withUnsafeBufferPointer { search.answers(in: $0) }
                guard let answers, answers.decided.contains(0) else { continue }
                told += 1
                #expect(
                    (answers.found.isEmpty ? .notFound : .found) == pattern.matches(subject), "\(pattern) in \(subject)"
                )
            }
        }
        // What hangs on the character: '\\w' and its like, and the letters k and s without case.
        #expect(told > patterns.count * subjects.count / 2)
    }

    private static func stands(_ text: String, _ place: LiteralPattern.Place, in subject: String) -> Bool {
        let (text, subject) = (Array(text.utf8), Array(subject.utf8))
        switch place {
        case .start: return subject.starts(with: text)
        case .end: return subject.reversed().starts(with: text.reversed())
        case .whole: return subject == text
        case .anywhere:
            return text.count <= subject.count
                && (0...subject.count - text.count).contains { subject[$0...].starts(with: text) }
        }
    }
}
