/// One instruction in 64 plain bits.
///
///     bits  0…7   opcode
///     bits  8…15  flags f: a function, a type, an order; of a test, bit 7 is the answer that decides
///     bits 16…23  d: the register that is written, or the accumulator of a test
///     bits 24…31  a: the register that is read
///     bits 32…47  b: a second register, a constant, a key or an accumulator
///     bits 48…63  c: a jump, in words from the instruction that comes next; of `member`, the high bits of the key
///
/// A wide instruction is followed by one word of data.
@frozen package struct Instruction: Hashable, Sendable {
    package let bits: UInt64

    @inline(__always) package init(bits: UInt64) { self.bits = bits }

    package init(
        _ opcode: Opcode, flags: UInt8 = 0, d: UInt8 = 0, a: UInt8 = 0, b: UInt16 = 0, c: Int16 = 0
    ) {
        bits =
            UInt64(opcode.rawValue) | UInt64(flags) << 8 | UInt64(d) << 16 | UInt64(a) << 24 | UInt64(b) << 32
            | UInt64(UInt16(bitPattern: c)) << 48
    }

    /// `member`, whose key takes the place of `b` and `c`.
    package init(_ opcode: Opcode, d: UInt8, a: UInt8, key: UInt32) {
        self.init(opcode, d: d, a: a, b: UInt16(truncatingIfNeeded: key), c: Int16(truncatingIfNeeded: key >> 16))
    }

    /// INVARIANT: the low byte is an opcode's; `ProgramVerifier` holds every program to it.
    @inline(__always) package var opcode: Opcode { unsafeBitCast(UInt8(truncatingIfNeeded: bits), to: Opcode.self) }
    @inline(__always) package var flags: UInt8 { UInt8(truncatingIfNeeded: bits &>> 8) }
    @inline(__always) package var d: Int { Int(UInt8(truncatingIfNeeded: bits &>> 16)) }
    @inline(__always) package var a: Int { Int(UInt8(truncatingIfNeeded: bits &>> 24)) }
    @inline(__always) package var b: Int { Int(UInt16(truncatingIfNeeded: bits &>> 32)) }
    @inline(__always) package var c: Int { Int(Int16(truncatingIfNeeded: Int64(bitPattern: bits) &>> 48)) }
    /// The key of `member`, over `b` and `c`.
    @inline(__always) package var key: UInt32 { UInt32(truncatingIfNeeded: bits &>> 32) }
    /// The answer that decides a test.
    @inline(__always) package var decidesWhen: UInt16 { UInt16(truncatingIfNeeded: (bits &>> 15) & 1) }
    /// The flags of a test without the answer that decides.
    @inline(__always) package var detail: UInt8 { flags & 0x7F }

    package static let decidesWhenTrue: UInt8 = 0x80
    /// What `next` clears in a loop that has nothing to clear.
    package static let unusedAccumulator: UInt8 = 0xFF

    /// The same instruction with another jump.
    package func jumping(_ distance: Int16) -> Instruction {
        Instruction(bits: bits & 0x0000_FFFF_FFFF_FFFF | UInt64(UInt16(bitPattern: distance)) << 48)
    }
}
