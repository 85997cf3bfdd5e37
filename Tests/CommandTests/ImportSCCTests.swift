import Foundation
import TestSupport
import Testing

/// `norma import scc --output`: one rule a file with its cases, and nothing written over.
@Suite struct ImportSCCTests {
    private static let samples = "Tests/RuleImportersTests/SCC/Samples"

    @Test func writesFilesThatNormaItselfAccepts() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "deep/er").path
        let imported = try NormaProcess.run("norma import scc \(Self.samples) --output \(output)")
        #expect(imported.exitCode == 0)
        #expect(
            imported.output.contains("example_rule.norma\n") && imported.output.contains("example_rule.cases.yaml\n"))
        for command in ["fmt --check", "check", "test"] {
            #expect(try NormaProcess.run("norma \(command) \(output)").exitCode == 0, "\(command)")
        }
        let rule = URL(filePath: output).appending(path: "example_rule.norma")
        try "# mine\n".write(to: rule, atomically: true, encoding: .utf8)
        let again = try NormaProcess.run("norma import scc \(Self.samples)/hard-quota.json --output \(output)")
        #expect(again.exitCode == 2 && again.output.contains("is already there"))
        #expect(try String(contentsOf: rule, encoding: .utf8) == "# mine\n")
        let forced = try NormaProcess.run("norma import scc \(Self.samples)/hard-quota.json --output \(output) --force")
        #expect(forced.exitCode == 0)
        #expect(try String(contentsOf: rule, encoding: .utf8).hasPrefix("rule example_rule {"))
    }

    /// One bad rule costs that rule.
    @Test func theOtherRulesOfAFileAreImported() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let rules = ["num_less_than", "num_lessthan", "num_greater_than"].enumerated().map { index, comparison in
            """
            {"description": "Quota \(index)", "target": {"service_name": "cloud-object-storage", "resource_kind": "bucket"},
             "required_config": {"property": "hard_quota", "operator": "\(comparison)", "value": 5}}
            """
        }
        try "{\"rules\": [\(rules.joined(separator: ",\n"))]}".write(to: file, atomically: true, encoding: .utf8)
        let result = try NormaProcess.run("norma import scc \(file.path)")
        #expect(result.exitCode == 2)
        #expect(result.output.contains("rule quota_0 {") && result.output.contains("rule quota_2 {"))
        #expect(!result.output.contains("rule quota_1 {"))
        #expect(result.output.contains("error[E6004]: SCC has no operator 'num_lessthan'"))
        #expect(result.output.contains("\(file.lastPathComponent):4:60"))
        #expect(result.output.contains("did you mean 'num_less_than'?"))
    }
}
