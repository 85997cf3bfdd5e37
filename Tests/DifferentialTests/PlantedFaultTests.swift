import RuleMachine
import Testing

/// The comparison with the tracer sees a mistake in any instruction: planted one at a time, each makes the two differ.
@Suite struct PlantedFaultTests {
    private static let seed: UInt64 = 20_261_201
    private static let resourcesPerRule = 30
    /// A fault that none of so many rules shows counts as not seen.
    private static let maximumRules = 1_500

    @Test func everyPlantedFaultIsCaught() {
        var specimens: [GeneratedPairs?] = []
        var caught = 0
        var most = 0
        for fault in Opcode.allCases.flatMap(PlantedFault.all) {
            var pairs = 0
            var isCaught = false
            for index in 0..<Self.maximumRules where !isCaught {
                if index == specimens.count {
                    specimens.append(
                        GeneratedPairs(seed: Self.seed &+ UInt64(index), resources: Self.resourcesPerRule))
                }
                if let specimen = specimens[index] { isCaught = Self.shows(fault, specimen, &pairs) }
            }
            if isCaught { caught += 1 } else { Issue.record("\(pairs) pairs do not show that \(fault)") }
            most = max(most, pairs)
        }
        print(
            "planted faults: \(caught) caught from seed \(Self.seed), each after \(most) pairs of its instruction at most"
        )
    }

    /// `finish` alone stands in no rule.
    @Test(arguments: Opcode.allCases)
    func everyInstructionHasItsFaults(_ opcode: Opcode) {
        #expect(PlantedFault.all(of: opcode).isEmpty == (opcode == .finish))
    }

    /// Whether the machine with the fault says otherwise than the tracer.
    private static func shows(_ fault: PlantedFault, _ specimen: GeneratedPairs, _ pairs: inout Int) -> Bool {
        guard let fragment = specimen.library.fragments.first.flatMap(fault.planted) else { return false }
        let refusals = ProgramVerifier.faults(in: fragment)
        guard refusals.isEmpty else {
            Issue.record("the verifier refuses that \(fault): \(refusals)")
            return false
        }
        var isShown = false
        let library = ProgramLibrary(fragments: [fragment], ruleCount: 2, keys: specimen.keys)
        specimen.runMachine(library) { index, outcomes in
            pairs += 1
            isShown = outcomes != specimen.traced[index]
            return !isShown
        }
        return isShown
    }
}
