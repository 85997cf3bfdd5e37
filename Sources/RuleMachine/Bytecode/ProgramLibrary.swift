package import ResourceDocuments
import Synchronization

/// Every compiled rule, and the programs made of them: one for each kind, made when the first resource of that kind comes.
package final class ProgramLibrary: Sendable {
    private struct Programs {
        var byKind: [String: Program] = [:]
        var byRules: [[Int]: Program] = [:]
    }

    /// More kinds than any provider has. A stream may name a new one in each line, and memory is not to grow with it.
    private static let keptKinds = 1 << 14

    /// How many rules were given to the compiler; outcomes name them by their index.
    package let ruleCount: Int
    /// Those that fit the instruction format.
    package let fragments: [CodeFragment]
    /// The keys that rules ask for have the ids of this table. Documents are to be parsed with a copy of it.
    package let keys: KeyTable
    /// Rules whose code differs in constants only.
    package let families: [RuleFamily]
    let constants: ConstantPool
    private let constantBases: [Int]
    private let tables: FamilyTables
    let elementTests: ElementTestTable
    /// Its numbers are those of the fragments, and behind them those of the families.
    let shared: SharedTable
    private let programs = Mutex(Programs())

    package init(fragments: [CodeFragment], families: [RuleFamily] = [], ruleCount: Int, keys: KeyTable) {
        self.fragments = fragments
        self.families = families
        self.ruleCount = ruleCount
        self.keys = keys
        constants = ConstantPool(fragments.lazy.flatMap(\.constants), keys: keys)
        var base = 0
        constantBases = fragments.map { fragment in
            defer { base += fragment.constants.count }
            return base
        }
        elementTests = ElementTestTable(
            fragments, bases: constantBases, registers: constants.registers,
            firstNumber: families.reduce(0) { $0 + $1.questions.count })
        let bases = constantBases
        shared = SharedTable(
            Array(zip(fragments, bases))
                + families.map { family in (family.fragment, family.members.first.map { bases[$0] } ?? 0) },
            registers: constants.registers,
            firstNumber: families.reduce(0) { $0 + $1.questions.count } + elementTests.lookUps.count)
        tables = FamilyTables(families, of: fragments, bases: constantBases, in: constants)
    }

    /// The static cost of each rule, by depth of nesting; of one that was left out, none.
    var costs: [[Int]] {
        var costs = [[Int]](repeating: [], count: ruleCount)
        for fragment in fragments { costs[Int(fragment.ruleIndex)] = fragment.cost }
        return costs
    }

    /// The kinds that `resources of` names in any rule, in order of appearance.
    package var inventoryKinds: [String] { constants.kinds }

    /// The rules that apply to a kind. Kinds to which the same rules apply share one program.
    package func program(forKind kind: String) -> Program {
        if let program = programs.withLock({ $0.byKind[kind] }) { return program }
        let rules = fragments.indices.filter { fragments[$0].applies(toKind: kind) }
        let program = program(of: rules)
        programs.withLock { programs in
            if programs.byKind.count < Self.keptKinds { programs.byKind[kind] = program }
        }
        return program
    }

    /// One rule alone, nil when it was left out.
    package func program(forRule ruleIndex: Int32) -> Program? {
        fragments.firstIndex { $0.ruleIndex == ruleIndex }.map { program(of: [$0]) }
    }

    /// What runs on a kind: the families, each with its rules that apply there, and the rules that run alone.
    package func contents(ofKind kind: String) -> (
        families: [(family: RuleFamily, rules: [CodeFragment])], alone: [CodeFragment]
    ) {
        var alone = fragments.indices.filter { fragments[$0].applies(toKind: kind) }
        var shown: [(family: RuleFamily, rules: [CodeFragment])] = []
        for family in families {
            let members = family.members.filter { alone.contains($0) }
            guard members.count > 1 else { continue }
            alone.removeAll { members.contains($0) }
            shown.append((family, members.map { fragments[$0] }))
        }
        return (shown, alone.map { fragments[$0] })
    }

    private func program(of rules: [Int]) -> Program {
        programs.withLock { programs in
            if let program = programs.byRules[rules] { return program }
            let program = Program(
                number: programs.byRules.count, parts: parts(of: rules),
                rules: rules.map { fragments[$0].ruleIndex }, constants: constants, tables: tables)
            programs.byRules[rules] = program
            return program
        }
    }

    /// Families of which at least two rules are among `rules`, and behind them the other rules in order.
    private func parts(of rules: [Int]) -> [Program.Part] {
        var places: [Int: Int] = [:]
        for (place, rule) in rules.enumerated() { places[rule] = place }
        var parts: [Program.Part] = []
        for (index, (family, tables)) in zip(families, tables.tables).enumerated() {
            let lanes = family.members.indices.filter { places[family.members[$0]] != nil }
            guard lanes.count > 1, let first = family.members.first, let tables = tables.baseAddress else { continue }
            let outcomes = UnsafeMutablePointer<Int32>.allocate(capacity: family.members.count)
            for (lane, member) in family.members.enumerated() {
                outcomes[lane] = Int32(truncatingIfNeeded: places.removeValue(forKey: member) ?? 0)
            }
            let entry = FamilyEntry(
                lanes: LaneSet(lanes), laneCount: lanes.count, constantBase: constantBases[first],
                ruleIndex: fragments[first].ruleIndex, tables: UnsafePointer(tables), outcomes: outcomes)
            let numbers = LibraryNumbers(shared: shared.numbers[fragments.count + index])
            parts.append(.family(family.fragment, entry, numbers: numbers))
        }
        return parts
            + rules.enumerated().filter { places[$0.element] != nil }.map { place, rule in
                .rule(
                    fragments[rule], constantBase: constantBases[rule],
                    numbers: LibraryNumbers(elementTests: elementTests.numbers[rule], shared: shared.numbers[rule]),
                    outcome: place)
            }
    }
}
