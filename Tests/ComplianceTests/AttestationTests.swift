import Compliance
import ResourceDocuments
import SourceText
import Testing

/// `by hand` is a control that no rule answers.
@Suite struct AttestationTests {
    private static let now = Instant("2026-01-01T00:00:00Z") ?? Instant(seconds: 0)

    private func attestation(
        _ outcome: Attestation.Outcome, control: String = "by hand", attachment: String? = nil, from: Int64 = -10,
        until: Int64? = nil, evidence: Attestation.EvidenceFile? = nil
    ) -> Attestation {
        let instant = { (offset: Int64) in Instant(seconds: Self.now.seconds + offset) }
        return Attestation(
            id: "a", control: control, attachment: attachment, outcome: outcome, statement: "seen", author: "ann",
            evidence: evidence, validity: Validity(createdAt: instant(from), expiresAt: until.map(instant)))
    }

    private func scan(_ attestations: [Attestation]) throws -> Scan {
        let plan = try #require(try ExampleWorld.plan(ExampleWorld.attachmentText()).plan)
        return ScanRunner.run(plan, on: ExampleWorld.inventory(), asOf: Self.now, attestations: attestations)
    }

    @Test(arguments: Attestation.Outcome.allCases)
    func theControlStandsAsAttested(_ outcome: Attestation.Outcome) throws {
        let scan = try scan([attestation(outcome)])
        #expect(scan.controls.map(\.status) == [.notCompliant, outcome.status])
        #expect(scan.controls[1].attestation?.author == "ann")
        #expect(scan.score().percent == 50)
    }

    @Test func anExpiredOneWantsAPersonAgain() throws {
        #expect(try scan([attestation(.compliant, until: 0)]).controls[1].status == .userEvaluationRequired)
        #expect(try scan([attestation(.compliant, until: 1)]).controls[1].status == .compliant)
        #expect(try scan([attestation(.compliant, from: 1)]).controls[1].status == .userEvaluationRequired)
    }

    @Test func theLastOneSpeaks() throws {
        let scan = try scan([attestation(.compliant, from: -1), attestation(.notCompliant, from: -5)])
        #expect(scan.controls[1].status == .compliant)
        let bound = try self.scan([attestation(.compliant, attachment: "staging")])
        #expect(bound.controls[1].status == .userEvaluationRequired)
    }

    /// What rules answer no person can.
    @Test func aControlOfRulesIsNotAttested() throws {
        let scan = try scan([attestation(.compliant, control: "6.1.1")])
        #expect(scan.controls.map(\.status) == [.notCompliant, .userEvaluationRequired])
        #expect(scan.controls[0].attestation == nil)
    }

    /// One that speaks for nothing is told of; one that may be another attachment's, or is not in force, is not.
    @Test func whatSpeaksForNothingIsTold() throws {
        func told(_ attestation: Attestation) throws -> [String] {
            try scan([attestation]).diagnostics.filter { $0.kind.code == "W4160" }.map {
                "\($0.message): \($0.hint ?? "")"
            }
        }
        #expect(try told(attestation(.compliant)) == [])
        #expect(
            try told(attestation(.compliant, control: "6.1.1")).first?.contains("rules answer in all its parts") == true
        )
        #expect(try told(attestation(.compliant, control: "6.1.1", until: 0)) == [])
        #expect(
            try told(attestation(.compliant, control: "by hnd", attachment: "prod")).first?.contains(
                "did you mean 'by hand'?") == true)
        #expect(try told(attestation(.compliant, control: "by hnd")) == [])
        #expect(try told(attestation(.compliant, control: "by hnd", attachment: "staging")) == [])
    }

    /// 1 of 2 evaluations passes; `by hand` is shown beside them: (1 + 1) / 3 attested compliant or not at all, 1 / 3 attested not
    /// compliant, 1 / 2 where it does not apply.
    @Test(
        arguments: [(nil, 66), (.compliant, 66), (.notCompliant, 33), (.notApplicable, 50)]
            as [(Attestation.Outcome?, Int)])
    func threatMappersScoreCountsAsAttested(_ outcome: Attestation.Outcome?, _ percent: Int) throws {
        #expect(try scan(outcome.map { [attestation($0)] } ?? []).score(.threatmapper).percent == percent)
    }

    @Test func anAuditLooksAtTheEvidence() {
        let file = Attestation.EvidenceFile(path: "e.txt", digest: "00ff")
        let audit = { (digest: String?, until: Int64?) in
            AttestationAudit(
                [attestation(.compliant, until: until, evidence: file)], at: Self.now, within: TimeSpan(seconds: 60),
                among: KnownNames(), digest: { $0 == "e.txt" ? digest : nil })
        }
        #expect(audit("00ff", nil).entries.map(\.concerns) == [[]])
        #expect(!audit("00ff", 61).asksForAction)
        #expect(audit("00ff", 60).entries.map(\.concerns) == [[.expiring]])
        #expect(audit("01ff", nil).entries.map(\.concerns) == [[.evidenceChanged]])
        #expect(audit(nil, 0).entries.map(\.concerns) == [[.expired, .evidenceMissing]])
    }

    @Test func whatNobodyHasIsSaid() {
        let known = KnownNames(attachments: ["prod"], controls: ["by hand", "6.1.1"])
        func said(_ attestations: Attestation...) -> [String?] {
            AttestationDiagnostics.unknownSubjects(attestations, among: known, at: Self.now).map(\.hint)
        }
        #expect(said(attestation(.compliant), attestation(.compliant, attachment: "prod")) == [])
        #expect(said(attestation(.compliant, control: "by hnd")) == ["did you mean 'by hand'?"])
        #expect(said(attestation(.compliant, attachment: "prdo")) == ["did you mean 'prod'?"])
        #expect(said(attestation(.compliant, control: "by hnd", until: 0)) == [])

        func concerns(_ attestation: Attestation, among known: KnownNames) -> [AttestationAudit.Concern] {
            AttestationAudit([attestation], at: Self.now, within: TimeSpan(seconds: 0), among: known) { _ in nil }
                .entries.flatMap(\.concerns)
        }
        let lost = attestation(.compliant, control: "by hnd", attachment: "prdo")
        #expect(concerns(lost, among: known) == [.unknownControl, .unknownAttachment])
        #expect(concerns(attestation(.compliant, attachment: "prod"), among: known) == [])
        // Nothing was recorded yet.
        #expect(concerns(lost, among: KnownNames()) == [])
    }
}
