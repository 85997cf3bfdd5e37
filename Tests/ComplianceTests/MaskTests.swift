import Compliance
import ResourceDocuments
import SourceText
import Testing

/// Zones `zone-1` (group prod, fails) and `zone-2` (group sandbox, passes) under the control 6.1.1, and what masks make of them.
@Suite struct MaskTests {
    private static let now = Instant("2026-01-01T00:00:00Z") ?? Instant(seconds: 0)

    private func mask(
        _ target: MaskTarget, id: String = "m", from: Int64 = -10, until: Int64? = nil, removed: Int64? = nil
    ) -> Mask {
        let instant = { (offset: Int64) in Instant(seconds: Self.now.seconds + offset) }
        return Mask(
            id: id, target: target, category: .waiver, justification: "known", author: "ann",
            validity: Validity(
                createdAt: instant(from), expiresAt: until.map(instant),
                removal: removed.map { Validity.Removal(at: instant($0), author: "bob", reason: "fixed") }))
    }

    private func scan(_ masks: [Mask], attestations: [Attestation] = [], attachment: String = "") throws -> Scan {
        let text = attachment + ExampleWorld.attachmentText()
        let plan = try #require(try ExampleWorld.plan(text).plan)
        return ScanRunner.run(
            plan, on: ExampleWorld.inventory(), asOf: Self.now, masks: masks, attestations: attestations)
    }

    private static let zone1 = MaskTarget.ResourceSelector(id: "zone-1")

    @Test(arguments: [
        (MaskTarget.result(rule: "cis_tls_version", resource: zone1), EvaluationSummary(passed: 1, masked: 1)),
        (
            .result(rule: "rule-e16fcfea-fe21-4d30-a721-423611481fea", resource: zone1),
            EvaluationSummary(passed: 1, masked: 1)
        ),
        (.result(rule: "needs_a_limit", resource: zone1), EvaluationSummary(passed: 1, failed: 1)),
        (.resource(zone1), EvaluationSummary(passed: 1, masked: 1)),
        (.resource(.init(id: "zone-2")), EvaluationSummary(failed: 1, masked: 1)),
        (.resource(.init(id: "zone-1", kind: "is.vpc")), EvaluationSummary(passed: 1, failed: 1)),
        (.resource(.init(id: "zone-1", account: "acc1")), EvaluationSummary(passed: 1, masked: 1)),
        (.resource(.init(id: "zone-1", account: "acc2")), EvaluationSummary(passed: 1, failed: 1)),
        (.control("6.1.1", area: nil), EvaluationSummary(masked: 2)),
        (
            .control("6.1.1", area: MaskArea(level: .resourceGroup, id: "prod")),
            EvaluationSummary(passed: 1, masked: 1)
        ),
        (.control("6.1.1", area: MaskArea(level: .account, id: "acc1")), EvaluationSummary(masked: 2)),
        (.control("6.1.2", area: nil), EvaluationSummary(passed: 1, failed: 1)),
        (.profile("Example"), EvaluationSummary(masked: 2)),
        (.profile("Another"), EvaluationSummary(passed: 1, failed: 1)),
    ])
    func eachLevelMasksWhatItNames(_ target: MaskTarget, _ summary: EvaluationSummary) throws {
        let scan = try scan([mask(target)])
        #expect(scan.evaluationSummary == summary)
        #expect(scan.controls[0].evidence.evaluations == summary)
        #expect(scan.score().total == Double(summary.passed + summary.failed))
    }

    /// What is masked is out of every count; a control of which everything is masked is not compliant.
    @Test func nothingMaskedPasses() throws {
        let failing = try scan([mask(.resource(Self.zone1))])
        #expect(failing.controls[0].status == .compliant)
        #expect(failing.score().percent == 100)
        let all = try scan([mask(.control("6.1.1", area: nil))])
        #expect(all.controls[0].status == .notApplicable)
        #expect(all.score().percent == nil)
        #expect(all.gatedRules.allSatisfy { $0.evaluations.total == 0 })
    }

    @Test func whatLiesBeneathIsKept() throws {
        let scan = try scan([mask(.profile("Example"), id: "m-1"), mask(.resource(Self.zone1), id: "m-2")])
        #expect(scan.masks.uses == [MaskUse(passed: 1), MaskUse(failed: 1)])
        let evaluations = Array(scan.rules[0].evaluations.evaluations)
        #expect(evaluations.map(\.verdict) == [.fail, .pass])
        #expect(evaluations.map { $0.mask?.justification } == ["known", "known"])
        #expect(evaluations.allSatisfy { !$0.isOpen })
    }

    /// The instant of an end is behind it; that of a beginning is in it.
    @Test(
        arguments: [
            (-10, nil, nil, .active), (0, nil, nil, .active), (1, nil, nil, .pending), (-10, 1, nil, .active),
            (-10, 0, nil, .expired), (-10, 1, 0, .removed), (-10, 1, 1, .active), (-10, -5, -1, .removed),
        ] as [(Int64, Int64?, Int64?, Validity.State)])
    func aMaskCountsFromItsBeginningToItsEnd(
        _ from: Int64, _ until: Int64?, _ removed: Int64?, _ state: Validity.State
    ) throws {
        let mask = mask(.resource(Self.zone1), from: from, until: until, removed: removed)
        #expect(mask.validity.state(at: Self.now) == state)
        #expect(try scan([mask]).evaluationSummary.masked == (state == .active ? 1 : 0))
    }

