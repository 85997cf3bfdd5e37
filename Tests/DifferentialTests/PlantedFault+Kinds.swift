import RuleMachine

/// Mistakes that several instructions may make.
extension PlantedFault {
    /// An accumulator that the compiler gives to nobody: causes that are left there are lost, and it is always clear.
    static let lostAccumulator = 254

    static func doesNothing(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "does nothing") { _ in Instruction(.jump) }
    }

    static func neverJumps(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "never jumps") { $0.jumping(0) }
    }

    static func losesCauses(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "loses the causes") { $0.with(d: lostAccumulator) }
    }

    /// The resource's properties stand in register 0.
    static func givesTheProperties(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "gives the resource's properties") { $0.copying(0) }
    }

    static func takesTheProperties(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "takes the resource's properties") { $0.with(b: 0) }
    }

    static func leavesTheValue(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "leaves the value as it is") { $0.copying($0.a) }
    }

    static func takesAnotherConstant(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(
            opcode, "takes another constant",
            at: { code, position in
                let altered = code.add(code.constants[code[position].b].altered)
                code[position] = code[position].with(b: altered)
            })
    }

    // MARK: Tests

    /// What every test may get wrong.
    static func ofTest(_ opcode: Opcode) -> [PlantedFault] {
        [decidesOnTheOpposite(opcode), neverJumps(opcode), losesCauses(opcode)]
    }

    static func decidesOnTheOpposite(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "decides on the opposite answer") {
            $0.with(flags: $0.flags ^ Instruction.decidesWhenTrue)
        }
    }

    static func comparesWithAnotherConstant(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(
            opcode, "compares with another constant", at: { code, position in code.alterInlined(at: position) })
    }

    static func comparesWithItself(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "compares with itself") { $0.with(b: $0.a) }
    }

    static func asks(_ other: Opcode, insteadOf opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "asks \(other)") { $0.with(other) }
    }

    static func asksOfAnotherMember(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "asks of another member") { $0.with(b: $0.b + 1) }
    }

    // MARK: Flags

    /// For each thing that the flags may select, doing the next one instead.
    static func selectsAnother<Flag: CaseIterable & RawRepresentable<UInt8> & Sendable>(
        _ opcode: Opcode, among flags: [Flag]
    ) -> [PlantedFault] {
        zip(flags, flags.dropFirst() + flags.prefix(1)).map { right, wrong in
            PlantedFault(opcode, "takes \(right) for \(wrong)") { instruction in
                let selected = opcode.operands.isTest ? instruction.detail : instruction.flags
                guard selected == right.rawValue else { return instruction }
                return instruction.with(flags: instruction.flags - right.rawValue + wrong.rawValue)
            }
        }
    }

    /// Each order taken for the one that differs in the bound itself, and for the opposite one.
    static func ofOrder(_ opcode: Opcode) -> [PlantedFault] {
        let alike: [[MachineOrder]] = [
            [.atLeast, .moreThan], [.atMost, .lessThan], [.atLeast, .atMost], [.moreThan, .lessThan],
        ]
        return alike.flatMap { selectsAnother(opcode, among: $0) }
    }
}
