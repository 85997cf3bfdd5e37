import ResourceDocuments
import RuleChecker
import RulePacks
import SourceText
import Testing

@testable import RuleAnalysis

/// Quantifiers that say of one list's elements what others say, and kinds that a rule is for and leaves out.
@Suite struct LintCountTests {
    private func findings(_ lines: String, kinds: String = "demo.gate") throws -> [LintFinding] {
        let (files, library) = try MemoryFiles.library("rule r {\n  for \(kinds)\n  \(lines)\n}\n")
        return RuleLinter(library, in: files, cases: nil).findings()
    }

    private func codes(_ first: String, _ second: String) throws -> [String] {
        try findings("\(first)\n  \(second)").map(\.diagnostic.kind.code)
    }

    @Test(arguments: [
        ("require every x in l satisfies x.p is at least 9", "require every y in l satisfies y.p is at least 5"),
        ("require every x in l satisfies x.p is 9 and x.q is 1", "require every x in l satisfies x.p is at least 5"),
        ("require every x in l satisfies x.on is true", "require every x in l where x.p is 1 satisfies x.on is true"),
        (
            "require every k, v in m satisfies k is \"x\" or v is 1",
            "require every i, w in m satisfies i is \"x\" or w is at least 1"
        ),
        ("require at least 3 x in l satisfies x.on is true", "require at least 2 x in l satisfies x.on is true"),
        ("require at least 2 x in l satisfies x.p is 9", "require some x in l satisfies x.p is at least 5"),
        ("require exactly 3 x in l satisfies x.on is true", "require at most 4 x in l satisfies x.on is true"),
        ("require exactly 3 x in l satisfies x.on is true", "require at least 1 x in l satisfies x.on is true"),
        ("require at most 2 x in l satisfies x.on is true", "require at most 3 x in l satisfies x.on is true"),
        ("require no x in l satisfies x.p is at least 5", "require no x in l satisfies x.p is at least 9"),
        ("forbid some x in l satisfies x is between 1 and 9", "forbid some x in l satisfies x is between 3 and 4"),
        ("forbid a is between 1 and 9", "forbid a is between 3 and 4"),
        (
            "require every x in l satisfies (some y in x.m satisfies y.p is 9)",
            "require every u in l satisfies (some v in u.m satisfies v.p is at least 5)"
        ),
        (
            "require some o in resources of demo.lock where o.gate is this.id satisfies o.p is at least 9",
            "require some o in resources of demo.lock where o.gate is this.id satisfies o.p is at least 5"
        ),
        ("require a contains all of [\"x\", \"y\"]", "require a contains \"x\""),
        ("require a contains \"x\"", "require a contains any of [\"y\", \"x\"]"),
        ("require a matches /^x/", "require a matches any of [/^x/, /^y/]"),
        ("require every x in l is one of [\"a\", \"b\"]", "require every x in l is one of [\"a\", \"b\", \"c\"]"),
    ])
    func whatIsCountedAlreadyIsFound(_ first: String, _ second: String) throws {
        let found = try findings("\(first)\n  \(second)")
        #expect(found.map(\.diagnostic.kind.code) == ["W1603"], "\(first), \(second)")
        #expect(found.first?.witness?.verdict == .fail)
        #expect(found.first?.fix != nil)
        // The other way round it says more.
        #expect(try codes(second, first) == [], "\(second), \(first)")
    }

    /// Where something is true of an element there is one.
    @Test(arguments: [
        ("when some x in l satisfies x.p is 1", "when l is not empty", "W1603"),
        ("when at least 2 x in l satisfies x.p is 1", "when l is not empty", "W1603"),
        ("when some k, v in m satisfies v is 1", "when m is not empty", "W1603"),
        ("when some x in l satisfies x.p is 1", "when l default [] is not empty", "W1603"),
        ("when some x in l satisfies x.p is 1", "when l is empty", "W1601"),
        ("when some x in l satisfies x.p is 1", "require l is not empty", "W1603"),
        ("when some x in l satisfies x.p is 1", "forbid l is empty", "W1601"),
    ])
    func whatHasAnElementIsNotEmpty(_ first: String, _ second: String, _ code: String) throws {
        let found = try findings("\(first)\n  \(second)\n  require c is 1")
        #expect(found.map(\.diagnostic.kind.code) == [code], "\(found.map(\.diagnostic.message))")
    }

    @Test(arguments: [
        // Of other lists, of those that are made, and of none of their elements.
        ("when some x in l satisfies x.p is 1", "when m is not empty"),
        ("when every x in l satisfies x.p is 1", "when l is not empty"),
        ("when no x in l satisfies x.p is 1", "when l is not empty"),
        ("when some x in l default [1] satisfies x is 1", "when l is not empty"),
        ("when some x in l[*].q satisfies x is absent", "when l[*].q is not empty"),
        // Of a text the first is unknown, and the second says that it is empty.
        ("require some x in l satisfies x.p is 1", "require l is not empty"),
    ])
    func whatMayBeEmptyIsNotSaid(_ first: String, _ second: String) throws {
        #expect(try codes(first, "\(second)\n  require c is 1") == [], "\(first), \(second)")
    }

