import Compliance
import RuleSyntax
import SourceText

/// The results of a run.
extension JSONWriter {
    /// One for each finding of a result; one for a result without findings. A place that several findings share is told of once each. Returns how many.
    mutating func results(
        of result: AssessedResult, in assessment: AssessmentResults, _ seen: inout Set<Fingerprint>,
        _ occurrences: inout Fingerprint.OccurrencesInOrder
    ) -> Int {
        let rule = assessment.rule(of: result)
        let resource = assessment.resource(of: result)
        let findings = result.status == .pass ? [] : assessment.findings(of: result)
        let fingerprints = Fingerprint.fingerprints(
            of: findings, rule: rule, resource: resource, occurrence: occurrences.next(result, in: assessment))
        for (position, fingerprint) in fingerprints.enumerated() {
            let finding = findings.indices.contains(position) ? findings[position] : nil
            if assessment.baseline != nil, ReportedStatus.open.contains(result.status) { seen.insert(fingerprint) }
            let text = occurrences.text(of: fingerprint)
            object { $0.members(of: result, finding, fingerprint, writtenAs: text, in: assessment) }
        }
        return fingerprints.count
    }

    private mutating func members(
        of result: AssessedResult, _ finding: ReportedFinding?, _ fingerprint: Fingerprint,
        writtenAs text: String, in assessment: AssessmentResults
    ) {
        let rule = assessment.rule(of: result)
        let resource = assessment.resource(of: result)
        member("ruleId", rule.reference)
        member("ruleIndex", result.rule)
        kind(result.sarifKind, rule.severity)
        member("message") { $0.sarifText(finding?.text ?? rule.heading) }
        member("locations") { writer in
            writer.array { writer in
                writer.object { writer in
                    writer.location(finding?.place, orFile: resource.file)
                    writer.member("logicalLocations") { writer in
                        writer.array { writer in
                            writer.object { writer in
                                writer.member("name", resource.title)
                                writer.member("fullyQualifiedName", "\(resource.kind)/\(resource.id)")
                                writer.member("kind", "resource")
                            }
                        }
                    }
                }
            }
        }
        if let finding { related(to: finding) }
        member("partialFingerprints") { writer in
            writer.object { $0.member(.text(Fingerprint.name), text) }
        }
        if let baseline = assessment.baseline, ReportedStatus.open.contains(result.status) {
            let state = baseline.state(
                of: fingerprint,
                on: Baseline.Grounds(
                    isFailure: finding?.isFailure ?? (result.verdict == .fail), deciding: finding?.deciding,
                    others: finding?.others),
                message: finding?.text ?? rule.heading)
            member("baselineState", state.rawValue)
        }
        if let mask = result.mask {
            member("suppressions") { writer in writer.array { $0.suppression(mask) } }
        }
        member("properties") { writer in
            writer.object { writer in
                writer.member("status", result.status.rawValue)
                writer.member("beneath", result.mask == nil ? nil : result.verdict.word)
                writer.member("severity", rule.severity.rawValue)
                writer.member("kind", resource.kind)
                writer.member("resource", resource.id)
                writer.member("account", resource.account)
                writer.member("region", resource.region)
                writer.member("path", finding?.path)
                writer.member("missing", finding?.missing)
                writer.member("causes", finding?.causes ?? [])
                writer.member("controls", assessment.controls(of: result).map(\.id))
            }
        }
    }

    /// The rule's tests, or its clause where none of them decides alone, the parameters' origins and places in other resources, each with words of its
    /// own.
    private mutating func related(to finding: ReportedFinding) {
        let clause = finding.tests.contains { $0.place != nil } ? nil : finding.clausePlace
        let places: [(place: ReportedPlace?, text: String)] =
            finding.tests.map { ($0.place, "\($0.subject) is \($0.actual); \($0.expected)") }
            + [(clause, "what the rule asks")]
            + finding.parameters.map { parameter in
                (
                    parameter.place,
                    "\(parameter.name) is \(parameter.value)" + (parameter.setBy.map { ", set by \($0)" } ?? "")
                )
            } + finding.related.map { ($0.place, "\($0.resource) (\($0.kind)): \($0.label)") }
        let placed = places.compactMap { entry in entry.place.map { (place: $0, text: entry.text) } }
        if placed.isEmpty { return }
        member("relatedLocations", array: placed.enumerated()) { writer, entry in
            writer.object { writer in
                writer.member("id", entry.offset)
                writer.location(entry.element.place, orFile: "")
                writer.member("message") { $0.sarifText(entry.element.text) }
            }
        }
    }

    /// What was open in the baseline and is not any more.
    mutating func absent(_ finding: Baseline.Finding, _ fingerprint: String) {
        object { writer in
            writer.member("ruleId", finding.rule)
            // It may be mended, masked or gone with its resource: nobody says that it passes.
            writer.member("kind", "informational")
            writer.member("level", "none")
            writer.member("message") { $0.sarifText(finding.message) }
            writer.member("locations") { writer in
                writer.array { writer in writer.object { $0.location(finding.place, orFile: finding.file) } }
            }
            writer.member("partialFingerprints") { writer in
                writer.object { $0.member(.text(Fingerprint.name), fingerprint) }
            }
            writer.member("baselineState", Baseline.State.absent.rawValue)
        }
    }

    private mutating func suppression(_ mask: RecordedMask) {
        object { writer in
            writer.member("kind", mask.isInline ? "inSource" : "external")
            writer.member("status", "accepted")
            writer.member("justification", mask.justification ?? "no reason given")
            writer.member("properties") { writer in
                writer.object { writer in
                    writer.member("id", mask.id)
                    writer.member("category", mask.category)
                    writer.member("target", mask.target)
                    writer.member("author", mask.author)
                    writer.member("expiresAt", mask.expiresAt)
                }
            }
        }
    }

    /// `physicalLocation`: the place, or else the whole file.
    private mutating func location(_ place: ReportedPlace?, orFile file: String) {
        member("physicalLocation") { writer in
            writer.object { writer in
                writer.member("artifactLocation") { writer in
                    writer.object { $0.member("uri", FileReference.uri(of: place?.file ?? file)) }
                }
                guard let place else { return }
                writer.member("region") { writer in
                    writer.object { writer in
                        writer.member("startLine", place.line)
                        writer.member("startColumn", place.column)
                        writer.member("endLine", place.endLine)
                        writer.member("endColumn", place.endColumn)
                    }
                }
            }
        }
    }
}

/// Files as URI references (RFC 3986, 4.1): relative ones stay so, for a report speaks of a checkout.
enum FileReference {
    static func uri(of file: String) -> String {
        let path = file.utf8.map { byte in
            isUnreserved(byte) || byte == UInt8(ascii: "/") ? String(UnicodeScalar(byte)) : "%" + hexadecimal(byte)
        }.joined()
        return file.hasPrefix("/") ? "file://\(path)" : path
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String { HexadecimalText.text([byte]).uppercased() }
}
