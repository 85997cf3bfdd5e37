import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

/// The values that a profile gives to parameters, and what it asks of other values: its `default_parameters`.
struct ProfileDefaults {
    let directory: ParameterDirectory
    private(set) var values: ParameterValues
    private(set) var constraints: [ParameterSlot: ParameterConstraint] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    init(of profile: Profile, controls: [Control], rules: [CheckedRule], index: RuleIndex) {
        directory = ParameterDirectory(rules: rules, index: index, profile: profile, controls: controls)
        values = ParameterValues(profile.defaultParameters, origin: .profile(profile.name), in: directory)
        diagnostics = values.diagnostics
        for entry in profile.defaultParameters {
            guard let written = entry.constraint, case .success(let found) = directory.find(entry) else { continue }
            switch ParameterConstraint.read(written.node.string ?? "", type: found.parameter.type) {
            case .failure(let fault):
                diagnostics.append(ParameterDiagnostics.unreadableConstraint(entry, fault))
            case .success(let constraint):
                constraints[found.slot] = constraint
                if let own = values.given[found.slot], let broken = constraint.broken(by: own.bound.value) {
                    diagnostics.append(ParameterDiagnostics.brokenDefault(broken, entry, constraint))
                }
            }
        }
    }

    /// What of an attachment's values the profile does not allow.
    func diagnostics(of attachment: ParameterValues, profile: String) -> [Diagnostic] {
        attachment.given.values.sorted { $0.entry.isBefore($1.entry) }.compactMap { given in
            guard let constraint = constraints[given.found.slot],
                let broken = constraint.broken(by: given.bound.value)
            else { return nil }
            return ParameterDiagnostics.brokenConstraint(
                broken, given.entry, constraint, of: values.given[given.found.slot]?.entry, profile: profile)
        }
    }
}
