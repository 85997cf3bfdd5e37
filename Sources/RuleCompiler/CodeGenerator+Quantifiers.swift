import RuleChecker
import RuleMachine
import RuleSyntax

extension CodeGenerator {
    /// A condition on an element, to be negated or not.
    typealias Part = (condition: CheckedCondition, negated: Bool)

    /// `every` and `some` are an `and` and an `or` over the elements, and `no` is `not some`.
    mutating func generate(_ quantified: CheckedQuantified, negated: Bool, in group: Group) {
        switch quantified.quantifier {
        case .every: generateFold(quantified, isEvery: true, negated: negated, in: group)
        case .some: generateFold(quantified, isEvery: false, negated: negated, in: group)
        case .no: generateFold(quantified, isEvery: false, negated: !negated, in: group)
        case .atLeast(let count): generateCount(quantified, .atLeast, count, negated: negated, in: group)
        case .atMost(let count): generateCount(quantified, .atMost, count, negated: negated, in: group)
        case .exactly(let count): generateCount(quantified, .exactly, count, negated: negated, in: group)
        }
    }

    /// What an element is asked. Under an `and` of elements it is `not where or satisfies`, under an `or` `where and satisfies`; so the filter is negated
    /// just where the elements are joined by `and`, and the body where the quantifier is.
    private mutating func generateFold(_ quantified: CheckedQuantified, isEvery: Bool, negated: Bool, in group: Group) {
        let isAnd = isEvery != negated
        var parts: [Part] = []
        if let filter = quantified.filter { parts.append((filter, isAnd)) }
        if let body = quantified.body { parts.append((body, negated)) }
        if parts.isEmpty { parts = [(.all([], quantified.place), negated)] }
        inGroup(decidingWhen: !isAnd, within: group) { generator, elements in
            let end = generator.builder.makeLabel()
            generator.generateElements(
                of: quantified.sources, quantified.loopVariable, parts, decidingWhen: isAnd
            ) { generator, folded in
                generator.builder.emit(Instruction(.foldElements, a: folded), to: elements.target)
                generator.builder.emit(Instruction(.jump), to: end)
            }
            generator.generateLoop(over: quantified, parts, decidingWhen: isAnd, in: elements)
            generator.builder.place(end)
        }
    }

    /// The elements one after the other.
    private mutating func generateLoop(
        over quantified: CheckedQuantified, _ parts: [Part], decidingWhen answer: Bool, in elements: Group
    ) {
        var domain = Domain(quantified, openAccumulator: elements.accumulator)
        // Rules of a family may differ in what an element is asked.
        domain.isRemembered = !elements.isLaned
        if parts.count == 1 {
            return generateLoop(over: domain) { generator, _ in
                generator.generate(parts[0].condition, negated: parts[0].negated, in: elements)
            }
        }
        let accumulator = builder.accumulator()
        let number = beginGroup()
        let isLaned = isLaned(number)
        domain.elementAccumulator = isLaned ? nil : accumulator
        generateLoop(over: domain) { generator, _ in
            if isLaned { generator.begin(accumulator, isLaned: true, within: elements) }
            generator.inGroup(
                decidingWhen: answer, within: elements, begun: accumulator, number
            ) { generator, element in
                for part in parts { generator.generate(part.condition, negated: part.negated, in: element) }
            }
        }
        builder.releaseAccumulators()
    }

