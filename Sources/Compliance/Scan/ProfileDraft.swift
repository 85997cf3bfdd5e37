import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

/// One profile of an attachment on the way to a plan: its controls, those that are off, and the rules that it uses.
struct ProfileDraft {
    let reference: ProfileReference
    let profile: Profile
    /// Without those that are disabled or switched off.
    let controls: [ProfileResolution.ResolvedControl]
    let disabled: [Control]
    let switchedOff: [ScanPlan.SwitchedOff]
    /// Positions of the rules that assess `controls`, in the order of first use.
    let used: [Int]
    /// Those of controls that are switched off too.
    private let known: Set<Int>
    private let defaults: ProfileDefaults
    let diagnostics: [Diagnostic]

    init(
        _ profile: Profile, _ reference: ProfileReference, of attachment: Attachment, given readings: ProfileReadings
    ) {
        self.reference = reference
        self.profile = profile
        let reading = readings.reading(of: profile)
        let (rules, index) = (readings.rules, readings.index)
        var controls: [ProfileResolution.ResolvedControl] = []
        var disabled: [Control] = []
        var switchedOff: [ScanPlan.SwitchedOff] = []
        for entry in reading.controls {
            if let off = attachment.switchedOff.first(where: { entry.control.isNamed($0.control) }) {
                switchedOff.append(
                    ScanPlan.SwitchedOff(control: entry.control, library: entry.library, reason: off.reason))
            } else if entry.control.availability == .disabled {
                disabled.append(entry.control)
            } else {
                controls.append(entry)
            }
        }
        self.controls = controls
        self.disabled = disabled
        self.switchedOff = switchedOff
        used = Self.rules(of: controls.map(\.control), index)
        known = Set(used + Self.rules(of: switchedOff.map(\.control), index))
        defaults = reading.defaults
        diagnostics =
            reading.faults
            + controls.flatMap { ProfileResolution.diagnostics(of: $0.control, rules: rules, index: index) }
    }

    /// Positions of the rules that assess some controls, each once.
    private static func rules(of controls: [Control], _ index: RuleIndex) -> [Int] {
        var seen: Set<Int> = []
        return controls.flatMap(\.assessments).compactMap { assessment in
            // A rule that is not there was reported, and then there is no plan.
            assessment.method == .automated ? index[assessment.id] : nil
        }.filter { seen.insert($0).inserted }
    }

    /// Of every control of the profile, also of those that are off.
    var allControls: [Control] { controls.map(\.control) + disabled + switchedOff.map(\.control) }

    /// Whether an entry of the attachment speaks of a parameter of this profile.
    func knows(_ entry: ParameterEntry) -> Bool {
        guard case .success(let found) = defaults.directory.find(entry) else { return false }
        return found.rule.map { known.contains($0) } ?? true
    }

    /// The rules in use with a value for each parameter, and what is wrong with the values; nil for a rule without.
    ///
    /// - Parameters:
    ///   - entries: of those that the attachment has for all its profiles, what this one has to answer for.
    ///   - isStrict: every parameter has to be among them.
    func bind(
        _ entries: [ParameterEntry], of attachment: Attachment, among profiles: [Profile], isStrict: Bool
    ) -> (rules: [BoundRule?], diagnostics: [Diagnostic]) {
        var parameters = EffectiveParameters(
            attachment: attachment, entries: entries, reference: reference, profile: profile, defaults: defaults,
            used: used)
        let bound = parameters.bind()
        if isStrict { parameters.requireAll() }
        var told: Set<Int> = []
        func isUnused(_ entry: ParameterEntry) -> Bool {
            guard case .success(let found) = defaults.directory.find(entry), let rule = found.rule else { return false }
            return !known.contains(rule) && told.insert(rule).inserted
        }
        let unused =
            entries.filter(isUnused).map { ParameterDiagnostics.unusedRule($0, profiles: profiles.map(\.name)) }
            + reference.parameters.filter(isUnused).map {
                ParameterDiagnostics.unusedRule($0, profiles: [profile.name])
            }
        return (bound, defaults.diagnostics + unused + parameters.diagnostics)
    }
}
