import Compliance
import ResourceDocuments
import RuleSyntax

extension JSONWriter {
    mutating func observation(_ observation: OSCALResult.Observation, of result: OSCALResult) {
        let assessment = result.assessment
        object { writer in
            writer.member("uuid", observation.uuid)
            switch observation.subject {
            case .passes(let rule, let passes):
                writer.observation(ofPasses: passes, assessment.rules[rule], in: result)
            case .result(let found): writer.observation(of: found, in: result)
            case .answer(let control): writer.observation(of: control)
            }
            writer.member("collected", (assessment.collectedAt ?? assessment.asOf).description)
            if let end = observation.expires { writer.member("expires", end) }
        }
    }

    private mutating func observation(
        ofPasses passes: [AssessedResult], _ rule: AssessedRule, in result: OSCALResult
    ) {
        oscalMember("title", rule.heading)
        oscalMember("description", "\(count(passes.count, "resource")) passed")
        oscalProperties([("rule", rule.reference), ("status", ReportedStatus.pass.rawValue)])
        member("methods", ["TEST"])
        member("subjects", array: passes) { $0.subject($1, in: result) }
    }

    private mutating func observation(of found: AssessedResult, in result: OSCALResult) {
        let assessment = result.assessment
        let rule = assessment.rule(of: found)
        let findings = assessment.findings(of: found)
        oscalMember("title", rule.heading)
        oscalMember(
            "description",
            "\(found.status.phrase)\(found.mask == nil ? "" : " (\(found.verdict.word) beneath)"): "
                + (findings.first?.text ?? rule.heading))
        oscalProperties([
            ("rule", rule.reference), ("status", found.status.rawValue), ("severity", rule.severity.rawValue),
            ("beneath", found.mask == nil ? nil : found.verdict.word),
        ])
        member("methods", ["TEST"])
        member("types", ["finding"])
        member("subjects") { writer in writer.array { $0.subject(found, in: result) } }
        if findings.isEmpty { return }
        member("relevant-evidence", array: findings) { writer, finding in
            writer.object { writer in
                if let place = finding.place {
                    writer.member("href", "\(FileReference.uri(of: place.file))#L\(place.line)")
                }
                writer.oscalMember("description", finding.text)
                writer.oscalProperties([
                    ("path", finding.path), ("missing", finding.missing), ("place", finding.place?.description),
                ])
            }
        }
    }

    private mutating func observation(of control: AssessedControl) {
        guard let attestation = control.attestation else { return }
        oscalMember("title", control.name)
        oscalMember("description", attestation.statement)
        oscalProperties([
            ("attestation", attestation.id), ("outcome", attestation.outcome.rawValue), ("author", attestation.author),
            ("evidence", attestation.evidence?.path), ("evidence-sha256", attestation.evidence?.digest),
        ])
        member("methods", [attestation.evidence == nil ? "INTERVIEW" : "EXAMINE"])
    }

    private mutating func subject(_ found: AssessedResult, in result: OSCALResult) {
        object { writer in
            writer.member("subject-uuid", result.items[found.resource])
            writer.member("type", "inventory-item")
        }
    }
}

extension OSCALResult.Observation {
    /// When it says nothing any more: the end of its mask or its attestation.
    fileprivate var expires: String? {
        switch subject {
        case .passes: nil
        case .result(let result): result.mask?.expiresAt
        case .answer(let control): control.attestation?.validity.expiresAt?.description
        }
    }
}
