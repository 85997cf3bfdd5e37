import ComplianceReports
import ResourceDocuments
import RuleAnalysis
import RuleSyntax
import SourceText

/// What `norma lint` says: each finding with the resource that shows it.
enum LintReport {
    static func writeText(_ result: LintResult, rules: Int, to console: Console) {
        let findings = result.findings
        let renderer = DiagnosticRenderer(options: console.options)
        for finding in findings { console.print(text(finding, drawnBy: renderer)) }
        for undecided in result.undecided { console.print(text(undecided)) }
        let counts = findings.isEmpty ? "nothing found" : "\(findings.count) finding\(findings.count == 1 ? "" : "s")"
        let open = result.undecided.count
        let rest = open == 0 ? "" : ", \(open) pattern\(open == 1 ? "" : "s") not decided"
        console.print("\(rules) rule\(rules == 1 ? "" : "s"), \(counts)\(rest)")
    }

    private static func text(_ undecided: LintResult.Undecided) -> String {
        let place = undecided.place
        let head =
            "\(VisibleText.line(place.file.name)):\(place.position.line): not decided whether \(place.canonicalText)"
        let resources = "\(LintResult.Undecided.samples) resources"
        return switch undecided.question {
        case .letsTooMuchPass:
            """
            \(head) lets too much pass: '\(undecided.rule)' hung on it of none of \(resources); a case that passes because of it helps
            """
        case .staysBusy:
            """
            \(head) is asked of a text that keeps it busy: '\(undecided.rule)' did not ask it so of any of \(resources); a case in which \
            it is asked helps
            """
        }
    }

    static func text(_ finding: LintFinding, drawnBy renderer: DiagnosticRenderer) -> String {
        var text = renderer.render(finding.diagnostic)
        if let witness = finding.witness {
            let circumstances = witness.circumstances
            text +=
                "  shown by (\(witness.caption); '\(finding.rule)' says \(witness.verdict.rawValue)\(circumstances)):\n"
            for line in witness.sample.lines { text += "    \(VisibleText.line(line))\n" }
        }
        if finding.fix != nil { text += "  'norma lint --fix' leaves it out\n" }
        return text
    }

    /// `{findings: [{rule, diagnostic, witness: {verdict, shows, as_of, collected, resources}, fixable}], undecided: [{code, rule, file, line, pattern}], diagnostics, summary: {rules, findings, fixable}}`
    ///
    /// - Parameter diagnostics: what keeps rules from being looked at; then there is no finding.
    static func json(_ result: LintResult, rules: Int, diagnostics: [Diagnostic] = []) -> String {
        let findings = result.findings
        var writer = JSONWriter()
        writer.object { writer in
            writer.format("norma.lint")
            writer.member("findings", array: findings) { writer, finding in
                writer.object { writer in
                    writer.member("rule", finding.rule)
                    writer.member("diagnostic") { $0.diagnostic(finding.diagnostic) }
                    writer.member("witness") { writer in
                        guard let witness = finding.witness else { return writer.null() }
                        writer.object { writer in
                            writer.member("verdict", witness.verdict.rawValue)
                            writer.member("shows", witness.caption)
                            writer.member("as_of", witness.asOf?.description)
                            writer.member("collected", witness.collected)
                            writer.member("resources", array: witness.sample.resources) { writer, resource in
                                writer.sample(resource.envelope)
                            }
                        }
                    }
                    writer.member("fixable", finding.fix != nil)
                }
            }
            writer.member("undecided", array: result.undecided) { writer, undecided in
                writer.object { writer in
                    writer.member("code", undecided.code)
                    writer.member("rule", undecided.rule)
                    writer.member("file", undecided.place.file.name)
                    writer.member("line", undecided.place.position.line)
                    writer.member("pattern", undecided.place.canonicalText)
                }
            }
            writer.member("diagnostics", diagnostics: diagnostics)
            writer.member("summary") { writer in
                writer.object { writer in
                    writer.member("rules", rules)
                    writer.member("findings", findings.count)
                    writer.member("fixable", findings.count { $0.fix != nil })
                }
            }
        }
        return writer.text
    }

    /// SARIF 2.1.0: the finding stands in the rule's file, the resource that shows it in the message. What keeps rules from being looked at are
    /// notifications of a run that failed.
    static func writeSARIF(
        _ findings: [LintFinding], diagnostics: [Diagnostic] = [], to output: @escaping (String) -> Void
    ) {
        var writer = JSONWriter(to: output)
        writer.object { writer in
            writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            writer.member("version", "2.1.0")
            writer.member("runs") { writer in writer.array { $0.lintRun(findings, diagnostics) } }
        }
        writer.finish()
    }
}

