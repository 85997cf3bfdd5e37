import Compliance
import ResourceDocuments
import RuleSyntax

/// SARIF 2.1.0: a run for each scan, a result for each finding.
///
/// The primary location is the resource's; the rule's clause, the parameters and the other resources are related ones.
enum SARIFReport {
    /// What it holds more of than GitHub takes.
    static func write(
        _ assessments: [AssessmentResults], limits: SARIFLimits = .gitHub, to output: @escaping (String) -> Void
    ) -> [SARIFExcess] {
        var writer = JSONWriter(to: output)
        var counts: [Int] = []
        writer.object { writer in
            writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            writer.member("version", "2.1.0")
            writer.member("runs", array: assessments) { writer, assessment in counts.append(writer.run(assessment)) }
        }
        writer.finish()
        return SARIFExcess.all(counts, beyond: limits)
    }
}

extension JSONWriter {
    /// The number of its results.
    fileprivate mutating func run(_ assessment: AssessmentResults) -> Int {
        var count = 0
        object { writer in
            writer.member("tool") { writer in
                writer.object { writer in
                    writer.member("driver") { $0.driver(assessment) }
                }
            }
            if let attachment = assessment.attachment {
                writer.member("automationDetails") { writer in
                    writer.object { $0.member("id", "norma/\(attachment)/") }
                }
            }
            writer.member("invocations") { writer in writer.array { $0.invocation(assessment) } }
            writer.member("columnKind", "unicodeCodePoints")
            writer.member("results") { writer in
                writer.array { writer in
                    var seen: Set<Fingerprint> = []
                    var occurrences = Fingerprint.OccurrencesInOrder()
                    for result in assessment.distinctResults {
                        // Of what passes there is nothing to suppress: it is told where somebody asks for what is masked.
                        if result.status == .masked, result.verdict == .pass, !assessment.isChosen { continue }
                        count += writer.results(of: result, in: assessment, &seen, &occurrences)
                    }
                    count += writer.withoutResources(assessment)
                    for (fingerprint, finding) in assessment.baseline?.absent(from: seen) ?? [] {
                        writer.absent(finding, fingerprint)
                        count += 1
                    }
                }
            }
            writer.member("properties") { writer in
                writer.object { writer in
                    writer.member("asOf", assessment.asOf.description)
                    writer.member("score", assessment.score)
                    writer.member("complete", assessment.isComplete)
                    writer.member("summary", assessment.summaryText)
                }
            }
        }
        return count
    }

    private mutating func driver(_ assessment: AssessmentResults) {
        object { writer in
            writer.member("name", NormaTool.name)
            writer.member("semanticVersion", NormaTool.version)
            writer.member("rules", array: assessment.rules) { writer, rule in writer.descriptor(of: rule) }
        }
    }

    private mutating func descriptor(of rule: AssessedRule) {
        object { writer in
            writer.member("id", rule.reference)
            writer.member("name", rule.name)
            writer.member("shortDescription") { $0.sarifText(rule.heading) }
            writer.member("fullDescription") { $0.sarifText(rule.description ?? rule.heading) }
            if let fix = rule.fix { writer.member("help") { $0.sarifText(fix) } }
            writer.member("defaultConfiguration") { writer in
                writer.object { $0.member("level", rule.severity.sarifLevel) }
            }
            writer.member("properties") { writer in
                writer.object { writer in
                    writer.member("tags", ["security"])
                    writer.member("severity", rule.severity.rawValue)
                    // GitHub shows it as critical, high, medium or low; it has nothing for what only informs.
                    if let score = rule.severity.securitySeverity { writer.member("security-severity", score) }
                    writer.member("parameters", rule.parameters.map { "\($0.name)=\($0.text)" })
                }
            }
        }
    }

    /// A run that could not read everything, or that judged nothing, was no success.
    private mutating func invocation(_ assessment: AssessmentResults) {
        let problems = [
            assessment.isEmpty ? "\(assessment.emptyText): this is no pass" : nil, assessment.gaps.text,
        ].compactMap(\.self)
        object { writer in
            writer.member("executionSuccessful", problems.isEmpty)
            writer.member("endTimeUtc", assessment.asOf.description)
            if problems.isEmpty { return }
            writer.member("toolExecutionNotifications", array: problems) { writer, problem in
                writer.object { writer in
                    writer.member("level", "error")
                    writer.member("message") { $0.sarifText(problem) }
                }
            }
        }
    }

    /// Rules that judged nothing, and what persons answer; how many they are.
    private mutating func withoutResources(_ assessment: AssessmentResults) -> Int {
        // They stand in no file, and so are told of where everything is.
        let idleRules = assessment.holds(.notApplicable) ? assessment.idleRules : []
        for rule in idleRules {
            object { writer in
                writer.member("ruleId", rule.reference)
                writer.kind(rule.idleStatus.sarifKind, rule.severity)
                writer.member("message") { $0.sarifText(rule.idleText) }
            }
        }
        let answers = assessment.holds(.manual) ? assessment.answers : []
        for (control, status) in answers {
            object { writer in
                writer.member("ruleId", "control/\(control.id)")
                writer.kind(status.sarifKind, .high)
                writer.member("message") { $0.sarifText("\(control.name): \(control.answerText)") }
            }
        }
        return idleRules.count + answers.count
    }

    mutating func kind(_ kind: String, _ severity: SeverityLevel) {
        member("kind", kind)
        // SARIF 2.1.0, 3.27.10: whatever is no failure has no level.
        member("level", kind == ReportedStatus.fail.sarifKind ? severity.sarifLevel : "none")
    }

    /// `{text}`
    mutating func sarifText(_ text: String) {
        object { $0.member("text", text) }
    }
}

extension SeverityLevel {
    fileprivate var sarifLevel: String {
        switch self {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .informational: "note"
        }
    }

    /// On the scale of CVSS, as GitHub reads it: above 9 critical, from 7 high, from 4 medium.
    fileprivate var securitySeverity: String? {
        switch self {
        case .critical: "9.5"
        case .high: "8.0"
        case .medium: "5.5"
        case .low: "2.0"
        case .informational: nil
        }
    }
}
