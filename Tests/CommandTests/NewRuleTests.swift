import Foundation
import TestSupport
import Testing

/// What `norma new rule` writes works as it stands, for every kind that the library knows and for one that it does not.
@Suite struct NewRuleTests {
    @Test func itWorksForEveryKind() throws {
        let folder = try ScratchFolder()
        try folder.copy("rules")
        let schemas = ProjectFolder.root.appending(path: "rules/schemas").path
        let kinds = try FileManager.default.contentsOfDirectory(atPath: schemas).sorted()
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(".json".count)) }
        #expect(kinds.count > 20)
        for (index, kind) in kinds.enumerated() {
            let written = try folder.run("norma new rule fresh_\(index) --kind \(kind) --in rules/is")
            #expect(written.exitCode == 0)
            let tested = try folder.run("norma test rules/is/fresh_\(index).norma")
            #expect(tested.exitCode == 0, "\(kind): \(tested.standardError)\(tested.standardOutput)")
        }
        #expect(try folder.run("norma fmt --check rules/is").exitCode == 0)
    }

    @Test func itWorksWhereNoPackIs() throws {
        let folder = try ScratchFolder(["mine/README.md": "mine\n"])
        #expect(try folder.run("norma new rule fresh --kind AWS::S3::Bucket --in mine").exitCode == 0)
        #expect(try folder.run("norma test mine/fresh.norma").exitCode == 0)
        #expect(try folder.run("norma fmt --check mine").exitCode == 0)
    }

    @Test func itMakesItsFolder() throws {
        let folder = try ScratchFolder(["file": ""])
        #expect(try folder.run("norma new rule fresh --in rules/new").exitCode == 0)
        #expect(try folder.run("norma test rules/new").output == "3 passed, 0 failed\n")
        let refused = try folder.run("norma new rule fresh --in file/new")
        #expect(refused.exitCode == 2)
        #expect(
            refused.standardError.contains("error[E5023]: 'file' cannot be written to: it is a file"),
            "\(refused.output)")
    }

    /// A pipe in a folder would be waited for without end.
    @Test func aPipeInAFolderIsNoFile() throws {
        let folder = try ScratchFolder(["inventory/one.json": #"{"kind": "k", "id": "1", "properties": {}}"#])
        #expect(mkfifo(folder.url.appending(path: "inventory/pipe.json").path, 0o600) == 0)
        try folder.write(Data("rule r {\n  for k\n  require @id is present\n}\n".utf8), to: "r.norma")
        let result = try folder.run("norma eval --rules r.norma --inventory inventory")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("'inventory/pipe.json' cannot be read: it is no regular file"))
        #expect(result.standardOutput.contains("1 rule on 1 resource"))
    }

    @Test func aFileThatIsNamedTwiceIsReadOnce() throws {
        let folder = try ScratchFolder(["all/a/one.json": #"{"kind": "k", "id": "1", "properties": {}}"#])
        try folder.write(Data("rule r {\n  for k\n  require @id is present\n}\n".utf8), to: "r.norma")
        let result = try folder.run("norma eval --rules r.norma --inventory all all/a all/a/one.json")
        #expect(result.standardError == "")
        #expect(result.exitCode == 0)
    }

    @Test func aColumnThatIsMisspeltIsNoText() throws {
        let folder = try ScratchFolder([
            "r.norma": "rule r {\n  for k\n  require a is \"x\" if missing fail\n}\n",
            "r.cases.yaml": """
            rules: r.norma
            defaults:
              resource: {kind: k, id: one, properties: {a: x}}
            cases:
              - name: each
                table: [version, verdict]
                rows: [[x, fail], [y, fail]]
                patch: {a: $verison}
                expect: {r: $verdict}

            """,
        ])
        let result = try folder.run("norma test r.norma")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("'table' has no column 'verison'"))
        #expect(result.standardError.contains("r.cases.yaml:8:16"))
    }
}