    /// `at least`, `at most`, `exactly`: true and Unknown elements are counted until the answer is certain.
    private mutating func generateCount(
        _ quantified: CheckedQuantified, _ quantity: MachineQuantity, _ count: Int, negated: Bool, in group: Group
    ) {
        // No list is as long as this, so a larger number asks the same.
        let wanted = UInt64(min(max(count, 0), 1 << 31))
        let mark = builder.mark
        let counter = builder.register()
        let unknown = builder.accumulator(count: 2)
        let open = unknown + 1
        let end = builder.makeLabel()
        let number = beginGroup()
        let isLaned = isLaned(number)
        let stop = quantity == .atLeast ? wanted : wanted + 1
        if isLaned {
            builder.emit(Instruction(.beginCountLanes, d: unknown, a: group.accumulator), data: stop)
        } else {
            builder.emit(Instruction(.beginCount, a: counter), data: stop)
            builder.emit(Instruction(.clear, d: unknown))
        }
        builder.emit(Instruction(.clear, d: open))
        let parts = [quantified.filter, quantified.body].compactMap { $0 }
        generateElements(
            of: quantified.sources, quantified.loopVariable, parts.map { ($0, false) }, decidingWhen: false
        ) { generator, counted in
            generator.builder.emit(Instruction(.countElements, d: counter, a: counted))
            generator.builder.emit(Instruction(.jump), to: end)
        }
        let accumulator = builder.accumulator()
        var domain = Domain(quantified, openAccumulator: open)
        domain.elementAccumulator = isLaned ? nil : accumulator
        // What was counted of one source is known where it is the only one.
        domain.isRemembered = quantified.sources.count == 1 && !isLaned
        domain.counter = domain.isRemembered ? counter : nil
        generateLoop(over: domain) { generator, next in
            if isLaned { generator.builder.emit(Instruction(.beginLanes, d: accumulator, a: unknown)) }
            let element = Group(decidesWhen: false, accumulator: accumulator, target: next, isLaned: isLaned)
            for part in parts { generator.generate(part, negated: false, in: element) }
            generator.builder.emit(
                isLaned
                    ? Instruction(.countLanes, d: unknown, a: accumulator)
                    : Instruction(.countElement, d: accumulator, a: counter, b: UInt16(unknown)), to: end)
        }
        endGroup(number)
        builder.releaseAccumulators()
        builder.place(end)
        at(quantified.headPlace)
        let decides = group.decidesWhen != negated ? Instruction.decidesWhenTrue : 0
        builder.emit(
            Instruction(
                isLaned ? .testCountLanes : .testCount, flags: quantity.rawValue | decides, d: group.accumulator,
                a: isLaned ? 0 : counter, b: UInt16(unknown)),
            data: wanted, to: group.target)
        builder.releaseAccumulators(2)
        builder.release(to: mark)
    }

    /// `let x = each v in … where c`
    mutating func generateEach(variable: Slot, sources: [CheckedSource], filter: CheckedCondition?, into target: UInt8)
    {
        builder.beginFixed()
        let mark = builder.mark
        let list = builder.register()
        let open = builder.accumulator()
        builder.emit(Instruction(.beginList, a: list))
        var domain = Domain(
            variable: variable, sources: sources, joinConditions: [filter].compactMap { $0 }, open: open)
        domain.keepsOpenSources = true
        let end = builder.makeLabel()
        generateElements(of: sources, variable, filter.map { [($0, false)] } ?? [], decidingWhen: false) {
            generator, kept in
            generator.builder.emit(Instruction(.keepElements, a: kept))
            generator.builder.emit(Instruction(.jump), to: end)
        }
        let accumulator = builder.accumulator()
        domain.elementAccumulator = accumulator
        generateLoop(over: domain) { generator, next in
            guard case .register(let element)? = generator.frame.slots[variable.index] else { return }
            guard let filter else {
                generator.builder.emit(Instruction(.append, b: UInt16(element)))
                return
            }
            generator.generate(
                filter, negated: false, in: Group(decidesWhen: false, accumulator: accumulator, target: next))
            generator.builder.emit(Instruction(.keep, d: accumulator, b: UInt16(element)))
        }
        builder.place(end)
        builder.emit(Instruction(.endList, d: target, a: list))
        builder.releaseAccumulators(2)
        builder.release(to: mark)
        builder.endFixed()
    }
}

extension CheckedQuantified {
    /// Its variable where it has one alone.
    fileprivate var loopVariable: Slot? { keyVariable == nil ? variable : nil }
}
