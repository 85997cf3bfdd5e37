import RuleChecker
import RuleSyntax
package import SourceText

/// Finds a profile's controls in the libraries, and the rules that assess them.
package enum ProfileResolution {
    /// A control of a profile with the library it stands in.
    package struct ResolvedControl: Sendable {
        package let control: Control
        package let library: ControlLibrary
    }

    /// In the order of the profile. A control that is not found, and one that is taken in twice, is left out and
    /// reported.
    package static func controls(
        of profile: Profile, in libraries: [ControlLibrary]
    ) -> (controls: [ResolvedControl], diagnostics: [Diagnostic]) {
        var controls: [ResolvedControl] = []
        var diagnostics: [Diagnostic] = []
        var taken: [ControlKey: ProfileControl] = [:]
        for entry in profile.controls {
            let candidates: [ControlLibrary]
            switch self.candidates(for: entry, in: libraries) {
            case .success(let libraries): candidates = libraries
            case .failure(let fault):
                diagnostics.append(fault.diagnostic)
                continue
            }
            let found = candidates.compactMap { library in
                library.control(named: entry.control).map { ResolvedControl(control: $0, library: library) }
            }
            guard let resolved = found.first else {
                let names = candidates.flatMap(\.controls).flatMap { [$0.id, $0.name] }
                diagnostics.append(ControlDiagnostics.unknownControl(entry, of: profile, among: names))
                continue
            }
            guard found.count == 1 else {
                diagnostics.append(ControlDiagnostics.ambiguousControl(entry, in: found.map(\.library.title)))
                continue
            }
            let key = ControlKey(file: ObjectIdentifier(resolved.library.file), control: resolved.control.id)
            if let first = taken[key] {
                diagnostics.append(ControlDiagnostics.controlTwice(entry, first: first))
                continue
            }
            taken[key] = entry
            controls.append(resolved)
        }
        return (controls, diagnostics)
    }

    private struct ControlKey: Hashable {
        let file: ObjectIdentifier
        let control: String
    }

    private struct Fault: Error {
        let diagnostic: Diagnostic
    }

    /// The library that is named; where none is, the latest version of each.
    private static func candidates(
        for entry: ProfileControl, in libraries: [ControlLibrary]
    ) -> Result<[ControlLibrary], Fault> {
        guard let name = entry.library else { return .success(latest(of: libraries)) }
        return VersionSelection.select(name, version: entry.libraryVersion, among: libraries).map { [$0] }.mapError {
            Fault(diagnostic: ControlDiagnostics.librarySelection($0, entry, named: name, among: libraries))
        }
    }

    /// Every version of a family without one that is the latest: what it is about was reported with the libraries.
    private static func latest(of libraries: [ControlLibrary]) -> [ControlLibrary] {
        var families: [[ControlLibrary]] = []
        for library in libraries {
            if let index = families.firstIndex(where: { $0.contains { library.isVersion(of: $0) } }) {
                families[index].append(library)
            } else {
                families.append([library])
            }
        }
        return families.flatMap { family in
            switch VersionSelection.latest(of: family) {
            case .success(let latest): [latest]
            case .failure: family
            }
        }
    }

    /// What is wrong with the assessments of a library's controls, given the rules that are loaded.
    package static func diagnostics(of library: ControlLibrary, given readings: ProfileReadings) -> [Diagnostic] {
        library.controls.flatMap { diagnostics(of: $0, rules: readings.rules, index: readings.index) }
    }

    /// What is wrong with a profile: its controls, its defaults and what it asks of values.
    package static func diagnostics(of profile: Profile, given readings: ProfileReadings) -> [Diagnostic] {
        let reading = readings.reading(of: profile)
        return reading.faults + reading.defaults.diagnostics
    }

    static func diagnostics(of control: Control, rules: [CheckedRule], index: RuleIndex) -> [Diagnostic] {
        control.assessments.flatMap { assessment -> [Diagnostic] in
            guard assessment.method == .automated else { return [] }
            guard let position = index[assessment.id] else {
                return [ControlDiagnostics.unknownRule(assessment, of: control, among: index.names)]
            }
            let rule = rules[position]
            let names = rule.parameters.map(\.name.text)
            return assessment.parameters.filter { !names.contains($0.text) }.map {
                ControlDiagnostics.unknownRuleParameter($0, of: rule.name.text, among: names)
            }
        }
    }
}
