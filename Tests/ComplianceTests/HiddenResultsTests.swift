import Compliance
import ComplianceReports
import Foundation
import ResourceDocuments
import SourceText
import Testing

/// `zone-1` (group prod, fails) and `zone-2` (group sandbox, passes) under the control 6.1.1, one of them hidden by a subscope.
@Suite struct HiddenResultsTests {
    private static let now = Instant(seconds: 1_767_225_600)

    private func scan(hiding group: String, masks: [Mask] = []) throws -> Scan {
        let text = """
            name: prod
            profile_id: Example
            scope:
              - scope_type: account
                scope_id: acc1
                subscopes:
                  - { name: auditors, exclusions: [{ scope_type: account.resource_group, scope_id: \(group) }] }

            """
        let (plan, diagnostics) = try ExampleWorld.plan(text)
        return ScanRunner.run(
            try #require(plan, "\(diagnostics.map(\.message))"), on: ExampleWorld.inventory(), asOf: Self.now,
            masks: masks)
    }

    /// Out of counts, statuses and scores; and the scan says how many there are.
    @Test(
        arguments: [
            ("prod", EvaluationSummary(passed: 1, hidden: 1), ComplianceStatus.compliant, 100),
            ("sandbox", EvaluationSummary(failed: 1, hidden: 1), .notCompliant, 0),
        ])
    func whatIsHiddenCountsNowhere(
        _ group: String, _ summary: EvaluationSummary, _ status: ComplianceStatus, _ percent: Int
    ) throws {
        let scan = try scan(hiding: group)
        #expect(scan.evaluationSummary == summary)
        #expect(scan.controls[0].evidence.evaluations == summary)
        #expect(scan.controls[0].status == status)
        #expect(scan.score().percent == percent)
        #expect(scan.profiles[0].evaluationSummary == summary)
        #expect(scan.evaluationsRun == 2)
        #expect(scan.hidden.map(\.evaluations) == [1])
        #expect(scan.hidden.map(\.resources) == [1])
        #expect(
            scan.hidden.map(\.part.description)
                == ["account.resource_group \(group) of subscope auditors in account acc1"])
    }

    @Test func listsLeaveItOutAndHistoryKeepsIt() throws {
        let scan = try scan(hiding: "prod")
        let evaluations = scan.rules[0].evaluations
        #expect(evaluations.evaluations.map(\.verdict) == [.pass])
        var position = 0
        let stored = evaluations.stored(from: &position, below: .max)
        #expect(stored.map(\.verdict) == [.fail, .pass])
        #expect(stored.map { $0.mask != nil } == [true, false])
        #expect(scan.masks.masks.map(\.category) == ["hidden"])
        var text = ""
        ScanTextReport.write(scan, to: { text += $0 })
        #expect(!text.contains("example.com"))
        #expect(
            text.contains(
                "hidden (1)\n  1 result  of 1 resource  account.resource_group prod of subscope auditors in account acc1\n"
            ))
        var json = ""
        ScanJSONReport.write(scan, to: { json += $0 })
        #expect(!json.contains("zone-1"))
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect((report["evaluations_summary"] as? [String: Any])?["hidden_count"] as? Int == 1)
        #expect((report["hidden"] as? [[String: Any]])?.first?["subscope"] as? String == "auditors")
        #expect(report["evaluations_run"] as? Int == 2)
    }

    /// A mask has nothing to say of what nobody sees.
    @Test func whatIsHiddenIsNotMasked() throws {
        let mask = Mask(
            id: "m", target: .resource(.init(id: "zone-1")), category: .waiver, justification: "known", author: "ann",
            validity: Validity(createdAt: Instant(seconds: Self.now.seconds - 10)))
        let scan = try scan(hiding: "prod", masks: [mask])
        #expect(scan.evaluationSummary == EvaluationSummary(passed: 1, hidden: 1))
        #expect(scan.masks.uses == [MaskUse(), MaskUse(failed: 1)])
    }

    @Test func everythingHiddenIsNoScore() throws {
        let text = """
            name: prod
            profile_id: Example
            scope: [{ scope_type: account, scope_id: acc1, subscopes: [{ exclusions: [{ kinds: [internet-svcs.*] }] }] }]

            """
        let plan = try #require(try ExampleWorld.plan(text).plan)
        let scan = ScanRunner.run(plan, on: ExampleWorld.inventory(), asOf: Self.now)
        #expect(scan.evaluationSummary == EvaluationSummary(hidden: 2))
        #expect(scan.controls[0].status == .notApplicable)
        #expect(scan.score().percent == nil)
    }
}

/// What is shown before anything is evaluated.
@Suite struct ScanPreviewTests {
    private func preview() throws -> ScanPreview {
        let text = """
            name: prod
            profiles: [Example, Bounded]
            switched_off_controls: [{ control: by hand, reason: the office is closed }]
            scope: [{ scope_type: account, scope_id: acc1 }]
            attachment_parameters:
              - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: "['1.3']" }

            """
        let (plan, diagnostics) = try ExampleWorld.plan(text)
        return ScanPreview(
            PlannedScan(try #require(plan, "\(diagnostics.map(\.message))")), on: ExampleWorld.inventory(),
            asOf: Instant(seconds: 1_767_225_600))
    }

    @Test func thePreviewTellsWhatWouldBeEvaluated() throws {
        let preview = try preview()
        #expect(preview.kinds == [.init(kind: "internet-svcs.zone", resources: 2, rules: 1)])
        #expect(preview.resourceCount == 2)
        var text = ""
        PreviewTextReport.write(preview, to: { text += $0 })
        for expected in [
            "preview of attachment prod: nothing is evaluated\n", "Example: 1 control on, 1 off\n",
            "  on   6.1.1    TLS 1.2 at least  cis_tls_version\n", "switched off: the office is closed\n",
            "Bounded: 1 control on, 0 off\n", "rules (1)\n", "[\"1.3\"]", "set by attachment prod\n",
            "resources in scope (2)\n  internet-svcs.zone  2 resources  1 rule\n",
        ] {
            #expect(text.contains(expected), "the preview lacks \(expected)")
        }
    }

    @Test func thePreviewIsJSONToo() throws {
        var json = ""
        PreviewJSONReport.write([try preview()], to: { json += $0 })
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let preview = try #require((report["previews"] as? [[String: Any]])?.first)
        #expect(
            Set(preview.keys) == ["attachment", "as_of", "profiles", "rules", "resources", "diagnostics"])
        let profiles = try #require(preview["profiles"] as? [[String: Any]])
        let controls = profiles.flatMap { $0["controls"] as? [[String: Any]] ?? [] }
        #expect(controls.map { $0["on"] as? Bool } == [true, false, true])
        #expect(controls.map { $0["reason"] as? String } == [nil, "the office is closed", nil])
        let parameters = try #require((preview["rules"] as? [[String: Any]])?.first?["parameters"] as? [[String: Any]])
        #expect(parameters.map { $0["origin"] as? String } == ["attachment"])
        let kinds = try #require((preview["resources"] as? [String: Any])?["kinds"] as? [[String: Any]])
        #expect(kinds.map { $0["resources"] as? Int } == [2])
    }
}
