package import ResourceDocuments
package import RuleChecker
import RuleSyntax
package import RuleTesting

extension Sample {
    /// The resources of a rule's cases, each that the rule is for as the one that is judged.
    package static func ofCases(_ cases: [CaseFile], for rule: CheckedRule) -> [Sample] {
        var samples: [Sample] = []
        for testCase in cases.flatMap(\.cases) where testCase.asks(about: rule) {
            let resources = testCase.resources.map(SampleResource.init)
            guard let tested = resources.firstIndex(where: { rule.applies(toKind: $0.kind) }) else { continue }
            var others = resources
            others.remove(at: tested)
            samples.append(Sample(resources[tested], others: others))
        }
        return samples
    }
}

extension Instant {
    /// When most of a rule's cases ask it, of as many the first: what they say of an age then holds of the samples.
    package static func ofCases(_ cases: [CaseFile], for rule: CheckedRule) -> Instant {
        let instants = cases.flatMap(\.cases).filter { $0.asks(about: rule) }.map { $0.asOf ?? .caseDefault }
        let counts = Dictionary(instants.map { ($0, 1) }, uniquingKeysWith: +)
        let most = counts.values.max()
        return instants.first { counts[$0] == most } ?? .caseDefault
    }
}

extension TestCase {
    fileprivate func asks(about rule: CheckedRule) -> Bool {
        expectations.contains { $0.rule == rule.name.text || $0.rule == rule.metadata.id }
    }
}
