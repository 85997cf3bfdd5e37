import ResourceReaders
package import RuleChecker
import RuleSyntax
package import SourceText

/// What a scan will evaluate, decided before any resource is looked at: which controls of which profiles, by which rules, with
/// which values for their parameters.
package struct ScanPlan: Sendable {
    package struct PlannedControl: Sendable {
        package let control: Control
        package let library: ControlLibrary
        /// A position in `profiles`.
        package let profile: Int
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

    /// A control that the attachment does without.
    package struct SwitchedOff: Sendable {
        package let control: Control
        package let library: ControlLibrary
        package let reason: String
    }

    package struct PlannedProfile: Sendable {
        package let profile: Profile
        /// Its part of the plan's controls.
        package let controls: Range<Int>
        /// By their library.
        package let disabledControls: [Control]
        /// By the attachment.
        package let switchedOff: [SwitchedOff]
    }

    package let attachment: Attachment
    /// The first, or only, profile.
    package let profile: Profile
    /// In the order of the attachment, at least one.
    package let profiles: [PlannedProfile]
    /// Profile by profile in the order of each, without those that are disabled or switched off.
    package let controls: [PlannedControl]
    /// Each rule once for each set of values that its parameters have, however many controls it assesses, in the order of first
    /// use.
    package let rules: [BoundRule]
    /// What does not stop a scan.
    package let warnings: [Diagnostic]

    package var disabledControls: [Control] { profiles.flatMap(\.disabledControls) }

    /// Whether controls have to be told apart by their profile.
    package var hasSeveralProfiles: Bool { profiles.count > 1 }

    /// A control's name, with its profile's where there are several, and with that one's version where two have one name.
    package func title(of control: PlannedControl) -> String {
        guard hasSeveralProfiles else { return control.control.name }
        let profile = profiles[control.profile].profile
        let isAlone = profiles.count { $0.profile.name == profile.name } == 1
        return "\(control.control.name) (\(isAlone ? profile.name : profile.title))"
    }

    /// The plan, or what is wrong with the attachment, its profiles or the libraries.
    ///
    /// - Parameter strictParameters: refuse an attachment that does not state every parameter, as SCC does.
    package static func make(
        attachment: Attachment, profiles: [Profile], libraries: [ControlLibrary], rules: [CheckedRule],
        strictParameters: Bool = false
    ) -> Result<ScanPlan, Fault> {
        make(
            attachment: attachment, profiles: profiles, given: ProfileReadings(libraries: libraries, rules: rules),
            strictParameters: strictParameters)
    }

    /// The same, with what was worked out of profiles before.
    package static func make(
        attachment: Attachment, profiles: [Profile], given readings: ProfileReadings, strictParameters: Bool = false
    ) -> Result<ScanPlan, Fault> {
        let chosen: [(profile: Profile, reference: ProfileReference)]
        switch choose(attachment, among: profiles) {
        case .success(let found): chosen = found
        case .failure(let fault): return .failure(fault)
        }
        let drafts = chosen.map { ProfileDraft($0.profile, $0.reference, of: attachment, given: readings) }
        var diagnostics = drafts.flatMap { draft in
            draft.diagnostics + deprecations(draft, among: profiles, libraries: readings.libraries)
        }
        diagnostics += unknownNotifications(attachment, drafts) + faultsOfSwitchedOff(attachment, drafts)

        var builder = Builder(index: readings.index)
        for (position, draft) in drafts.enumerated() {
            let entries = attachment.parameters.filter { entry in
                // What no profile knows is the first's to refuse.
                draft.knows(entry) || (position == 0 && !drafts.contains { $0.knows(entry) })
            }
            let (bound, faults) = draft.bind(
                entries, of: attachment, among: chosen.map(\.profile), isStrict: strictParameters)
            diagnostics += faults
            builder.add(draft, bound)
        }
        // Profiles that share a rule find the same faults.
        var seen: Set<Diagnostic> = []
        diagnostics.removeAll { !seen.insert($0).inserted }
        guard !diagnostics.contains(where: \.isError), let first = chosen.first else {
            return .failure(Fault(diagnostics: diagnostics))
        }
        return .success(
            ScanPlan(
                attachment: attachment, profile: first.profile, profiles: builder.profiles, controls: builder.controls,
                rules: builder.rules, warnings: diagnostics))
    }

    /// Why there is no plan: errors, and warnings beside them.
    package struct Fault: Error {
        package let diagnostics: [Diagnostic]
    }

    /// Puts drafts one behind another.
    private struct Builder {
        let index: RuleIndex
        private(set) var profiles: [PlannedProfile] = []
        private(set) var controls: [PlannedControl] = []
        private(set) var rules: [BoundRule] = []
        private var positions: [EvaluationKey: Int] = [:]

        init(index: RuleIndex) { self.index = index }

        mutating func add(_ draft: ProfileDraft, _ bound: [BoundRule?]) {
            var planned: [Int: Int] = [:]
            for (rule, bound) in zip(draft.used, bound) {
                guard let bound else { continue }
                let key = EvaluationKey(bound)
                let position = positions[key] ?? rules.count
                if position == rules.count {
                    positions[key] = position
                    rules.append(bound)
                }
                planned[rule] = position
            }
            let start = controls.count
            for entry in draft.controls {
                let specifications = entry.control.specifications.map { specification in
                    specification.assessments.map { assessment -> Int? in
                        guard assessment.method == .automated, let rule = index[assessment.id] else { return nil }
                        return planned[rule]
                    }
                }
                controls.append(
                    PlannedControl(
                        control: entry.control, library: entry.library, profile: profiles.count,
                        specifications: specifications))
            }
            profiles.append(
                PlannedProfile(
                    profile: draft.profile, controls: start..<controls.count, disabledControls: draft.disabled,
                    switchedOff: draft.switchedOff))
        }
    }
}

extension ScanPlan {
    private static func choose(
        _ attachment: Attachment, among profiles: [Profile]
    ) -> Result<[(profile: Profile, reference: ProfileReference)], Fault> {
        var chosen: [(profile: Profile, reference: ProfileReference)] = []
        var faults: [Diagnostic] = []
        for reference in attachment.profiles {
            switch VersionSelection.select(reference.name, version: reference.version, among: profiles) {
            case .success(let profile):
                if let first = chosen.first(where: { $0.profile.file === profile.file }) {
                    faults.append(AttachmentDiagnostics.profileTwice(reference, profile, first: first.reference))
                } else {
                    chosen.append((profile, reference))
                }
            case .failure(let fault):
                faults.append(
                    AttachmentDiagnostics.profileSelection(fault, reference, of: attachment, among: profiles))
            }
        }
        return faults.isEmpty ? .success(chosen) : .failure(Fault(diagnostics: faults))
    }

    /// What the attachment takes that is deprecated: a profile, else the libraries of its controls.
    private static func deprecations(
        _ draft: ProfileDraft, among profiles: [Profile], libraries loaded: [ControlLibrary]
    ) -> [Diagnostic] {
        if let deprecation = draft.profile.edition.deprecation {
            return [
                VersionDiagnostics.deprecation(
                    of: draft.profile, "profile", deprecation: deprecation, taken: draft.reference, among: profiles)
            ]
        }
        var seen: Set<ObjectIdentifier> = []
        return draft.controls.map(\.library).compactMap { library in
            guard let deprecation = library.edition.deprecation, seen.insert(ObjectIdentifier(library.file)).inserted
            else { return nil }
            return VersionDiagnostics.deprecation(
                of: library, "control library", deprecation: deprecation, taken: draft.reference, among: loaded)
        }
    }

    private static func unknownNotifications(_ attachment: Attachment, _ drafts: [ProfileDraft]) -> [Diagnostic] {
        let controls = drafts.flatMap(\.allControls)
        let failed = attachment.notifications?.failedControls ?? []
        return failed.filter { failed in !controls.contains { $0.isNamed(failed.control) } }.map {
            AttachmentDiagnostics.unknownControl(
                $0, of: drafts.map(\.profile.name).joined(separator: "', '"),
                among: controls.flatMap { [$0.id, $0.name] })
        }
    }

    private static func faultsOfSwitchedOff(_ attachment: Attachment, _ drafts: [ProfileDraft]) -> [Diagnostic] {
        let controls = drafts.flatMap(\.allControls)
        var first: [String: SwitchedOffControl] = [:]
        return attachment.switchedOff.compactMap { switchedOff in
            let named = controls.filter { $0.isNamed(switchedOff.control) }
            guard let id = named.first?.id else {
                return AttachmentDiagnostics.unknownSwitchedOff(
                    switchedOff, of: drafts.map(\.profile), among: controls.flatMap { [$0.id, $0.name] })
            }
            if let earlier = first[id] { return AttachmentDiagnostics.switchedOffTwice(switchedOff, first: earlier) }
            first[id] = switchedOff
            return nil
        }
    }
}
