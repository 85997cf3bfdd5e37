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
    /// What else an element is asked.
    var otherConditions: [CheckedCondition] = []
    /// Where an open source leaves its causes.
    var openAccumulator: UInt8
    /// Clear when the body begins.
    var elementAccumulator: UInt8?
    /// An open source is an element of a `let … each`, one for each source; its elements keep their order.
    var keepsOpenSources = false
    /// What elements say is put together with what the loop finds, and may be kept for the next resource.
    var isRemembered = false
    /// Counts the elements; the accumulator in front of the open one has the causes of those that are unknown.
    var counter: UInt8?

    init(variable: Slot, sources: [CheckedSource], joinConditions: [CheckedCondition], open: UInt8) {
        self.variable = variable
        self.sources = sources
        self.joinConditions = joinConditions
        openAccumulator = open
    }

    init(_ quantified: CheckedQuantified, openAccumulator: UInt8) {
        variable = quantified.variable
        keyVariable = quantified.keyVariable
        sources = quantified.sources
        let body = quantified.mattersByBody
        joinConditions = [quantified.filter, body].compactMap(\.self)
        otherConditions = [body == nil ? quantified.body : nil].compactMap(\.self)
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
        let outer = (frame, invariants)
        hoistInvariants(of: domain)
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
        (frame, invariants) = outer
        builder.release(to: mark)
    }

    /// So many lists of one loop are made in front of it: each takes a register.
    private static let maximumInvariants = 16

    private mutating func hoistInvariants(of domain: Domain) {
        let frame = frame
        let found = LoopInvariants(of: domain.joinConditions + domain.otherConditions) {
            frame.slots[$0.index] != nil || frame.shared[$0.index] != nil
        }
        for expression in found.expressions.prefix(Self.maximumInvariants) {
            let key = ExpressionKey(expression)
            if invariants[key] == nil { invariants[key] = evaluate(expression) }
        }
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
            switch tie(of: domain) {
            case .one(let join): generate(join, kind, of: domain, iteration: iteration, next)
            case .oneOf(let alternatives): generate(alternatives, kind, of: domain, iteration: iteration, next)
            case nil:
                let constant = builder.constant(.kind(kind.text))
                let manner: MachineJoin = domain.keepsOpenSources || domain.keyVariable != nil ? .inOrder : .any
                builder.emit(
                    Instruction(
                        .iterateResources, flags: manner.rawValue, d: domain.openAccumulator, a: iteration, b: constant),
                    to: next)
            }
        }
        builder.release(to: mark)
    }

    private mutating func generate(
        _ join: CheckedJoin, _ kind: KindPattern, of domain: Domain, iteration: UInt8, _ next: Label
    ) {
        let key = evaluate(join.key)
        let other = join.other.map { evaluate($0.key) }
        let isOnlyTie = join.isOnlyTie || join.other?.isLastTie == true
        builder.emit(
            Instruction(
                .iterateJoined, flags: manner(of: domain, isOnlyTie: isOnlyTie).rawValue, d: domain.openAccumulator,
                a: iteration, b: constant(join, kind)),
            data: JoinOperands(key: Int(key), counter: Int(domain.counter ?? 0), other: Int(other ?? 0)).data,
            to: next)
    }

    private mutating func generate(
        _ alternatives: CheckedAlternatives, _ kind: KindPattern, of domain: Domain, iteration: UInt8, _ next: Label
    ) {
        let keys = alternatives.joins.map { evaluate($0.key) }
        for (position, (join, key)) in zip(alternatives.joins, keys).enumerated() {
            let constant = constant(join, kind)
            if position + 1 < keys.count {
                builder.emit(Instruction(.addCandidates, b: constant), data: JoinOperands(key: Int(key)).data)
            } else {
                let manner = manner(of: domain, isOnlyTie: alternatives.isOnlyTie)
                builder.emit(
                    Instruction(
                        .iterateJoined, flags: manner.rawValue, d: domain.openAccumulator, a: iteration, b: constant),
                    data: JoinOperands(key: Int(key), counter: Int(domain.counter ?? 0), endsAlternatives: true).data,
                    to: next)
            }
        }
    }

    private mutating func constant(_ join: CheckedJoin, _ kind: KindPattern) -> UInt16 {
        builder.constant(
            .join(
                kind: kind.text,
                path: JoinPath(steps(of: join.path), elements: steps(of: join.elements), form: join.form.code),
                other: join.other.map { JoinPath(steps(of: $0.path)) }))
    }

    private func manner(of domain: Domain, isOnlyTie: Bool) -> MachineJoin {
        if domain.keepsOpenSources { return .inOrder }
        return domain.isRemembered && isOnlyTie ? .remembering : .any
    }

    /// Positions count all resources, so a loop with a key variable has none.
    private func tie(of domain: Domain) -> CheckedTie? {
        domain.keyVariable == nil
            ? CheckedTie(on: domain.variable, in: domain.joinConditions, beside: domain.otherConditions) : nil
    }

    private func steps(of path: [CheckedJoin.Step]) -> [SharedValue.Step] {
        path.map { step in
            switch step {
            case .attribute(let attribute): SharedValue.Step(.attribute(attribute))
            case .member(let name), .index(.literal(.string(let name))): SharedValue.Step(.member(keys.intern(name)))
            case .index(let index): SharedValue.Step(.index, constant(index))
            case .call(let function, let argument):
                SharedValue.Step(.call(function.code), argument.map { constant($0) })
            case .convert(let conversion): SharedValue.Step(.convert(conversion.code))
            case .fallback(let value, let fallback): SharedValue.Step(.fallback(fallback.code), constant(value))
            }
        }
    }

    private func constant(_ constant: CheckedJoin.Constant) -> CodeFragment.Constant {
        switch constant {
        case .literal(let value): .value(value)
        case .parameter(let index):
            rule.parameters.indices.contains(index) ? .value(rule.parameters[index].value) : .unknown(.missing)
        }
    }
}

extension CheckedJoin.Form {
    fileprivate var code: JoinPath.Form {
        switch self {
        case .equal: .equal
        case .among: .among
        case .containing: .containing
        case .holding: .holding
        }
    }
}
