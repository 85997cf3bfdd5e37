import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// Decides each parameter's value: the attachment's for this profile, else the attachment's, else the profile's, else the rule's own.
struct EffectiveParameters {
    private let reference: ProfileReference
    private let profile: Profile
    private let defaults: ProfileDefaults
    private let values: ParameterValues
    private let used: [Int]
    private(set) var diagnostics: [Diagnostic]

    /// - Parameters:
    ///   - entries: of those that the attachment has for all its profiles, what is about this one.
    ///   - used: the positions of the profile's rules, in their order.
    init(
        attachment: Attachment, entries: [ParameterEntry], reference: ProfileReference, profile: Profile,
        defaults: ProfileDefaults, used: [Int]
    ) {
        self.reference = reference
        self.profile = profile
        self.defaults = defaults
        let origin = BoundParameter.Origin.attachment(attachment.name)
        values = ParameterValues(entries, origin: origin, in: defaults.directory)
            .overridden(by: ParameterValues(reference.parameters, origin: origin, in: defaults.directory))
        self.used = used
        diagnostics = values.diagnostics + defaults.diagnostics(of: values, profile: profile.name)
    }

    /// The profile's rules with a value for each parameter; a rule whose parameters have a fault is nil and reported.
    mutating func bind() -> [BoundRule?] {
        used.map { position in
            let rule = defaults.directory.rules[position]
            let bound = rule.parameters.map { parameter -> BoundParameter? in
                let slot = ParameterSlot(assessment: rule.name.text, name: parameter.name.text)
                if let given = values.given[slot] ?? defaults.values.given[slot] { return given.bound }
                if let value = parameter.defaultValue {
                    return BoundParameter(value: value, origin: .ruleDefault, place: parameter.defaultPlace)
                }
                if !values.failed.contains(slot), !defaults.values.failed.contains(slot) {
                    diagnostics.append(.parameterWithoutValue(parameter, of: rule, at: reference.source?.place))
                }
                return nil
            }
            let complete = bound.compactMap { $0 }
            return complete.count == bound.count ? BoundRule(rule: rule, parameters: complete) : nil
        }
    }

    /// SCC's own rule: every parameter of the profile stands in the attachment.
    mutating func requireAll() {
        let ofRules = used.flatMap { position -> [ParameterSlot] in
            let rule = defaults.directory.rules[position]
            return rule.parameters.map { ParameterSlot(assessment: rule.name.text, name: $0.name.text) }
        }
        let missing = (ofRules + defaults.directory.manual.map(\.slot)).filter {
            values.given[$0] == nil && !values.failed.contains($0)
        }
        if !missing.isEmpty {
            diagnostics.append(ParameterDiagnostics.necessary(missing, taken: reference, profile: profile))
        }
    }
}
