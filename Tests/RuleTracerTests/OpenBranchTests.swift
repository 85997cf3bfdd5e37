import Testing

@testable import RuleTracer

/// What is said of an `all` or an `any` that leaves its clause open.
@Suite struct OpenBranchTests {
    private let properties = #"{"b": 2}"#

    @Test func anOpenAnyShowsEachBranch() throws {
        #expect(
            try Scene.findings("require any { a is 1\n b is 3\n c is 1 }", properties) == [
                "this+a: a is missing; or b is 2, and must be 3; or c is missing"
            ])
        let scene = try Scene("require a is 1 or b is 3", properties)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.tests.map(\.subject) == ["a", "b"])
        #expect(finding.resourceMarks.map(\.label) == ["a is missing here", "b is 2"])
    }

    @Test func whatIsMissingInOnePlaceIsMarkedThere() throws {
        let scene = try Scene("require a is 1 or c is 3", properties)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.resourceMarks.map(\.label) == ["a is missing here\nc is missing here"])
    }

    /// Each has to be settled: one alone says nothing of the clause.
    @Test func whereAllMustBeSettledEachIsAFinding() throws {
        let each = ["this+a: a is missing", "this+c: c is missing"]
        #expect(try Scene.findings("require all { a is 1\n b is 2\n c is 1 }", properties) == each)
        #expect(try Scene.findings("forbid any { a is 1\n b is 3\n c is 1 }", properties) == each)
        #expect(try Scene.findings("require none { a is 1\n b is 3\n c is 1 }", properties) == each)
        #expect(try Scene.findings("require not (a is 1 or c is 1)", properties) == each)
    }

    @Test func aForbiddenAllIsToldAsOne() throws {
        #expect(
            try Scene.findings("forbid all { a is 1\n b is 2 }", properties) == [
                "this+a: a is missing; or b must not be 2"
            ])
        #expect(
            try Scene.findings("forbid some r in rs satisfies (r.a is 1 and r.b is 2)", #"{"rs": [{"b": 2}]}"#) == [
                "rs[0]+rs[0].a: rs[0].a is missing; or rs[0].b must not be 2"
            ])
        #expect(
            try Scene.findings("require no r in rs satisfies (r.a is 1 and r.b is 2)", #"{"rs": [{"b": 2}]}"#) == [
                "rs[0]+rs[0].a: rs[0].a is missing; or rs[0].b must not be 2"
            ])
    }

    @Test func eachElementHasItsOwnBranches() throws {
        #expect(
            try Scene.findings(
                "require every p in ps satisfies (p.a is 1 or p.b is 1)", #"{"ps": [{"a": 2}, {"b": 3}, {"a": 1}]}"#)
                == [
                    "ps[0]+ps[0].b: ps[0].a is 2, and must be 1; or ps[0].b is missing",
                    "ps[1]+ps[1].a: ps[1].a is missing; or ps[1].b is 3, and must be 1",
                ])
    }

    @Test func branchesThatBreakOffInOnePlaceAreToldOnce() throws {
        #expect(
            try Scene.findings("require x.a is 1 or x.b is 1", properties) == [
                "this+x.a: x.a is missing: there is no x"
            ])
    }
}
