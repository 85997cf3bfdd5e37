import Compliance
import SourceText
import Testing

/// The truth tables of assessments, specifications, controls and families.
@Suite struct ControlStatusTests {
    /// Every combination of none, one and many.
    @Test func assessmentsFollowTheTable() {
        for failed in [0, 1, 9] {
            for unknown in [0, 1, 9] {
                for passed in [0, 1, 9] {
                    for unread in [false, true] {
                        let evaluations = EvaluationSummary(passed: passed, failed: failed, unknown: unknown)
                        let automated = AssessmentEvidence(evaluations: evaluations, hasUnreadKinds: unread)
                        let wanted: ComplianceStatus =
                            failed > 0
                            ? .notCompliant
                            : unknown > 0 || unread
                                ? .unableToPerform : passed > 0 ? .compliant : .notApplicable
                        #expect(automated.status == wanted)
                        let manual = AssessmentEvidence(
                            method: .manual, evaluations: evaluations, hasUnreadKinds: unread)
                        #expect(manual.status == .userEvaluationRequired)
                    }
                }
            }
        }
    }

    private static let fails = AssessmentEvidence(evaluations: EvaluationSummary(passed: 9, failed: 1, unknown: 1))
    private static let errs = AssessmentEvidence(evaluations: EvaluationSummary(passed: 9, unknown: 1))
    private static let unread = AssessmentEvidence(hasUnreadKinds: true)
    private static let passes = AssessmentEvidence(evaluations: EvaluationSummary(passed: 1))
    private static let nothing = AssessmentEvidence(evaluations: EvaluationSummary(skipped: 1))

    @Test(arguments: [
        ([fails, errs, passes, .manual(), nothing], ComplianceStatus.notCompliant),
        ([errs, passes, .manual(), nothing], .unableToPerform),
        ([unread, passes], .unableToPerform),
        ([passes, .manual(), nothing], .userEvaluationRequired),
        ([passes, nothing], .compliant),
        ([nothing], .notApplicable),
        ([], .userEvaluationRequired),
    ])
    func specificationsTakeTheWorst(_ assessments: [AssessmentEvidence], _ status: ComplianceStatus) {
        #expect(SpecificationEvidence(assessments).status == status)
        #expect(SpecificationEvidence(assessments.reversed()).status == status)
        #expect(ControlEvidence([SpecificationEvidence(assessments)]).status == status)
    }

    @Test func controlsTakeTheWorstOfTheirSpecifications() {
        let compliant = SpecificationEvidence([Self.passes])
        let failing = SpecificationEvidence([Self.fails])
        let byHand = SpecificationEvidence([])
        #expect(ControlEvidence([compliant, failing]).status == .notCompliant)
        #expect(ControlEvidence([compliant, byHand]).status == .userEvaluationRequired)
        #expect(ControlEvidence([compliant, SpecificationEvidence([Self.nothing])]).status == .compliant)
        #expect(ControlEvidence([]).status == .userEvaluationRequired)
        #expect(ControlEvidence([SpecificationEvidence([Self.unread]), compliant]).hasUnreadKinds)
    }

    /// The arithmetic of SCC's own sample: 150 = 130 + 5 + 5 + 10, and 7 that are not applicable outside it.
    @Test func controlSummaryAddsUpAsInTheSample() {
        var statuses = [ComplianceStatus](repeating: .compliant, count: 130)
        statuses += [ComplianceStatus](repeating: .notCompliant, count: 5)
        statuses += [ComplianceStatus](repeating: .unableToPerform, count: 5)
        statuses += [ComplianceStatus](repeating: .userEvaluationRequired, count: 10)
        statuses += [ComplianceStatus](repeating: .notApplicable, count: 7)
        let summary = ControlSummary(statuses)
        #expect(summary.total == 150)
        #expect(summary.notApplicable == 7)
        #expect(summary.status == .notCompliant)
    }

    @Test(arguments: [
        ([ComplianceStatus.compliant, .notApplicable], ComplianceStatus.compliant),
        ([.compliant, .userEvaluationRequired], .userEvaluationRequired),
        ([.userEvaluationRequired, .unableToPerform], .unableToPerform),
        ([.unableToPerform, .notCompliant, .compliant], .notCompliant),
        ([.notApplicable], .notApplicable),
        ([], .notApplicable),
    ])
    func wholeTakesTheWorstStatus(_ statuses: [ComplianceStatus], _ whole: ComplianceStatus) {
        #expect(ComplianceStatus.worst(of: statuses) == whole)
        #expect(ControlSummary(statuses).status == whole)
    }

    private func library(_ controls: String, faults: [String] = []) throws -> ControlLibrary {
        let text = "control_library_name: L\ncontrols:\n" + controls
        let (library, diagnostics) = ControlLibraryReader.read(try ExampleWorld.document(text, name: "l.yaml"))
        #expect(diagnostics.map(\.message) == faults)
        return try #require(library)
    }

    private func families(of library: ControlLibrary) -> [ControlFamily] {
        ControlFamily.families(of: library.controls.map { ($0, library) })
    }

    @Test func familiesAreCategoriesAndParents() throws {
        let library = try library(
            """
              - { control_name: AC-2, control_category: Access }
              - { control_name: AC-2(1), control_parent: AC-2 }
              - { control_name: AC-2(1)a, control_parent: AC-2(1) }
              - { control_name: SC-7, control_category: Network, control_parent: Boundary }
              - { control_name: alone }

            """)
        let families = families(of: library)
        #expect(families.map(\.name) == ["Access", "Network"])
        #expect(families[0].controls == [0])
        #expect(families[0].families.map(\.name) == ["AC-2"])
        #expect(families[0].families[0].controls == [1])
        #expect(families[0].families[0].families[0].controls == [2])
        #expect(families[1].families.map(\.name) == ["Boundary"])
        #expect(families[0].allControls == [0, 1, 2])
        let statuses: [ComplianceStatus] = [.compliant, .compliant, .unableToPerform, .notApplicable, .notCompliant]
        #expect(families.map { $0.status(of: statuses) } == [.unableToPerform, .notApplicable])
        #expect(families[0].summary(of: statuses).compliant == 2)
    }

    @Test func parentsThatGoInACircleEnd() throws {
        let library = try library(
            "  - { control_name: A, control_parent: B }\n  - { control_name: B, control_parent: A }\n",
            faults: ["A", "B"].map { "control '\($0)' is above itself by its 'control_parent'" })
        #expect(families(of: library).map(\.name) == ["B", "A"])
    }
}
