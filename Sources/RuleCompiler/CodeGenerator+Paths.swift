import ResourceDocuments
import RuleChecker
import RuleMachine

extension CodeGenerator {
    /// A path's value, a list of branches where it has a `[*]`.
    mutating func evaluate(_ path: CheckedPath, into target: UInt8) {
        let spread = path.steps.firstIndex { $0.isSpread } ?? path.steps.endIndex
        guard spread < path.steps.endIndex else { return evaluate(path.root, path.steps[...], into: target) }
        let base: UInt8
        if spread == 0, let register = standing(path.root) {
            base = register
        } else {
            base = builder.register()
            evaluate(path.root, path.steps[..<spread], into: base)
        }
        let list = builder.register()
        let whole = builder.accumulator()
        builder.emit(Instruction(.beginList, a: list))
        generateBranches(of: base, path.steps[(spread + 1)...], open: whole)
        builder.emit(Instruction(.endBranches, d: target, a: list, b: UInt16(whole)))
        builder.releaseAccumulators()
    }

    /// Pushes each branch behind a `[*]` on `base`.
    private mutating func generateBranches(
        of base: UInt8, _ steps: ArraySlice<CheckedPath.Step>, open: UInt8
    ) {
        let mark = builder.mark
        let iteration = builder.register(count: 2)
        let branch = builder.register()
        let start = builder.makeLabel()
        let next = builder.makeLabel()
        builder.emit(Instruction(.clear, d: open))
        builder.emit(Instruction(.iterate, d: open, a: iteration, b: UInt16(base)), to: next)
        builder.place(start)
        let spread = steps.firstIndex { $0.isSpread } ?? steps.endIndex
        var value = branch
        for step in steps[..<spread] {
            let target = value == branch ? builder.register() : value
            generate(step, of: value, into: target)
            value = target
        }
        if spread < steps.endIndex {
            let inner = builder.accumulator()
            generateBranches(of: value, steps[(spread + 1)...], open: inner)
            // A branch that is no list or map is one Unknown branch.
            builder.emit(Instruction(.appendCauses, d: inner))
            builder.releaseAccumulators()
        } else {
            builder.emit(Instruction(.append, b: UInt16(value)))
        }
        builder.place(next)
        builder.emit(
            Instruction(.next, d: branch, a: iteration, b: UInt16(Instruction.unusedAccumulator)), to: start)
        builder.release(to: mark)
    }

    /// A path without `[*]`.
    mutating func evaluate(_ root: CheckedPath.Root, _ steps: ArraySlice<CheckedPath.Step>, into target: UInt8) {
        var steps = steps
        var source: UInt8
        if let loaded = loadShared(root, steps, into: target) {
            source = target
            steps = steps.dropFirst(loaded)
        } else if case .attribute? = steps.first, case .this = root {
            // The properties do not know the resource's attributes.
            source = 1
        } else if let register = standing(root) {
            source = register
        } else {
            evaluateRoot(root, into: target)
            source = target
        }
        if steps.isEmpty, source != target { builder.emit(Instruction(.copy, d: target, a: source)) }
        for step in steps {
            generate(step, of: source, into: target)
            source = target
        }
    }

    private mutating func evaluateRoot(_ root: CheckedPath.Root, into target: UInt8) {
        switch root {
        case .this: return
        case .slot(let slot):
            if case .constant(let value)? = frame.slots[slot.index] {
                let index = builder.constant(.value(value))
                builder.emit(Instruction(.constant, d: target, b: index))
            }
        case .expression(let expression): evaluate(expression, into: target)
        }
    }

    private mutating func generate(_ step: CheckedPath.Step, of source: UInt8, into target: UInt8) {
        switch step {
        case .member(let name, _): generateMember(name, of: source, into: target)
        case .attribute(let attribute, _):
            builder.emit(Instruction(.attribute, flags: attribute.rawValue, d: target, a: source))
        case .index(let index, _):
            if case .string(let name)? = self.value(index) { return generateMember(name, of: source, into: target) }
            let mark = builder.mark
            let register = evaluate(index)
            builder.emit(Instruction(.index, d: target, a: source, b: UInt16(register)))
            builder.release(to: mark)
        case .elements: return
        }
    }

    private mutating func generateMember(_ name: String, of source: UInt8, into target: UInt8) {
        let key = keys.intern(name)
        builder.emit(Instruction(.member, d: target, a: source, key: key))
    }

    /// A path's last member and the register of all before it, for an instruction that reads a member by itself.
    mutating func lastMember(of expression: CheckedExpression) -> (base: UInt8, key: UInt16)? {
        guard case .path(let path) = expression.form, !path.isSpread, case .member(let name, _)? = path.steps.last,
            let key = UInt16(exactly: keys.intern(name))
        else { return nil }
        if path.steps.count == 1, let register = standing(path.root) { return (register, key) }
        let base = builder.register()
        let mark = builder.mark
        evaluate(path.root, path.steps.dropLast(), into: base)
        builder.release(to: mark)
        return (base, key)
    }
}

extension CheckedPath.Step {
    var isSpread: Bool { if case .elements = self { true } else { false } }
}
