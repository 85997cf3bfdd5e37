import Compliance
import ComplianceReports
import Foundation
import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct ScanTests {
    private static let asOf = Instant("2026-01-01T00:00:00Z")

    /// Runs the attachment.
    private func scan(_ attachment: String, inventory: InventoryReading = ExampleWorld.inventory()) throws -> Scan {
        let plan = try #require(try ExampleWorld.plan(attachment).plan)
        let asOf = try #require(Self.asOf)
        return ScanRunner.run(plan, on: inventory, asOf: asOf)
    }

    private func inventory(_ manifest: String) -> InventoryReading {
        var reader = InventoryReader()
        reader.read([
            SourceFile(name: "inventory.yaml", text: manifest),
            SourceFile(name: "zones.yaml", text: ExampleWorld.inventoryText),
        ])
        return reader.finish()
    }

    @Test func controlsTakeTheStatusOfTheirEvaluations() throws {
        let scan = try scan(ExampleWorld.attachmentText())
        #expect(scan.controls.map(\.control.name) == ["6.1.1", "by hand"])
        #expect(scan.controls.map(\.status) == [.notCompliant, .userEvaluationRequired])
        #expect(scan.evaluationSummary == EvaluationSummary(passed: 1, failed: 1))
        #expect(scan.controlSummary.total == 2)
        #expect(scan.score().percent == 50)
        // (1 passed + 1 by hand) / (2 evaluations + 1 by hand) = 66.67
        #expect(scan.score(.threatmapper).percent == 66)
        #expect(scan.resourceCount == 2)
    }

    @Test func whatIsExcludedIsNotJudged() throws {
        let scan = try scan(
            "exclusions: [{ scope_type: account.resource_group, scope_id: prod }]\n" + ExampleWorld.attachmentText())
        #expect(scan.evaluationSummary == EvaluationSummary(passed: 1))
        #expect(scan.controls.map(\.status) == [.compliant, .userEvaluationRequired])
        #expect(scan.scope.excludedCount == 1)
        #expect(scan.score().percent == 100)
    }

    /// An account as a whole is judged with its own scope.
    @Test func anAccountIsAResourceOfItsScope() throws {
        let text = ExampleWorld.attachmentText()
        let reading = ExampleWorld.inventory(
            ExampleWorld.inventoryText + "\n- { kind: is.vpc, id: v, account: acc2, properties: {} }\n")
        let plan = try #require(try ExampleWorld.plan(text).plan)
        let scope = ScopedResources(plan.attachment, in: reading)
        let judged = scope.inside.map { reading.inventory.resources[$0] }
        #expect(judged.map(\.id) == ["zone-1", "zone-2", "acc1"])
        #expect(scope.outsideCount == 1)
    }

    @Test func nothingToJudgeIsNoScore() throws {
        let text = ExampleWorld.attachmentText()
        let scan = try scan(
            text, inventory: ExampleWorld.inventory("- {kind: is.vpc, id: v, account: acc1, properties: {}}\n"))
        #expect(scan.controls.map(\.status) == [.notApplicable, .userEvaluationRequired])
        #expect(scan.evaluationSummary == EvaluationSummary(skipped: 1))
        #expect(scan.score().percent == nil)
    }

    /// What could not be read is no pass, and a failure stays one.
    @Test func whatCouldNotBeReadIsUnableToPerform() throws {
        let onlyGood = "exclusions: [{ scope_type: account.resource_group, scope_id: prod }]\n"
        let unread = { (account: String) in
            "kinds: [internet-svcs.zone]\ncould_not_read: [{ kind: internet-svcs.zone, account: \(account) }]\n"
        }
        let text = ExampleWorld.attachmentText()
        #expect(try scan(onlyGood + text, inventory: inventory(unread("acc1"))).controls[0].status == .unableToPerform)
        #expect(try scan(onlyGood + text, inventory: inventory(unread("acc2"))).controls[0].status == .compliant)
        #expect(try scan(text, inventory: inventory(unread("acc1"))).controls[0].status == .notCompliant)
    }

    @Test func theGateJudgesTheScan() throws {
        let rules = try scan(ExampleWorld.attachmentText()).gatedRules
        #expect(rules.map(\.controls) == [["6.1.1", "6.1.1"]])
        let decision = GateDecision.decide(rules, resourceCount: 2, options: GateOptions(controls: ["6.1.1"]))
        #expect(decision == .closed([.failures(count: 1, rules: ["cis_tls_version"])]))
    }

    @Test func theTextReportTellsEverything() throws {
        let scan = try scan(
            """
            name: prod
            profile_id: Example
            schedule: every_7_days
            notifications: { enabled: true, controls: { threshold_limit: 20, failed_control_ids: ["6.1.1"] } }
            scope: [{ scope_type: account, scope_id: acc1 }]
            attachment_parameters:
              - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: "['1.3']" }
            """)
        let report = written { ScanTextReport.write(scan, to: $0) }
        for expected in [
            "scan of attachment prod\n", "account acc1", "2 resources in scope", "as of      2026-01-01T00:00:00Z",
            "not_compliant (1)\n  6.1.1  TLS 1.2 at least  1 failed, 1 passed\n", "user_evaluation_required (1)\n",
            "fail  cis_tls_version  high  example.com (internet-svcs.zone/zone-1) in account acc1\n",
            "  the zone accepts TLS 1.1; allowed: [\"1.3\"]\n", "zones.yaml:6:34\n",
            "set by attachment prod (attachment.yaml:7)\n",
            "control: 6.1.1\n", "cis_tls_version  tls_version  [\"1.3\"]  set by attachment prod\n",
            "50 % (1 of 2, scc: passed evaluations / (passed + failed + unknown))",
            "every_7_days", "from 20 % of failed controls on, and for 6.1.1",
        ] {
            #expect(report.contains(expected), "the report lacks \(expected)")
        }
    }

    @Test func hostileNamesCannotActOnATerminal() throws {
        let hostile = #""\u001b[2J\u202eevil\n""#
        let scan = try scan(
            ExampleWorld.attachmentText(),
            inventory: ExampleWorld.inventory(
                "- kind: internet-svcs.zone\n  id: a\n  name: \(hostile)\n  account: acc1\n"
                    + "  properties: { min_tls_version: \(hostile) }\n"))
        let text = written { ScanTextReport.write(scan, to: $0) }
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
        let json = written { ScanJSONReport.write(scan, to: $0) }
        #expect(!json.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
        #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
    }

    @Test func theJSONReportHoldsTheSameFacts() throws {
        let scan = try scan(ExampleWorld.attachmentText())
        let read = try JSONSerialization.jsonObject(with: Data(written { ScanJSONReport.write(scan, to: $0) }.utf8))
        let report = try #require(read as? [String: Any])
        let score = try #require(report["score"] as? [String: Any])
        #expect(score["percent"] as? Int == 50)
        let controls = try #require(report["controls"] as? [[String: Any]])
        #expect(controls.map { $0["status"] as? String } == ["not_compliant", "user_evaluation_required"])
        let evaluations = try #require(report["evaluations"] as? [[String: Any]])
        #expect(evaluations.map { $0["verdict"] as? String } == ["fail", "pass"])
        #expect(evaluations.map { $0["resource"] as? String } == ["zone-1", "zone-2"])
        let finding = try #require((evaluations[0]["findings"] as? [[String: Any]])?.first)
        #expect(finding["path"] as? String == "min_tls_version")
        let place = try #require(finding["place"] as? [String: Any])
        #expect(place["file"] as? String == "zones.yaml")
        #expect(place["line"] as? Int == 6)
        #expect((report["evaluations_summary"] as? [String: Any])?["failure_count"] as? Int == 1)
    }

    @Test func evaluationsWithoutAnAttachmentAreReported() throws {
        let scan = try scan(ExampleWorld.attachmentText())
        let rules = scan.rules.map(\.evaluations)
        let json = written {
            EvaluationJSONReport.write(rules, resourceCount: 2, asOf: scan.asOf, diagnostics: [], to: $0)
        }
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(
            Set(report.keys) == ["format", "format_version", "as_of", "rules", "evaluations", "diagnostics", "summary"])
        let summary = try #require(report["summary"] as? [String: Any])
        #expect(summary["pass"] as? Int == 1)
        #expect(summary["fail"] as? Int == 1)
        let text = written { EvaluationTextReport.write(rules, resourceCount: 2, asOf: scan.asOf, to: $0) }
        #expect(
            text.hasSuffix(
                "1 rule on 2 resources, as of 2026-01-01T00:00:00Z: 1 pass, 1 fail, 0 unknown, 0 not applicable\n"))
        let kind = try #require(InventoryDiagnostics.allInventoryKinds.first)
        let fault = Diagnostic(kind, at: nil, "a resource is missing")
        let partial = written {
            EvaluationTextReport.write(rules, resourceCount: 2, asOf: scan.asOf, diagnostics: [fault, fault], to: $0)
        }
        #expect(partial.contains("\nincomplete because of 2 errors: 1 rule on 2 resources"), "\(partial)")
    }

    /// Zero failures of nothing are no good result.
    @Test func aSummaryOfNothingSaysSo() throws {
        let asOf = try #require(Instant("2026-01-01T00:00:00Z"))
        let fault = Diagnostic(try #require(InventoryDiagnostics.allInventoryKinds.first), at: nil, "nothing is read")
        let empty = written { EvaluationTextReport.write([], resourceCount: 0, asOf: asOf, to: $0) }
        #expect(empty == "nothing was judged: 0 rules on 0 resources, as of 2026-01-01T00:00:00Z\n")
        let faulty = written {
            EvaluationTextReport.write([], resourceCount: 0, asOf: asOf, diagnostics: [fault], to: $0)
        }
        #expect(faulty == "nothing was judged because of 1 error: 0 rules on 0 resources, as of 2026-01-01T00:00:00Z\n")
    }
}

/// A report as one text.
private func written(_ write: (@escaping (String) -> Void) -> Void) -> String {
    var text = ""
    write { text += $0 }
    return text
}
