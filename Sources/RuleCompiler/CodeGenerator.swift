import ResourceDocuments
import RuleChecker
import RuleMachine
import RuleSyntax
import SourceText

/// Compiles one rule.
///
/// Conditions become jumps: a test stands in a *group*, which is an `and` or an `or`. An answer that decides its group jumps out of it; any
/// other falls through, an Unknown one after leaving its causes in the group's accumulator. So a group that is not decided is
/// Unknown when its accumulator holds something, and that is Kleene's logic with every short cut it allows: see `Group`.
struct CodeGenerator {
    let rule: BoundRule
    let keys: KeyTable
    var builder = CodeBuilder()
    var frame = Frame()
    /// How the rules of a family are compiled together; nil for a rule alone.
    var lanes: LaneGeneration?
    let numbering: ValueNumbering
    /// What is taken from the machine; nil while that is being found out.
    let sharing: SharingPlan?
    /// Whether a pattern that asks for texts is asked as a rule that names them: not where rules run together whose patterns differ, for those are one
    /// question.
    let readsLiterals: Bool
    /// What could be.
    var candidates = SharingCandidates()
    /// Registers of what is the same for each element of the loops that are being compiled.
    var invariants: [ExpressionKey: UInt8] = [:]
    private var pendingBindings: [CheckedBinding]
    /// For slots that the compiler makes up.
    private var madeUpSlots = 0

    /// The values of slots, of the rule or of the define that is being put in.
    struct Frame {
        var slots: [Int: Operand] = [:]
        /// What of them follows from the resource alone, by number. One that stands nowhere else is loaded where it is wanted.
        var shared: [Int: Int] = [:]
    }

    /// Where a value is.
    enum Operand {
        case register(UInt8)
        case constant(Value)
    }

    init(
        _ rule: BoundRule, keys: KeyTable, numbering: ValueNumbering, lanes: LaneGeneration? = nil,
        sharing: SharingPlan? = nil, readsLiterals: Bool = false
    ) {
        self.readsLiterals = readsLiterals
        self.numbering = numbering
        self.rule = rule
        self.lanes = lanes
        self.sharing = sharing
        self.keys = keys
        pendingBindings = rule.rule.bindings
    }

    /// nil when the rule is too large for the instruction format.
    mutating func generate(ruleIndex: Int32) -> CodeFragment? {
        let checked = rule.rule
        builder.span = checked.name.span
        builder.emit(Instruction(isLaned ? .enterFamily : .enterRule), data: 0)
        let leave = builder.makeLabel()
        generateApplicability(leave)
        let fail = builder.makeLabel()
        for clause in checked.clauses {
            at(clause.place)
            generateBindings(neededBy: clause.condition)
            let group = Group(decidesWhen: false, accumulator: 0, target: fail, isLaned: isLaned)
            generate(clause.condition, negated: clause.kind == .forbid, in: group)
            at(clause.place)
            builder.emit(Instruction(isLaned ? .clauseLanes : .clause, flags: fallback(of: clause).flags), to: fail)
        }
        builder.place(leave)
        builder.emit(Instruction(isLaned ? .leaveFamily : .leaveRule, flags: MachineLeave.settled.rawValue))
        builder.place(fail)
        builder.emit(Instruction(isLaned ? .leaveFamily : .leaveRule, flags: MachineLeave.fail.rawValue))
        builder.finish()
        guard !builder.isTooLarge else { return nil }
        return CodeFragment(
            ruleIndex: ruleIndex, name: checked.name.text, file: checked.file, code: builder.code,
            spans: builder.spans, constants: builder.constants, fixedConstants: builder.fixedConstants,
            elementTests: builder.elementTests, sharedValues: builder.sharedValues, sharedTests: builder.sharedTests,
            inlined: builder.inlined, cost: checked.cost.factorsByDegree, appliesToKind: { checked.applies(toKind: $0) }
        )
    }

    /// `for … where` and each `when`.
    private mutating func generateApplicability(_ leave: Label) {
        let conditions = [rule.rule.filter].compactMap { $0 } + rule.rule.conditions
        guard !conditions.isEmpty else { return }
        let notApplicable = builder.makeLabel()
        let applicable = builder.makeLabel()
        for condition in conditions {
            generateBindings(neededBy: condition)
            generate(
                condition, negated: false,
                in: Group(decidesWhen: false, accumulator: 0, target: notApplicable, isLaned: isLaned))
        }
        builder.emit(Instruction(isLaned ? .applicableLanes : .applicable), to: leave)
        builder.emit(Instruction(.jump), to: applicable)
        builder.place(notApplicable)
        builder.emit(Instruction(isLaned ? .leaveFamily : .leaveRule, flags: MachineLeave.notApplicable.rawValue))
        builder.place(applicable)
    }

    private func fallback(of clause: CheckedClause) -> ClauseFallback {
        let missing: ClauseFallback.Missing =
            switch clause.ifMissing {
            case .pass: .pass
            case .fail: .fail
            case .unknown, nil: .unknown
            }
        return ClauseFallback(ifMissing: missing, ifUnknownFail: clause.ifUnknownFail)
    }

    /// The next instructions are compiled from here; text of another file, where a define may stand, leaves the span as it is.
    mutating func at(_ place: SourcePlace) {
        if place.file === rule.rule.file { builder.span = place.span }
    }

    mutating func makeUpSlot(_ operand: Operand) -> Slot {
        madeUpSlots += 1
        let slot = Slot(-madeUpSlots)
        frame.slots[slot.index] = operand
        return slot
    }

    // MARK: Bindings

    /// Emits the bindings that `condition` reads, and those they read, unless they were before. Conditions and clauses follow one another
    /// without jumps between them, so a binding stands in front of all that reads it, and one that nothing reads is never worked out.
    private mutating func generateBindings(neededBy condition: CheckedCondition) {
        var references = SlotReferences()
        references.visit(condition)
        for binding in pendingBindings.reversed() where references.slots.contains(binding.slot.index) {
            references.visit(binding)
        }
        let needed = pendingBindings.filter { references.slots.contains($0.slot.index) }
        pendingBindings.removeAll { references.slots.contains($0.slot.index) }
        for binding in needed { generate(binding) }
    }

    private mutating func generate(_ binding: CheckedBinding) {
        at(binding.place)
        switch binding.form {
        case .expression(let expression):
            if case .value(let value)? = constant(expression) {
                frame.slots[binding.slot.index] = .constant(value)
                return
            }
            frame.shared[binding.slot.index] = sharedValue(expression)
            if let value = recalled(expression) {
                _ = place(value)
                return
            }
            let target = builder.register()
            let mark = builder.mark
            evaluate(expression, into: target)
            builder.release(to: mark)
            frame.slots[binding.slot.index] = .register(target)
        case .each(let variable, let sources, let filter):
            let target = builder.register()
            generateEach(variable: variable, sources: sources, filter: filter, into: target)
            frame.slots[binding.slot.index] = .register(target)
        }
    }
}

extension StaticCost {
    /// The sum of the factors for each depth of nesting.
    fileprivate var factorsByDegree: [Int] {
        var factors = [Int](repeating: 0, count: degree + 1)
        factors[0] = constant
        for (lists, factor) in terms {
            factors[lists.count] = factors[lists.count].addingReportingOverflow(factor).partialValue
        }
        return factors
    }
}
