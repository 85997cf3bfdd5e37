import Compliance
package import ResourceDocuments
package import RuleTracer
import SourceText

/// What fails or is unknown and a gate lets pass, because it is not new or stands in nothing that changed; and what reports call the rest.
package struct NarrowedResults: Sendable {
    /// Why a gate lets a result pass.
    package enum Reason: CaseIterable, Sendable {
        /// A baseline knows it.
        case known
        /// Its resource did not change.
        case untouched
    }

    struct Entry: Sendable {
        let reason: Reason
        /// A position among the rules that were run.
        let rule: Int
        let verdict: Verdict
        let resource: AssessedResource
        /// Of the first finding, in the resource's file.
        let place: String?
    }

    /// One of a rule's open evaluations, by its number among them.
    private struct Position: Hashable {
        let rule: Int
        let number: Int
    }

    private struct Subject: Hashable {
        let rule: Int
        let resource: AssessedResource
    }

    private let revision: String?
    private let hasBaseline: Bool
    /// In the order of the rules, and of the inventory.
    private(set) var entries: [Entry] = []
    private var positions: Set<Position> = []
    private var reasons: [Subject: Reason] = [:]
    /// Of what counts, the findings that a baseline knows all the same, by their numbers.
    private var knownFindings: [Position: Set<Int>] = [:]
    private var numbers: [Subject: Position] = [:]

    /// - Parameter revision: what the resources' files are compared with; nil: everything counts that no baseline knows.
    package init(hasBaseline: Bool, since revision: String?) {
        self.hasBaseline = hasBaseline
        self.revision = revision
    }

    /// - Parameters:
    ///   - rule: its position among the rules that were run.
    ///   - number: which of the rule's open evaluations it is, from 0.
    package mutating func letPass(
        _ reason: Reason, rule: Int, number: Int, _ verdict: Verdict, on resource: Resource, _ trace: RuleTrace?
    ) {
        let assessed = AssessedResource(resource)
        let place = trace?.findings.first?.place(in: resource).map { place in
            "\(place.file.name):\(place.position.line):\(place.position.column)"
        }
        entries.append(Entry(reason: reason, rule: rule, verdict: verdict, resource: assessed, place: place))
        positions.insert(Position(rule: rule, number: number))
        reasons[Subject(rule: rule, resource: assessed)] = reason
    }

    /// Of an evaluation that counts: which of its findings a baseline knows.
    package mutating func count(rule: Int, number: Int, on resource: Resource, known: [Bool]) {
        let findings = Set(known.indices.filter { known[$0] })
        if findings.isEmpty { return }
        let position = Position(rule: rule, number: number)
        knownFindings[position] = findings
        numbers[Subject(rule: rule, resource: AssessedResource(resource))] = position
    }

    /// By the evaluation's number among its rule's open ones.
    func knownFindings(of number: Int, ofRule rule: Int) -> Set<Int> {
        knownFindings[Position(rule: rule, number: number)] ?? []
    }

    func knownFindings(_ resource: AssessedResource, rule: Int) -> Set<Int> {
        numbers[Subject(rule: rule, resource: resource)].flatMap { knownFindings[$0] } ?? []
    }

    func lets(pass number: Int, ofRule rule: Int) -> Bool { positions.contains(Position(rule: rule, number: number)) }

    func reason(_ resource: AssessedResource, rule: Int) -> Reason? { reasons[Subject(rule: rule, resource: resource)] }

    /// What is said of a result that counts.
    var mark: String { hasBaseline ? "new" : "changed\(since)" }

    func phrase(_ reason: Reason) -> String {
        switch reason {
        case .known: Self.knownPhrase
        case .untouched: "not changed\(since)"
        }
    }

    static let knownPhrase = "known from the baseline"

    private var since: String { revision.map { " since \($0)" } ?? "" }
}
