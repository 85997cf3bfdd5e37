import ResourceDocuments

/// The code of every rule that applies to one kind, frozen: families run together, every other rule by itself.
///
/// Unchecked because of the pointers: everything is written by `init` alone and freed with the object.
package final class Program: @unchecked Sendable {
    /// Distinct among the programs of a library: machines keep their position caches by it.
    let number: Int
    let code: UnsafeMutablePointer<UInt64>
    package let wordCount: Int
    package let ruleCount: Int
    /// What every run begins with: each rule passes, in the order of the library.
    let outcomes: UnsafeMutablePointer<RuleOutcome>
    private let entries: UnsafeMutableBufferPointer<FamilyEntry>
    /// Kept alive here: the entries point into them.
    private let tables: FamilyTables

    /// A part of a program, with where its constants begin among all.
    enum Part {
        /// A rule, and the place of its outcome.
        case rule(CodeFragment, constantBase: Int, numbers: LibraryNumbers, outcome: Int)
        case family(CodeFragment, FamilyEntry, numbers: LibraryNumbers)

        var fragment: CodeFragment {
            switch self {
            case .rule(let fragment, _, _, _), .family(let fragment, _, _): fragment
            }
        }
    }

    /// - Parameter rules: of each outcome.
    ///
    /// O(words)
    init(number: Int, parts: [Part], rules: [Int32], constants: ConstantPool, tables: FamilyTables) {
        self.number = number
        self.tables = tables
        ruleCount = rules.count
        outcomes = .allocate(capacity: max(rules.count, 1))
        for (index, rule) in rules.enumerated() {
            (outcomes + index).initialize(to: RuleOutcome(ruleIndex: rule, verdict: .pass))
        }
        let families = parts.compactMap { if case .family(_, let entry, _) = $0 { entry } else { nil } }
        entries = .allocate(capacity: families.count)
        _ = entries.initialize(from: families)
        wordCount = parts.reduce(1) { $0 + $1.fragment.code.count }
        code = .allocate(capacity: wordCount)
        var position = 0
        var family = 0
        for part in parts {
            let fragment = part.fragment
            for (offset, word) in fragment.code.enumerated() { code[position + offset] = word }
            let base: Int
            // Behind `enterRule` and `enterFamily`: what they enter.
            switch part {
            case .rule(_, let constantBase, let numbers, let outcome):
                base = constantBase
                code[position + 1] = UInt64(outcome) << 32 | UInt64(base)
                write(numbers, in: fragment, at: position)
            case .family(_, let entry, let numbers):
                base = entry.constantBase
                code[position + 1] = UInt64(UInt(bitPattern: entries.baseAddress.map { $0 + family }))
                write(numbers, in: fragment, at: position)
                family += 1
            }
            for inlined in fragment.inlined {
                code[position + inlined.position] = constants.registers[base + inlined.constant].word.rawValue
            }
            position += fragment.code.count
        }
        code[position] = Instruction(.finish).bits
    }

    /// Writes for each test and value that the code names by its index its number among all.
    private func write(_ numbers: LibraryNumbers, in fragment: CodeFragment, at start: Int) {
        guard !numbers.isEmpty else { return }
        var offset = 0
        while offset < fragment.code.count {
            let opcode = Instruction(bits: fragment.code[offset]).opcode
            if let numbers = numbers.of(opcode.operands.wide) {
                code[start + offset + 1] = UInt64(numbers[Int(truncatingIfNeeded: fragment.code[offset + 1])])
            }
            offset += opcode.length
        }
    }

    deinit {
        code.deallocate()
        outcomes.deallocate()
        for entry in entries { entry.deallocate() }
        entries.deallocate()
    }
}

/// What the code of a rule or a family names by its index, as numbers of the library's tables.
struct LibraryNumbers {
    var elementTests: [Int] = []
    var shared: SharedTable.Numbers

    var isEmpty: Bool { elementTests.isEmpty && shared.values.isEmpty && shared.tests.isEmpty }

    fileprivate func of(_ data: Operands.Wide) -> [Int]? {
        switch data {
        case .elementTest: elementTests
        case .sharedValue: shared.values
        case .sharedTest: shared.tests
        case .no, .value, .join, .constant, .count, .rule, .family: nil
        }
    }
}
