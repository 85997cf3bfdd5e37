import Compliance
import RuleSyntax
import Testing

@Suite struct GateDecisionTests {
    private func rule(
        _ name: String, _ severity: SeverityLevel = .medium, passed: Int = 0, failed: Int = 0, unknown: Int = 0,
        unread: Bool = false, controls: [String] = [], profiles: [String] = []
    ) -> GatedRule {
        GatedRule(
            name: name, severity: severity,
            evaluations: EvaluationSummary(passed: passed, failed: failed, unknown: unknown), hasUnreadKinds: unread,
            controls: controls, profiles: profiles)
    }

    private func decide(_ rules: [GatedRule], resources: Int = 3, _ options: GateOptions = GateOptions())
        -> GateDecision
    {
        GateDecision.decide(rules, resourceCount: resources, options: options)
    }

    @Test func whatIsMaskedAltogetherIsSaidToBe() {
        let masked = GatedRule(name: "a", severity: .low, evaluations: EvaluationSummary(masked: 2))
        #expect(decide([masked]) == .undecidable(.everythingMasked))
        #expect(decide([rule("a")]) == .undecidable(.nothingApplies))
    }

    @Test func opensOnPassesAlone() {
        #expect(decide([rule("a", passed: 2), rule("b")]) == .open)
    }

