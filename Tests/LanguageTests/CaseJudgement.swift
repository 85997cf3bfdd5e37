import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleCompiler
import RuleMachine
import RulePacks
import RuleSyntax
import RuleTracer
import SourceText

/// One expectation's rule, bound, and its inventory: ready for both evaluators.
struct CaseJudgement {
    struct Fault: Error, CustomStringConvertible { let description: String }

    let rule: BoundRule
    let resource: Resource
    private let inventory: Inventory
    private let asOf: Instant
    private let library: ProgramLibrary

    init(_ expectation: ExpectedVerdict, of rules: [CheckedRule]) throws {
        let candidates = rules.filter { expectation.rule == nil || $0.name.text == expectation.rule }
        guard let rule = candidates.first, candidates.count == 1 else {
            throw Fault(description: "\(candidates.count) rules are called '\(expectation.rule ?? "(any)")'")
        }
        let situation = expectation.situation
        self.rule = try Self.bind(rule, to: situation.parameters)
        let keys = KeyTable()
        let compiled = ProgramCompiler.compile([self.rule], keys: keys)
        if let diagnostic = compiled.diagnostics.first { throw Fault(description: diagnostic.message) }
        library = compiled.library
        let kind = rule.kinds.first.map(\.text) ?? ""
        let subject = situation.subject ?? "{\"kind\": \"\(kind)\", \"id\": \"r\"}"
        resource = try Self.resource(
            "\(subject.dropLast()), \"properties\": \(expectation.properties)}", keys: keys)
        let others = try situation.resources.map { try Self.resource($0, keys: keys) }
        inventory = Inventory(resources: others + [resource], collectedKinds: situation.collected)
        asOf = situation.asOf
    }

    func machineOutcome() -> RuleOutcome? {
        var machine = VirtualMachine(library: library, inventory: IndexedInventory(inventory), asOf: asOf)
        return machine.outcome(ofRule: 0, on: resource)
    }

    func trace() -> RuleTrace { Tracer(rule: rule, resource: resource, inventory: inventory, asOf: asOf).trace() }

    private static func resource(_ json: String, keys: KeyTable) throws -> Resource {
        let document = try JSONParser.document(SourceFile(name: "resource.json", text: json), keys: keys)
        let read = SingleResource.read(document)
        guard let resource = read.resource else {
            throw Fault(description: "\(read.diagnostics.map(\.message)): \(json)")
        }
        return resource
    }

    private static func bind(_ rule: CheckedRule, to json: String) throws -> BoundRule {
        let given = try JSONParser.document(SourceFile(name: "params.json", text: json), keys: KeyTable()).root
        let parameters = try rule.parameters.map { parameter -> BoundParameter in
            let name = parameter.name.text
            guard let raw = given[name]?.value else {
                guard let value = parameter.defaultValue else { throw Fault(description: "'\(name)' has no value") }
                return BoundParameter(value: value, origin: .ruleDefault, place: parameter.defaultPlace)
            }
            let value = try ParameterText.value(raw, as: parameter.type).get()
            return BoundParameter(value: value, origin: .testCase("case"), place: nil)
        }
        return BoundRule(rule: rule, parameters: parameters)
    }
}
