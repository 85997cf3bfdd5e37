import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// Which parameter is meant, whether an entry names its rule by id or by name.
struct ParameterSlot: Hashable {
    /// The rule's name; of an assessment that a person makes, its id.
    let assessment: String
    let name: String
}

/// The parameters that a profile's entries and an attachment's can speak of: those of the rules that are loaded, and those
/// of the profile's assessments that a person makes. The latter have no effect here; whoever evaluates elsewhere needs them.
struct ParameterDirectory {
    struct Found {
        let slot: ParameterSlot
        let parameter: CheckedParameter
        /// The rule's position; nil for a person's assessment.
        let rule: Int?
    }

    let rules: [CheckedRule]
    let index: RuleIndex
    /// In the order of the controls, then of the profile's entries.
    private(set) var manual: [(slot: ParameterSlot, parameter: CheckedParameter)] = []

    init(rules: [CheckedRule], index: RuleIndex, profile: Profile, controls: [Control]) {
        self.rules = rules
        self.index = index
        let assessments = controls.flatMap(\.assessments).filter { $0.method == .manual && index[$0.id] == nil }
        let ids = Set(assessments.map(\.id))
        for entry in profile.defaultParameters where ids.contains(entry.key.assessment) {
            declare(entry.key.assessment, entry.key.name, entry.declaredType, entry.displayName, entry.nameSource)
        }
        for assessment in assessments {
            for parameter in assessment.parameters {
                declare(assessment.id, parameter.text, parameter.type, nil, parameter.source)
            }
        }
    }

    private mutating func declare(
        _ assessment: String, _ name: String, _ type: TypeName?, _ displayName: String?, _ source: PlacedNode?
    ) {
        let slot = ParameterSlot(assessment: assessment, name: name)
        guard let place = source?.place, !manual.contains(where: { $0.slot == slot }) else { return }
        let parameter = CheckedParameter(
            name: Name(name, place.span), displayName: displayName, description: nil, type: type ?? .general,
            constraints: [], defaultValue: nil, defaultPlace: nil, place: place)
        manual.append((slot, parameter))
    }

    struct Fault: Error {
        let diagnostic: Diagnostic
    }

    func find(_ entry: ParameterEntry) -> Result<Found, Fault> {
        guard let position = index[entry.key.assessment] else { return findManual(entry) }
        let rule = rules[position]
        guard let parameter = rule.parameters.first(where: { $0.name.text == entry.key.name }) else {
            return .failure(unknown(entry, of: rule.name.text, among: rule.parameters.map(\.name.text)))
        }
        let slot = ParameterSlot(assessment: rule.name.text, name: parameter.name.text)
        return .success(Found(slot: slot, parameter: parameter, rule: position))
    }

    private func findManual(_ entry: ParameterEntry) -> Result<Found, Fault> {
        let slot = ParameterSlot(assessment: entry.key.assessment, name: entry.key.name)
        if let found = manual.first(where: { $0.slot == slot }) {
            return .success(Found(slot: found.slot, parameter: found.parameter, rule: nil))
        }
        let names = manual.filter { $0.slot.assessment == slot.assessment }.map(\.slot.name)
        if names.isEmpty {
            return .failure(Fault(diagnostic: ParameterDiagnostics.unknownRule(entry, among: index.names)))
        }
        return .failure(unknown(entry, of: slot.assessment, among: names))
    }

    private func unknown(_ entry: ParameterEntry, of rule: String, among names: [String]) -> Fault {
        Fault(
            diagnostic: .unknownParameter(
                entry.key.name, of: rule, candidates: names, at: entry.nameSource?.place))
    }
}
