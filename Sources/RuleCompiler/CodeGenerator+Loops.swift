import ResourceDocuments
import RuleChecker
import RuleMachine
import RuleSyntax

/// What a loop ranges over.
struct Domain {
    var variable: Slot
    var keyVariable: Slot?
    var sources: [CheckedSource]
    /// Conditions that an element must meet to matter: an equality among their conjuncts may be answered by an index.
    var joinConditions: [CheckedCondition]
    /// Where an open source leaves its causes.
    var openAccumulator: UInt8
    /// Clear when the body begins.
    var elementAccumulator: UInt8?
    /// An open source is an element of a `let … each`, one for each source.
    var keepsOpenSources = false

    init(variable: Slot, sources: [CheckedSource], joinConditions: [CheckedCondition], open: UInt8) {
        self.variable = variable
        self.sources = sources
        self.joinConditions = joinConditions
        openAccumulator = open
    }

    /// A false `where` leaves an element out under every quantifier, a false `satisfies` under all but `every`.
    init(_ quantified: CheckedQuantified, openAccumulator: UInt8) {
        variable = quantified.variable
        keyVariable = quantified.keyVariable
        sources = quantified.sources
        joinConditions = [quantified.filter].compactMap { $0 }
        if quantified.quantifier != .every, let body = quantified.body { joinConditions.append(body) }
        self.openAccumulator = openAccumulator
    }
}

extension CodeGenerator {
    /// Runs `body` for each element, with the label of what goes on to the next.
    ///
    ///         I := first source; → next
    ///     body: …
    ///     next: if I has an element: R := it, → body
    ///         another source, if there is one: I := it; → next
    mutating func generateLoop(over domain: Domain, _ body: (inout CodeGenerator, Label) -> Void) {
        let mark = builder.mark
        let outer = frame
        let iteration = builder.register(count: 2)
        let element = builder.register()
        let key = domain.keyVariable.map { _ in builder.register() }
        let source = domain.sources.count > 1 ? builder.register() : nil
        let start = builder.makeLabel()
        let next = builder.makeLabel()
        let labels = domain.sources.map { _ in builder.makeLabel() }
        if let source { builder.emit(Instruction(.beginCount, a: source), data: 0) }
        for (label, source) in zip(labels, domain.sources) {
            builder.place(label)
            if domain.keepsOpenSources { builder.emit(Instruction(.clear, d: domain.openAccumulator)) }
            generate(source, of: domain, iteration: iteration, next)
        }
        frame.slots[domain.variable.index] = .register(element)
        if let slot = domain.keyVariable, let key { frame.slots[slot.index] = .register(key) }
        builder.place(start)
        if key != nil, let accumulator = domain.elementAccumulator { builder.emit(Instruction(.clear, d: accumulator)) }
        body(&self, next)
        builder.place(next)
        if let key {
            builder.emit(Instruction(.nextPair, d: element, a: iteration, b: UInt16(key)), to: start)
        } else {
            let accumulator = domain.elementAccumulator ?? Instruction.unusedAccumulator
            builder.emit(Instruction(.next, d: element, a: iteration, b: UInt16(accumulator)), to: start)
        }
        if domain.keepsOpenSources { builder.emit(Instruction(.appendCauses, flags: 1, d: domain.openAccumulator)) }
        if let source {
            builder.emit(Instruction(.nextSource, a: source, b: UInt16(domain.sources.count)))
            for label in labels.dropFirst() { builder.emit(Instruction(.jump), to: label) }
        }
        frame = outer
        builder.release(to: mark)
    }

    private mutating func generate(_ source: CheckedSource, of domain: Domain, iteration: UInt8, _ next: Label) {
        let mark = builder.mark
        switch source {
        case .expression(let expression):
            at(expression.place)
            let value = evaluate(expression)
            builder.emit(
                Instruction(.iterate, d: domain.openAccumulator, a: iteration, b: UInt16(value)), to: next)
        case .resources(let kind, let place):
            at(place)
            if let join = self.join(of: domain) {
                let key = evaluate(join.key)
                let constant = builder.constant(.join(kind: kind.text, path: join.path))
                builder.emit(
                    Instruction(.iterateJoined, d: domain.openAccumulator, a: iteration, b: constant),
                    data: UInt64(key), to: next)
            } else {
                let constant = builder.constant(.kind(kind.text))
                builder.emit(
                    Instruction(.iterateResources, d: domain.openAccumulator, a: iteration, b: constant), to: next)
            }
        }
        builder.release(to: mark)
    }

    // MARK: Joins

    private typealias Join = (path: JoinPath, key: CheckedExpression)

    /// An equality between a path on the element and something that does not depend on it; rather one with another resource than
    /// one with a constant, which half the resources may meet. Positions count all resources, so a loop with a key variable has
    /// none.
    private func join(of domain: Domain) -> Join? {
        guard domain.keyVariable == nil else { return nil }
        let joins = domain.joinConditions.flatMap { self.joins(on: domain.variable, in: $0) }
        return joins.first { !isConstant($0.key) } ?? joins.first
    }

    private func joins(on variable: Slot, in condition: CheckedCondition) -> [Join] {
        switch condition {
        case .all(let parts, _):
            return parts.flatMap { joins(on: variable, in: $0) }
        case .test(let test):
            guard !test.negated, case .equal(let operand, asAddresses: false) = test.predicate else { return [] }
            if let path = joinPath(test.subject, on: variable), !reads(variable, operand) { return [(path, operand)] }
            if let path = joinPath(operand, on: variable), !reads(variable, test.subject) {
                return [(path, test.subject)]
            }
            return []
        case .any, .not, .quantified, .call: return []
        }
    }

    private func isConstant(_ expression: CheckedExpression) -> Bool {
        switch expression.form {
        case .literal, .parameter, .asOf: true
        case .convert(let inner, _): isConstant(inner)
        case .slot, .path, .fallback, .call, .define, .resources: false
        }
    }

    private func reads(_ slot: Slot, _ expression: CheckedExpression) -> Bool {
        var references = SlotReferences()
        references.visit(expression)
        return references.slots.contains(slot.index)
    }

    private func joinPath(_ expression: CheckedExpression, on variable: Slot) -> JoinPath? {
        guard case .path(let path) = expression.form, case .slot(variable) = path.root else { return nil }
        var steps: [JoinPath.Step] = []
        for step in path.steps {
            switch step {
            case .member(let name, _): steps.append(.member(keys.intern(name)))
            case .attribute(let attribute, _): steps.append(.attribute(attribute))
            case .index, .elements: return nil
            }
        }
        return JoinPath(steps)
    }
}
