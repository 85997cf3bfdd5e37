package import RuleChecker
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
            let candidates = libraries.filter { library in entry.library.map { library.isNamed($0) } ?? true }
            if candidates.isEmpty, let name = entry.library {
                let names = libraries.flatMap { [$0.id, $0.name] }
                diagnostics.append(ControlDiagnostics.unknownLibrary(entry, named: name, among: names))
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
                diagnostics.append(ControlDiagnostics.ambiguousControl(entry, in: found.map(\.library.name)))
                continue
            }
            let key = ControlKey(library: resolved.library.id, control: resolved.control.id)
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
        let library: String
        let control: String
    }

    /// What is wrong with the assessments of a library's controls, given the rules that are loaded.
    package static func diagnostics(of library: ControlLibrary, rules: [CheckedRule]) -> [Diagnostic] {
        let index = RuleIndex(rules)
        return library.controls.flatMap { diagnostics(of: $0, rules: rules, index: index) }
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
