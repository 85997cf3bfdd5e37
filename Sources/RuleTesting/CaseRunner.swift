package import ResourceDocuments
import ResourceReaders
import RuleChecker
package import RulePacks
import RuleSyntax
package import RuleTracer
package import SourceText

/// What a case file came to.
package struct CaseFileResult: Sendable {
    package var file: CaseFile
    package var results: [CaseResult]
}

/// What one case came to: nothing in `failures` is a pass.
package struct CaseResult: Sendable {
    package struct Failure: Sendable {
        package var expectation: Expectation
        /// What was expected and what came instead, in one line.
        package var reason: String
        package var findings: [Finding]
    }

    package var testCase: TestCase
    package var failures: [Failure]
    package var passed: Bool { failures.isEmpty }
}

/// Runs cases: the machine decides, the tracer explains, and both have to say the same.
package struct CaseRunner {
    private let library: RuleLibrary
    private let keys: KeyTable
    package private(set) var coverage = Coverage()
    private var diagnostics: [Diagnostic] = []
    private var misspelt: MisspeltProperties

    package init(library: RuleLibrary, keys: KeyTable) {
        self.library = library
        self.keys = keys
        misspelt = MisspeltProperties(library.schemas, readBy: library.rules)
    }

    /// Every case of the file, and what is wrong with the cases themselves: an unknown rule, parameter or path, a misspelt property.
    package mutating func run(_ file: CaseFile) -> (result: CaseFileResult, diagnostics: [Diagnostic]) {
        diagnostics = []
        misspelt = MisspeltProperties(library.schemas, readBy: library.rules)
        let results = file.cases.compactMap { run($0) }
        return (CaseFileResult(file: file, results: results), diagnostics + misspelt.warnings())
    }

    private mutating func run(_ testCase: TestCase) -> CaseResult? {
        let before = diagnostics.count
        var bound: [BoundRule] = []
        for expectation in testCase.expectations {
            guard let rule = library[expectation.rule] else {
                diagnostics.append(
                    .unknownRuleInCase(expectation.rule, candidates: library.names, at: expectation.place))
                continue
            }
            let settings = testCase.parameters.filter { $0.key == rule.name.text || $0.key == rule.metadata.id }
                .values.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
            if let slip = misspeltKind(in: testCase, for: rule) {
                diagnostics.append(
                    .misspeltKindInCase(slip.kind, meant: slip.meant, of: rule.name.text, at: expectation.place))
                continue
            }
            let binding = ParameterBinder.bind(rule, settings: settings)
            diagnostics += binding.diagnostics
            if let rule = binding.rule { bound.append(rule) }
        }
        for (rule, settings) in testCase.parameters.sorted(by: { $0.key < $1.key }) where library[rule] == nil {
            diagnostics.append(
                .unknownRuleInCase(rule, candidates: library.names, at: settings.values.first?.place ?? testCase.place))
        }
        guard diagnostics.count == before else { return nil }
        for resource in testCase.resources { misspelt.look(at: resource, orAt: testCase.place) }
        let resources = testCase.resources + AccountResources.added(to: testCase.resources, keys: keys)
        let run = RuleRun(
            rules: bound,
            inventory: Inventory(
                resources: resources, collectedKinds: testCase.collected.map { $0 + resources.map(\.kind) }),
            asOf: testCase.asOf ?? .caseDefault, keys: keys)
        var evaluations: [RuleRun.Evaluation] = []
        run.evaluate { evaluations.append($0) }
        var failures: [CaseResult.Failure] = []
        for (index, expectation) in testCase.expectations.enumerated() {
            failures += check(expectation, rule: index, evaluations, run)
        }
        guard diagnostics.count == before else { return nil }
        return CaseResult(testCase: testCase, failures: failures)
    }

    /// Where the rule judges no resource of the case, and one only because of a slip of the pen: whatever is expected says nothing of the rule.
    private func misspeltKind(in testCase: TestCase, for rule: CheckedRule) -> (kind: String, meant: String)? {
        let kinds = testCase.resources.map(\.kind)
        guard !kinds.contains(where: rule.applies), !rule.applies(toKind: AccountResources.kind) else { return nil }
        for kind in kinds where library.schemas[kind] == nil {
            let meant = rule.kinds.filter { !$0.hasWildcard }.map(\.text).first { KindSpelling.isSlip(kind, of: $0) }
            if let meant { return (kind, meant) }
        }
        return nil
    }

    private mutating func check(
        _ expectation: Expectation, rule: Int, _ evaluations: [RuleRun.Evaluation], _ run: RuleRun
    ) -> [CaseResult.Failure] {
        let resources = run.inventory.resources
        var asked = evaluations.filter { $0.rule == rule }
        if let id = expectation.resource {
            guard resources.contains(where: { $0.id == id }) else {
                diagnostics.append(
                    .unknownResourceInCase(id, candidates: resources.map(\.id), at: expectation.place))
                return []
            }
            asked = asked.filter { resources[$0.row].id == id }
        }
        var findings: [Finding] = []
        var verdict = Verdict.notApplicable
        for evaluation in asked {
            guard let (_, trace) = run.explain(evaluation) else { continue }
            coverage.add(trace, of: run.rules[rule].rule)
            if trace.verdict != evaluation.verdict {
                return [
                    failure(
                        expectation,
                        "the machine says \(evaluation.verdict.rawValue) and the tracer \(trace.verdict.rawValue): please report this",
                        [])
                ]
            }
            // What a document suppresses is masked: a case counts it as not applicable.
            if evaluation.isSuppressed { continue }
            if evaluation.verdict.severity > verdict.severity { verdict = evaluation.verdict }
            findings += trace.findings
        }
        guard verdict == expectation.verdict else {
            return [
                failure(expectation, "expected \(expectation.verdict.rawValue), got \(verdict.rawValue)", findings)
            ]
        }
        let unmet = unmet(expectation, findings)
        if !unmet.isEmpty, let path = expectation.at, !asked.contains(where: { resources[$0.row].has(path) }),
            !findings.contains(where: { $0.isAt(path) })
        {
            diagnostics.append(.noSuchPath(path, at: expectation.place))
            return []
        }
        return unmet.map { failure(expectation, $0, findings) }
    }

    private func failure(_ expectation: Expectation, _ reason: String, _ findings: [Finding]) -> CaseResult.Failure {
        CaseResult.Failure(expectation: expectation, reason: "\(expectation.rule): \(reason)", findings: findings)
    }

    /// What was expected of a finding.
    private struct Demand {
        let words: String
        /// What the findings have in its place.
        let found: [String]
        let isMet: (Finding) -> Bool
    }

    private func demands(_ expectation: Expectation, _ findings: [Finding]) -> [Demand] {
        let place = expectation.at.map { path in
            Demand(words: "a finding at \(path)", found: findings.map(\.path.description)) { $0.isAt(path) }
        }
        let message = expectation.message.map { text in
            Demand(words: "a message with \"\(text)\"", found: findings.map { "\"\($0.message)\"" }) {
                $0.message.contains(text)
            }
        }
        let missing = expectation.missing.map { path in
            Demand(words: "\(path) to be missing", found: findings.flatMap { $0.allMissing.map(\.description) }) {
                $0.allMissing.contains { $0.description == path }
            }
        }
        return [place, message, missing].compactMap(\.self)
    }

    /// What the findings do not hold of what was expected of them; all of it is expected of one of them.
    private func unmet(_ expectation: Expectation, _ findings: [Finding]) -> [String] {
        let demands = demands(expectation, findings)
        let unmet = demands.filter { demand in !findings.contains(where: demand.isMet) }
        if !unmet.isEmpty { return unmet.map { "expected \($0.words), got \(list($0.found))" } }
        let isMet = demands.isEmpty || findings.contains { finding in demands.allSatisfy { $0.isMet(finding) } }
        let words = demands.map(\.words).joined(separator: " and ")
        return isMet ? [] : ["expected \(words) of one finding, got each of another"]
    }

    private func list(_ items: [String]) -> String { items.isEmpty ? "none" : items.joined(separator: ", ") }
}

extension Instant {
    /// The `as_of` of a case that names none: fixed, so that a case never depends on the day it runs.
    package static let caseDefault = Instant(seconds: 1_767_225_600)
}

extension Verdict {
    /// The worst is the largest.
    fileprivate var severity: Int {
        switch self {
        case .notApplicable: 0
        case .pass: 1
        case .unknown: 2
        case .fail: 3
        }
    }
}

extension Resource {
    /// Whether a path of the properties, or an attribute (`@tags`), leads to something. What stands inside of a text, `json(document).a`, is
    /// nothing that the resource's own document could lack.
    fileprivate func has(_ written: String) -> Bool {
        let name = written.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard !written.hasPrefix("@"), written.dropFirst(name.count).first != "(", let steps = CasePath.steps(written)
        else { return true }
        return propertiesNode[DocumentPath(steps)] != nil
    }
}

extension Finding {
    /// A finding about something that is missing stands where it would have stood; one inside of what a text holds, at the text too.
    fileprivate func isAt(_ written: String) -> Bool {
        [path.description, path.written.description, missing?.description].contains(written)
    }
}
