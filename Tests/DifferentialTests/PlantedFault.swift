import RuleMachine

/// A mistake in what one instruction does, planted by changing each of its occurrences in a rule's code so that the machine then does the wrong
/// thing. The changed code is still what the verifier accepts: no fault reads outside of what is there.
struct PlantedFault: Sendable {
    let opcode: Opcode
    /// What the instruction does instead.
    let name: String
    private let plant: @Sendable (inout PlantedCode, Int) -> Void

    init(_ opcode: Opcode, _ name: String, at plant: @escaping @Sendable (inout PlantedCode, Int) -> Void) {
        self.opcode = opcode
        self.name = name
        self.plant = plant
    }

    /// A fault of the instruction's own word.
    init(_ opcode: Opcode, _ name: String, _ change: @escaping @Sendable (Instruction) -> Instruction) {
        self.init(opcode, name, at: { code, position in code[position] = change(code[position]) })
    }

    /// The code with every occurrence changed; nil where nothing changes.
    func planted(in fragment: CodeFragment) -> CodeFragment? {
        var code = PlantedCode(fragment)
        for (position, instruction) in fragment.instructions where instruction.opcode == opcode {
            plant(&code, position)
        }
        return code.isChanged ? code.fragment : nil
    }
}

extension PlantedFault: CustomStringConvertible {
    /// `testWithin asks testOverlaps`
    var description: String { "\(opcode) \(name)" }
}