extension JSONWriter {
    /// A value as it stands in a resource.
    mutating func sample(_ value: SampleValue) {
        switch value {
        case .null: null()
        case .boolean(let flag): self.flag(flag)
        case .number(let number): self.value(.number(number))
        case .text(let text): string(text)
        case .list(let elements): array { writer in for element in elements { writer.sample(element) } }
        case .map(let members):
            object { writer in for member in members { writer.member(.text(member.key)) { $0.sample(member.value) } } }
        case .undetermined(_, let mayBeNothing): string(SampleValue.words(mayBeNothing: mayBeNothing))
        }
    }

    fileprivate mutating func lintRun(_ findings: [LintFinding], _ diagnostics: [Diagnostic]) {
        object { writer in
            writer.member("tool") { writer in
                writer.object { writer in
                    writer.member("driver") { writer in
                        writer.object { writer in
                            writer.member("name", NormaTool.name)
                            writer.member("semanticVersion", NormaTool.version)
                            writer.member("rules", array: DiagnosticKind.allLintKinds) { $0.lintRule($1) }
                        }
                    }
                }
            }
            writer.member("columnKind", "unicodeCodePoints")
            writer.member("invocations") { writer in writer.array { $0.lintInvocation(diagnostics) } }
            writer.member("results", array: findings) { $0.lintResult($1) }
        }
    }

    private mutating func lintInvocation(_ diagnostics: [Diagnostic]) {
        object { writer in
            writer.member("executionSuccessful", !diagnostics.contains(where: \.isError))
            writer.member("toolExecutionNotifications", array: diagnostics) { writer, diagnostic in
                writer.object { writer in
                    writer.member("level", diagnostic.isError ? "error" : "warning")
                    let hint = diagnostic.hint.map { "; \($0)" } ?? ""
                    writer.member("message") { $0.lintText("\(diagnostic.kind.code): \(diagnostic.message)\(hint)") }
                    writer.member("locations", array: [diagnostic.primary].compactMap(\.self)) { $0.lintLocation($1) }
                }
            }
        }
    }

    private mutating func lintRule(_ kind: DiagnosticKind) {
        object { writer in
            writer.member("id", kind.code)
            writer.member("shortDescription") { $0.lintText(kind.title) }
            writer.member("fullDescription") { $0.lintText(kind.explanation) }
        }
    }

    private mutating func lintResult(_ finding: LintFinding) {
        object { writer in
            writer.member("ruleId", finding.diagnostic.kind.code)
            writer.member("level", finding.diagnostic.isError ? "error" : "warning")
            var text = finding.diagnostic.message
            if let witness = finding.witness {
                let circumstances = witness.circumstances
                text +=
                    "; shown by (\(witness.caption)\(circumstances)): \(witness.sample.lines.joined(separator: " "))"
            }
            writer.member("message") { $0.lintText(text) }
            writer.member("locations", array: [finding.diagnostic.primary].compactMap(\.self)) { $0.lintLocation($1) }
            writer.member("relatedLocations", array: finding.diagnostic.secondary) { $0.lintLocation($1) }
        }
    }

    private mutating func lintLocation(_ label: Diagnostic.Label) {
        let place = label.place
        let end = place.file.position(at: place.span.end)
        object { writer in
            writer.member("physicalLocation") { writer in
                writer.object { writer in
                    writer.member("artifactLocation") { writer in writer.object { $0.member("uri", place.file.name) } }
                    writer.member("region") { writer in
                        writer.object { writer in
                            writer.member("startLine", place.position.line)
                            writer.member("startColumn", place.position.column)
                            writer.member("endLine", end.line)
                            writer.member("endColumn", end.column)
                        }
                    }
                }
            }
            if !label.text.isEmpty { writer.member("message") { $0.lintText(label.text) } }
        }
    }

    private mutating func lintText(_ text: String) { object { $0.member("text", text) } }
}

extension LintFinding.Witness {
    /// In which the rule says so.
    fileprivate var circumstances: String {
        (asOf.map { ", as of \($0)" } ?? "") + (collected.isEmpty ? "" : ", with \(CollectedKinds.words(collected))")
    }
}
