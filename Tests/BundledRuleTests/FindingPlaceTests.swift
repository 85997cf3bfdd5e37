import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleMachine
import RulePacks
import RuleSyntax
import RuleTracer
import SourceText
import Testing

/// Every `fail` and every `unknown` of the library names the resource's file, line and column, the clause and the values: claim 1 of
/// the language. Lines and columns are held against those counted when the resource was written.
@Suite struct FindingPlaceTests {
    private static let maximumChanges = 3_000

    @Test func everyFindingNamesItsPlaceItsClauseAndItsValues() {
        let rules = BundledRules()
        var findings = 0
        for change in Change.sample(of: rules, atMost: Self.maximumChanges) {
            guard let resource = change.resource(with: nil) else { continue }
            for judgement in change.situation.judgements(replacing: change.index, with: resource) {
                findings += verify(judgement, change)
            }
        }
        print("findings: \(findings) of \(rules.library.rules.count) rules name place, clause and values")
        #expect(findings > 0)
    }

    /// The number of findings.
    private func verify(_ judgement: Judgement, _ change: Change) -> Int {
        guard judgement.verdict == .fail || judgement.verdict == .unknown else { return 0 }
        let trace = judgement.tracer.trace()
        #expect(trace.verdict == judgement.verdict, "\(change)")
        #expect(!trace.findings.isEmpty, "\(change): nothing is found")
        let bare = judgement.tracer.trace([])
        #expect(
            bare.findings.map(Self.substance) == trace.findings.map(Self.substance),
            "\(change): what is told depends on what is drawn")
        #expect(bare.coverage.isEmpty)
        for finding in trace.findings {
            let excerpts = finding.excerpts(in: judgement.resource)
            let drawing = DiagnosticRenderer().render(excerpts: excerpts)
            let name = "\(change): '\(finding.message)' at \(finding.path)\n\(drawing)"
            verifyPlace(of: finding, judgement.resource, change, excerpts, drawing, name)
            #expect(
                excerpts.contains { $0.isInside(finding.clause, of: change.situation.rule.rule) }, "no clause: \(name)")
            let texts = finding.message + finding.explanation + drawing
            // Of what is unknown its cause is the value that counts; a list or a map is drawn where it stands.
            for test in finding.tests
            where test.path != nil && Self.isKnown(test.truth) && test.actual.count < 60
                && !Self.isContainer(test.actual)
            {
                #expect(texts.contains(test.actual), "\(test.actual) is hidden: \(name)")
            }
        }
        return trace.findings.count
    }

    /// What a finding tells beside its drawings.
    private static func substance(_ finding: Finding) -> [String] {
        [
            finding.message, finding.explanation, "\(finding.clause ?? -1)", finding.verdict.rawValue,
            "\(finding.causes)", "\(finding.path)", finding.missing?.description ?? "",
        ]
            + finding.tests.flatMap { test in
                [test.subject, test.path?.description ?? "", test.actual, test.expected, "\(test.truth)"]
            }
            + finding.parameters.map(\.name)
            + finding.related.flatMap { [$0.resource.id, $0.path.description, $0.label] }
    }

    private static func isKnown(_ truth: Truth) -> Bool {
        switch truth {
        case .true, .false: true
        case .unknown: false
        }
    }

    private static func isContainer(_ value: String) -> Bool { value.hasPrefix("[") || value.hasPrefix("{") }

    /// The finding stands at its path or inside of it, where a value was tested, and what is drawn first does.
    private func verifyPlace(
        of finding: Finding, _ resource: Resource, _ change: Change, _ excerpts: [Excerpt], _ drawing: String,
        _ name: String
    ) {
        guard let place = finding.place(in: resource),
            let primary = excerpts.first(where: { $0.style == .primary })?.place
        else {
            Issue.record("no place: \(name)")
            return
        }
        let position = primary.position
        #expect(place.file.name == resource.document.source.name && primary.file.name == place.file.name, "\(name)")
        #expect(drawing.contains("\(primary.file.name):\(position.line):\(position.column)\n"), "\(name)")
        // Nobody describes an account: it stands where a resource, or the manifest, names it.
        if resource.kind == AccountResources.kind {
            #expect(
                place.text == "\"\(resource.id)\"" && position == place.position, "\(position) is elsewhere: \(name)")
            return
        }
        guard let text = change.text(of: resource) else { return }
        #expect(
            text.placesInside(finding.path).contains(place.position) || isWithinText(place, of: finding, resource),
            "\(place.position) is wrong: \(name)")
        #expect(
            text.placesInside(finding.path).contains(position) || isWithinText(primary, of: finding, resource),
            "\(position) is elsewhere: \(name)")
    }

    /// Whether a place is a part of a string that the finding's tests read on: a policy that is written as text.
    private func isWithinText(_ place: SourcePlace, of finding: Finding, _ resource: Resource) -> Bool {
        let paths = ([finding.path, finding.missing] + finding.tests.map(\.path)).compactMap(\.self)
        return paths.contains { path in
            guard path.written != path, let written = path.written.documentPath(in: resource),
                let text = resource.document.place(of: written)
            else { return false }
            return text.span.contains(place.span)
        }
    }
}

extension Excerpt {
    /// Whether it shows a part of the clause; without one, of the rule's `for … where` or its `when`s.
    fileprivate func isInside(_ clause: Int?, of rule: CheckedRule) -> Bool {
        let parts =
            clause.map { [rule.clauses[$0].place] } ?? (rule.conditions + [rule.filter].compactMap { $0 }).map(\.place)
        return parts.contains { $0.file === place.file && $0.span.contains(place.span) }
    }
}
