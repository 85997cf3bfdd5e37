import ResourceDocuments

/// What a machine owns beside the loop's own locals: memory for values, and what slow instructions need.
///
/// INVARIANT: stands at one address as long as the machine lives; `registers[0]` is the properties of the resource under test, and
/// `registers[1]` that resource.
struct MachineState: ~Copyable {
    static let registerCount = 256
    static let accumulatorCount = 256
    /// The registers before it are the resource under test, and are never written.
    static let firstFreeRegister = 2

    let registers: UnsafeMutablePointer<Register>
    /// Causes, one byte each.
    let accumulators: UnsafeMutablePointer<UInt8>
    let fuel: UnsafeMutablePointer<Fuel>
    let limits: MachineLimits
    /// The static cost of each rule, by depth of nesting.
    let costs: [[Int]]
    /// The resource under test.
    let resource: UnsafeMutablePointer<InventoryEntry>
    var asOf: Instant
    let constants: ConstantPool
    let inventory: IndexedInventory?
    private let ownScratch = PatternScratch()
    /// Looked up by every search, which need not retain it.
    let scratch: Unmanaged<PatternScratch>
    let lanes: UnsafeMutablePointer<LaneState>
    let elements: UnsafeMutablePointer<ElementState>
    let shared: UnsafeMutablePointer<SharedState>

    /// Of this run.
    var askedLists = AskedLists()
    /// Of the equalities in front of one of which one has to be true.
    var alternatives: [JoinAlternative] = []
    /// Of the loops of all programs that this machine ran.
    var remembered = RememberedCandidates()

    // Forgotten when the next resource comes.
    var arena = Arena()
    var pushed = PushedValues()
    var documents: [Document] = []
    /// The library's, and behind them those of this run.
    var versions: [VersionNumber]
    /// Those that this run compiled.
    var patterns: [Pattern] = []

    private let baseKeys: KeyTable
    private var ownKeys: KeyTable?
    private var kindLists: [UnsafePointer<KindList>?]
    var joinTables: [UnsafePointer<JoinTable>?]
    /// By the first equality, with the other's place in the constants.
    var compositeTables: [(other: Int, table: UnsafePointer<CompositeJoinTable>)?]

    init(library: ProgramLibrary, inventory: IndexedInventory?, asOf: Instant, limits: MachineLimits) {
        scratch = .passUnretained(ownScratch)
        registers = .allocate(capacity: Self.registerCount)
        registers.initialize(repeating: Register(.absent), count: Self.registerCount)
        accumulators = .allocate(capacity: Self.accumulatorCount)
        accumulators.initialize(repeating: 0, count: Self.accumulatorCount)
        fuel = .allocate(capacity: 1)
        fuel.initialize(to: Fuel(left: 0, ruleIndex: 0))
        resource = .allocate(capacity: 1)
        let frame = ResourceFrame(
            view: library.constants.view.pointee, properties: .null, attributes: ResourceAttributes())
        resource.initialize(to: InventoryEntry(frame))
        lanes = .allocate(capacity: 1)
        lanes.initialize(to: LaneState())
        elements = .allocate(capacity: 1)
        elements.initialize(to: ElementState(library.elementTests))
        shared = .allocate(capacity: 1)
        shared.initialize(to: SharedState(library.shared))
        self.asOf = asOf
        self.limits = limits
        costs = library.costs
        self.inventory = inventory
        constants = library.constants
        versions = constants.versions
        baseKeys = library.keys
        kindLists = Array(repeating: nil, count: constants.kinds.count)
        joinTables = Array(repeating: nil, count: constants.joins.count)
        compositeTables = Array(repeating: nil, count: constants.joins.count)
    }

    deinit {
        registers.deallocate()
        accumulators.deallocate()
        fuel.deallocate()
        resource.deallocate()
        lanes.pointee.deallocate()
        lanes.deinitialize(count: 1)
        lanes.deallocate()
        elements.pointee.deallocate()
        elements.deallocate()
        shared.pointee.deallocate()
        shared.deallocate()
        remembered.deallocate()
    }

    /// Begins a run on a resource.
    mutating func begin(on frame: ResourceFrame) {
        resource.pointee = InventoryEntry(frame)
        let entry = InventoryEntry.register(UnsafePointer(resource))
        registers[0] = entry.asValue
        registers[1] = entry
        elements.pointee.begin()
        shared.pointee.begin()
        lanes.pointee.singleAnswers = 0
        arena.reset()
        askedLists.removeAll()
        if !alternatives.isEmpty { alternatives.removeAll(keepingCapacity: true) }
        pushed.removeAll()
        if !documents.isEmpty { forgetDocuments() }
        if versions.count > constants.versions.count { versions.removeLast(versions.count - constants.versions.count) }
        if !patterns.isEmpty { patterns.removeAll(keepingCapacity: true) }
    }

    private mutating func forgetDocuments() {
        documents.removeAll(keepingCapacity: true)
        if let ownKeys, ownKeys.count > baseKeys.count + 65_536 { self.ownKeys = nil }
    }

    /// For the documents that `json(s)` and `yaml(s)` read: a table that starts with the library's keys.
    var keys: KeyTable {
        mutating get {
            if let ownKeys { return ownKeys }
            let keys = KeyTable(copying: baseKeys)
            ownKeys = keys
            return keys
        }
    }

    // MARK: The inventory

    /// The resources of a kind, which need not be all; nil where there is no inventory.
    mutating func kindList(_ index: Int) -> UnsafePointer<KindList>? {
        guard let inventory else { return nil }
        let list = kindLists[index] ?? inventory.list(ofKind: constants.kinds[index])
        kindLists[index] = list
        return list
    }

    /// Whether these are all that there are.
    mutating func isWhole(kindList index: Int) -> Bool { kindList(index)?.pointee.wasCollected ?? false }

    /// All of them in inventory order.
    mutating func merge(_ candidates: JoinCandidates) -> UnsafeBufferPointer<UInt32> {
        if candidates.uncertain.isEmpty { return candidates.equal }
        if candidates.equal.isEmpty { return candidates.uncertain }
        fuel.pointee.left &-= candidates.uncertain.count
        let count = candidates.equal.count + candidates.uncertain.count
        let merged = arena.allocate(count * 4).bindMemory(to: UInt32.self, capacity: count)
        var equal = 0
        var uncertain = 0
        for position in 0..<count {
            let takesEqual =
                uncertain == candidates.uncertain.count
                || (equal < candidates.equal.count && candidates.equal[equal] < candidates.uncertain[uncertain])
            merged[position] = takesEqual ? candidates.equal[equal] : candidates.uncertain[uncertain]
            if takesEqual { equal += 1 } else { uncertain += 1 }
        }
        return UnsafeBufferPointer(start: merged, count: count)
    }
}
