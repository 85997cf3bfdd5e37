import ResourceDocuments
import RuleChecker
import RuleCompiler
import RuleMachine
import RuleSyntax
import SourceText
import Testing

/// Runs rules from their text on resources from theirs.
struct MachineRun {
    static let instant = "2026-01-31T12:00:00Z"

    var library: ProgramLibrary
    var diagnostics: [Diagnostic]
    let keys: KeyTable
    var inventory: IndexedInventory?
    var limits = MachineLimits.default

    /// Parameters that are not given have their default.
    init(_ text: String, parameters: [String: Value] = [:], sharing: SharingExtent = .all) throws {
        let parsed = Parser.parse(SourceFile(name: "test.norma", text: text))
        try #require(parsed.diagnostics.isEmpty, "\(parsed.diagnostics.map(\.message))")
        let checked = Checker.check([RuleModule(file: parsed.file)])
        let errors = checked.diagnostics.filter(\.isError)
        try #require(errors.isEmpty, "\(errors.map(\.message))")
        let bound = checked.rules.map { rule in
            BoundRule(
                rule: rule,
                parameters: rule.parameters.map { parameter in
                    BoundParameter(
                        value: parameters[parameter.name.text] ?? parameter.defaultValue ?? .boolean(false),
                        origin: .ruleDefault, place: parameter.defaultPlace)
                })
        }
        keys = KeyTable()
        (library, diagnostics) = ProgramCompiler.compile(bound, keys: keys, sharing: sharing)
    }

    /// A rule whose one clause requires `condition`; more items stand before it.
    init(requiring condition: String, before items: String = "", defines: String = "") throws {
        try self.init("\(defines)\nrule r {\n  for demo.thing\n  \(items)\n  require \(condition)\n}\n")
    }

    func resource(_ json: String, kind: String = "demo.thing", id: String = "thing-1") throws -> Resource {
        let document = try JSONParser.document(SourceFile(name: "test.json", text: json), keys: KeyTable(copying: keys))
        let (extended, words) = document.appending([kind, id])
        var attributes = ResourceAttributes()
        attributes.kind = words[0]
        attributes.id = words[1]
        return Resource(document: extended, attributes: attributes, properties: extended.rootWord)
    }

    mutating func setInventory(
        _ resources: [(kind: String, id: String, json: String)], collected: [String]? = nil,
        refused: [RefusedResource] = []
    ) throws {
        inventory = IndexedInventory(
            Inventory(
                resources: try resources.map { try resource($0.json, kind: $0.kind, id: $0.id) },
                collectedKinds: collected, refused: refused))
    }

    /// Every rule that applies to the resource's kind, and how many answers no look-up gave for several of them.
    func run(on resource: Resource) throws -> (outcomes: [RuleOutcome], singleAnswers: Int) {
        var machine = VirtualMachine(
            library: library, inventory: inventory, asOf: try #require(Instant(Self.instant)), limits: limits)
        machine.run(library.program(forKind: resource.kind), on: resource.frame)
        return withExtendedLifetime(resource) { (Array(machine.outcomes), machine.lastSingleAnswers) }
    }

    func run(on json: String) throws -> (outcomes: [RuleOutcome], singleAnswers: Int) {
        try run(on: try resource(json))
    }

    func outcomes(on resource: Resource) throws -> [RuleOutcome] { try run(on: resource).outcomes }

    func outcomes(on json: String) throws -> [RuleOutcome] { try outcomes(on: try resource(json)) }

    /// The first rule's answer, in words.
    func answer(on json: String) throws -> String { try #require(try outcomes(on: json).first).words }
}

extension RuleOutcome {
    /// `true` for pass, `false` for fail, and every cause by its own name.
    var words: String {
        switch verdict {
        case .pass: "true"
        case .fail: "false"
        case .notApplicable: "not applicable"
        case .unknown: causes.names
        }
    }
}

extension UnknownCauses {
    var names: String {
        let all: [(UnknownCauses, String)] = [
            (.absent, "absent"), (.missing, "missing"), (.unsettled, "unsettled"), (.wrongType, "wrong type"),
            (.badData, "bad data"), (.undetermined, "undetermined"), (.notCollected, "not collected"),
            (.budget, "budget"),
        ]
        return all.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}

/// The answer of a condition on a document.
func answer(_ condition: String, _ json: String, before items: String = "", defines: String = "") throws -> String {
    try MachineRun(requiring: condition, before: items, defines: defines).answer(on: json)
}
