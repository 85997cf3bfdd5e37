import Foundation
import TestSupport
import Testing

/// What judged nothing does not look like success, and what is checked with less is said.
@Suite struct JudgedNothingTests {
    private static let rule = "rule r {\n  title \"t\"\n  severity low\n  for demo.thing\n  require a is true\n}\n"

    @Test(arguments: [
        ("[]", "there is no resource to judge"),
        (
            #"[{"kind": "demo.thin", "id": "1", "properties": {"a": true}}]"#,
            "did you mean 'demo.thing' by 'demo.thin'?"
        ),
        (#"[{"kind": "other.sort", "id": "1", "properties": {"a": true}}]"#, "the resources are of other.sort"),
    ])
    func evalEndsWithTwo(_ inventory: String, _ words: String) throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "i.json": inventory])
        let result = try folder.run("norma eval --rules r.norma --inventory i.json")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("W5011") && result.standardError.contains(words), "\(result.output)")
    }

    @Test func aRuleInNoPackIsCheckedWithoutASchemaAndSaysSo() throws {
        let folder = try ScratchFolder(["alone/r.norma": Self.rule, "pack/r.norma": Self.rule])
        try folder.write(
            Data("name: p\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\n".utf8), to: "pack/pack.yaml")
        let alone = try folder.run("norma check alone")
        #expect(alone.exitCode == 0)
        #expect(alone.standardError.components(separatedBy: "W1506").count == 2, "\(alone.standardError)")
        #expect(alone.standardError.contains("demo.thing") && alone.standardError.contains("norma schema infer"))
        #expect(try !folder.run("norma check pack").standardError.contains("W1506"))
    }

    /// One error, rather than one for each of its bytes.
    @Test func aFileThatIsNoTextIsOneError() throws {
        let folder = try ScratchFolder()
        try folder.write(Data([0xFF, 0xFE, 0x72, 0, 0x75, 0]), to: "utf16.norma")
        try folder.write(Data((0..<200).map { UInt8($0 % 7) }), to: "program.norma")
        for (file, words) in [("utf16.norma", "it is UTF-16"), ("program.norma", "name another file")] {
            let result = try folder.run("norma check \(file)")
            #expect(result.exitCode == 2)
            #expect(result.standardError.components(separatedBy: "error[").count == 2, "\(result.standardError)")
            #expect(result.standardError.contains("E1505") && result.standardError.contains(words))
        }
    }
}
