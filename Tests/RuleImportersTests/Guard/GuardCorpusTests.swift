import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleImporters
import RulePacks
import RuleSyntax
import RuleTesting
import SourceText
import TestSupport
import Testing

/// The labelled cases of the public Guard registry's sample, as a user meets them: rules and test files are imported,
/// the pack is loaded, the template is read by the CloudFormation reader, and each verdict is Guard's.
@Suite struct GuardCorpusTests {
    @Test func everyVerdictIsGuards() throws {
        guard let corpus = try GuardCorpus() else { return }
        var counts: [String: (equal: Int, different: Int)] = [:]
        var differences: [String] = []
        for file in corpus.files {
            let pack = ImportedGuardFile(file)
            for labelled in file.cases {
                let verdict = try pack.verdict(of: labelled.ruleName, on: labelled.template)
                let isEqual = verdict == labelled.expected
                counts[labelled.expected, default: (0, 0)].equal += isEqual ? 1 : 0
                counts[labelled.expected, default: (0, 0)].different += isEqual ? 0 : 1
                if !isEqual {
                    differences.append(
                        "\(file.name): \(labelled.name): \(verdict), and Guard says \(labelled.expected)")
                }
            }
        }
        for (verdict, count) in counts.sorted(by: { $0.key < $1.key }) {
            print("guard cases \(verdict): \(count.equal) equal, \(count.different) not")
        }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func everyImportedCasePasses() throws {
        guard let corpus = try GuardCorpus() else { return }
        var files: [String: String] = [:]
        var figures = GuardFigures()
        for file in corpus.files {
            let imported = file.imported()
            figures += imported.figures
            files[file.target + ".norma"] = imported.text
            files[file.target + ".cases.yaml"] = imported.cases
        }
        print(figures)
        #expect(figures.omittedCases == 0)
        let suite = TestSuite.run(["."], files: ImportedFiles(texts: files), keys: KeyTable())
        #expect(suite.caseCount == corpus.files.reduce(0) { $0 + $1.cases.count })
        let messages = suite.diagnostics.map(\.message)
        #expect(messages.isEmpty)
        let failures = suite.files.flatMap(\.results).flatMap { result in
            result.failures.map { "\(result.testCase.name): \($0.reason)" }
        }
        #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    }
}

/// Rules with cases that Guard's own program agrees with.
struct GuardCorpus {
    struct LabelledCase {
        var ruleName: String
        var name: String
        /// As JSON.
        var template: Data
        var expected: String
    }

    struct RuleFile {
        var name: String
        var source: SourceFile
        var cases: [LabelledCase]

        /// The path of the imported files, without an ending.
        var target: String { String(name.dropLast(".guard".count)) }

        func imported() -> GuardImporter.Import {
            GuardImporter.importFile(
                source, tests: [testFile()], as: (target.split(separator: "/").last.map(String.init) ?? "") + ".norma")
        }

        /// The cases in the form of `cfn-guard test`.
        private func testFile() -> SourceFile {
            let cases = cases.map { labelled in
                """
                {"name": \(JSONText.quoted(labelled.name)), "input": \(String(decoding: labelled.template, as: UTF8.self)), \
                "expectations": {"rules": {"\(labelled.ruleName)": "\(labelled.expected)"}}}
                """
            }
            return SourceFile(name: target + "_tests.json", text: "[\(cases.joined(separator: ", "))]")
        }
    }

    var files: [RuleFile] = []

    /// nil, said loudly, where the corpus is absent.
    init?() throws {
        guard let folder = ProjectFolder.shared("corpus/guard") else { return nil }
        let text = try String(contentsOf: folder.appending(path: "cases.jsonl"), encoding: .utf8)
        for line in text.split(separator: "\n") {
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let name = try #require(object["rule_file"] as? String)
            if files.last?.name != name {
                let bytes = try Array(Data(contentsOf: folder.appending(path: name)))
                files.append(RuleFile(name: name, source: SourceFile(name: name, text: bytes), cases: []))
            }
            files[files.count - 1].cases.append(
                LabelledCase(
                    ruleName: try #require(object["rule_name"] as? String),
                    name: try #require(object["case_name"] as? String),
                    template: try JSONSerialization.data(
                        withJSONObject: object["input"] ?? [:], options: [.sortedKeys, .withoutEscapingSlashes]),
                    expected: try #require(object["expected"] as? String)))
        }
    }
}

/// A Guard file as a pack of imported rules.
struct ImportedGuardFile {
    private let rules: [BoundRule]
    private let keys = KeyTable()

    init(_ file: GuardCorpus.RuleFile) {
        let imported = file.imported()
        for diagnostic in imported.diagnostics {
            Issue.record("\(file.name):\(diagnostic.primary?.place.position.line ?? 0): \(diagnostic.message)")
        }
        let text = imported.text ?? ""
        let path = file.target + ".norma"
        #expect(
            RuleSyntax.Formatter.format(Parser.parse(SourceFile(name: path, text: text)).file) == text,
            "\(path) is not laid out")
        let library = PackLoader.load([path], from: ImportedFiles(texts: [path: text]), keys: keys)
        for diagnostic in library.diagnostics {
            Issue.record("\(path): \(diagnostic.kind.code) \(diagnostic.message)\n\(text)")
        }
        rules = library.rules.compactMap { ParameterBinder.bind($0).rule }
    }

    /// FAIL if a resource fails or is unknown, else PASS if one passes, else SKIP. What the template asks to mask is skipped.
    func verdict(of name: String, on template: Data) throws -> String {
        guard let rule = rules.first(where: { $0.rule.metadata.id == name }) else { return "NONE" }
        var reader = InventoryReader(
            choice: try #require(ReaderChoice(named: "cloudformation")), keys: keys)
        reader.read([SourceFile(name: "template.json", text: Array(template))])
        let run = RuleRun(rules: [rule], reading: reader.finish(), asOf: .caseDefault)
        var verdicts: [Verdict] = []
        run.evaluate { if !$0.isSuppressed { verdicts.append($0.verdict) } }
        if verdicts.contains(.fail) || verdicts.contains(.unknown) { return "FAIL" }
        return verdicts.contains(.pass) ? "PASS" : "SKIP"
    }
}
