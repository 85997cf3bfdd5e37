import RuleCompiler
import RuleMachine
import Testing

/// The comparison with the tracer sees a mistake in any instruction: planted one at a time, each makes the two differ.
@Suite struct PlantedFaultTests {
    private static let seed: UInt64 = 20_261_201
    private static let resourcesPerRule = 30
    /// A fault that none of so many rules shows counts as not seen.
    private static let maximumRules = 2_500

    /// The program in which an instruction stands: of a rule alone, of rules that differ in constants, of the same rule twice.
    private enum Specimen {
        case rule, family, twins

        init(_ opcode: Opcode) {
            self =
                !opcode.belongs(toFamily: false)
                ? .family : opcode == .loadShared || opcode == .testShared ? .twins : .rule
        }
    }

    @Test func everyPlantedFaultIsCaught() {
        var specimens: [Specimen: [GeneratedPairs?]] = [:]
        var caught = 0
        var most = 0
        for fault in Opcode.allCases.flatMap(PlantedFault.all) {
            var pairs = 0
            var isCaught = false
            let kind = Specimen(fault.opcode)
            for index in 0..<Self.maximumRules where !isCaught {
                if index == specimens[kind, default: []].count {
                    specimens[kind, default: []].append(
                        GeneratedPairs(
                            seed: Self.seed &+ UInt64(index), variants: kind == .family ? 3 : 1,
                            copies: kind == .twins ? 2 : 1,
                            sharing: kind == .twins ? .all : .none,
                            resources: Self.resourcesPerRule))
                }
                guard let specimen = specimens[kind]?[index],
                    let library = kind == .family
                        ? Self.family(specimen, with: fault) : Self.rule(specimen, with: fault)
                else { continue }
                isCaught = Self.shows(library, specimen, &pairs)
            }
            if isCaught { caught += 1 } else { Issue.record("\(pairs) pairs do not show that \(fault)") }
            most = max(most, pairs)
        }
        print(
            "planted faults: \(caught) caught from seed \(Self.seed), each after \(most) pairs of its instruction at most"
        )
    }

    /// `finish` stands in no rule; what a family begins with stands beside its code.
    @Test(arguments: Opcode.allCases)
    func everyInstructionHasItsFaults(_ opcode: Opcode) {
        #expect(PlantedFault.all(of: opcode).isEmpty == [.finish, .enterFamily].contains(opcode))
    }

    private static func rule(_ specimen: GeneratedPairs, with fault: PlantedFault) -> ProgramLibrary? {
        guard let fragment = specimen.library.fragments.first.flatMap(fault.planted) else { return nil }
        guard isAccepted(ProgramVerifier.faults(in: fragment), fault) else { return nil }
        return ProgramLibrary(fragments: [fragment], ruleCount: 2, keys: specimen.keys)
    }

    private static func family(_ specimen: GeneratedPairs, with fault: PlantedFault) -> ProgramLibrary? {
        guard let family = specimen.library.families.first, let fragment = fault.planted(in: family.fragment) else {
            return nil
        }
        let changed = RuleFamily(fragment: fragment, members: family.members, questions: family.questions)
        guard isAccepted(ProgramVerifier.faults(in: changed), fault) else { return nil }
        return ProgramLibrary(
            fragments: specimen.library.fragments, families: [changed], ruleCount: specimen.rules.count,
            keys: specimen.keys)
    }

    private static func isAccepted(_ refusals: [String], _ fault: PlantedFault) -> Bool {
        if !refusals.isEmpty { Issue.record("the verifier refuses that \(fault): \(refusals)") }
        return refusals.isEmpty
    }

    /// Whether the machine with the fault says otherwise than the tracer.
    private static func shows(_ library: ProgramLibrary, _ specimen: GeneratedPairs, _ pairs: inout Int) -> Bool {
        var isShown = false
        specimen.runMachine(library) { index, outcomes in
            pairs += 1
            // A fault is planted in one of two that are the same.
            isShown = outcomes != Array(specimen.traced[index].prefix(outcomes.count))
            return !isShown
        }
        return isShown
    }
}
