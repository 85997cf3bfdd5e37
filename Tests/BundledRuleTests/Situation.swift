import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleCompiler
import RuleMachine
import RulePacks
import RuleSyntax
import RuleTesting
import RuleTracer
import SourceText
import Testing

/// One rule with the resources and parameters of one of its cases, ready to be judged again with a resource changed.
final class Situation {
    /// What two situations have in common that ask the same.
    struct Identity: Hashable {
        let rule: String
        let parameters: [Value]
        let envelopes: [Properties]
        let collected: [String]?
        let asOf: Instant
    }

    let rule: BoundRule
    /// `rules/is/security_group_ssh.cases.yaml: two halves are the whole internet`
    let name: String
    /// The case's resources, each whole.
    let envelopes: [Properties]
    private let collected: [String]?
    private let asOf: Instant
    private let keys = KeyTable()
    private lazy var library = ProgramCompiler.compile([rule], keys: keys).library

    /// nil where the rule cannot be bound.
    init?(_ rule: CheckedRule, _ testCase: TestCase, in file: String) {
        let settings = testCase.parameters.filter { $0.key == rule.name.text || $0.key == rule.metadata.id }
            .values.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        guard let bound = ParameterBinder.bind(rule, settings: settings).rule else { return nil }
        self.rule = bound
        name = "\(file): \(testCase.name)"
        envelopes = testCase.resources.map { Properties(envelopeOf: $0) }
        collected = testCase.collected.map { $0 + testCase.resources.map(\.kind) }
        asOf = testCase.asOf ?? .caseDefault
    }

    var ruleName: String { rule.rule.name.text }

    var identity: Identity {
        Identity(
            rule: ruleName, parameters: rule.parameters.map(\.value), envelopes: envelopes,
            collected: collected, asOf: asOf)
    }

    /// The case's resources as they are.
    private(set) lazy var resources = envelopes.indices.compactMap { read(envelopes[$0], at: $0) }

    /// A resource that stands at a place among the case's, from a text of its own.
    func read(_ envelope: Properties, at index: Int) -> Resource? {
        let source = SourceFile(name: Self.fileName(index), text: PlacedJSON(envelope).text)
        guard let document = try? JSONParser.document(source, keys: keys) else { return nil }
        return SingleResource.read(document).resource
    }

    static func fileName(_ index: Int) -> String { "resource\(index).json" }

    /// What the rule says of the resources as they are.
    private(set) lazy var original = judgements()

    /// What the rule says of each resource that it applies to, with one of the case's in another shape.
    func judgements(replacing index: Int? = nil, with changed: Resource? = nil) -> [Judgement] {
        var resources = resources
        guard resources.count == envelopes.count else {
            Issue.record("\(name): a resource cannot be read again")
            return []
        }
        if let index, let changed { resources[index] = changed }
        resources += AccountResources.added(to: resources, keys: keys)
        let inventory = Inventory(resources: resources, collectedKinds: collected.map { $0 + resources.map(\.kind) })
        let indexed = IndexedInventory(inventory)
        var machine = VirtualMachine(library: library, inventory: indexed, asOf: asOf)
        return resources.compactMap { resource in
            guard rule.rule.applies(toKind: resource.kind), let outcome = machine.outcome(ofRule: 0, on: resource)
            else { return nil }
            let tracer = Tracer(rule: rule, resource: resource, inventory: inventory, asOf: asOf)
            return Judgement(resource: resource, outcome: outcome, tracer: tracer)
        }
    }
}

/// What the machine says of one resource, and who can say why.
struct Judgement {
    let resource: Resource
    let outcome: RuleOutcome
    let tracer: Tracer

    var verdict: Verdict { outcome.verdict }
}
