import TestSupport
import Testing

/// What is wrong with cases, as `norma test` says it.
@Suite struct CaseDocumentTests {
    private func run(_ cases: String) throws -> NormaProcess.Result {
        let rule = "rule r {\n  for demo.thing\n  require tags.team is \"a\"\n}\n"
        return try ScratchFolder(["r.norma": rule, "r.cases.yaml": "rules: r.norma\ncases:\n\(cases)"]).run(
            "norma test .")
    }

    private func table(key: String, rows: String) -> String {
        """
          - table: [key, verdict]
            rows: \(rows)
            resource: { kind: demo.thing, id: a, properties: { tags: { \(key): a } } }
            expect: { r: $verdict }

        """
    }

    @Test func aColumnMayBeAKey() throws {
        let result = try run(table(key: "$key", rows: "[[team, pass], [owner, unknown]]"))
        #expect(result.standardError == "")
        #expect(result.exitCode == 0)
    }

    @Test func aColumnThatIsAKeyIsText() throws {
        let result = try run(table(key: "$key", rows: "[[5, unknown]]"))
        #expect(result.standardError.contains("error[E3004]: '$key' is a key here, and in this row it is a number"))
        #expect(result.exitCode == 2)
    }

    @Test func aMisspeltColumnIsFoundAmongKeys() throws {
        let result = try run(table(key: "$kye", rows: "[[team, pass]]"))
        #expect(result.standardError.contains("error[E3004]: 'table' has no column 'kye'"))
    }

    @Test func aReaderHasAName() throws {
        let result = try run("  - { name: a, reader: dockerfiel, document: \"FROM a\\n\", expect: { r: pass } }\n")
        #expect(result.standardError.contains("error[E3004]: there is no reader 'dockerfiel'"))
        #expect(result.standardError.contains("did you mean 'dockerfile'?"))
    }

    @Test func whatIsWrongWithADocumentIsShownInTheCase() throws {
        let result = try run("  - { name: a, reader: dockerfile, document: \"RUNN a\\n\", expect: { r: pass } }\n")
        #expect(result.standardError.contains("error[E2223]"))
        #expect(result.standardError.contains("r.cases.yaml:3:"))
    }

    /// A case holds the part of a template that it is about.
    @Test func aTemplateInACaseMayBeAPart() throws {
        let document =
            "{ Resources: { A: { Type: \"AWS::SNS::Topic\", Properties: { KmsMasterKeyId: { Ref: Key } } } } }"
        let result = try ScratchFolder([
            "r.norma": "rule r {\n  for \"AWS::SNS::Topic\"\n  require KmsMasterKeyId is present\n}\n",
            "r.cases.yaml":
                "rules: r.norma\ncases:\n  - { name: a, document: \(document), expect: { r: pass } }\n",
        ]).run("norma test .")
        #expect(result.standardError == "")
        #expect(result.exitCode == 0)
    }
}
