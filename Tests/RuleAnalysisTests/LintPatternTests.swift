import ResourceDocuments
import RulePacks
import SourceText
import Testing

@testable import RuleAnalysis

/// Patterns that let too much pass, and patterns that a short text keeps busy.
@Suite struct LintPatternTests {
    private func findings(_ lines: String) throws -> [LintFinding] {
        let (files, library) = try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n")
        return RuleLinter(library, in: files, cases: nil).findings()
    }

    private func codes(_ lines: String) throws -> [String] { try findings(lines).map(\.diagnostic.kind.code) }

    private func hints(_ pattern: String) throws -> [String?] {
        try findings("require a matches \(pattern)").map(\.diagnostic.hint)
    }

    @Test func aHostThatIsNotHeldAtBothEnds() throws {
        for (pattern, cure) in [
            ("/example\\.com/", "/^example\\.com$/"),
            ("/^https:\\/\\/login\\.example\\.com/", "/^https:\\/\\/login\\.example\\.com(\\/|$)/"),
            ("/(api|www)\\.example\\.com$/", "/^(api|www)\\.example\\.com$/"),
            // Each end holds one of the two.
            ("/^api\\.example\\.com|www\\.example\\.com$/", "/^api\\.example\\.com$|^www\\.example\\.com$/"),
        ] {
            let found = try findings("require host matches \(pattern)")
            #expect(found.map(\.diagnostic.kind.code) == ["W1606"], "\(pattern)")
            #expect(found.first?.diagnostic.hint == "write \(cure)")
            #expect(try codes("require host matches \(cure)") == [], "\(cure)")
        }
        for pattern in [
            "/^example\\.com$/", "/^https:\\/\\/example\\.com\\//", "/\\Aexample\\.com\\z/", "/^[a-z]+$/", "/prod/",
            // Whatever is in the domain, and whoever has an address there.
            "/\\.example\\.com$/", "/@example\\.com$/", "/(^|\\.)example\\.com$/",
        ] {
            #expect(try codes("require host matches \(pattern)") == [], "\(pattern)")
        }
        // Of addresses too.
        #expect(try codes("require host matches /^10\\.0\\.0\\.1/") == ["W1606"])
        #expect(try codes("require host matches /^10\\.0\\.0\\.1$/") == [])
        #expect(try codes("require host matches /^10\\.0\\./") == [])
        // What a match forbids is forbidden anywhere.
        #expect(try codes("forbid host matches /example\\.com/") == [])
        let found = try #require(try findings("require host matches /example\\.com/").first)
        #expect(found.witness?.verdict == .pass)
        #expect(found.witness?.sample.texts.contains { $0.contains("evil") } == true)
        #expect(found.fix == nil)
    }

