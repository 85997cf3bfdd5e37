import ResourceReaders
package import RuleChecker
import RuleSyntax
package import SourceText

/// What a scan will evaluate, decided before any resource is looked at: which controls, by which rules, with which
/// values for their parameters.
package struct ScanPlan: Sendable {
    package struct PlannedControl: Sendable {
        package let control: Control
        package let library: ControlLibrary
        /// For each specification the positions in `rules` of its assessments; nil for a person's.
        package let specifications: [[Int?]]

        /// Positions in `rules`, each once.
        package var rules: [Int] {
            var seen: Set<Int> = []
            return specifications.joined().compactMap(\.self).filter { seen.insert($0).inserted }
        }

        /// Whether a person answers the whole of it or a part.
        package var isForAPerson: Bool {
            specifications.isEmpty || specifications.contains { $0.isEmpty || $0.contains(nil) }
        }

        package var manualAssessments: Int { specifications.joined().count { $0 == nil } }
    }

    package let attachment: Attachment
    package let profile: Profile
    /// In the order of the profile, without those that are disabled.
    package let controls: [PlannedControl]
    package let disabledControls: [Control]
    /// Each rule once, however many controls it assesses, in the order of first use.
    package let rules: [BoundRule]
    /// What does not stop a scan.
    package let warnings: [Diagnostic]

    /// The plan, or what is wrong with the attachment, its profile or the libraries.
    ///
    /// - Parameter strictParameters: refuse an attachment that does not state every parameter, as SCC does.
    package static func make(
        attachment: Attachment, profiles: [Profile], libraries: [ControlLibrary], rules: [CheckedRule],
        strictParameters: Bool = false
    ) -> Result<ScanPlan, Fault> {
        let profile: Profile
        switch VersionSelection.select(attachment.profile, version: attachment.profileVersion, among: profiles) {
        case .success(let selected): profile = selected
        case .failure(let fault):
            return .failure(
                Fault(diagnostics: [AttachmentDiagnostics.profileSelection(fault, attachment, among: profiles)]))
        }
        let index = RuleIndex(rules)
        var (resolved, diagnostics) = ProfileResolution.controls(of: profile, in: libraries)
        diagnostics += deprecations(
            attachment, profile, among: profiles, libraries: resolved.map(\.library), among: libraries)
        let disabled = resolved.filter { $0.control.availability == .disabled }.map(\.control)
        resolved.removeAll { $0.control.availability == .disabled }
        diagnostics += resolved.flatMap { ProfileResolution.diagnostics(of: $0.control, rules: rules, index: index) }
        diagnostics += unknownNotifications(attachment, controls: resolved.map(\.control) + disabled, profile: profile)

        var positions: [Int: Int] = [:]
        var used: [Int] = []
        let controls = resolved.map { resolved in
            let specifications = resolved.control.specifications.map { specification in
                specification.assessments.map { assessment -> Int? in
                    // A rule that is not there was reported, and then there is no plan.
                    guard assessment.method == .automated, let position = index[assessment.id] else { return nil }
                    let planned = positions[position] ?? used.count
                    if planned == used.count {
                        positions[position] = planned
                        used.append(position)
                    }
                    return planned
                }
            }
            return PlannedControl(
                control: resolved.control, library: resolved.library, specifications: specifications)
        }
        var parameters = EffectiveParameters(
            attachment: attachment, profile: profile,
            defaults: ProfileDefaults(
                of: profile, controls: resolved.map(\.control) + disabled, rules: rules, index: index),
            used: used)
        let bound = parameters.bind()
        if strictParameters { parameters.requireAll() }
        diagnostics += parameters.diagnostics
        guard !diagnostics.contains(where: \.isError) else { return .failure(Fault(diagnostics: diagnostics)) }
        return .success(
            ScanPlan(
                attachment: attachment, profile: profile, controls: controls, disabledControls: disabled,
                rules: bound, warnings: diagnostics))
    }

    /// Why there is no plan: errors, and warnings beside them.
    package struct Fault: Error {
        package let diagnostics: [Diagnostic]
    }

    /// What the attachment takes that is deprecated: its profile, else the libraries of its controls.
    private static func deprecations(
        _ attachment: Attachment, _ profile: Profile, among profiles: [Profile], libraries: [ControlLibrary],
        among loaded: [ControlLibrary]
    ) -> [Diagnostic] {
        if let deprecation = profile.edition.deprecation {
            return [
                VersionDiagnostics.deprecation(
                    of: profile, "profile", deprecation: deprecation, in: attachment, among: profiles)
            ]
        }
        var seen: Set<ObjectIdentifier> = []
        return libraries.compactMap { library in
            guard let deprecation = library.edition.deprecation, seen.insert(ObjectIdentifier(library.file)).inserted
            else { return nil }
            return VersionDiagnostics.deprecation(
                of: library, "control library", deprecation: deprecation, in: attachment, among: loaded)
        }
    }

    private static func unknownNotifications(
        _ attachment: Attachment, controls: [Control], profile: Profile
    ) -> [Diagnostic] {
        let failed = attachment.notifications?.failedControls ?? []
        return failed.filter { failed in !controls.contains { $0.isNamed(failed.control) } }.map {
            AttachmentDiagnostics.unknownControl(
                $0, of: profile.name, among: controls.flatMap { [$0.id, $0.name] })
        }
    }
}
