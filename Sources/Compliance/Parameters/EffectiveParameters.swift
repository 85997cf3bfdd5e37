import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// Decides each parameter's value: the attachment's, else the profile's, else the rule's own.
struct EffectiveParameters {
    private let attachment: Attachment
    private let profile: Profile
    private let rules: [CheckedRule]
    private let index: RuleIndex
    private(set) var diagnostics: [Diagnostic] = []

    init(attachment: Attachment, profile: Profile, rules: [CheckedRule], index: RuleIndex) {
        self.attachment = attachment
        self.profile = profile
        self.rules = rules
        self.index = index
    }

    /// The rules at `used` with a value for each parameter, in that order; a rule whose parameters have a fault is left
    /// out and reported.
    mutating func bind(_ used: [Int]) -> [BoundRule] {
        let profileValues = values(profile.defaultParameters, origin: .profile(profile.name), used: nil)
        let attachmentValues = values(attachment.parameters, origin: .attachment(attachment.name), used: Set(used))
        return used.compactMap { position in
            let rule = rules[position]
            let bound = rule.parameters.map { parameter -> BoundParameter? in
                let slot = Slot(rule: position, name: parameter.name.text)
                if let value = attachmentValues[slot] ?? profileValues[slot] { return value }
                if let value = parameter.defaultValue {
                    return BoundParameter(value: value, origin: .ruleDefault, place: parameter.defaultPlace)
                }
                if !failed.contains(slot) {
                    diagnostics.append(
                        .parameterWithoutValue(parameter, of: rule, at: attachment.profileSource?.place))
                }
                return nil
            }
            let values = bound.compactMap { $0 }
            return values.count == bound.count ? BoundRule(rule: rule, parameters: values) : nil
        }
    }

    private struct Slot: Hashable {
        let rule: Int
        let name: String
    }

    /// Parameters whose setting has a fault of its own, which has been reported.
    private var failed: Set<Slot> = []

    /// The settings that read as their parameters' types; `used` are the rules that the profile uses, nil where it does
    /// not matter.
    private mutating func values(
        _ settings: [ParameterEntry], origin: BoundParameter.Origin, used: Set<Int>?
    ) -> [Slot: BoundParameter] {
        var values: [Slot: BoundParameter] = [:]
        var first: [Slot: ParameterEntry] = [:]
        var unused: Set<Int> = []
        for setting in settings {
            guard let position = index[setting.key.assessment] else {
                diagnostics.append(ParameterDiagnostics.unknownRule(setting, among: index.names))
                continue
            }
            let rule = rules[position]
            guard let parameter = rule.parameters.first(where: { $0.name.text == setting.key.name }) else {
                diagnostics.append(
                    .unknownParameter(
                        setting.key.name, of: rule.name.text, candidates: rule.parameters.map(\.name.text),
                        at: setting.nameSource?.place))
                continue
            }
            if let used, !used.contains(position), unused.insert(position).inserted {
                diagnostics.append(ParameterDiagnostics.unusedRule(setting, profile: profile.name))
            }
            let slot = Slot(rule: position, name: parameter.name.text)
            // A rule may be named by its id in one entry and by its name in another.
            if let earlier = first[slot] {
                diagnostics.append(ParameterDiagnostics.twice(setting, first: earlier))
                continue
            }
            first[slot] = setting
            switch ParameterBinding.bind(setting, to: parameter, origin: origin) {
            case .success(let value): values[slot] = value
            case .failure(let fault):
                failed.insert(slot)
                diagnostics.append(fault.diagnostic)
            }
        }
        return values
    }
}