    @Test func aFailureCloses() {
        #expect(
            decide([rule("a", passed: 2), rule("b", failed: 1), rule("c", failed: 2)])
                == .closed([.failures(count: 3, rules: ["b", "c"])]))
    }

    /// A limit of one profile is none of the others'; a rule of both has to be good for both.
    @Test func aLimitOfAProfileSpeaksForThatProfile() {
        let profiles = [
            GatedProfile(id: "p1", name: "One", score: 50, failing: 1),
            GatedProfile(id: "p2", name: "Two", score: 100, failing: 0),
        ]
        func decide(_ failing: [String], _ limits: [GateOptions.ProfileLimit], maximum: Int? = nil) -> GateDecision {
            GateDecision.decide(
                [rule("a", failed: 1, profiles: failing), rule("b", passed: 1, profiles: ["p2"])], profiles: profiles,
                resourceCount: 2, options: GateOptions(failing: maximum, profiles: limits))
        }
        let ofTwo = GateOptions.ProfileLimit(profile: "Two", threshold: 100, failing: 0)
        let ofOne = GateOptions.ProfileLimit(profile: "p1", failing: 1)
        #expect(decide(["p1"], [ofTwo]) == .closed([.failures(count: 1, rules: ["a"])]))
        #expect(decide(["p1"], [ofOne]) == .open)
        #expect(decide(["p1", "p2"], [ofOne]) == .closed([.failures(count: 1, rules: ["a"])]))
        #expect(decide(["p1", "p2"], [ofOne, ofTwo]) == .open)
        #expect(decide(["p1"], [ofTwo], maximum: 1) == .open)
    }

    @Test func unknownClosesUnlessAllowed() {
        let rules = [rule("a", passed: 1, unknown: 1)]
        #expect(decide(rules) == .closed([.unknowns(count: 1, rules: ["a"])]))
        #expect(decide(rules, GateOptions(allowsUnknown: true)) == .open)
    }

    /// As where everything is masked: nothing was found to be good.
    @Test func unknownAloneIsNothingToDecideOn() {
        let rules = [rule("a", unknown: 2)]
        let allowing = GateOptions(allowsUnknown: true)
        #expect(decide(rules) == .closed([.unknowns(count: 2, rules: ["a"])]))
        #expect(decide(rules, allowing) == .undecidable(.everythingUnknown(because: nil)))
        #expect(decide(rules + [rule("b", passed: 1)], allowing) == .open)
        #expect(
            decide(rules, GateOptions(threshold: 50, allowsUnknown: true))
                == .closed([.belowThreshold(percent: 0, threshold: 50)]))
        // What was unknown before as well does not close a gate on what is new.
        var known = rules
        known[0].unknown = 0
        #expect(decide(known, allowing) == .open && decide(known) == .open)
    }

    @Test func whatCouldNotBeReadClosesUnlessAllowed() {
        let rules = [rule("a", passed: 1), rule("b", unread: true)]
        #expect(decide(rules) == .closed([.unreadKinds(rules: [UnreadRule(name: "b", kinds: nil)])]))
        #expect(decide(rules, GateOptions(allowsUnknown: true)) == .open)
    }

    @Test func anErrorIsNeverOpen() {
        func decide(_ rule: GatedRule, allowsUnknown: Bool = false) -> GateDecision {
            GateDecision.decide(
                [rule], resourceCount: 3, errorCount: 2, options: GateOptions(allowsUnknown: allowsUnknown))
        }
        #expect(decide(rule("a", passed: 2)) == .undecidable(.errors(2)))
        #expect(decide(rule("a", passed: 2), allowsUnknown: true) == .undecidable(.errors(2)))
        #expect(decide(rule("a", failed: 1)) == .closed([.failures(count: 1, rules: ["a"])]))
    }

    @Test func nothingToDecideOnIsNoPass() {
        #expect(decide([]) == .undecidable(.noRules))
        #expect(decide([rule("a")], resources: 0) == .undecidable(.noResources))
        #expect(decide([rule("a"), rule("b")]) == .undecidable(.nothingApplies))
        #expect(
            decide([rule("a", unread: true)], GateOptions(allowsUnknown: true))
                == .undecidable(.besideUnread(.nothingApplies, rules: [UnreadRule(name: "a", kinds: nil)])))
        #expect(
            decide([rule("a"), rule("b", unread: true)], resources: 0)
                == .undecidable(.besideUnread(.noResources, rules: [UnreadRule(name: "b", kinds: nil)])))
        #expect(
            decide([rule("a"), rule("b", .low, unread: true)], resources: 0, GateOptions(severity: .medium))
                == .undecidable(.noResources))
    }

    /// What is below a limit is so of what could be read.
    @Test func aScoreOfAPartSaysSo() {
        let decision = decide(
            [rule("a", passed: 2, failed: 1, unread: true)], GateOptions(threshold: 90, allowsUnknown: true))
        #expect(decision == .closed([.belowThreshold(percent: 66, threshold: 90, isComplete: false)]))
        #expect(
            GateReason.belowThreshold(percent: 66, threshold: 90, isComplete: false).description
                == "the score of 66 % of what could be read is below 90 %")
        #expect(
            GateReason.profileBelowThreshold("Farm", percent: 66, threshold: 90, isComplete: false).description
                == "the score of profile Farm, 66 % of what could be read, is below 90 %")
    }

    @Test func severityLeavesMilderRulesOut() {
        let rules = [rule("mild", .low, failed: 4), rule("bad", .high, passed: 1)]
        #expect(decide(rules, GateOptions(severity: .medium)) == .open)
        #expect(decide(rules, GateOptions(severity: .low)) == .closed([.failures(count: 4, rules: ["mild"])]))
        #expect(decide(rules, GateOptions(severity: .critical)) == .undecidable(.noRuleOfSeverity(.critical)))
    }

    @Test func controlLeavesOtherRulesOut() {
        let rules = [rule("a", passed: 1, controls: ["1.1", "1.2"]), rule("b", failed: 1, controls: ["2.1"])]
        #expect(decide(rules, GateOptions(controls: ["1.2"])) == .open)
        #expect(decide(rules, GateOptions(controls: ["2.1"])) == .closed([.failures(count: 1, rules: ["b"])]))
        #expect(
            decide(rules, GateOptions(controls: ["2.1", "9"])) == .undecidable(.noRuleOfControl("9", nearest: nil)))
        #expect(
            decide(rules, GateOptions(controls: ["2.2"])) == .undecidable(.noRuleOfControl("2.2", nearest: "1.2")))
    }

    /// 9 of 10 is 90 %.
    @Test func thresholdIsMetFromItsOwnValueOn() {
        let rules = [rule("a", passed: 9, failed: 1)]
        #expect(decide(rules, GateOptions(threshold: 90)) == .open)
        #expect(
            decide(rules, GateOptions(threshold: 91)) == .closed([.belowThreshold(percent: 90, threshold: 91)]))
    }

    /// 9 passed, 1 failed, 2 unknown: 9 of 12 is 75 %, also when unknown is allowed.
    @Test func unknownCountsAgainstTheThreshold() {
        let rules = [rule("a", passed: 9, failed: 1, unknown: 2)]
        #expect(
            decide(rules, GateOptions(threshold: 80, allowsUnknown: true))
                == .closed([.belowThreshold(percent: 75, threshold: 80)]))
        #expect(decide(rules, GateOptions(threshold: 75)) == .closed([.unknowns(count: 2, rules: ["a"])]))
    }
}
