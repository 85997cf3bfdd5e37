import Foundation
import ResourceDocuments
import RuleChecker
import RuleMachine
import RuleSyntax
import RuleTracer
import SourceText
import TestSupport
import Testing

/// What a rule can ask is on one page, whole, and each row of it is so.
@Suite struct AskingPageTests {
    @Test func everyConstructHasARowWithAnExampleThatUsesIt() throws {
        let rows = try AskingRow.all()
        let constructs = try Construct.all()
        #expect(rows.map(\.phrase).sorted() == constructs.map(\.description).sorted())
        for row in rows {
            let used = Construct.used(in: row.example, of: constructs).map(\.description)
            #expect(used.contains(row.phrase), "\(row) does not say '\(row.phrase)'")
        }
    }

    @Test(arguments: try AskingRow.all())
    func everyRowIsSo(_ row: AskingRow) throws {
        let source = SourceFile(
            name: "row.norma", text: "rule row {\n  for \"AWS::Demo::Thing\"\n  require \(row.example)\n}\n")
        let parsed = Parser.parse(source)
        let checked = Checker.check([RuleModule(file: parsed.file)])
        #expect((parsed.diagnostics + checked.diagnostics).map(\.message) == [])
        for (verdict, properties) in row.properties {
            let judgement = try CaseJudgement(
                ExpectedVerdict(verdict: verdict, properties: properties, situation: Situation(), line: 1),
                of: checked.rules)
            #expect(judgement.machineOutcome()?.verdict == verdict, "the machine of \(properties)")
            #expect(judgement.trace().verdict == verdict, "the tracer of \(properties)")
        }
    }
}

/// One row of the page: cells of code.
struct AskingRow: Sendable, CustomStringConvertible {
    let phrase: String
    let example: String
    let properties: [(Verdict, String)]

    var description: String { example }

    static func all() throws -> [AskingRow] {
        let page = ProjectFolder.root.appending(path: "Sources/RuleChecker/RuleChecker.docc/Asking.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap { line in
            let cells = line.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
            guard cells.count == 5 else { return nil }
            return AskingRow(
                phrase: cells[0], example: cells[1],
                properties: [(.pass, cells[2]), (.fail, cells[3]), (.unknown, cells[4])])
        }
    }
}
