import Compliance
import ResourceDocuments

/// One scan with the UUIDs that its parts refer to one another by.
struct OSCALResult {
    let assessment: AssessmentResults
    let uuid: String
    /// Of each resource, in their order.
    let items: [String]
    let observations: [Observation]
    /// The masks that results are under, each once, with their UUIDs.
    let risks: [(mask: RecordedMask, uuid: String)]

    /// What was seen: of what passes all resources of a rule together, else one result.
    struct Observation {
        enum Subject {
            case passes(rule: Int, [AssessedResult])
            case result(AssessedResult)
            case answer(AssessedControl)
        }

        let uuid: String
        let subject: Subject
    }

    init(_ assessment: AssessmentResults) {
        self.assessment = assessment
        let names: [[String]] = assessment.results.map { result in
            [assessment.rule(of: result).reference] + assessment.resource(of: result).key + [result.status.rawValue]
        }
        let answers: [String] = assessment.answers.flatMap { [$0.control.id, $0.status.rawValue] }
        let run = ["result", assessment.title, assessment.asOf.description]
        let uuid = ContentUUID.make(run + Array(names.joined()) + answers)
        self.uuid = uuid
        items = assessment.resources.map { ContentUUID.make(["item"] + $0.key + [$0.file]) }
        var masks: Set<RecordedMask> = []
        risks = assessment.results.compactMap(\.mask).filter { masks.insert($0).inserted }.map { mask in
            (
                mask,
                ContentUUID.make(["risk", uuid, mask.id ?? "", mask.target, mask.category, mask.justification ?? ""])
            )
        }
        var observations: [Observation] = []
        var passes: [AssessedResult] = []
        func takePasses() {
            guard let first = passes.first else { return }
            let name = ["passes", uuid, assessment.rule(of: first).reference]
            observations.append(
                Observation(uuid: ContentUUID.make(name), subject: .passes(rule: first.rule, passes)))
            passes = []
        }
        for (position, result) in assessment.results.enumerated() {
            if let first = passes.first, first.rule != result.rule { takePasses() }
            if result.status == .pass {
                passes.append(result)
                continue
            }
            // Two resources may share all that names them; their places in the list do not.
            let name = ["observation", uuid, String(position)] + names[position]
            observations.append(Observation(uuid: ContentUUID.make(name), subject: .result(result)))
        }
        takePasses()
        for (control, status) in assessment.answers where control.attestation != nil {
            let name = ["answer", uuid, String(control.standing.profile), control.id, status.rawValue]
            observations.append(Observation(uuid: ContentUUID.make(name), subject: .answer(control)))
        }
        self.observations = observations
    }
}

extension JSONWriter {
    mutating func result(_ result: OSCALResult) {
        let assessment = result.assessment
        object { writer in
            writer.member("uuid", result.uuid)
            writer.oscalMember("title", "Scan of \(assessment.title)")
            writer.oscalMember("description", assessment.summaryText)
            writer.member("start", assessment.asOf.description)
            writer.member("end", assessment.asOf.description)
            let profiles: [(name: String, value: String?)] = assessment.profiles.map { ("profile", $0.name) }
            let run: [(name: String, value: String?)] = [
                (
                    // Nobody who looks for the one takes the other for it.
                    assessment.isComplete ? "score" : "score-of-what-could-be-read", assessment.score.map { String($0) }
                ), ("complete", String(assessment.isComplete)),
                ("resources", String(assessment.resourceCount)),
            ]
            writer.oscalProperties(run + profiles)
            writer.localDefinitions(of: result)
            writer.reviewedControls(of: assessment)
            if !result.observations.isEmpty {
                writer.member("observations", array: result.observations) { $0.observation($1, of: result) }
            }
            if !result.risks.isEmpty {
                writer.member("risks", array: result.risks) { writer, risk in
                    writer.risk(risk.mask, risk.uuid)
                }
            }
            let findings = OSCALFinding.findings(of: result)
            if !findings.isEmpty {
                writer.member("findings", array: findings) { writer, finding in writer.finding(finding) }
            }
            let remarks = [
                assessment.isEmpty ? "\(assessment.emptyText.capitalizedFirst): this is no pass." : nil,
                assessment.gaps.text.map { "\($0.capitalizedFirst)." },
            ].compactMap(\.self)
            if !remarks.isEmpty { writer.oscalMember("remarks", remarks.joined(separator: " ")) }
        }
    }

    private mutating func localDefinitions(of result: OSCALResult) {
        if result.items.isEmpty { return }
        member("local-definitions") { writer in
            writer.object { writer in
                writer.member("inventory-items", array: zip(result.assessment.resources, result.items)) {
                    writer, entry in
                    let resource = entry.0
                    writer.object { writer in
                        writer.member("uuid", entry.1)
                        writer.oscalMember("description", "\(resource.title) (\(resource.kind))")
                        writer.oscalProperties([
                            ("kind", resource.kind), ("resource-id", resource.id), ("account", resource.account),
                            ("region", resource.region), ("group", resource.group), ("file", resource.file),
                        ])
                    }
                }
            }
        }
    }

    private mutating func reviewedControls(of assessment: AssessmentResults) {
        var seen: Set<String> = []
        let tokens = assessment.controls.map { OSCALFinding.token(of: $0) }.filter { seen.insert($0).inserted }
        member("reviewed-controls") { writer in
            writer.object { writer in
                writer.member("control-selections") { writer in
                    writer.array { writer in
                        writer.object { writer in
                            if tokens.isEmpty { return writer.member("include-all") { $0.object { _ in } } }
                            writer.member("include-controls", array: tokens) { writer, token in
                                writer.object { $0.member("control-id", token) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A mask is a deviation that somebody approved.
    private mutating func risk(_ mask: RecordedMask, _ uuid: String) {
        object { writer in
            writer.member("uuid", uuid)
            writer.oscalMember("title", "Masked: \(mask.target)")
            writer.oscalMember("description", mask.justification ?? "no reason given")
            writer.oscalMember("statement", mask.phrase)
            writer.oscalProperties([
                ("mask-id", mask.id), ("category", mask.category), ("author", mask.author),
                ("expires-at", mask.expiresAt),
            ])
            writer.member("status", "deviation-approved")
        }
    }
}
