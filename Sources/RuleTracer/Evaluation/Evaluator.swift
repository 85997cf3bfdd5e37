import ResourceDocuments
import RuleChecker
import SourceText

/// Walks the checked tree of one rule over one resource.
///
/// Plain recursion, as deep as the tree; nothing is prepared, and of joins alone there is an index. While it traces, conditions are
/// evaluated whole, so that what decides them and what they cover can be told.
struct Evaluator {
    let parameters: [BoundParameter]
    /// The rule's `let`s by their slots.
    private let bindings: [Slot: CheckedBinding]
    /// nil for a parameter's constraint, which sees no resource.
    let tested: TracedResource?
    let testedValue: TracedValue?
    private let inventory: ResourcesByKind?
    /// nil where nobody gave it.
    let asOf: Instant?
    let schemas: KindSchemas
    /// Whether to collect what decides conditions. Without that nobody asks where a value stands, and none of a document says it.
    private(set) var isTracing: Bool
    /// What was asked for: the value of a `let` says the same wherever it is first read.
    private let traces: Bool
    /// Whether to collect what conditions cover.
    private let recordsCoverage: Bool
    /// Whether to tell of what is decided that nothing was asked for it: elements that decide nothing are traced too.
    let tellsVacuity: Bool
    /// Whether the test at hand was asked of an empty list, or held against one; false while nobody is to be told.
    var asksNothing = false
    /// Whether anybody reads of elements that do not decide wherever the finding has its place: in labels, and as places of other resources.
    private let showsExamples: Bool

    var frame: Frame
    /// Whether the rule asks of the condition at hand that it is true, and not that it is false.
    private(set) var seeksTruth = true
    private(set) var coverage: Set<CoverageEvent> = []
    private(set) var bounds: Set<BoundEvent> = []
    private var testCount = 0
    /// nil while nobody asks for them: in a long list there are as many as elements.
    var statedAbsences: [StatedAbsence]?
    /// nil while nobody asks for them.
    var patternQuestions: Set<PatternQuestion>?
    private var boundValues: [Slot: TracedValue] = [:]
    private var resources: [KindPattern: RangedResources?] = [:]
    /// Elements that quantifiers and `let … each` asked.
    var askedElements = 0
    /// What reading long texts takes, in elements that might have been asked meanwhile.
    private var textSteps = 0
    var maximumSteps = Tracer.maximumSteps
    var invariants: [ExpressionKey: TracedValue] = [:]
    /// Of lists of which elements have to be asked one by one, nil.
    var elementSets: [ExpressionKey: ElementSet?] = [:]
    var isMakingInvariant = false

