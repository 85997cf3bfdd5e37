import RuleChecker
import SourceText
import Testing

/// Each way in which a rule can look beyond its resource, and what looks like one and is none: a result may only be taken from
/// an earlier scan where there is no such way.
@Suite struct LookingBeyondTests {
    private static let defines = """
        define late(x) = x is older than days(30)
        define later(x) = late(x)
        define now() = as_of
        define has_owner(o) = some owner in resources of demo.owner satisfies owner.name is o
        define owned(o) = has_owner(o)
        define owners() = count(resources of demo.owner)
        define plain(x) = x is at most 3

        """

    private static let beyond = [
        "require created is older than days(30)",
        "require created is not newer than days(30)",
        #"require created is newer than "2026-01-01T00:00:00Z""#,
        "require timestamp(created) is at most as_of",
        "require a is 1 and (b is 2 or not (c is 3 and timestamp(created) is as_of))",
        "require every x in list where x.at is older than days(1) satisfies x.ok is true",
        "require some x in list satisfies x.at is newer than days(1)",
        "require every x in list.each where a is 1 satisfies (exactly 1 y in x satisfies y is older than days(1))",
        "when created is older than days(30)\n  require a is 1",
        "let cut = as_of\n  require timestamp(created) is at most cut",
        "let old = each x in list where x.at is older than days(9)\n  require old is empty",
        "require a is 1 else \"on {as_of}\"",
        "require created default as_of is present",
        "require late(created)",
        "require later(created)",
        "require timestamp(created) is at most now()",
        "require a is 1 else \"on {now()}\"",
        "require list[count(resources of demo.owner)] is 1",
        "require some o in resources of demo.owner satisfies o.name is this.owner",
        #"require no o in resources of "demo.*" satisfies o.name is this.owner"#,
        "require every o in resources of demo.owner where o.@region is @region satisfies o.ok is true",
        "require every x in list satisfies (some o in resources of demo.owner satisfies o.name is x)",
        "require some x in list, resources of demo.owner satisfies x.ok is true",
        "require count(resources of demo.owner) is at most 2",
        "require a is 1 else \"of {count(resources of demo.owner)}\"",
        "let some_owners = each o in resources of demo.owner where o.ok is true\n  require some_owners is empty",
        "when count(resources of demo.owner) is 1\n  require a is 1",
        "require has_owner(owner)",
        "require owned(owner)",
        "require owners() is 2",
    ]

    private static let within = [
        "require a is 1 else \"{a} of {@name} in {@source}\"",
        "require @source ends with \".json\"",
        "require @account is \"a\" and @tags contains \"t\"",
        #"require timestamp(created) is at most timestamp("2026-01-01T00:00:00Z")"#,
        "require duration(age) is at most days(30)",
        "require some x in list satisfies json(x).ok is true",
        "require first(keys(labels)) is \"a\"",
        "require plain(a)",
        "require as_of_day is 1",
        "require resources.of is 1",
    ]

    private func rule(_ body: String) throws -> CheckedRule {
        let text = "\(Self.defines)rule r {\n  for demo.thing\n  \(body)\n}\n"
        let (rules, diagnostics) = try Check.run(text)
        try #require(diagnostics.filter(\.isError).isEmpty, "\(body): \(diagnostics.map(\.message))")
        return try #require(rules.first)
    }

    @Test(arguments: beyond) func itLooksBeyond(_ body: String) throws {
        #expect(try rule(body).looksBeyondResource)
    }

    @Test(arguments: within) func itLooksAtNothingElse(_ body: String) throws {
        #expect(try !rule(body).looksBeyondResource)
    }

    /// What its kinds leave out is decided by its `where`.
    @Test func aConditionOfTheKindsLooksBeyondToo() throws {
        let text = "rule r {\n  for demo.thing where created is older than days(30)\n  require a is 1\n}\n"
        #expect(try #require(Check.run(text).rules.first).looksBeyondResource)
    }
}
