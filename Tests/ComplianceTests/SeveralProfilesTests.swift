import Compliance
import ComplianceReports
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText
import Testing

/// Zones `zone-1` (TLS 1.1, 4 records) and `zone-2` (TLS 1.3, 2 records) under profiles that share the rule `cis_tls_version`.
@Suite struct SeveralProfilesTests {
    private static let now = Instant(seconds: 1_767_225_600)

    /// `tls` allows 1.2 and 1.3, as the rule itself does; `old` allows 1.1 too; `tls again` gives the rule's own default.
    private static let profiles = [
        "profile_name: tls\ncontrols: [{ control_id: 6.1.1 }, { control_id: by hand }]\n",
        """
        profile_name: tls again
        controls: [{ control_id: 6.1.1 }, { control_id: records }]
        default_parameters:
          - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_default_value: "['1.2', '1.3']" }
          - { assessment_id: needs_a_limit, parameter_name: limit, parameter_default_value: "3" }
        """,
        """
        profile_name: old
        controls: [{ control_id: 6.1.1 }]
        default_parameters:
          - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_default_value: "['1.1', '1.3']" }
        """,
    ]

    private func planned(_ text: String) throws -> (plan: ScanPlan?, diagnostics: [Diagnostic]) {
        let (read, diagnostics) = try ExampleWorld.attachment(text)
        let attachment = try #require(read, "\(diagnostics.map(\.message))")
        let result = ScanPlan.make(
            attachment: attachment, profiles: try Self.profiles.map { try ExampleWorld.profile($0) },
            libraries: try ExampleWorld.libraries(), rules: try ExampleWorld.rules())
        switch result {
        case .success(let plan): return (plan, diagnostics + plan.warnings)
        case .failure(let fault): return (nil, diagnostics + fault.diagnostics)
        }
    }

    private func plan(_ profiles: String, _ more: String = "", scope: String = "account, scope_id: acc1") throws
        -> ScanPlan
    {
        let (plan, diagnostics) = try planned(
            "name: prod\nprofiles: [\(profiles)]\nscope: [{ scope_type: \(scope) }]\n\(more)\n")
        return try #require(plan, "\(diagnostics.map(\.message))")
    }

    private func scan(_ plan: ScanPlan, masks: [Mask] = []) -> Scan {
        ScanRunner.run(plan, on: ExampleWorld.inventory(), asOf: Self.now, masks: masks)
    }

    // MARK: Run once

    /// Two profiles ask the same question: one rule, two evaluations, each counted for both controls.
    @Test func anEqualRuleIsRunOnce() throws {
        let plan = try plan("tls, tls again")
        #expect(plan.rules.map(\.rule.name.text) == ["cis_tls_version", "needs_a_limit"])
        #expect(plan.controls.map(\.rules) == [[0], [], [0], [1]])
        let scan = scan(plan)
        // Two zones by two rules; TLS counts for a control of each profile, the records for one.
        #expect(scan.evaluationsRun == 4)
        #expect(scan.evaluationsApplied == 6)
    }