    init(
        rule: BoundRule, tested: TracedResource, inventory: ResourcesByKind, asOf: Instant, isTracing: Bool,
        recordsCoverage: Bool = false, tellsVacuity: Bool = false, draws: Bool = true
    ) {
        parameters = rule.parameters
        bindings =
            rule.rule.bindings.isEmpty
            ? [:] : Dictionary(rule.rule.bindings.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
        self.tested = tested
        testedValue = TracedValue(.resource(tested), .at(.properties(tested)))
        self.inventory = inventory
        self.asOf = asOf
        schemas = rule.rule.schemas
        self.isTracing = isTracing
        traces = isTracing
        self.recordsCoverage = recordsCoverage
        self.tellsVacuity = tellsVacuity
        showsExamples = draws || !rule.rule.inventoryKinds.isEmpty
        frame = Frame(slotCount: rule.rule.slotCount, isRule: true)
    }

    /// For a condition over the values in the slots, and nothing else.
    init(slots: [Value], asOf: Instant?) {
        parameters = []
        bindings = [:]
        tested = nil
        testedValue = nil
        inventory = nil
        self.asOf = asOf
        schemas = KindSchemas()
        isTracing = false
        traces = false
        recordsCoverage = false
        tellsVacuity = false
        showsExamples = false
        frame = Frame(slotCount: slots.count, isRule: false)
        for (index, value) in slots.enumerated() { frame[Slot(index)] = TracedValue(constant: value, .rule) }
    }

    /// Whether more was asked than is asked of one rule on one resource. What comes of it then says nothing.
    var isExhausted: Bool { askedElements + textSteps > maximumSteps }

    /// In bytes: to read so much of a text takes as long as to ask an element.
    private static let textStep = 256

    /// Counts what it takes to read a long text.
    mutating func noteReading(of value: TracedValue) {
        if case .text(let text) = value.content { textSteps += text.utf8.count / Self.textStep }
    }

    mutating func value(of expression: CheckedExpression) -> TracedValue {
        if let value = invariant(expression) { return value }
        return switch expression.form {
        case .literal(let value): TracedValue(constant: value, .rule)
        case .parameter(let index): parameter(index)
        case .slot(let slot): value(in: slot)
        case .asOf: clock
        case .path(let path): value(of: path)
        case .fallback(let first, let second, let fallback): value(of: first, else: second, fallback)
        case .call(.count, let arguments) where arguments.first?.isResources == true: count(of: arguments[0])
        case .call(let function, let arguments): call(function, arguments)
        case .define(let call): value(of: call)
        case .resources: .unknown(Unknown(.wrongType, .missing([])))
        case .convert(let inner, let conversion): value(of: inner).converted(to: conversion)
        }
    }

    private mutating func call(_ function: BuiltinFunction, _ arguments: [CheckedExpression]) -> TracedValue {
        let values = arguments.map { value(of: $0) }
        if let first = values.first { noteReading(of: first) }
        return TracedValue.call(function, values)
    }

    /// `as_of`
    var clock: TracedValue {
        asOf.map { TracedValue(.instant($0), .rule) } ?? .unknown(Unknown(.undetermined, .undetermined("as_of")))
    }

    private func parameter(_ index: Int) -> TracedValue {
        guard parameters.indices.contains(index) else { return .unknown(Unknown(.missing, .missing([]))) }
        return TracedValue(constant: parameters[index].value, .parameter(index))
    }

    /// A variable or formal; a `let` is evaluated when it is first asked for.
    mutating func value(in slot: Slot) -> TracedValue {
        if let value = frame[slot] { return value }
        guard frame.isRule, let binding = bindings[slot] else { return .unknown(Unknown(.missing, .missing([]))) }
        if let value = boundValues[slot] { return value }
        // A binding reads only those before it; one that reads itself finds this.
        boundValues[slot] = .unknown(Unknown(.missing, .missing([])))
        let value = whole { $0.value(of: binding) }
        boundValues[slot] = value
        return value
    }

    func isBinding(_ slot: Slot) -> Bool { bindings[slot] != nil }

    // MARK: What is collected

    /// Whether somebody wants to know what was looked at, also where it decides nothing.
    var asksAll: Bool { recordsCoverage || tellsVacuity || statedAbsences != nil || patternQuestions != nil }

    /// Whether what an element says may be asked without its reasons first.
    var skims: Bool { isTracing && !asksAll }

    /// Whether anybody reads of elements of a list that do not decide. One in the resource under test is itself the place that a finding has.
    func showsExamples(of list: Location?) -> Bool {
        guard !showsExamples, let list, list.resource.isTested else { return true }
        return list.path.path.isRoot
    }

    /// Does something without collecting anything.
    mutating func skimming<Result>(_ body: (inout Evaluator) -> Result) -> Result { tracing(false, body) }

    /// Works out what is kept, whoever may ask for it later.
    mutating func whole<Result>(_ body: (inout Evaluator) -> Result) -> Result { tracing(traces, body) }

    private mutating func tracing<Result>(_ isTracing: Bool, _ body: (inout Evaluator) -> Result) -> Result {
        let wasTracing = self.isTracing
        self.isTracing = isTracing
        defer { self.isTracing = wasTracing }
        return body(&self)
    }

    mutating func cover(_ event: @autoclosure () -> CoverageEvent) {
        if isTracing, recordsCoverage { coverage.insert(event()) }
    }

    var recordsBounds: Bool { isTracing && recordsCoverage }

    mutating func note(_ event: BoundEvent) { bounds.insert(event) }

    /// A condition that may be asked for its opposite.
    mutating func asking<Result>(against isOpposite: Bool, _ body: (inout Evaluator) -> Result) -> Result {
        let outer = seeksTruth
        seeksTruth = outer != isOpposite
        defer { seeksTruth = outer }
        return body(&self)
    }

    /// Tells one answered test from another.
    mutating func nextTestNumber() -> Int {
        testCount += 1
        return testCount
    }

    private mutating func value(of binding: CheckedBinding) -> TracedValue {
        switch binding.form {
        case .expression(let expression): value(of: expression)
        case .each(let variable, let sources, let filter): elements(variable, in: sources, where: filter)
        }
    }

    private mutating func value(of call: CheckedDefineCall) -> TracedValue {
        guard case .expression(let body) = call.define.body else {
            return .unknown(Unknown(.wrongType, .missing([])))
        }
        return inFrame(of: call) { $0.value(of: body) }
    }

    /// Does something in the frame of a define's call: arguments are values, nothing else is seen.
    mutating func inFrame<Result>(of call: CheckedDefineCall, _ body: (inout Evaluator) -> Result) -> Result {
        let arguments = call.arguments.map { value(of: $0) }
        return inFrame(Frame(call.define, arguments: arguments), body)
    }

    mutating func inFrame<Result>(_ other: Frame, _ body: (inout Evaluator) -> Result) -> Result {
        let own = frame
        frame = other
        defer { frame = own }
        return body(&self)
    }

    /// `count(resources of K)`
    private mutating func count(of resources: CheckedExpression) -> TracedValue {
        guard case .resources(let kind) = resources.form else { return .unknown(Unknown(.wrongType, .missing([]))) }
        guard let ranged = self.resources(of: kind) else { return .unknown(.notCollected(kind)) }
        if let open = ranged.list.open { return .unknown(open) }
        return TracedValue(.number(ExactNumber(Int64(ranged.count))), .rule)
    }

    /// The inventory's resources of a kind, in its order; nil where there is no inventory.
    mutating func resources(of kind: KindPattern) -> RangedResources? {
        if let known = resources[kind] { return known }
        let found = inventory.map { RangedResources($0.resources(of: kind), tested: tested) }
        resources[kind] = .some(found)
        return found
    }
}

extension Unknown {
    static func notCollected(_ kind: KindPattern, refused: RefusedResource? = nil) -> Unknown {
        Unknown(.notCollected, .notCollected(kind: kind.text, refused: refused))
    }
}

extension CheckedExpression {
    fileprivate var isResources: Bool { if case .resources = form { true } else { false } }
}
