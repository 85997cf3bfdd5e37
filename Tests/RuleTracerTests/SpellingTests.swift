import RuleTracer
import Testing

/// What is missing is called as the resource's own kind calls it.
@Suite struct SpellingTests {
    private static let schemas = [
        "written":
            #"{"properties": {"days": {"type": "integer"}, "backup": {"properties": {"days": {"type": "integer"}}}}}"#,
        "template":
            #"{"properties": {"Days": {"type": "integer"}, "Backup": {"properties": {"Days": {"type": "integer"}}}}}"#,
        "recorded": #"{"properties": {"retainedDays": {"type": "integer"}}}"#,
    ]

    private func missing(
        _ condition: String, kind: String, _ properties: String = "{}", schemas: [String: String] = schemas
    ) throws -> [String] {
        let kinds = "written, template, recorded"
        return try Scene(
            rule: "rule t {\n  for \(kinds)\n  require \(condition)\n}",
            resource: #"{"kind": "\#(kind)", "id": "r1", "properties": \#(properties)}"#, schemas: schemas
        ).trace().findings.flatMap { $0.allMissing.map(\.description) }
    }

    @Test(arguments: [("written", "days"), ("template", "Days"), ("recorded", "retainedDays")])
    func aDefaultThatIsMissingTooIsCalledAsItsKindDoes(_ kind: String, _ name: String) throws {
        #expect(try missing("days default Days default retainedDays is at least 7", kind: kind) == [name])
        #expect(try missing("number(days default Days default retainedDays) is at least 7", kind: kind) == [name])
    }

    @Test(arguments: [("written", "days"), ("template", "Days"), ("recorded", "retainedDays")])
    func soIsAPartOfACondition(_ kind: String, _ name: String) throws {
        #expect(try missing("days is 7 or Days is 7 or retainedDays is 7", kind: kind) == [name])
    }

    /// Where a property of the kind itself is missing, no other spelling is mentioned; an `or` is one finding that misses all of them.
    @Test func everySpellingOfTheKindItselfIsNamed() throws {
        #expect(
            try missing("days is 7 or backup.days is 7 or Days is 7", kind: "written") == ["days", "backup.days"])
        #expect(try missing("days is 7 and Days is 7", kind: "written") == ["days", "Days"])
    }

    @Test func withoutSchemasTheSpellingThatIsNearlyThereIsNamed() throws {
        let condition = "backup.days default Backup.Days is at least 7"
        #expect(try missing(condition, kind: "written", schemas: [:]) == ["backup.days"])
        #expect(try missing(condition, kind: "written", #"{"Backup": {}}"#, schemas: [:]) == ["Backup.Days"])
        #expect(try missing(condition, kind: "written", #"{"backup": {}}"#, schemas: [:]) == ["backup.days"])
    }
}