    /// Either says what the other does, in other words.
    @Test func whatIsForbiddenAlreadyIsFound() throws {
        let (every, some) = ("require every x in l satisfies x is true", "forbid some x in l satisfies x is false")
        #expect(try codes(every, some) == ["W1603"])
        #expect(try codes(some, every) == ["W1603"])
    }

    @Test(arguments: [
        ("require every x in l satisfies x.p is at least 9", "require some x in l satisfies x.p is less than 9"),
        ("require at least 3 x in l satisfies x.on is true", "require at most 2 x in l satisfies x.on is true"),
        ("require exactly 2 x in l satisfies x.on is true", "require exactly 3 x in l satisfies x.on is true"),
        ("require no x in l satisfies x.p is at least 5", "require at least 1 y in l satisfies y.p is 7"),
        ("require a is at least 5", "require a is less than 3"),
    ])
    func whatNothingCountsTogetherIsFound(_ first: String, _ second: String) throws {
        let found = try findings("\(first)\n  \(second)")
        #expect(found.map(\.diagnostic.kind.code) == ["W1601"], "\(first), \(second)")
        #expect(found.first?.diagnostic.message == "the clause can never pass together with an earlier one")
        #expect(found.first?.witness?.verdict == .fail)
    }

    /// Of no element both hold.
    @Test func everyElementBothWaysIsLeftToTheEmptyList() throws {
        let found = try findings(
            "require every x in l satisfies x.p is at least 5\n  require every x in l satisfies x.p is less than 3")
        #expect(
            found.map(\.diagnostic.message)
                == ["the clause can never pass together with an earlier one, but of an empty list"])
        #expect(found.first?.witness?.verdict == .fail)
    }

    @Test(arguments: [
        ("require every x in l satisfies x.p is 1", "require some x in l satisfies x.p is 1"),
        ("require some x in l satisfies x.p is 1", "require some x in l satisfies x.p is 2"),
        ("require every x in l satisfies x.p is 1", "require every x in m satisfies x.p is 1"),
        ("require every x in l, m satisfies x.p is 1", "require every x in l satisfies x.p is at most 1"),
        ("require at least 2 x in l satisfies x.p is 1", "require at least 2 x in l satisfies x.q is 1"),
        ("require at most 2 x in l satisfies x.p is 1", "require at most 3 x in l satisfies x.p is at least 1"),
        (
            "require every x in l where x.on is true satisfies x.p is 1",
            "require every x in l where x.on is false satisfies x.p is 1"
        ),
        // What is missing there is unknown in the one and counts for nothing in the other.
        ("require every x in l satisfies x.p is 1", "require every x in l satisfies x.p is present"),
        ("require every x in l default [] satisfies x.p is 1", "require every x in l satisfies x.p is 1"),
        // One name, two things.
        (
            "require every x in l satisfies (some y in x.m satisfies y is 1)",
            "require every z in l satisfies (some y in this.x.m satisfies y is 1)"
        ),
        ("require a contains \"abc\"", "require a contains \"b\""),
        ("require a contains any of [\"x\", \"y\"]", "require a contains \"x\""),
    ])
    func whatCountsSomethingElseIsLeftAlone(_ first: String, _ second: String) throws {
        #expect(try findings("\(first)\n  \(second)").map(\.diagnostic.message) == [], "\(first), \(second)")
    }

    // MARK: Kinds

    @Test(arguments: [
        ("demo.gate, demo.door where @kind is \"demo.gate\"", "demo.door"),
        ("demo.gate, demo.door where @kind is not \"demo.door\" and a is 1", "demo.door"),
        ("demo.gate, \"other.*\" where @kind starts with \"demo.\"", "other.*"),
        ("demo.gate, demo.door, demo.wall where @kind is one of [\"demo.gate\", \"demo.wall\"]", "demo.door"),
    ])
    func aKindThatIsLeftOutIsNamed(_ kinds: String, _ lost: String) throws {
        let found = try findings("require b is 1", kinds: kinds)
        #expect(found.map(\.diagnostic.message) == ["the 'where' leaves out '\(lost)', which the rule is for"])
        let witness = try #require(found.first?.witness)
        #expect(KindPattern(lost).matches(witness.sample.tested.kind))
        #expect(witness.verdict == .notApplicable)
        let condition = kinds.split(separator: " where ")[1]
        let names = String(kinds.split(separator: " where ")[0])
        #expect(
            try findings("when \(condition)\n  require b is 1", kinds: names).map(\.diagnostic.message)
                == ["the 'when' leaves out '\(lost)', which the rule is for"])
    }

    @Test(arguments: [
        "demo.gate, demo.door where @kind is \"demo.gate\" or a is 1",
        "demo.gate, demo.door where (@kind is \"demo.gate\" and a is 1) or (@kind is \"demo.door\" and a is 2)",
        "demo.gate, \"demo.*\" where @kind is \"demo.gate\"",
    ])
    func aKindThatMayBeTakenInIsNot(_ kinds: String) throws {
        #expect(try findings("require b is 1", kinds: kinds).map(\.diagnostic.message) == [], "\(kinds)")
    }
}
