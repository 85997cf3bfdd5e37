import Compliance
import RuleSyntax
import SourceText

/// GitLab's code quality report (docs.gitlab.com, CI/CD, Code Quality report format): one list, an object for each place, with the fields that
/// GitLab reads and no others.
///
/// Whatever stands in the list is a violation to GitLab, and it compares the lists of two branches by their fingerprints. So what passes is not in
/// it, and what is masked only where somebody asks for it.
enum CodeQualityReport {
    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var writer = JSONWriter(to: output)
        writer.array { writer in
            var seen: Set<String> = []
            for assessment in assessments {
                writer.violations(in: assessment, &seen)
                writer.gaps(in: assessment, &seen)
            }
        }
        writer.finish()
    }
}

extension JSONWriter {
    fileprivate mutating func violations(in assessment: AssessmentResults, _ seen: inout Set<String>) {
        var occurrences = Fingerprint.OccurrencesInOrder()
        for result in assessment.distinctResults {
            let rule = assessment.rule(of: result)
            let resource = assessment.resource(of: result)
            guard let severity = result.status.codeQualitySeverity(of: rule.severity) else { continue }
            let findings = assessment.findings(of: result)
            let prefix = result.status == .fail ? "" : "\(result.status.phrase): "
            let fingerprints = Fingerprint.fingerprints(
                of: findings, rule: rule, resource: resource, occurrence: occurrences.next(result, in: assessment))
            for (position, fingerprint) in fingerprints.enumerated()
            where seen.insert(fingerprint.text).inserted {
                let finding = findings.indices.contains(position) ? findings[position] : nil
                violation(
                    "\(prefix)\(resource.distinctTitle): \(finding?.text ?? rule.heading)", check: rule.name,
                    fingerprint.text,
                    severity, file: finding?.place?.file ?? resource.file, line: finding?.place?.line ?? 1)
            }
        }
    }

    /// An empty list would read as a good one, and so would one of what could be read.
    fileprivate mutating func gaps(in assessment: AssessmentResults, _ seen: inout Set<String>) {
        let gaps = [assessment.isEmpty ? assessment.emptyText : nil, assessment.gaps.text].compactMap(\.self)
        for words in gaps {
            let fingerprint = Fingerprint.fingerprint(of: [assessment.title, words])
            guard seen.insert(fingerprint).inserted else { continue }
            violation("\(assessment.title): \(words)", check: NormaTool.name, fingerprint, .blocker, file: ".", line: 1)
        }
    }

    private mutating func violation(
        _ description: String, check: String, _ fingerprint: String, _ severity: CodeQualitySeverity, file: String,
        line: Int
    ) {
        object { writer in
            writer.member("description", VisibleText.line(description))
            writer.member("check_name", check)
            writer.member("fingerprint", fingerprint)
            writer.member("severity", severity.rawValue)
            writer.member("location") { writer in
                writer.object { writer in
                    // A path from the repository's top, where the pipeline runs.
                    writer.member("path", file.hasPrefix("./") ? String(file.dropFirst(2)) : file)
                    writer.member("lines") { writer in writer.object { $0.member("begin", line) } }
                }
            }
        }
    }
}

/// GitLab's words.
enum CodeQualitySeverity: String {
    case info, minor, major, critical, blocker
}
