import ResourceDocuments
import RuleChecker
import RuleMachine
import RulePacks
import RuleSyntax
import RuleTracer
import SourceText
import Testing

/// No rule of the library passes in silence because data is absent, and the machine and the tracer agree on all that is asked on the
/// way: claims 2 and 3 of the language.
@Suite struct SilentPassTests {
    private static let maximumChanges = 4_900

    @Test func absentDataNeverPassesInSilence() {
        let rules = BundledRules()
        #expect(!rules.diagnostics.contains { $0.isError })
        var proof = SilentPassProof(rules)
        for change in Change.sample(of: rules, atMost: Self.maximumChanges) { proof.verify(change) }
        print(
            """
            absent data: \(proof.changeCount) changes to \(rules.situations.count) situations of \
            \(rules.library.rules.count) rules; \(proof.statedCount) pass as their author states, \
            \(proof.idleCount) where what is absent has no say
            """)
        #expect(proof.statedCount > 0 && proof.idleCount > 0)
    }
}

/// Takes every member of every map of a case's resources away, and makes it null, one at a time.
///
/// Where the rule then passes or does not apply, either its author states what the absence means, as the tracer tells, or what is absent has
/// no say: then the verdict is the same with the value that stood there, and with those that stand there in other cases.
private struct SilentPassProof {
    /// Values that are tried in a place, beside its own.
    private static let maximumOthers = 3

    private(set) var changeCount = 0
    private(set) var statedCount = 0
    private(set) var idleCount = 0
    /// By rule, what its file names.
    private var words: [String: Set<String>] = [:]
    /// By rule, then by path without indices, what stands there in its cases.
    private var values: [String: [String: [Properties]]] = [:]

    init(_ rules: BundledRules) {
        for rule in rules.library.rules { words[rule.name.text] = BundledRules.words(of: rule) }
        for situation in rules.situations {
            for envelope in situation.envelopes {
                for path in envelope.memberPaths {
                    guard let value = envelope[path.steps[...]] else { continue }
                    var known = values[situation.ruleName, default: [:]][path.place, default: []]
                    if !known.contains(value) { known.append(value) }
                    values[situation.ruleName, default: [:]][path.place] = known
                }
            }
        }
    }

    mutating func verify(_ change: Change) {
        guard let removed = change.resource(with: nil), let null = change.resource(with: .null) else {
            Issue.record("\(change): no resource is left")
            return
        }
        changeCount += 2
        let judgements = change.situation.judgements(replacing: change.index, with: removed)
        let withNull = change.situation.judgements(replacing: change.index, with: null)
        #expect(judgements.map(\.outcome) == withNull.map(\.outcome), "\(change): null is not as if it were not there")
        verifyAgreement(judgements, "\(change)")
        verifyAgreement(withNull, "\(change), null")
        for (position, judgement) in judgements.enumerated() {
            guard judgement.verdict.isGood, isNamed(change) else { continue }
            if change.isStated(judgement, removed) {
                statedCount += 1
            } else {
                idleCount += 1
                expectNoSay(change, judgement.verdict, at: position)
            }
        }
    }

    /// Whether the rule reads the member by its name, and not as one of those that a map happens to have.
    private func isNamed(_ change: Change) -> Bool {
        guard case .key(let key, _) = change.path.steps.last else { return false }
        return words[change.situation.ruleName]?.contains(key) ?? false
    }

    private func expectNoSay(_ change: Change, _ verdict: Verdict, at position: Int) {
        let original = change.situation.original[position].verdict
        #expect(verdict == original, "\(change): \(original.rawValue) becomes \(verdict.rawValue) in silence")
        let known = values[change.situation.ruleName]?[change.path.place] ?? []
        let own = change.situation.envelopes[change.index][change.path.steps[...]]
        for value in known.filter({ $0 != own }).prefix(Self.maximumOthers) {
            guard let resource = change.resource(with: value) else { continue }
            let other = change.situation.judgements(replacing: change.index, with: resource)[position].verdict
            #expect(
                verdict == other,
                "\(change): \(verdict.rawValue) in silence, but \(other.rawValue) with \(PlacedJSON(value).text)")
        }
    }

    /// The machine and the tracer say the same.
    private func verifyAgreement(_ judgements: [Judgement], _ what: String) {
        for judgement in judgements {
            let traced = judgement.tracer.verdict()
            let machine = judgement.outcome
            #expect(
                machine.verdict == traced.verdict && machine.causes == traced.causes,
                "\(what): the machine says \(machine.verdict.rawValue), the tracer \(traced.verdict.rawValue)")
        }
    }
}

extension Verdict {
    /// What nobody looks into.
    fileprivate var isGood: Bool {
        switch self {
        case .pass, .notApplicable: true
        case .fail, .unknown: false
        }
    }
}
