import RuleMachine

/// The number of a group, in the order in which groups begin.
struct GroupNumber: Hashable {
    fileprivate let index: Int
}

/// How the code of one rule becomes that of a family: where its rules differ, and what follows from it.
///
/// The code is generated twice. The first time shows in which groups a constant stands that differs from rule to rule; the second
/// time these are laned. Both times, and for each rule alone, constants and groups come in the same order.
struct LaneGeneration {
    /// Positions of the constants that differ.
    let varying: Set<Int>
    /// The groups with such a constant; nil while they are looked for.
    let lanedGroups: Set<GroupNumber>?
    fileprivate(set) var found: Set<GroupNumber> = []
    fileprivate(set) var questions: [RuleFamily.Question] = []
    fileprivate var openGroups: [GroupNumber] = []
    fileprivate var groupCount = 0

    init(varying: Set<Int>, lanedGroups: Set<GroupNumber>? = nil) {
        self.varying = varying
        self.lanedGroups = lanedGroups
    }
}

/// See `CodeGenerator.operand`.
enum TestOperand {
    case constant(UInt16)
    case question(UInt16)
}

extension CodeGenerator {
    /// Whether code of a family is being made.
    var isLaned: Bool { lanes?.lanedGroups != nil }

    func isLaned(_ group: GroupNumber) -> Bool { lanes?.lanedGroups?.contains(group) ?? false }

    mutating func beginGroup() -> GroupNumber {
        let number = GroupNumber(index: lanes?.groupCount ?? 0)
        lanes?.groupCount += 1
        lanes?.openGroups.append(number)
        return number
    }

    mutating func endGroup(_ number: GroupNumber) { lanes?.openGroups.removeAll { $0 == number } }

    /// The constant of a test as its instruction names it: by the number of a question where a family's rules have constants of their own,
    /// else by its index.
    mutating func operand(_ predicate: LanePredicate, _ constant: CodeFragment.Constant) -> TestOperand {
        let index = builder.operand(constant)
        guard let lanes, lanes.varying.contains(Int(index)) else { return .constant(index) }
        self.lanes?.found.formUnion(lanes.openGroups)
        guard isLaned else { return .constant(index) }
        self.lanes?.questions.append(RuleFamily.Question(predicate, constant: Int(index)))
        return .question(UInt16(lanes.questions.count))
    }
}
