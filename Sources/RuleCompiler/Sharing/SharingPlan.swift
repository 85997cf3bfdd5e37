import RuleChecker
import RuleMachine

/// What a code reads and asks of the resource that others might read and ask alike, by number, each as often as it stands there.
struct SharingCandidates {
    var values: [Int] = []
    var tests: [Int] = []
}

/// Which values and tests are worked out once for all code that wants them.
struct SharingPlan {
    // By number.
    private var values: [Bool]
    private var tests: [Bool]
    private let numbering: ValueNumbering
    private let extent: SharingExtent

    /// What stands at least twice in the code that runs on some kind, and tests of one value of which a look-up answers enough.
    ///
    /// - Parameters:
    ///   - rules: the kinds of each, and what it would share when it runs by itself.
    ///   - families: positions among the rules, and what their common code would share.
    ///
    /// O(candidates), those of rules for kinds with `*` once for each kind
    init(
        _ rules: [(kinds: [KindPattern], candidates: SharingCandidates)],
        families: [(members: [Int], candidates: SharingCandidates)], numbering: ValueNumbering, extent: SharingExtent
    ) {
        self.numbering = numbering
        self.extent = extent
        values = Array(repeating: false, count: numbering.valueCount)
        tests = Array(repeating: false, count: numbering.tests.count)
        var kinds: [String] = []
        var rulesByKind: [String: [Int]] = [:]
        var patterned: [Int] = []
        for (index, rule) in rules.enumerated() {
            for kind in rule.kinds where !kind.hasWildcard {
                if rulesByKind[kind.text] == nil { kinds.append(kind.text) }
                rulesByKind[kind.text, default: []].append(index)
            }
            if rule.kinds.contains(where: \.hasWildcard) { patterned.append(index) }
        }
        var familyOfRule = [Int?](repeating: nil, count: rules.count)
        for (number, family) in families.enumerated() {
            for member in family.members { familyOfRule[member] = number }
        }
        func add(_ running: [Int]) {
            var members = [Int](repeating: 0, count: families.count)
            for rule in running { if let family = familyOfRule[rule] { members[family] += 1 } }
            let alone = running.filter { familyOfRule[$0].map { members[$0] < 2 } ?? true }
            count(
                families.indices.filter { members[$0] > 1 }.map { families[$0].candidates }
                    + alone.map { rules[$0].candidates })
        }
        for kind in kinds {
            let named = rulesByKind[kind] ?? []
            let others = patterned.filter { rules[$0].kinds.contains { $0.matches(kind) } && !named.contains($0) }
            add(named + others)
        }
        // On kinds that no rule names.
        if !patterned.isEmpty { add(patterned) }
    }

    func sharesValue(_ number: Int) -> Bool { number < values.count && values[number] }

    func sharesTest(_ number: Int) -> Bool { number < tests.count && tests[number] }

    /// Whether code with these candidates is another one under this plan.
    func concerns(_ candidates: SharingCandidates) -> Bool {
        candidates.values.contains { values[$0] } || candidates.tests.contains { tests[$0] }
    }

    private mutating func count(_ codes: [SharingCandidates]) {
        let isAll = extent == .all
        for value in Self.repeated(codes.flatMap(\.values)) where isAll || numbering.isCostly(value: value) {
            values[value] = true
        }
        let asked = codes.flatMap(\.tests).filter { isAll || numbering.isCostly(test: $0) }
        for test in Self.repeated(asked) { tests[test] = true }
        for alike in alike(asked) { for test in alike { tests[test] = true } }
    }

    /// Each that stands there twice and more, once.
    private static func repeated(_ numbers: [Int]) -> [Int] {
        let sorted = numbers.sorted()
        return zip(sorted, sorted.dropFirst()).filter { $0 == $1 }.map(\.0)
    }

    /// Tests of one value that differ in constants only, where they are enough for a look-up.
    private func alike(_ asked: [Int]) -> [[Int]] {
        var index = HashIndex()
        var groups: [[Int]] = []
        var last: Int?
        for number in asked.sorted() where number != last {
            last = number
            let test = numbering.tests[number]
            guard case .asks(let predicate) = test.predicate, case .constant = test.operand else { continue }
            var hasher = Hasher()
            hasher.combine(test.value)
            predicate.hash(into: &hasher)
            let (group, isNew) = index.number(hasher.finalize()) { group in
                let other = numbering.tests[groups[group][0]]
                return other.value == test.value && other.predicate == test.predicate
            }
            if isNew { groups.append([number]) } else { groups[group].append(number) }
        }
        return groups.filter { group in
            guard case .asks(let predicate) = numbering.tests[group[0]].predicate else { return false }
            return group.count >= predicate.leastLookUp
        }
    }
}