    /// A dot that nobody escaped takes any character.
    @Test func aDotOfAHostIsADot() throws {
        let loose = try #require(try findings("require host matches /^www\\.example.com$/").first)
        #expect(loose.diagnostic.kind.code == "W1606")
        #expect(loose.diagnostic.hint == "write /^www\\.example\\.com$/")
        #expect(loose.witness?.verdict == .pass)
        #expect(loose.witness?.sample.texts.allSatisfy { $0.hasPrefix("www.example") && !$0.contains(".com") } == true)
        #expect(
            try findings("require host matches /example.com/").map(\.diagnostic.hint) == ["write /^example\\.com$/"])
        #expect(try codes("require host matches /^www\\.example\\.com$/") == [])
        #expect(try codes("require name matches /^v1.in$/") == [])
        #expect(try codes("require name matches /^a.b$/") == [])
    }

    /// What begins, ends or contains holds a name no more than a pattern without its ends.
    @Test(arguments: [
        ("starts with \"https://example.com\"", "starts with \"https://example.com/\""),
        (
            "starts with any of [\"a/\", \"registry.example.com\"]",
            "starts with any of [\"a/\", \"registry.example.com/\"]"
        ),
        ("ends with \"example.com\"", "ends with \".example.com\""),
        ("ends with \"example.com\"", "ends with \"@example.com\""),
        ("contains \"example.com\"", "is \"example.com\""),
        ("is like \"https://*.example.com*\"", "is like \"https://*.example.com/*\""),
        ("is like \"*example.com\"", "is like \"*.example.com\""),
    ])
    func aPartOfATextHoldsAHost(_ loose: String, _ held: String) throws {
        let found = try findings("require host \(loose)")
        #expect(found.map(\.diagnostic.kind.code) == ["W1606"], "\(loose)")
        #expect(found.first?.witness?.verdict == .pass)
        #expect(found.first?.witness?.sample.texts.contains { $0.contains("evil") } == true)
        #expect(try codes("require host \(held)") == [], "\(held)")
        #expect(try codes("forbid host \(loose)") == [], "\(loose)")
    }

    @Test func aPatternThatAShortTextKeepsBusy() throws {
        for pattern in ["/^(a+)+$/", "/^(\\w+\\s?)*$/", "/^(a|aa)+$/", "/^(?!x)([a-z]+)*$/"] {
            let found = try findings("require name matches \(pattern)")
            #expect(found.map(\.diagnostic.kind.code) == ["W1607"], "\(pattern)")
            let text = found.first?.witness?.sample.texts.max { $0.count < $1.count } ?? ""
            let source = String(pattern.dropFirst().dropLast())
            #expect(try Pattern(source, caseInsensitive: false).exceedsMatchLimit(on: text), "\(pattern)")
        }
        // One that a parameter gives is looked at too.
        #expect(try codes("param p: pattern = \"^(a+)+$\"\n  require name matches p") == ["W1607"])
        for pattern in ["/^a+$/", "/^(ab)+$/", "/^[a-z]+(-[a-z]+)*$/", "/x.*y/"] {
            #expect(try codes("require name matches \(pattern)") == [], "\(pattern)")
        }
    }

    /// The pattern asks for something behind the name, and a host may go on with it.
    @Test(arguments: [
        "/^login\\.example\\.com[a-z]*/", "/^login\\.example\\.com.*/", "/^https:\\/\\/login\\.example\\.com[^\\/]/",
        "/^login\\.example\\.com($)?/", "/^login\\.example\\.com(\\/|$)?/",
        "/^(login\\.example\\.com|sso\\.example\\.com)/",
        "/(^)?login\\.example\\.com$/", "/(^login|sso)\\.example\\.com$/", "/(?m)^login\\.example\\.com$/",
        "/(?=login\\.example\\.com)/", "/^(?=.*\\.example\\.com)/", "/^(?=https:\\/\\/login\\.example\\.com)/",
        "/^(?!evil)login\\.example\\.com/", "/(?<name>login)\\.example\\.com$/", "/\\Qlogin.example.com\\E$/",
    ])
    func aNameThatSomethingElseHolds(_ pattern: String) throws {
        let found = try findings("require a matches \(pattern)")
        #expect(found.map(\.diagnostic.kind.code) == ["W1606"], "\(pattern)")
        #expect(found.first?.witness?.verdict == .pass)
    }

    @Test(arguments: [
        "/^(?=.*\\.example\\.com$)/", "/.*\\.example\\.com$/", "/^[^.]+\\.example\\.com$/", "/^[^@]+@example\\.com$/",
        "/^(login|sso)\\.example\\.com$/", "/^login\\.example\\.com(:\\d+)?$/", "/^(?i)login\\.example\\.com$/",
        "/^registry\\.example\\.com\\/team/", "/^\\Qlogin.example.com\\E$/", "/\\.json$/", "/TLSv1\\.[23]/",
        "/(?<=@)example\\.com$/",
    ])
    func aNameThatIsHeld(_ pattern: String) throws {
        #expect(try codes("require a matches \(pattern)") == [], "\(pattern)")
    }

    /// Not of hosts alone: of whatever somebody else can have a name beside.
    @Test(arguments: [
        ("arn:aws:iam::123456789012:role\\/admin", "^arn:aws:iam::123456789012:role\\/admin$"),
        ("^arn:aws:s3:::my-bucket", "^arn:aws:s3:::my-bucket$"),
        ("crn:v1:bluemix:public:is:us-south:a\\/1234", "^crn:v1:bluemix:public:is:us-south:a\\/1234:"),
        ("123456789012", "^123456789012$"), ("^123456789012", "^123456789012$"),
        ("admin@example\\.com", "^admin@example\\.com$"), ("https:\\/\\/", "^https:\\/\\/"),
        ("10\\.0\\.0\\.1", "^10\\.0\\.0\\.1$"),
    ])
    func otherNamesToo(_ loose: String, _ held: String) throws {
        #expect(try codes("require a matches /\(loose)/") == ["W1606"])
        #expect(try hints("/\(loose)/") == ["write /\(held)/"])
        #expect(try codes("require a matches /\(held)/") == [])
        #expect(try codes("forbid a matches /\(loose)/") == [])
    }

    /// A colon or a slash ends a name, and an account has twelve digits.
    @Test(arguments: [
        "matches /^arn:aws:iam::123456789012:/", "matches /^arn:aws:s3:::my-bucket\\/.*/", "matches /:123456789012:/",
        "starts with \"arn:aws:s3:::my-bucket/\"", "starts with \"arn:aws:iam::123456789012\"",
        "is like \"arn:aws:*:123456789012:*\"", "contains \":123456789012:\"", "matches /[0-9]{12}/",
        "starts with \"https://\"",
    ])
    func aNameThatEndsByItself(_ asked: String) throws {
        #expect(try codes("require a \(asked)") == [], "\(asked)")
    }

    @Test(arguments: [
        "starts with \"arn:aws:s3:::my-bucket\"", "is like \"arn:aws:s3:::my-bucket*\"", "contains \"123456789012\"",
        "ends with \"123456789012\"", "contains \"https://\"",
    ])
    func aPartOfATextHoldsOtherNamesToo(_ asked: String) throws {
        #expect(try codes("require a \(asked)") == ["W1606"], "\(asked)")
    }

    /// `^` and `$` bind more tightly than `|`.
    @Test func anEdgeOfOneAlternativeIsNoEdgeOfAll() throws {
        for (pattern, cure) in [
            ("/^a|b$/", "/^(a|b)$/"), ("/^prod|test|dev$/", "/^(prod|test|dev)$/"), ("/^red|green/", "/^(red|green)$/"),
            ("/(^red|green$)/i", nil),
        ] {
            let found = try findings("require a matches \(pattern)")
            #expect(found.map(\.diagnostic.kind.code) == ["W1606"], "\(pattern)")
            #expect(found.first?.diagnostic.message.hasPrefix("'^' or '$' holds one alternative") == true)
            if let cure { #expect(found.first?.diagnostic.hint == "write \(cure)") }
        }
        for pattern in [
            "/^(a|b)$/", "/^a$|^b$/", "/^prod-|-prod$/", "/(^|,)red(,|$)/", "/^a|^b/", "/a|b/", "/^\\d+|\\.5$/",
        ] {
            #expect(try codes("require a matches \(pattern)") == [], "\(pattern)")
        }
    }

    @Test(arguments: [
        "(a+)+$", "^(a|a)*$", "(.*)*x", "^\\d+\\d+\\d+x$", "^(\\d+|\\w+)*$", "^(?=(a+)+$)", "^(a+)+\\1$", "^(.+)+\\1x$",
        "(x+x+)+y", "^((a+)?b?)*c$", "^(a{1,10}){1,10}$", "^(a?){30}a{30}$", "^((ab)*)*c", "^(?:a|b|ab)*c$",
        "^(?>a+)+b*(c+)+$", "^(a+){2,}$", "^(\\p{L}+)+$", "^([^\\/]+\\/?)+$", "^(-?\\w+)+@", "(?<=a)(b+)+c",
        // Of no use are texts that are too long, or lack what a match needs.
        "(?:a?){30}a{30}", "^(?:a?){20}a{20}", "(?:a?){25}[ab]{25}", "(?:[ab]?){30}a{30}", "^(?:a?b?){20}c{20}",
        "^(?:a{0,2}){20}a{20}$", "^\\s*(\\S+\\s*)*;$", "^(?:[^:]*:?)*!", "^(a*)\\1*\\1*b",
        "^(.+)\\1+\\1+$", "^(a+)+\\1$x",
        "^(a|a)*?b", "(?i)^(?:A|a)*b", "^(?:(?:a|b)+|c)*d",
        "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
    ])
    func aKnownWayToKeepAPatternBusy(_ source: String) throws {
        let found = try findings("require a matches /\(source)/")
        #expect(found.map(\.diagnostic.kind.code) == ["W1607"], "\(source)")
        let text = found.first?.witness?.sample.texts.max { $0.count < $1.count } ?? ""
        let read = source.replacing("\\/", with: "/")
        #expect(try Pattern(read, caseInsensitive: false).exceedsMatchLimit(on: text), "\(source)")
    }

    /// Parts that may each be left out are a repetition, though nobody wrote it as one.
    @Test(arguments: [("a", ""), ("a", "(?=a)"), ("[ab]", ""), ("(a)", "")])
    func aRowOfPartsThatMayBeLeftOut(_ part: String, _ start: String) throws {
        func row(_ count: Int) -> String {
            let parts = String(repeating: "\(part)?", count: count) + String(repeating: part, count: count)
            return "/^\(start)\(parts)$/"
        }
        #expect(try codes("require a matches \(row(24))") == ["W1607"])
        #expect(try codes("require a matches \(row(5))") == [])
    }

    @Test(arguments: [
        "^a+b+c+$", "^(a|b)+$", "^\\w+(\\s\\w+)*$", "^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$", "^\\d+\\.\\d+\\.\\d+$",
        "^(?>a+)+$", "^(a++)+$", "^([a-z]+\\/)*[a-z]+$", "^(foo|bar|baz)*$", "^.*foo.*$", "(a+)(b+)", "^(a)\\1+$",
        "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", "^(\\\\.|[^\"\\\\])*$",
        "^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).{8,}$", "^(\\S+\\s*)+$", "^(?:a?+){30}b", "(?:a?){5}a{5}", "(a|ab)*c",
        "^(?:(?>a+)|a)*b", "^(?>(a+)+)b", "^arn:(aws|aws)(:[a-z]*)*$", "^(\\/[^\\/]*\\/?)*$",
        "^[a-z]{1,63}(\\.[a-z]{1,63}){0,8}$",
        "^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$", "a*a*b",
    ])
    func whatOnlyLooksLikeIt(_ source: String) throws {
        #expect(try codes("require a matches /\(source)/") == [], "\(source)")
    }
}
