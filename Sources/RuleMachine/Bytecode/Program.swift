package import ResourceDocuments
import Synchronization

/// The code of every rule that applies to one kind, in the order of the rules, frozen.
///
/// Unchecked because of the pointer: it is written by `init` alone and freed with the object.
package final class Program: @unchecked Sendable {
    /// Distinct among the programs of a library: machines keep their position caches by it.
    let number: Int
    let code: UnsafeMutablePointer<UInt64>
    package let wordCount: Int
    package let ruleCount: Int

    /// O(words)
    init(number: Int, fragments: [(fragment: CodeFragment, constantBase: Int)], constants: ConstantPool) {
        self.number = number
        ruleCount = fragments.count
        wordCount = fragments.reduce(1) { $0 + $1.fragment.code.count }
        code = .allocate(capacity: wordCount)
        var position = 0
        for (fragment, base) in fragments {
            for (offset, word) in fragment.code.enumerated() { code[position + offset] = word }
            // Behind `enterRule`: the rule, and where its constants begin.
            code[position + 1] = UInt64(UInt32(bitPattern: fragment.ruleIndex)) << 32 | UInt64(base)
            for inlined in fragment.inlined {
                code[position + inlined.position] = constants.registers[base + inlined.constant].word.rawValue
            }
            position += fragment.code.count
        }
        code[position] = Instruction(.finish).bits
    }

    deinit { code.deallocate() }
}

/// Every compiled rule, and the programs made of them: one for each kind, made when the first resource of that kind comes.
package final class ProgramLibrary: Sendable {
    private struct Programs {
        var byKind: [String: Program] = [:]
        var byRules: [[Int]: Program] = [:]
    }

    /// How many rules were given to the compiler; outcomes name them by their index.
    package let ruleCount: Int
    /// Those that fit the instruction format.
    package let fragments: [CodeFragment]
    /// The keys that rules ask for have the ids of this table. Documents are to be parsed with a copy of it.
    package let keys: KeyTable
    let constants: ConstantPool
    private let constantBases: [Int]
    private let programs = Mutex(Programs())

    package init(fragments: [CodeFragment], ruleCount: Int, keys: KeyTable) {
        self.fragments = fragments
        self.ruleCount = ruleCount
        self.keys = keys
        constants = ConstantPool(fragments.lazy.flatMap(\.constants), keys: keys)
        var base = 0
        constantBases = fragments.map { fragment in
            defer { base += fragment.constants.count }
            return base
        }
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
        programs.withLock { $0.byKind[kind] = program }
        return program
    }

    /// One rule alone, nil when it was left out.
    package func program(forRule ruleIndex: Int32) -> Program? {
        fragments.firstIndex { $0.ruleIndex == ruleIndex }.map { program(of: [$0]) }
    }

    private func program(of rules: [Int]) -> Program {
        programs.withLock { programs in
            if let program = programs.byRules[rules] { return program }
            let program = Program(
                number: programs.byRules.count, fragments: rules.map { (fragments[$0], constantBases[$0]) },
                constants: constants)
            programs.byRules[rules] = program
            return program
        }
    }
}
