package import Compliance
import ResourceDocuments
import RuleChecker
import RulePacks
import RuleSyntax
package import SourceText

/// Profiles for a terminal.
package enum ProfileTextReport {
    package static func list(_ outlines: [ProfileOutline], latest: Set<Int>, options: DiagnosticRenderer.Options)
        -> String
    {
        var report = ReportText(options: options)
        report.table(
            outlines.enumerated().map { position, outline in
                let profile = outline.profile
                let notes = [
                    latest.contains(position) ? "latest" : nil, profile.edition.deprecation.map { _ in "deprecated" },
                ]
                return [
                    (profile.id, .strong), (profile.edition.number.description, .plain),
                    (notes.compactMap { $0 }.joined(separator: ", "), .secondary),
                    ("\(count(outline.controls.count, "control")), \(outline.assessedCount) with rules", .plain),
                    (count(outline.parameters.count, "parameter"), .plain), (profile.name, .secondary),
                ]
            })
        return report.text
    }

    package static func show(_ outline: ProfileOutline, options: DiagnosticRenderer.Options) -> String {
        var report = ReportText(options: options)
        let profile = outline.profile
        report.line((profile.title, .strong))
        if !profile.description.isEmpty { report.line(profile.description) }
        var rows = [["id", profile.id]]
        if !profile.edition.otherIDs.isEmpty {
            rows.append(["other ids", profile.edition.otherIDs.joined(separator: ", ")])
        }
        if let group = profile.edition.group { rows.append(["version group", group]) }
        if let deprecation = profile.edition.deprecation {
            rows.append(["deprecated", deprecation.successor.map { "take \($0)" } ?? "take the latest version"])
        }
        rows.append(["libraries", libraries(of: outline).joined(separator: ", ")])
        report.table(rows)
        for family in ControlFamily.families(of: outline.controls.map { ($0.control, $0.library) }) {
            write(family, of: outline, depth: 0, to: &report)
        }
        let placed = Set(
            ControlFamily.families(of: outline.controls.map { ($0.control, $0.library) }).flatMap(\.allControls))
        let others = outline.controls.indices.filter { !placed.contains($0) }
        if !others.isEmpty { report.blank() }
        for position in others { write(outline.controls[position].control, of: outline, to: &report) }
        writeParameters(of: outline, to: &report)
        report.blank()
        report.line(
            "\(count(outline.controls.count, "control")), \(outline.assessedCount) with rules; "
                + count(outline.parameters.count, "parameter"))
        return report.text
    }

    private static func libraries(of outline: ProfileOutline) -> [String] {
        var seen: Set<String> = []
        return outline.controls.map(\.library.title).filter { seen.insert($0).inserted }
    }

    private static func write(
        _ family: ControlFamily, of outline: ProfileOutline, depth: Int, to report: inout ReportText
    ) {
        // A control that has its family's name stands as its own heading.
        let heading = outline.controls.first { $0.control.name == family.name }
        if depth == 0 { report.heading(family.name) } else if heading == nil { report.line("  \(family.name)") }
        for position in family.controls { write(outline.controls[position].control, of: outline, to: &report) }
        for inner in family.families { write(inner, of: outline, depth: depth + 1, to: &report) }
    }

    private static func write(_ control: Control, of outline: ProfileOutline, to report: inout ReportText) {
        var line: [(text: String, style: StyledLine.Style)] = [("  \(control.name)", .strong)]
        if !control.description.isEmpty { line.append(("  \(control.description)", .plain)) }
        let notes = [control.severity, control.availability == .disabled ? "disabled" : nil].compactMap { $0 }
        if !notes.isEmpty { line.append(("  \(notes.joined(separator: ", "))", .secondary)) }
        report.line(line)
        for specification in control.specifications {
            let component = specification.component.map { "\($0): " } ?? ""
            if specification.assessments.isEmpty {
                report.line("    \(component)\(specification.description), by a person")
            }
            for assessment in specification.assessments {
                let rule = outline.rule(of: assessment)
                let text = assessment.description.isEmpty ? specification.description : assessment.description
                report.line(
                    ("    \(component)", .secondary), (text, .plain),
                    ("  \(rule?.name.text ?? "\(assessment.id), by a person")", .secondary))
            }
        }
    }

    private static func writeParameters(of outline: ProfileOutline, to report: inout ReportText) {
        guard !outline.parameters.isEmpty else { return }
        report.heading("Parameters")
        var assessment = ""
        for parameter in outline.parameters {
            if parameter.assessment != assessment {
                assessment = parameter.assessment
                report.line(
                    ("  \(parameter.rule?.name.text ?? "by a person")", .plain), ("  \(assessment)", .secondary))
            }
            var line = "    \(parameter.name): \(parameter.type.rawValue)"
            if let constraint = parameter.constraint { line += " that \(constraint.text)" }
            line += " = \(parameter.shownDefault ?? "(none)")"
            report.line((line, .plain), (parameter.displayName.map { "  \($0)" } ?? "", .secondary))
        }
    }
}
