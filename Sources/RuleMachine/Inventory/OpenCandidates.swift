import ResourceDocuments

/// What the candidates of a loop of which its index cannot tell leave open, for each kind of key: found out once in a machine, for it hangs on no
/// resource that asks.
struct OpenCandidates {
    struct Known {
        var causes: UInt8
        var steps: Int
    }

    private var known: [Known?] = []

    /// A loop's number, kept in two of the program's bytes for positions: from 1; 0 when there are too many.
    mutating func number(_ place: UnsafeMutablePointer<UInt8>) -> Int {
        let number = Int(place[0]) | Int(place[1]) &<< 8
        if number > 0 { return number }
        let next = known.count / JoinTable.keyKinds.count + 1
        guard next < 1 << 16 else { return 0 }
        for _ in JoinTable.keyKinds { known.append(nil) }
        place[0] = UInt8(truncatingIfNeeded: next)
        place[1] = UInt8(truncatingIfNeeded: next &>> 8)
        return next
    }

    subscript(loop: OpenLoop) -> Known? {
        get { known[place(loop)] }
        set { known[place(loop)] = newValue }
    }

    private func place(_ loop: OpenLoop) -> Int { (loop.number - 1) * JoinTable.keyKinds.count + loop.kind }
}

/// Which loop it is, by which kind of key it asks, and where it leaves what is open: in the low bits of a word.
struct OpenLoop {
    let bits: Int

    init(bits: Int) { self.bits = bits }

    init(number: Int, kind: Int, accumulator: Int) { bits = number | kind &<< 16 | accumulator &<< 18 }

    var number: Int { bits & 0xFFFF }
    var kind: Int { bits &>> 16 & 3 }
    var accumulator: Int { bits &>> 18 & 0xFF }
    /// Whether the candidates are being gone through.
    var isRunning: Bool { bits &>> 26 & 1 == 1 }
    var running: OpenLoop { OpenLoop(bits: bits | 1 &<< 26) }
}
