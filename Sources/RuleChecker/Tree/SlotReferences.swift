/// What a part of a rule reads: slots in the frame of that part, the resource, others, and defines, of which what they read is their own.
package struct SlotReferences {
    package private(set) var slots: Set<Int> = []
    /// Variables of quantifiers within.
    private var boundSlots: Set<Int> = []
    private(set) var readsResource = false
    /// Whether other resources are ranged over.
    private(set) var readsInventory = false
    /// Those that are called, as often as they are.
    private(set) var defines: [CheckedDefine] = []

    package init() {}

    /// Those that are bound outside.
    var freeSlots: Set<Int> { slots.subtracting(boundSlots) }

    mutating func formUnion(_ other: SlotReferences) {
        slots.formUnion(other.slots)
        boundSlots.formUnion(other.boundSlots)
        readsResource = readsResource || other.readsResource
        readsInventory = readsInventory || other.readsInventory
        defines += other.defines
    }

    package mutating func visit(_ condition: CheckedCondition) {
        switch condition {
        case .all(let parts, _), .any(let parts, _): for part in parts { visit(part) }
        case .not(let part, _): visit(part)
        case .quantified(let quantified):
            boundSlots.insert(quantified.variable.index)
            if let key = quantified.keyVariable { boundSlots.insert(key.index) }
            for source in quantified.sources { visit(source) }
            if let filter = quantified.filter { visit(filter) }
            if let body = quantified.body { visit(body) }
        case .test(let test):
            visit(test.subject)
            for operand in test.predicate.operands { visit(operand) }
        case .call(let call): visit(call)
        }
    }

    private mutating func visit(_ call: CheckedDefineCall) {
        if call.define.cost.rangesOverResources { readsInventory = true }
        defines.append(call.define)
        for argument in call.arguments { visit(argument) }
    }

    package mutating func visit(_ binding: CheckedBinding) {
        switch binding.form {
        case .expression(let expression): visit(expression)
        case .each(_, let sources, let filter):
            for source in sources { visit(source) }
            if let filter { visit(filter) }
        }
    }

    mutating func visit(_ source: CheckedSource) {
        switch source {
        case .expression(let expression): visit(expression)
        case .resources: readsInventory = true
        }
    }

    mutating func visit(_ expression: CheckedExpression) {
        switch expression.form {
        case .literal, .parameter, .asOf: break
        case .resources: readsInventory = true
        case .slot(let slot): slots.insert(slot.index)
        case .path(let path):
            switch path.root {
            case .this: readsResource = true
            case .slot(let slot): slots.insert(slot.index)
            case .expression(let root): visit(root)
            }
            for case .index(let index, _) in path.steps { visit(index) }
        case .fallback(let first, let second, _):
            visit(first)
            visit(second)
        case .call(_, let arguments): for argument in arguments { visit(argument) }
        case .define(let call): visit(call)
        case .convert(let value, _): visit(value)
        }
    }
}