    /// One rule under two values is two evaluations of each resource.
    @Test func twoBindingsAreTwoEvaluations() throws {
        let plan = try plan("tls, old")
        #expect(plan.rules.map(\.rule.name.text) == ["cis_tls_version", "cis_tls_version"])
        let scan = scan(plan)
        #expect(scan.evaluationsRun == 4)
        #expect(scan.evaluationsApplied == 4)
        // zone-1 has 1.1, zone-2 has 1.3.
        #expect(
            scan.rules.map(\.evaluations.summary) == [
                EvaluationSummary(passed: 1, failed: 1), EvaluationSummary(passed: 2),
            ])
        #expect(scan.controls.map(\.status) == [.notCompliant, .userEvaluationRequired, .compliant])
    }

    /// A value of the attachment is every profile's, and makes them one again.
    @Test func aValueOfTheAttachmentIsEveryProfiles() throws {
        let plan = try plan(
            "tls, old",
            """
            attachment_parameters:
              - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: "['1.3']" }
            """)
        #expect(plan.rules.count == 1)
        #expect(plan.warnings.isEmpty)
    }

    /// A value of one profile alone wins there over what the attachment has for all, and is no other profile's.
    @Test func aValueOfOneProfileIsItsOwn() throws {
        let own = """
            attachment_parameters: [{ assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: "['1.1']" }]
            """
        let (found, diagnostics) = try planned(
            """
            name: prod
            profiles: [{ profile_name: tls, \(own) }, tls again, old]
            scope: [{ scope_type: account, scope_id: acc1 }]
            attachment_parameters:
              - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: "['1.3']" }

            """)
        #expect(diagnostics.isEmpty)
        let plan = try #require(found)
        let values = plan.rules.map { $0.parameters.map { $0.value.quoted } }
        #expect(values == [["[\"1.1\"]"], ["[\"1.3\"]"], ["3"]])
        #expect(plan.controls.map(\.rules) == [[0], [], [1], [2], [1]])
        // zone-1 has 1.1, zone-2 has 1.3.
        #expect(
            scan(plan).rules.prefix(2).map(\.evaluations.summary) == [
                EvaluationSummary(passed: 1, failed: 1), EvaluationSummary(passed: 1, failed: 1),
            ])
    }

    /// What one profile's own values have wrong is said of that profile.
    @Test(arguments: [
        ("assessment_id: needs_a_limit, parameter_name: limit, parameter_value: '3'", ["W4123"]),
        ("assessment_id: cis_tls, parameter_name: tls_version, parameter_value: '3'", ["E4110"]),
        ("assessment_id: cis_tls_version, parameter_name: tls, parameter_value: '3'", ["E4111"]),
        ("assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: \"['2']\"", ["E4113"]),
        ("assessment_id: cis_tls_version, parameter_name: tls_version", ["E4102"]),
    ])
    func faultsOfOwnValues(_ parameter: String, _ codes: [String]) throws {
        let text =
            "name: prod\nprofiles: [{ profile_name: tls, attachment_parameters: [{ \(parameter) }] }, tls again]\n"
            + "scope: [{ scope_type: account, scope_id: acc1 }]\n"
        #expect(try planned(text).diagnostics.map(\.kind.code) == codes)
    }

    // MARK: What is told

    /// Completion and failures are each profile's, by its own share and its own controls; new kinds are told once.
    @Test func eachProfileIsToldOf() throws {
        let notifications =
            "notifications: { enabled: true, controls: { threshold_limit: 60, failed_control_ids: [%] } }"
        func events(_ named: String) throws -> [ScanEvent] {
            let plan = try plan("tls, tls again", notifications.replacing("%", with: named))
            let end = ScanEnd(
                scan: "s", startedAt: Self.now, finishedAt: Self.now,
                newKinds: [KindCount(kind: "internet-svcs.zone", resources: 2)])
            return ScanEvent.events(of: scan(plan), end: end)
        }
        func told(_ events: [ScanEvent]) -> [String] {
            events.map { event in
                switch event.occasion {
                case .completed(let profile): "completed \(profile.planned.profile.name)"
                case .failed: "failed"
                case .failures(let failures, let profile):
                    "\(failures.percent ?? -1) % of \(profile.planned.profile.name), \(failures.named.map(\.name))"
                case .newKinds(let kinds): "\(kinds.count) new"
                }
            }
        }
        // Of 'tls' one of two controls fails, of 'tls again' both.
        #expect(
            try told(events("")) == ["completed tls", "completed tls again", "100 % of tls again, []", "1 new"])
        #expect(
            try told(events("6.1.1")) == [
                "completed tls", "completed tls again", "50 % of tls, [\"6.1.1\"]",
                "100 % of tls again, [\"6.1.1\"]", "1 new",
            ])
        #expect(
            try told(events("records")) == [
                "completed tls", "completed tls again", "100 % of tls again, [\"records\"]", "1 new",
            ])
    }

    /// SCC's keys in each event; its profile and figures are those that it is about.
    @Test func eachEventHasItsProfileAndFigures() throws {
        let plan = try plan("tls, tls again", "notifications: { enabled: true }")
        let scan = scan(plan)
        let end = ScanEnd(
            scan: "s", startedAt: Self.now, finishedAt: Self.now,
            newKinds: [KindCount(kind: "internet-svcs.zone", resources: 2)])
        let events = ScanEvent.events(of: scan, end: end).map { CloudEventJSON.event($0, of: scan, to: []) }
        #expect(Set(events.map(\.id)).count == 5)
        for event in events {
            for key in ["action", "summary", "scope", "profile", "start_time", "end_time"] {
                #expect(event.body.contains("\"\(key)\":"), "\(event.body)")
            }
        }
        let completed = events.prefix(2).map(\.body)
        #expect(
            completed[0].contains(#""summary": "The scan of prod under tls is complete: 50 % of evaluations pass.""#))
        #expect(completed[1].contains("prod under tls again is complete"))
        #expect(completed.map { $0.contains(#""not_compliant_count": 1"#) } == [true, false])
        #expect(events[4].body.contains(#""profiles": [{"#))
    }

    // MARK: Each profile and the whole

    @Test func eachProfileHasItsOwnFigures() throws {
        let scan = scan(try plan("tls, tls again"))
        let profiles = scan.profiles
        #expect(profiles.map(\.planned.profile.name) == ["tls", "tls again"])
        // TLS: one of two passes. Records of at most three: one of two.
        #expect(
            profiles.map(\.evaluationSummary) == [
                EvaluationSummary(passed: 1, failed: 1), EvaluationSummary(passed: 2, failed: 2),
            ])
        #expect(profiles.map { $0.score().percent } == [50, 50])
        // (1 passed + 1 by hand) of (2 + 1); (2 passed) of 4.
        #expect(profiles.map { $0.score(.threatmapper).percent } == [66, 50])
        #expect(profiles.map(\.controlSummary.total) == [2, 2])
        #expect(profiles.map(\.controlSummary.notCompliant) == [1, 2])
        // Of the whole each evaluation counts once, and each profile's control.
        #expect(scan.evaluationSummary == EvaluationSummary(passed: 2, failed: 2))
        #expect(scan.controlSummary.total == 4)
        // (2 passed + 1 by hand) of (4 + 1)
        #expect(scan.score(.threatmapper).percent == 60)
    }

    @Test func oneProfileIsTheWhole() throws {
        let scan = scan(try plan("tls again"))
        let profile = try #require(scan.profiles.first)
        #expect(profile.evaluationSummary == scan.evaluationSummary)
        for model in ScoreModel.allCases { #expect(profile.score(model) == scan.score(model)) }
    }

    /// A mask of one profile lies on its controls and on nobody else's.
    @Test func aMaskOfAProfileLiesOnItsOwnControls() throws {
        let mask = Mask(
            id: "m", target: .profile("tls"), category: .waiver, justification: "known", author: "ann",
            validity: Validity(createdAt: Instant(seconds: Self.now.seconds - 10)))
        let scan = scan(try plan("tls, tls again"), masks: [mask])
        #expect(scan.controls.map(\.status) == [.notApplicable, .userEvaluationRequired, .notCompliant, .notCompliant])
        #expect(
            scan.profiles.map(\.evaluationSummary) == [
                EvaluationSummary(masked: 2), EvaluationSummary(passed: 2, failed: 2),
            ])
        #expect(scan.profiles.map { $0.score().percent } == [nil, 50])
        // Open in one profile is open.
        #expect(scan.evaluationSummary == EvaluationSummary(passed: 2, failed: 2))
    }

    @Test(arguments: [
        ("[tls, { profile_name: tls }]", "", ["E4132"]), ("[tls, tsl]", "", ["E4104"]), ("[]", "", ["E4101"]),
        ("[tls, old]", "assessment_id: needs_a_limit, parameter_name: limit, parameter_value: '3'", ["W4123"]),
        ("[tls, tls again]", "assessment_id: needs_a_limit, parameter_name: limit, parameter_value: '3'", []),
        ("[tls, old]", "assessment_id: cis_tls, parameter_name: limit, parameter_value: '3'", ["E4110"]),
        (
            "[tls, old]", "assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: \"['2']\"",
            ["E4113"]
        ),
    ])
    func faultsAreToldOnce(_ profiles: String, _ parameter: String, _ codes: [String]) throws {
        let parameters = parameter.isEmpty ? "" : "attachment_parameters: [{ \(parameter) }]\n"
        let text = "name: prod\nprofiles: \(profiles)\nscope: [{ scope_type: account, scope_id: acc1 }]\n\(parameters)"
        if profiles == "[]" {
            #expect(try ExampleWorld.attachment(text).diagnostics.map(\.kind.code) == codes)
        } else {
            #expect(try planned(text).diagnostics.map(\.kind.code) == codes)
        }
    }

    // MARK: Controls that are off

    @Test func aControlThatIsSwitchedOffIsNotEvaluated() throws {
        let plan = try plan(
            "tls again", "switched_off_controls: [{ control: records, reason: the zones are delegated }]")
        #expect(plan.controls.map(\.control.name) == ["6.1.1"])
        #expect(plan.rules.map(\.rule.name.text) == ["cis_tls_version"])
        #expect(plan.profiles.first?.switchedOff.map(\.reason) == ["the zones are delegated"])
        let scan = scan(plan)
        #expect(scan.evaluationSummary == EvaluationSummary(passed: 1, failed: 1))
        #expect(scan.controlSummary.total == 1)
        var text = ""
        ScanTextReport.write(scan, to: { text += $0 })
        #expect(text.contains("records  switched off: the zones are delegated\n"))
        var json = ""
        ScanJSONReport.write(scan, to: { json += $0 })
        #expect(json.contains("\"reason\": \"the zones are delegated\""))
    }

    /// Its parameters are no mistake: it may be switched on again.
    @Test func parametersOfAControlThatIsOffStay() throws {
        let plan = try plan(
            "tls again",
            """
            switched_off_controls: [{ control: records, reason: later }]
            attachment_parameters: [{ assessment_id: needs_a_limit, parameter_name: limit, parameter_value: '9' }]
            """)
        #expect(plan.warnings.isEmpty)
    }

    @Test(
        arguments: [
            ("[{ control: recrods, reason: r }]", "E4131", "records"),
            ("[{ control: nothing like it, reason: r }]", "E4131", nil),
            ("[{ control: 6.1.1, reason: r }, { control: 6.1.1, reason: s }]", "E4133", nil),
        ] as [(String, String, String?)])
    func faultsOfControlsThatAreOff(_ list: String, _ code: String, _ replacement: String?) throws {
        let (plan, diagnostics) = try planned(
            "name: prod\nprofiles: [tls again]\nscope: [{ scope_type: account, scope_id: acc1 }]\nswitched_off_controls: \(list)\n"
        )
        #expect(plan == nil)
        #expect(diagnostics.map(\.kind.code) == [code])
        #expect(diagnostics.first?.replacement == replacement)
    }

    // MARK: Several attachments

    /// One is of the whole account, one of a group of it under the same question, one asks another question.
    @Test func attachmentsShareWhatIsEqual() throws {
        let group = "account.resource_group, scope_id: prod"
        let plans = try [plan("tls"), plan("tls again", scope: group), plan("old", scope: group)]
        let batch = ScanRunner.run(plans.map { PlannedScan($0) }, on: ExampleWorld.inventory(), asOf: Self.now)
        // zone-1 and zone-2 by TLS; zone-1 by records and by TLS with other values.
        #expect(batch.evaluationsRun == 4)
        #expect(batch.evaluationsApplied == 2 + 2 + 1)
        #expect(batch.scans.map(\.evaluationsRun) == [2, 2, 1])
        #expect(
            batch.scans.map(\.evaluationSummary) == [
                EvaluationSummary(passed: 1, failed: 1), EvaluationSummary(failed: 2), EvaluationSummary(passed: 1),
            ])
        // Each is what it is by itself.
        for (shared, plan) in zip(batch.scans, plans) {
            let alone = scan(plan)
            #expect(shared.rules.map(\.evaluations.summary) == alone.rules.map(\.evaluations.summary))
            #expect(shared.controls.map(\.status) == alone.controls.map(\.status))
        }
    }

    /// A value that two attachments set alike is the one's in the one's report.
    @Test func whoSetAValueIsTheAttachmentsOwn() throws {
        let parameter = """
            attachment_parameters:
              - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: "['1.2', '1.3']" }
            """
        let plans = try [plan("tls"), plan("tls", parameter)]
        let batch = ScanRunner.run(plans.map { PlannedScan($0) }, on: ExampleWorld.inventory(), asOf: Self.now)
        #expect(batch.evaluationsRun == 2)
        let reports = batch.scans.map { scan in
            var text = ""
            ScanTextReport.write(scan, to: { text += $0 })
            return text.contains("set by attachment prod (")
        }
        #expect(reports == [false, true])
    }
}
