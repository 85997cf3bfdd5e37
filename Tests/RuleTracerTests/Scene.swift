import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText
import Testing

@testable import RuleTracer

/// A rule, a resource and what stands around them, from their texts.
struct Scene {
    static let noon = Instant("2026-01-01T12:00:00Z") ?? Instant(seconds: 0)

    var rule: BoundRule
    var resource: Resource
    var inventory: Inventory

    /// The last rule of `text`; each resource is a whole envelope `{"kind": …, "id": …, "properties": …}`.
    init(
        rule text: String, resource: String, others: [String] = [], collected: [String]? = nil,
        parameters: [String: BoundParameter] = [:], schemas: [String: String] = [:]
    ) throws {
        let checked = try #require(try Self.rules(text, Self.schemas(schemas)).last)
        rule = BoundRule(
            rule: checked,
            parameters: try checked.parameters.map { parameter in
                if let bound = parameters[parameter.name.text] { return bound }
                return BoundParameter(
                    value: try #require(parameter.defaultValue), origin: .ruleDefault, place: parameter.defaultPlace)
            })
        self.resource = try Self.resource(resource, file: "zone.json")
        inventory = Inventory(
            resources: try [self.resource] + others.enumerated().map { try Self.resource($1, file: "other\($0).json") },
            collectedKinds: collected)
    }

    /// A rule for kind `k` with these lines, over a resource with these properties.
    init(
        _ lines: String, _ properties: String, defines: String = "", others: [String] = [], collected: [String]? = nil
    ) throws {
        try self.init(
            rule: "\(defines)\nrule t {\n  title \"T\"\n  for k\n  \(lines)\n}",
            resource: #"{"kind": "k", "id": "r1", "name": "one", "properties": \#(properties)}"#, others: others,
            collected: collected)
    }

    /// Schemas from their texts, by kind.
    private static func schemas(_ texts: [String: String]) throws -> KindSchemas {
        KindSchemas(
            try texts.compactMap { kind, text in
                let source = SourceFile(name: "\(kind).json", text: text)
                return SchemaReader.read(try JSONParser.document(source, keys: KeyTable()), kind: kind).schema
            })
    }

    private static func rules(_ text: String, _ schemas: KindSchemas) throws -> [CheckedRule] {
        let parsed = Parser.parse(SourceFile(name: "t.norma", text: text))
        let checked = Checker.check([RuleModule(file: parsed.file)], schemas: schemas)
        let errors = (parsed.diagnostics + checked.diagnostics).filter(\.isError)
        try #require(errors.isEmpty, "\(errors.map(\.message)) in \(text)")
        return checked.rules
    }

    private static func resource(_ text: String, file: String) throws -> Resource {
        let document = try JSONParser.document(SourceFile(name: file, text: text), keys: KeyTable())
        var attributes = ResourceAttributes()
        var paths: [ResourceAttribute: DocumentPath] = [:]
        for attribute in ResourceAttribute.allCases {
            guard let node = document.root["\(attribute)"] else { continue }
            attributes[attribute] = node.word
            paths[attribute] = DocumentPath([.key("\(attribute)")])
        }
        return Resource(
            document: document, attributes: attributes, properties: document.root["properties"]?.word ?? .null,
            propertiesPath: DocumentPath([.key("properties")]), attributePaths: paths)
    }

    var tracer: Tracer { Tracer(rule: rule, resource: resource, inventory: inventory, asOf: Self.noon) }

    func trace() -> RuleTrace { tracer.trace() }

    /// `place: explanation`, or with what is missing `place+missing: explanation`.
    static func findings(
        _ clause: String, _ properties: String, lines: String = "", defines: String = "", others: [String] = []
    ) throws -> [String] {
        let scene = try Scene("\(lines)\n  \(clause)", properties, defines: defines, others: others)
        return scene.trace().findings.map { finding in
            let missing = finding.missing.map { "+\($0)" } ?? ""
            return "\(finding.path)\(missing): \(finding.explanation)"
        }
    }

    /// The first finding drawn as a report shows it.
    func drawing() throws -> String {
        let finding = try #require(trace().findings.first)
        return DiagnosticRenderer().render(excerpts: finding.excerpts(in: resource))
    }
}

/// What the condition of a clause says of a resource with these properties.
func truth(
    of condition: String, _ properties: String, lines: String = "", defines: String = "", others: [String] = [],
    collected: [String]? = nil
) throws -> Truth {
    let scene = try Scene(
        "\(lines)\n  require \(condition)", properties, defines: defines, others: others, collected: collected)
    let trace = scene.trace()
    let fast = scene.tracer.verdict()
    #expect(fast.verdict == trace.verdict)
    #expect(fast.causes == trace.causes)
    return try #require(trace.clauses.first).truth
}

/// What an expression gives: its text, or its causes.
func value(
    of expression: String, _ properties: String, lines: String = "", others: [String] = [], collected: [String]? = nil
) throws -> String {
    let scene = try Scene(
        "\(lines)\n  let subject_of_test = \(expression)\n  require subject_of_test is present", properties,
        others: others, collected: collected)
    var evaluator = Evaluator(
        rule: scene.rule, tested: TracedResource(scene.resource, isTested: true),
        inventory: ResourcesByKind(scene.inventory), asOf: Scene.noon, isTracing: true)
    let slot = try #require(scene.rule.rule.bindings.last?.slot)
    return describe(evaluator.value(in: slot))
}

/// Like a message prints it, but with every shade of missing.
private func describe(_ value: TracedValue) -> String {
    if let unknown = value.unknown { return describe(unknown.causes) }
    if let list = value.list { return "[\(list.map(describe).joined(separator: ", "))]" }
    return ValueText.quoted(value)
}

private func describe(_ causes: UnknownCauses) -> String {
    let names: [(UnknownCauses, String)] = [
        (.absent, "absent"), (.missing, "missing"), (.unsettled, "unsettled"), (.wrongType, "wrong type"),
        (.badData, "bad data"), (.undetermined, "undetermined"), (.notCollected, "not collected"), (.budget, "budget"),
    ]
    return names.filter { causes.contains($0.0) }.map(\.1).joined(separator: "+")
}

/// `true`, `false`, or the causes in every shade.
func describe(_ truth: Truth) -> String {
    switch truth {
    case .true: "true"
    case .false: "false"
    case .unknown(let causes): describe(causes)
    }
}

/// One line of a table in a test: what is asked, and the answer that the page demands behind `=>`.
struct Row: CustomStringConvertible, Sendable {
    var question: String
    var answer: String

    var description: String { "\(question) => \(answer)" }

    /// A line each; `#` begins a heading.
    static func table(_ text: String) -> [Row] {
        text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "=>").map { $0.trimmingPrefix(while: \.isWhitespace) }
            guard cells.count == 2 else { return nil }
            return Row(question: cells[0].trimmed, answer: cells[1].trimmed)
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
