package import ResourceDocuments
import ResourceReaders
package import RuleChecker
package import RulePacks
package import RuleSyntax
package import SourceText

/// A profile as a reader wants to see it: its controls where they stand, and every parameter that an attachment can give.
package struct ProfileOutline: Sendable {
    package let profile: Profile
    package let controls: [ProfileResolution.ResolvedControl]
    /// In the order of the controls; those of assessments that a person makes behind them.
    package let parameters: [ProfileParameter]
    package let diagnostics: [Diagnostic]
    let directory: ParameterDirectory

    package init(of profile: Profile, in libraries: [ControlLibrary], rules: [CheckedRule]) {
        let index = RuleIndex(rules)
        let resolved = ProfileResolution.controls(of: profile, in: libraries)
        let controls = resolved.controls.map(\.control)
        let defaults = ProfileDefaults(of: profile, controls: controls, rules: rules, index: index)
        var seen: Set<Int> = []
        let used = controls.filter { $0.availability == .enabled }.flatMap(\.assessments).filter {
            $0.method == .automated
        }.compactMap { index[$0.id] }.filter { seen.insert($0).inserted }
        self.profile = profile
        self.controls = resolved.controls
        directory = defaults.directory
        let ofRules = used.flatMap { position in
            let rule = rules[position]
            return rule.parameters.map { parameter in
                let slot = ParameterSlot(assessment: rule.name.text, name: parameter.name.text)
                return ProfileParameter(slot, parameter, rule: rule, defaults: defaults)
            }
        }
        let manual = defaults.directory.manual.map {
            ProfileParameter($0.slot, $0.parameter, rule: nil, defaults: defaults)
        }
        parameters = ofRules + manual
        diagnostics =
            resolved.diagnostics + defaults.diagnostics
            + controls.flatMap { ProfileResolution.diagnostics(of: $0, rules: rules, index: index) }
    }

    /// nil for an assessment that a person makes.
    package func rule(of assessment: Assessment) -> CheckedRule? {
        guard assessment.method == .automated else { return nil }
        return directory.index[assessment.id].map { directory.rules[$0] }
    }

    /// How many controls a rule assesses.
    package var assessedCount: Int {
        controls.count { $0.control.assessments.contains { $0.method == .automated } }
    }
}

/// A parameter that an attachment to a profile can give.
package struct ProfileParameter: Sendable {
    let slot: ParameterSlot
    /// The rule's id, else its name; of an assessment that a person makes, its id.
    package let assessment: String
    /// nil where a person makes the assessment.
    package let rule: CheckedRule?
    package let displayName: String?
    package let type: TypeName
    /// What an attachment that leaves the parameter out gets: the profile's value, else the rule's.
    package let defaultValue: Value?
    private let defaultPlace: SourcePlace?
    /// The profile's value as it stands in its file, which is text where SCC wrote it.
    package let written: Value?
    package let constraint: ParameterConstraint?

    /// Whether the profile's `default_parameters` have it: SCC knows of no other.
    let isListed: Bool

    package var name: String { slot.name }

    init(_ slot: ParameterSlot, _ parameter: CheckedParameter, rule: CheckedRule?, defaults: ProfileDefaults) {
        let given = defaults.values.given[slot]
        self.slot = slot
        isListed = given != nil
        assessment = rule.map { $0.metadata.id ?? $0.name.text } ?? slot.assessment
        self.rule = rule
        displayName = given?.entry.displayName ?? parameter.displayName
        type = parameter.type
        defaultValue = given?.bound.value ?? parameter.defaultValue
        defaultPlace = given.map(\.bound.place) ?? parameter.defaultPlace
        written = given?.entry.value.node.value
        constraint = defaults.constraints[slot]
    }

    /// The default for a reader: a quantity or a span of time as somebody wrote it.
    package var shownDefault: String? {
        defaultPlace.flatMap { defaultValue?.written(at: $0, as: type) } ?? defaultValue?.quoted
    }

    /// The default as SCC's clients write every value: text, and JSON in it for a list.
    package var text: String? {
        if case .string(let text)? = written { return text }
        guard let value = written ?? defaultValue else { return nil }
        if case .string(let text) = value { return text }
        return value.quoted.hasPrefix("\"") ? value.description : value.quoted
    }
}
