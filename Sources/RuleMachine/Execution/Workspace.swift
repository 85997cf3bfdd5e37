import ResourceDocuments

/// The pointers that instructions work on, loaded once before the loop: trivial, so that it lives in machine registers.
struct Workspace {
    let r: UnsafeMutablePointer<Register>
    let causes: UnsafeMutablePointer<UInt8>
    let fuel: UnsafeMutablePointer<Fuel>
    let limits: MachineLimits
    let machine: UnsafeMutablePointer<MachineState>
    let operations: Operations
    /// A position cache byte for each word of the program.
    let hints: UnsafeMutablePointer<UInt8>
    /// Where the texts of constants stand.
    let constantText: UnsafePointer<UInt8>
    let constantView: UInt64
    /// The constants of the rule that runs, or those that all rules of a family share.
    var k: UnsafePointer<Register>
    let lanes: UnsafeMutablePointer<LaneState>
    let elements: UnsafeMutablePointer<ElementState>
    let shared: UnsafeMutablePointer<SharedState>

    init(_ machine: UnsafeMutablePointer<MachineState>, hints: UnsafeMutablePointer<UInt8>) {
        r = machine.pointee.registers
        causes = machine.pointee.accumulators
        fuel = machine.pointee.fuel
        limits = machine.pointee.limits
        self.machine = machine
        operations = Operations(state: machine)
        self.hints = hints
        let view = machine.pointee.constants.view
        constantText = view.pointee.text
        constantView = UInt64(UInt(bitPattern: view))
        k = UnsafePointer(machine.pointee.constants.registers)
        lanes = machine.pointee.lanes
        elements = machine.pointee.elements
        shared = machine.pointee.shared
    }

    @inline(__always) mutating func enterRule(_ data: UInt64, _ ruleIndex: Int32) {
        causes[0] = 0
        k = UnsafePointer(machine.pointee.constants.registers + Int(data & 0xFFFF_FFFF))
        fuel.pointee.begin(rule: ruleIndex, limits)
    }

    @inline(__always) var isExhausted: Bool { fuel.pointee.left < 0 && !operations.refuel() }

    /// The end of a test: how far to jump.
    @inline(__always) func decide(_ answer: Answer, _ i: Instruction) -> Int {
        if answer.isKnown { return answer.bits == i.decidesWhen ? i.c : 0 }
        causes[i.d] |= answer.causes.rawValue
        return 0
    }

    /// The end of a test that is certain.
    @inline(__always) func decide(_ truth: Bool, _ i: Instruction) -> Int {
        (truth ? 1 : 0) == i.decidesWhen ? i.c : 0
    }

    /// The end of a test of something Unknown.
    @inline(__always) func merge(_ unknown: UnknownCauses, _ i: Instruction) -> Int {
        causes[i.d] |= unknown.rawValue
        return 0
    }
}
