import Foundation
import TestSupport
import Testing

/// A fault in a resource is shown where it stands, and what its schema marks as sensitive is shown nowhere: not in a document that could
/// not be read either.
@Suite struct SensitiveDiagnosticTests {
    private static let schema = """
        {"type": "object", "properties": {
          "id": {"type": "string"}, "region": {"type": "string"},
          "password": {"type": "string", "format": "password"},
          "keys": {"type": "array", "items": {"type": "string", "writeOnly": true}},
          "login": {"type": "object", "writeOnly": true}}}
        """

    private static let rules = "rule long {\n  title \"t\"\n  for svc.db\n  require region is \"eu\"\n}\n"

    /// The file, and the code of the fault that it has.
    private static let inventories: [(file: String, text: String, code: String)] = [
        (
            "twice.yaml",
            "- {kind: svc.db, id: d1, account: a, properties: {id: d1, password: S3CRET1}}\n"
                + "- {kind: svc.db, id: d1, account: a, properties: {id: d1, password: S3CRET2}}\n", "E2206"
        ),
        (
            "twice.ndjson",
            #"{"kind":"svc.db","id":"d1","account":"a","properties":{"password":"S3CRET1","keys":["S3CRET4"]}}"# + "\n"
                + #"{"kind":"svc.db","id":"d1","account":"a","properties":{"password":"S3CRET\"2","login":{"u":"S3CRET3"}}}"#
                + "\n", "E2206"
        ),
        (
            "suppressed.yaml",
            "- {kind: svc.db, id: d1, account: a, properties: {id: d1, password: S3CRET1}} # norma:mask pw_lon: it is so\n",
            "W2240"
        ),
        ("typed.json", #"{"kind":"svc.db","id":"d1","region":5,"properties":{"password":"S3CRET1"}}"#, "E2202"),
        (
            "broken.json", "{\"kind\":\"svc.db\",\"id\":\"d1\",\n\"properties\":{\"password\":\"S3CRET1\",\"n\":01}}",
            "E20"
        ),
        ("broken.ndjson", #"{"kind":"svc.db","id":"d1","properties":{"password":"S3CRET1","keys":["S3CRET2"}}"#, "E20"),
        ("unclosed.json", #"{"kind":"svc.db","id":"d1","properties":{"password":"S3CRET1"#, "E20"),
        ("tabs.yaml", "- kind: svc.db\n  id: d1\n  properties:\n    password: S3CRET1\t\n\tregion: eu\n", "E21"),
        (
            "block.yaml",
            "- kind: svc.db\n  id: d1\n  properties:\n    password: |\n      S3CRET1\n      S3CRET2\n    keys:\n    - S3CRET3\n"
                + "    login:\n      u: S3CRET4\n    region: *nowhere\n", "E21"
        ),
        (
            "quoted.yaml", "- kind: svc.db\n  id: d1\n  properties: {'password': 'it''s S3CRET1', region: *nowhere}\n",
            "E21"
        ),
    ]

    @Test(arguments: inventories.map(\.file))
    func aDiagnosticHidesThem(_ file: String) throws {
        let inventory = try #require(Self.inventories.first { $0.file == file })
        let folder = try ScratchFolder([
            "p/schemas/svc.db.json": Self.schema, "p/r.norma": Self.rules, file: inventory.text,
        ])
        for command in [
            "norma eval --rules p --inventory \(file)", "norma gate --rules p --inventory \(file)",
            "norma eval --rules p --inventory \(file) --format json",
        ] {
            let result = try folder.run("\(command) --as-of 2026-11-01T00:00:00Z")
            #expect(result.output.contains(inventory.code), "\(command): \(result.output)")
            #expect(!result.output.contains("S3CRET"), "\(command): \(result.output)")
        }
    }

    @Test func aStreamHidesThem() throws {
        let lines =
            #"{"kind":"svc.db","id":"d1","place":"x","properties":{"password":"S3CRET1","regoin":"eu"}}"# + "\n"
            + #"{"kind":"svc.db","id":5,"properties":{"password":"S3CRET2"}}"# + "\n"
            + #"{"kind":"svc.db","id":"d3","properties":{"password":"S3CRET3"}"# + "\n"
        let folder = try ScratchFolder([
            "p/schemas/svc.db.json": Self.schema, "p/r.norma": Self.rules, "l.ndjson": lines,
        ])
        let result = try folder.run(
            "norma eval --stream --explain --rules p --inventory l.ndjson --as-of 2026-11-01T00:00:00Z")
        #expect(result.exitCode == 2)
        #expect(result.output.contains("W2203") && result.output.contains("E2202"), "\(result.output)")
        #expect(!result.output.contains("S3CRET"), "\(result.output)")
    }

    /// What stands around a value stays to be read.
    @Test func whatIsNoSecretIsShown() throws {
        let text =
            "{\"kind\":\"svc.db\",\"id\":\"d1\",\"properties\":{\"password\":\"S3CRET1\",\"passwords\":2,\"n\":01}}"
        let folder = try ScratchFolder([
            "p/schemas/svc.db.json": Self.schema, "p/r.norma": Self.rules, "a.json": text,
        ])
        let result = try folder.run("norma eval --rules p --inventory a.json --as-of 2026-11-01T00:00:00Z")
        #expect(result.output.contains(#""password":"********","passwords":2,"n":01"#), "\(result.output)")
    }

    /// Of a key that stands twice both values are hidden, in findings as well.
    @Test func aRepeatedKeyIsHiddenTwice() throws {
        let text =
            #"{"kind":"svc.db","id":"d1","properties":{"password":"S3CRET1","region":"us","password":"S3CRET2"}}"#
        let folder = try ScratchFolder([
            "p/schemas/svc.db.json": Self.schema, "p/r.norma": Self.rules, "a.json": text,
        ])
        let result = try folder.run("norma eval --rules p --inventory a.json --as-of 2026-11-01T00:00:00Z")
        #expect(result.output.contains("region"), "\(result.output)")
        #expect(!result.output.contains("S3CRET"), "\(result.output)")
    }
}
