import ResourceDocuments

/// Rules whose code differs in constants only, as code that runs them together.
///
/// In `fragment` stand the constants of the first of them; `questions` says where each rule has its own.
package struct RuleFamily: Sendable {
    /// What a `testLanes` asks: of each rule the constant at the same place among its constants.
    package struct Question: Hashable, Sendable {
        package let predicate: LanePredicate
        package let constant: Int

        package init(_ predicate: LanePredicate, constant: Int) {
            self.predicate = predicate
            self.constant = constant
        }
    }

    /// More are divided into several families.
    package static let maximumSize = LaneSet.capacity

    package let fragment: CodeFragment
    /// Positions among the library's fragments, in order; at most `maximumSize`. A rule's place among them is its lane.
    package let members: [Int]
    package let questions: [Question]

    package init(fragment: CodeFragment, members: [Int], questions: [Question]) {
        self.fragment = fragment
        self.members = members
        self.questions = questions
    }
}

/// The questions of every family of a library, ready to be asked.
///
/// Unchecked because of the pointers: everything is written by `init` alone and freed with the object.
final class FamilyTables: @unchecked Sendable {
    /// For each family, a table for each of its questions.
    let tables: [UnsafeMutableBufferPointer<LaneTable>]

    init(_ families: [RuleFamily], of fragments: [CodeFragment], bases: [Int], in constants: ConstantPool) {
        var count = 0
        tables = families.map { family in
            let tables = UnsafeMutableBufferPointer<LaneTable>.allocate(capacity: family.questions.count)
            _ = tables.initialize(
                from: family.questions.map { question in
                    defer { count += 1 }
                    return LaneTable(
                        question.predicate, family.members.map { fragments[$0].constants[question.constant] },
                        family.members.map { constants.registers[bases[$0] + question.constant] }, number: count)
                })
            return tables
        }
    }

    deinit {
        for tables in tables {
            for table in tables { table.deallocate() }
            tables.deallocate()
        }
    }
}

/// A family in a program: which of its rules apply there, and where their outcomes stand.
struct FamilyEntry {
    /// Those that apply to the program's kind.
    let lanes: LaneSet
    let laneCount: Int
    /// Where the constants that all rules share begin.
    let constantBase: Int
    /// The first of the rules, for what its code costs.
    let ruleIndex: Int32
    let tables: UnsafePointer<LaneTable>
    /// For each lane, its place among the program's outcomes.
    let outcomes: UnsafeMutablePointer<Int32>

    func deallocate() { outcomes.deallocate() }
}
