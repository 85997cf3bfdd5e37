package import ResourceDocuments

/// Runs programs on resources: one for each worker, used by one thread at a time.
///
/// Nothing is shared with other machines but what never changes: the library and the inventory's indexes.
package struct VirtualMachine: ~Copyable {
    private let library: ProgramLibrary
    private let state: UnsafeMutablePointer<MachineState>
    /// A position cache for each program that this machine has run, by the program's number.
    private var hints: [UnsafeMutablePointer<UInt8>?] = []
    private var outcomeBuffer: UnsafeMutablePointer<RuleOutcome>
    private var outcomeCapacity = 16
    private var outcomeCount = 0

    /// Without an inventory no kind was collected.
    package init(
        library: ProgramLibrary, inventory: IndexedInventory?, asOf: Instant, limits: MachineLimits = .default
    ) {
        self.library = library
        state = .allocate(capacity: 1)
        state.initialize(to: MachineState(library: library, inventory: inventory, asOf: asOf, limits: limits))
        outcomeBuffer = .allocate(capacity: outcomeCapacity)
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
        for cache in hints { cache?.deallocate() }
        outcomeBuffer.deallocate()
    }

    /// What the rules of the last run said, in the order of the library; valid until the next run.
    package var outcomes: UnsafeBufferPointer<RuleOutcome> {
        UnsafeBufferPointer(start: outcomeBuffer, count: outcomeCount)
    }

    /// The instant as of which ages are judged from the next run on.
    package var asOf: Instant {
        get { state.pointee.asOf }
        set { state.pointee.asOf = newValue }
    }

    /// The steps that the rule took that ran last, as long as its ordinary fuel was enough.
    package var lastSteps: Int { state.pointee.limits.ordinaryFuel &- state.pointee.fuel.pointee.left }

    /// How many answers of the last run no look-up gave for several rules at once: of one rule of a family alone, of one test of one element,
    /// of one shared test.
    package var lastSingleAnswers: Int {
        state.pointee.lanes.pointee.singleAnswers &+ state.pointee.elements.pointee.singleAnswers
            &+ state.pointee.shared.pointee.singleAnswers
    }

    /// Runs every rule of `program`, which comes from this machine's library, on one resource. Allocates nothing in the common case.
    ///
    /// The words of `frame` must have been made with a copy of the library's keys.
    package mutating func run(_ program: Program, on frame: ResourceFrame) {
        if program.ruleCount > outcomeCapacity { growOutcomes(to: program.ruleCount) }
        outcomeCount = program.ruleCount
        outcomeBuffer.update(from: program.outcomes, count: outcomeCount)
        let cache = cache(for: program)
        state.pointee.begin(on: frame)
        Loop.run(program.code, on: state, hints: cache, outcomes: outcomeBuffer)
        if !state.pointee.lanes.pointee.exhausted.isEmpty { runExhaustedFamilies() }
    }

    /// Each rule of a family that had not fuel enough for all of them, alone: so each has its own, as if there were no families.
    private mutating func runExhaustedFamilies() {
        let families = state.pointee.lanes.pointee.exhausted
        state.pointee.lanes.pointee.exhausted.removeAll(keepingCapacity: true)
        for family in families {
            for lane in family.pointee.lanes {
                let outcome = outcomeBuffer + Int(family.pointee.outcomes[lane])
                guard let program = library.program(forRule: outcome.pointee.ruleIndex) else { continue }
                outcome.update(from: program.outcomes, count: 1)
                Loop.run(program.code, on: state, hints: cache(for: program), outcomes: outcome)
            }
        }
    }

    /// One rule on one resource; nil for a rule that was left out.
    package mutating func outcome(ofRule ruleIndex: Int32, on resource: Resource) -> RuleOutcome? {
        guard let fragment = library.fragments.first(where: { $0.ruleIndex == ruleIndex }) else { return nil }
        guard fragment.applies(toKind: resource.kind) else {
            return RuleOutcome(ruleIndex: ruleIndex, verdict: .notApplicable)
        }
        guard let program = library.program(forRule: ruleIndex) else { return nil }
        run(program, on: resource.frame)
        // The frame's words belong to the resource's document.
        return withExtendedLifetime(resource) { outcomes.first }
    }

    private mutating func cache(for program: Program) -> UnsafeMutablePointer<UInt8> {
        if program.number < hints.count, let cache = hints[program.number] { return cache }
        while hints.count <= program.number { hints.append(nil) }
        let cache = UnsafeMutablePointer<UInt8>.allocate(capacity: program.wordCount)
        cache.initialize(repeating: 0, count: program.wordCount)
        hints[program.number] = cache
        return cache
    }

    private mutating func growOutcomes(to count: Int) {
        outcomeBuffer.deallocate()
        outcomeCapacity = count
        outcomeBuffer = .allocate(capacity: count)
    }
}
