import Foundation
import ResourceDocuments
import RuleChecker
import RuleImporters
import RulePacks
import RuleSyntax
import SourceText
import TestSupport
import Testing

/// The labelled cases of the public Guard registry's sample: the imported rule says of every template what Guard says.
@Suite struct GuardCorpusTests {
    struct LabelledCase {
        var ruleFile: String
        var ruleName: String
        var name: String
        var input: [String: Any]
        var expected: String
    }

    @Test func everyVerdictIsGuards() throws {
        guard let folder = ProjectFolder.shared("corpus/guard") else { return }
        var rules: [String: BoundGuardFile] = [:]
        var counts: [String: (equal: Int, different: Int)] = [:]
        var differences: [String] = []
        for labelled in try Self.cases(in: folder) {
            if rules[labelled.ruleFile] == nil {
                let source = try SourceFile(
                    name: labelled.ruleFile, text: Array(Data(contentsOf: folder.appending(path: labelled.ruleFile))))
                rules[labelled.ruleFile] = BoundGuardFile(source)
            }
            guard let file = rules[labelled.ruleFile] else { continue }
            let verdict = try file.verdict(of: labelled.ruleName, on: labelled.input)
            if verdict == labelled.expected {
                counts[labelled.expected, default: (0, 0)].equal += 1
            } else {
                counts[labelled.expected, default: (0, 0)].different += 1
                differences.append(
                    "\(labelled.ruleFile): \(labelled.name): \(verdict), and Guard says \(labelled.expected)")
            }
        }
        for (verdict, count) in counts.sorted(by: { $0.key < $1.key }) {
            print("guard cases \(verdict): \(count.equal) equal, \(count.different) not")
        }
        for difference in differences { print(difference) }
        #expect(differences.isEmpty)
    }

    private static func cases(in folder: URL) throws -> [LabelledCase] {
        let text = try String(contentsOf: folder.appending(path: "cases.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return LabelledCase(
                ruleFile: try #require(object["rule_file"] as? String),
                ruleName: try #require(object["rule_name"] as? String),
                name: try #require(object["case_name"] as? String),
                input: object["input"] as? [String: Any] ?? [:],
                expected: try #require(object["expected"] as? String))
        }
    }
}

/// A Guard file imported, checked and bound.
struct BoundGuardFile {
    var rules: [String: BoundRule] = [:]

    init?(_ source: SourceFile) {
        let imported = GuardImporter.importFile(source)
        for diagnostic in imported.diagnostics {
            Issue.record(
                "\(source.name):\(diagnostic.primary.map { $0.place.position.line } ?? 0): \(diagnostic.message)")
        }
        guard let text = imported.text else { return nil }
        if let folder = ProcessInfo.processInfo.environment["NORMA_GUARD_OUTPUT"] {
            try? text.write(
                toFile: folder + "/" + source.name.split(separator: "/").last!.replacing(".guard", with: ".norma"),
                atomically: true, encoding: .utf8)
        }
        let parsed = Parser.parse(SourceFile(name: source.name, text: text))
        #expect(RuleSyntax.Formatter.format(parsed.file) == text, "\(source.name) is not laid out")
        let checked = Checker.check([RuleModule(file: parsed.file)])
        for diagnostic in parsed.diagnostics + checked.diagnostics {
            Issue.record("\(source.name): \(diagnostic.kind.code) \(diagnostic.message)\n\(text)")
        }
        for rule in checked.rules {
            let binding = ParameterBinder.bind(rule)
            if let bound = binding.rule, let id = rule.metadata.id { rules[id] = bound }
        }
    }

    /// FAIL if a resource fails or is unknown, else PASS if one passes, else SKIP.
    func verdict(of name: String, on template: [String: Any]) throws -> String {
        guard let rule = rules[name] else { return "NONE" }
        let keys = KeyTable()
        let resources = try GuardTemplate.resources(of: template, keys: keys)
        let run = RuleRun(
            rules: [rule],
            inventory: Inventory(resources: resources, collectedKinds: ["*::*"]),
            asOf: Instant(seconds: 1_767_225_600), keys: keys)
        let names = Set([name] + rule.rule.metadata.tags.compactMap { $0.split(separator: ":").last.map(String.init) })
        let declared = template["Resources"] as? [String: Any] ?? [:]
        var verdicts: [Verdict] = []
        run.evaluate { evaluation in
            let suppressed = GuardTemplate.suppressed(declared[resources[evaluation.row].id])
            if suppressed.isDisjoint(with: names) { verdicts.append(evaluation.verdict) }
        }
        if verdicts.contains(.fail) || verdicts.contains(.unknown) { return "FAIL" }
        return verdicts.contains(.pass) ? "PASS" : "SKIP"
    }
}