    /// What lies beneath two masks is set aside by the first, and both are needed.
    @Test(
        arguments: [
            (MaskUse(), MaskUse(failed: 1), .alsoMasked), (MaskUse(), MaskUse(unknown: 1), .alsoMasked),
            (MaskUse(), MaskUse(passed: 1), .alsoMasked), (MaskUse(passed: 2), MaskUse(unknown: 1), .alsoMasked),
            (MaskUse(passed: 2), MaskUse(passed: 1), .matchesOnlyPasses), (MaskUse(failed: 1), MaskUse(failed: 1), nil),
        ] as [(MaskUse, MaskUse, MaskAudit.Concern?)])
    func aMaskUnderAnotherIsNeeded(_ own: MaskUse, _ overlap: MaskUse, _ concern: MaskAudit.Concern?) {
        var uses = MaskUses()
        uses.add(own, of: "m")
        uses.add(overlap, of: "m", setAsideBy: "other")
        let audit = MaskAudit(
            [mask(.resource(Self.zone1), id: "m")], uses: uses, at: Self.now, within: TimeSpan(seconds: 0))
        #expect(audit.entries[0].concerns == [concern].compactMap(\.self))
        #expect(audit.entries[0].others == (concern == .alsoMasked ? ["other"] : []))
        #expect(audit.asksForAction == (concern == .matchesOnlyPasses))
    }

    @Test func anAuditNamesWhatSomebodyShouldLookAt() {
        let day: Int64 = 86_400
        var uses = MaskUses()
        for id in ["expired", "soon", "needed"] { uses.add(MaskUse(failed: 1), of: id) }
        uses.add(MaskUse(passed: 3), of: "passes")
        uses.add(MaskUse(), of: "nothing")
        let target = MaskTarget.resource(Self.zone1)
        let masks = [
            mask(target, id: "expired", until: 0), mask(target, id: "soon", until: 30 * day),
            mask(target, id: "later", until: 30 * day + 1), mask(target, id: "needed"), mask(target, id: "passes"),
            mask(target, id: "nothing"), mask(target, id: "gone", removed: -1),
        ]
        let audit = MaskAudit(masks, uses: uses, at: Self.now, within: TimeSpan(seconds: 30 * day))
        let concerns: [[MaskAudit.Concern]] = [
            [.expired], [.expiring], [.notYetApplied], [], [.matchesOnlyPasses], [.matchesNothing],
        ]
        #expect(audit.entries.map(\.concerns) == concerns)
        #expect(audit.asksForAction)
        #expect(!MaskAudit([masks[2], masks[3]], uses: uses, at: Self.now, within: TimeSpan(seconds: 0)).asksForAction)
    }
}

/// A rule that two controls use, and masks of one of them.
@Suite struct SharedRuleMaskTests {
    private static let now = Instant("2026-01-01T00:00:00Z") ?? Instant(seconds: 0)

    private func scan(_ masked: [String]) throws -> Scan {
        let library = """
            control_library_name: L
            controls:
              - control_name: a
                control_specifications: [{assessments: [{assessment_id: cis_tls_version}]}]
              - control_name: b
                control_specifications: [{assessments: [{assessment_id: cis_tls_version}]}]

            """
        let read = try #require(ControlLibraryReader.read(try ExampleWorld.document(library)).library)
        let profile = try ExampleWorld.profile("profile_name: P\ncontrols: [{control_id: a}, {control_id: b}]\n")
        let attachment = try #require(try ExampleWorld.attachment(ExampleWorld.attachmentText(profile: "P")).attachment)
        let plan = try ScanPlan.make(
            attachment: attachment, profiles: [profile], libraries: [read], rules: try ExampleWorld.rules()
        ).get()
        let masks = masked.map { control in
            Mask(
                id: "m-\(control)", target: .control(control, area: nil), category: .mitigated, justification: "known",
                author: "ann", validity: Validity(createdAt: Self.now))
        }
        return ScanRunner.run(plan, on: ExampleWorld.inventory(), asOf: Self.now, masks: masks)
    }

    /// The other control sees what it saw, and the evaluation counts.
    @Test func aControlsMaskLeavesTheOtherControl() throws {
        let scan = try scan(["a"])
        #expect(scan.evaluationSummary == EvaluationSummary(passed: 1, failed: 1))
        #expect(scan.controls.map(\.status) == [.notApplicable, .notCompliant])
        #expect(scan.controls.map(\.evidence.evaluations.masked) == [2, 0])
        #expect(scan.masks.uses == [MaskUse(passed: 1, failed: 1)])
        #expect(scan.score().percent == 50)
        // Of control b alone: one assessment, and it fails.
        let flat = scan.score(.xccdfFlatUnweighted)
        #expect((flat.passed, flat.total) == (0, 1))
    }

    @Test func whatAllControlsMaskIsMasked() throws {
        let scan = try scan(["a", "b"])
        #expect(scan.evaluationSummary == EvaluationSummary(masked: 2))
        #expect(scan.controls.map(\.status) == [.notApplicable, .notApplicable])
    }
}
