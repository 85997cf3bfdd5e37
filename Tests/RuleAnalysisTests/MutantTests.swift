import RuleChecker
import RulePacks
import Testing

@testable import RuleAnalysis

@Suite struct MutantTests {
    private func changes(_ lines: String) throws -> [String] {
        let library = try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n").library
        // What is asked of every clause alike is left out.
        let common = ["the clause left out", "'forbid' for 'require'", "negated", "left out"]
        return Mutant.all(of: library.rules[0]).map(\.change).filter { !common.contains($0) }
    }

    /// Both ways, each once: among whole numbers 'more than 8' is 'at least 9'.
    @Test(arguments: [
        ("require a is at least 8", ["'more than' for 'at least'", "the bound one lower"]),
        ("require a is more than 8", ["'at least' for 'more than'", "the bound one higher"]),
        ("require a is at most 8", ["'less than' for 'at most'", "the bound one higher"]),
        ("require a is less than 8", ["'at most' for 'less than'", "the bound one lower"]),
        (
            "require a is between 3 and 8",
            [
                "the lower bound one higher", "the lower bound one lower", "the upper bound one lower",
                "the upper bound one higher",
            ]
        ),
        // Nothing lies between once either bound is past the other: one mutant of two.
        (
            "require a is between 3 and 3",
            ["the lower bound one higher", "the lower bound one lower", "the upper bound one higher"]
        ),
        // There is no length below zero, whose answer a lower bound would change.
        ("require length(a) is at least 0", ["'more than' for 'at least'"]),
        ("require length(a) is at least 1", ["'more than' for 'at least'", "the bound one lower"]),
        ("require count(a) is less than 0", ["'at most' for 'less than'"]),
        (
            "require count(a) is between 0 and 3",
            ["the lower bound one higher", "the upper bound one lower", "the upper bound one higher"]
        ),
        ("require a is at least -1", ["'more than' for 'at least'", "the bound one lower"]),
        // What is no whole number is not moved.
        ("require a is at least 0.5", ["'more than' for 'at least'"]),
        ("require a is at least this.b", ["'more than' for 'at least'"]),
        (
            "param p: numeric = 8\n  require a is at least p",
            ["the default one higher", "the default one lower", "'more than' for 'at least'"]
        ),
        // A default that the constraints forbid is no default.
        (
            "param p: numeric that is between 8 and 9 = 8\n  require a is at least p",
            ["the default one higher", "'more than' for 'at least'"]
        ),
        (
            "require at least 2 x in a satisfies x is 1",
            ["'at least 3' for 'at least 2'", "'at least 1' for 'at least 2'"]
        ),
    ])
    func aBoundMovesBothWays(_ lines: String, _ expected: [String]) throws {
        #expect(try changes(lines) == expected)
    }

    private static let without = "without its 'default'"

    /// Each of these has one, wherever it stands.
    @Test(arguments: [
        "require a default 1 is 1", "require created default \"2020-01-01\" is newer than 90d",
        "require lower(mode default \"x\") is \"a\"", "require every c in cs default [] satisfies c is 1",
        "require some c in cs satisfies c.on default true is true",
        "require some c in cs where c.on default true is true satisfies c.x is 1",
        "require count(xs default []) is at least 1", "require src default \"0.0.0.0/0\" is within \"10.0.0.0/8\"",
        "let t = tls default \"1.0\"\n  require t is \"1.2\"", "require \"a\" is one of this.roles default [\"a\"]",
        "require number(port default \"22\") is not 22", "require first(xs default [1]) is 1",
        "let on = each c in cs default [] where c.on is true\n  require count(on) is 1",
        "let on = each c in cs where c.on default true is true\n  require count(on) is 1",
        "when a default 1 is 1\n  require b is 1", "require a is between this.b default 1 and 9",
        "require a is between 1 and this.b default 9", "require names[this.key default \"k\"] is 1",
    ])
    func aDefaultIsLeftOutWhereverItStands(_ lines: String) throws {
        #expect(try changes(lines).filter { $0 == Self.without }.count == 1, "\(lines)")
    }

    @Test func eachOfTwoDefaultsIsLeftOut() throws {
        #expect(try changes("require a default this.b default 1 is 1").filter { $0 == Self.without }.count == 2)
        #expect(try changes("require a default 1 is this.b default 1").filter { $0 == Self.without }.count == 2)
    }

    @Test func aDefaultInADefineIsLeftOut() throws {
        for define in ["define high(x) = x default 1 is 1", "define own(x) = x default 1"] {
            let call = define.hasPrefix("define high") ? "high(this.a)" : "own(this.a) is 1"
            let rule = try MemoryFiles.library("\(define)\nrule r {\n  for demo.gate\n  require \(call)\n}\n").library
                .rules[0]
            #expect(Mutant.all(of: rule).map(\.description).contains("x default 1: \(Self.without)"), "\(define)")
        }
        let text = "define high(x) = x is 1\nrule r {\n  for demo.gate\n  require high(this.a default 1)\n}\n"
        let changes = Mutant.all(of: try MemoryFiles.library(text).library.rules[0]).map(\.description)
        #expect(changes.contains("this.a default 1: \(Self.without)"))
    }

    /// A duration moves by its largest whole unit, and not below nothing.
    @Test(arguments: [
        ("90d", ["the default a day longer", "the default a day shorter"]),
        ("36h", ["the default an hour longer", "the default an hour shorter"]),
        ("90m", ["the default a minute longer", "the default a minute shorter"]),
        ("45s", ["the default a second longer", "the default a second shorter"]),
        ("0s", ["the default a day longer"]),
    ])
    func aDurationMovesByItsUnit(_ text: String, _ expected: [String]) throws {
        let found = try changes("param age: duration = \(text)\n  require a is newer than age")
        #expect(found.filter { $0.hasPrefix("the default") } == expected, "\(text)")
    }

    /// 'all' and 'any' of one thing are the same.
    @Test func ofOnePartThereIsNothingToSwap() throws {
        #expect(try !changes("require none { a is 1 }").contains("'all' for 'any'"))
        #expect(try changes("require none { a is 1 b is 1 }").contains("'all' for 'any'"))
    }

    @Test func inADefineToo() throws {
        let text = "define long(x) = length(x) is at least 8\nrule r {\n  for demo.gate\n  require long(this.a)\n}\n"
        let rule = try MemoryFiles.library(text).library.rules[0]
        #expect(
            Mutant.all(of: rule).map(\.description).filter { $0.contains("bound") }
                == ["length(x) is at least 8: the bound one lower"])
    }
}
