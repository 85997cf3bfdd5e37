import Foundation
import ResourceDocuments
import RuleTracer
import SourceText

/// One place in one of a situation's resources where something else is to stand.
struct Change: CustomStringConvertible {
    let situation: Situation
    /// Of the resource.
    let index: Int
    /// From the resource's envelope.
    let path: DocumentPath

    /// From the properties, as a rule says it.
    var property: DocumentPath { DocumentPath(Array(path.steps.dropFirst())) }

    var description: String { "\(situation.name), without \(property) of resource \(index)" }

    /// Of those to the library's situations so many as a test has time for, of each rule as many; `NORMA_BUNDLED_CHANGES` sets
    /// another number.
    static func sample(of rules: BundledRules, atMost limit: Int) -> [Change] {
        let wanted = ProcessInfo.processInfo.environment["NORMA_BUNDLED_CHANGES"].flatMap(Int.init) ?? limit
        let all = rules.situations.flatMap { Change.all(of: $0) }
        if all.count <= wanted { return all }
        let byRule = Dictionary(grouping: all, by: \.situation.ruleName).sorted { $0.key < $1.key }
        let share = max(1, wanted / byRule.count)
        return byRule.flatMap { _, changes in
            stride(from: 0, to: changes.count, by: max(1, changes.count / share)).map { changes[$0] }
        }
    }

    /// One for each member of each map in the properties of a situation's resources.
    private static func all(of situation: Situation) -> [Change] {
        situation.envelopes.enumerated().flatMap { index, envelope in
            envelope.memberPaths.filter { $0.steps.count > 1 && $0.steps.first == .key("properties") }
                .map { Change(situation: situation, index: index, path: $0) }
        }
    }

    /// What one of the resources was read from, the member taken away; nil for one that a reader added.
    func text(of resource: Resource) -> PlacedJSON? {
        let name = resource.document.source.name
        guard let position = situation.envelopes.indices.first(where: { Situation.fileName($0) == name }) else {
            return nil
        }
        let envelope = situation.envelopes[position]
        return (position == index ? envelope.replacing(path.steps[...], with: nil) : envelope).map(PlacedJSON.init)
    }

    /// nil takes the member away.
    func resource(with value: Properties?) -> Resource? {
        situation.envelopes[index].replacing(path.steps[...], with: value).flatMap { situation.read($0, at: index) }
    }

    /// Whether the rule's author states what it means that the member is not there.
    func isStated(_ judgement: Judgement, _ changed: Resource) -> Bool {
        judgement.tracer.statedAbsences().contains { absence in
            absence.resource.document === changed.document && absence.path.attribute == nil
                && absence.path.path.hasPrefix(property)
        }
    }
}

extension DocumentPath {
    /// Without its indices: the same for all elements of a list.
    var place: String {
        DocumentPath(steps.filter { if case .key = $0 { true } else { false } }).description
    }
}
