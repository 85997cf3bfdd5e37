import ResourceDocuments
import RuleChecker
import RuleMachine

/// Finds rules whose code differs in constants only, and compiles each such family into one code.
struct FamilyCompiler {
    private let rules: [BoundRule]
    private let fragments: [CodeFragment]
    private let keys: KeyTable
    private let numbering: ValueNumbering

    /// - Parameter fragments: of `rules`, each alone.
    init(_ rules: [BoundRule], _ fragments: [CodeFragment], keys: KeyTable, numbering: ValueNumbering) {
        self.numbering = numbering
        self.rules = rules
        self.fragments = fragments
        self.keys = keys
    }

    /// A family, and what its code could share.
    typealias Found = (family: RuleFamily, candidates: SharingCandidates)

    /// In the order of their first rules. O(code)
    func families() -> [Found] {
        var members: [FamilyForm: [Int]] = [:]
        var order: [FamilyForm] = []
        for (index, fragment) in fragments.enumerated() {
            let form = FamilyForm(fragment)
            if members[form] == nil { order.append(form) }
            members[form, default: []].append(index)
        }
        return order.flatMap { form in
            let members = members[form] ?? []
            return stride(from: 0, to: members.count, by: RuleFamily.maximumSize).compactMap { start in
                family(of: Array(members[start..<min(start + RuleFamily.maximumSize, members.count)]))
            }
        }
    }

    /// The same family with code that shares.
    func family(_ family: RuleFamily, sharing: SharingPlan) -> RuleFamily {
        self.family(of: family.members, sharing: sharing)?.family ?? family
    }

    /// nil for a rule that is alone.
    private func family(of members: [Int], sharing: SharingPlan? = nil) -> Found? {
        guard members.count > 1, let first = members.first else { return nil }
        let constants = fragments[first].constants
        let varying = Set(
            constants.indices.filter { index in
                members.contains { fragments[$0].constants[index] != constants[index] }
            })
        // Rules that say the same differ in nothing that could be asked of all at once.
        guard !varying.isEmpty else { return nil }
        let ruleIndex = fragments[first].ruleIndex
        let rule = rules[Int(ruleIndex)]
        var search = CodeGenerator(
            rule, keys: keys, numbering: numbering, lanes: LaneGeneration(varying: varying), sharing: sharing)
        guard search.generate(ruleIndex: ruleIndex) != nil, let found = search.lanes?.found else { return nil }
        var generator = CodeGenerator(
            rule, keys: keys, numbering: numbering, lanes: LaneGeneration(varying: varying, lanedGroups: found),
            sharing: sharing)
        guard let fragment = generator.generate(ruleIndex: ruleIndex), let questions = generator.lanes?.questions else {
            return nil
        }
        assert(fragment.constants == constants)
        guard fragment.constants == constants else { return nil }
        return (RuleFamily(fragment: fragment, members: members, questions: questions), generator.candidates)
    }
}

/// A rule's code without the constants in which the rules of its family may differ.
private struct FamilyForm: Hashable {
    private enum Constant: Hashable {
        case fixed(CodeFragment.Constant)
        case string, number, boolean, list, pattern, address, instant, span, version, texts, addresses, glob
    }

    private let code: [UInt64]
    /// Which constant stands in each word that holds one.
    private let inlined: [Int]
    private let constants: [Constant]
    private let elementTests: [ElementTest]

    init(_ fragment: CodeFragment) {
        code = fragment.code
        elementTests = fragment.elementTests
        inlined = fragment.inlined.flatMap { [$0.position, $0.constant] }
        constants = fragment.constants.enumerated().map { index, constant in
            if fragment.fixedConstants.contains(index) { return .fixed(constant) }
            switch constant {
            case .value(.string): return .string
            case .value(.number): return .number
            case .value(.boolean): return .boolean
            case .value(.list): return .list
            case .value(.pattern): return .pattern
            case .value(.address): return .address
            case .texts: return .texts
            case .addresses: return .addresses
            case .glob: return .glob
            case .value(.instant): return .instant
            case .value(.span): return .span
            case .value(.version): return .version
            case .value(.map), .unknown, .kind, .join:
                return .fixed(constant)
            }
        }
    }
}
