import Testing

@testable import RuleTracer

/// What is absent and yet leaves nothing unknown, because the rule says what it means.
@Suite struct StatedAbsenceTests {
    private func absences(_ lines: String, _ properties: String) throws -> [String] {
        try Scene(lines, properties).tracer.statedAbsences().map { $0.path.description }
    }

    @Test(arguments: [
        ("require a default 1 is 1", ["a"]),
        ("require a.b default c is 1", ["a.b"]),
        ("require a is absent", ["a"]),
        ("require not (a.b is present)", ["a.b"]),
        ("require a is not a string", ["a"]),
        ("require a is 1 if missing pass", ["a"]),
        ("require count(rows[*].x default 0) is 2", ["rows[0].x"]),
        ("require every r in rows default [] satisfies r.y is absent", ["rows[0].y", "rows[1].y"]),
        (#"require map does not contain "k""#, ["map.k"]),
        (#"require map does not contain any of ["x", "k", "l"]"#, ["map.k", "map.l"]),
    ])
    func areWhatTheAuthorStates(_ lines: String, _ paths: [String]) throws {
        let properties = #"{"rows": [{"z": 1}, {"x": 1}], "map": {"x": 1}}"#
        #expect(try absences(lines, properties) == paths)
    }

    @Test(arguments: [
        "require a is 1", "require a is 1 if missing fail", "require a is 1 if unknown fail", "require rows is present",
        "require rows default [] is not empty", "require rows is a list", #"require map contains "x""#,
        "require a.b default 1 is 1", "require a is 1 or rows is present",
    ])
    func areNotWhatIsThereOrLeavesTheRuleUnknown(_ lines: String) throws {
        let properties = #"{"rows": [{"z": 1}, {"x": 1}], "map": {"x": 1}}"#
        #expect(try absences(lines, properties) == [])
    }

    @Test func aNullStandsWhereItStands() throws {
        #expect(try absences("require a is absent", #"{"a": null}"#) == ["a"])
    }
}
