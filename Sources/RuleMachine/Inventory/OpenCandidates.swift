import ResourceDocuments

/// What the candidates of a loop of which its index cannot tell leave open, for each kind of key and for one that is not known: found out once in a
/// machine, for it hangs on nothing else of the resource that asks.
struct OpenCandidates {
    struct Known {
        var causes: UInt8
        var steps: Int
    }

    /// Of a key that is not known: there the answer hangs on why.
    private static let unknownKey = JoinTable.keyKinds.count
    private static let kindCount = unknownKey + 1

    private var known: [Known?] = []
    /// For each loop, why the key was not known when that was found out.
    private var keyCauses: [UInt8] = []

    /// A loop's number, kept in two of the program's bytes for positions: from 1; 0 when there are too many.
    private mutating func number(_ place: UnsafeMutablePointer<UInt8>) -> Int {
        let number = Int(place[0]) | Int(place[1]) &<< 8
        if number > 0 { return number }
        let next = keyCauses.count + 1
        guard next < 1 << 16 else { return 0 }
        for _ in 0..<Self.kindCount { known.append(nil) }
        keyCauses.append(0)
        place[0] = UInt8(truncatingIfNeeded: next)
        place[1] = UInt8(truncatingIfNeeded: next &>> 8)
        return next
    }

    /// nil for a key that no index knows, or when there are too many loops.
    mutating func loop(at place: UnsafeMutablePointer<UInt8>, key: Register, accumulator: Int) -> OpenLoop? {
        let kind = key.isUnknown ? Self.unknownKey : JoinTable.position(of: key)
        guard let kind else { return nil }
        let number = number(place)
        guard number > 0 else { return nil }
        let loop = OpenLoop(number: number, kind: kind, accumulator: accumulator)
        if key.isUnknown, keyCauses[number - 1] != key.causes.rawValue {
            keyCauses[number - 1] = key.causes.rawValue
            self[loop] = nil
        }
        return loop
    }

    subscript(loop: OpenLoop) -> Known? {
        get { known[place(loop)] }
        set { known[place(loop)] = newValue }
    }

    private func place(_ loop: OpenLoop) -> Int { (loop.number - 1) * Self.kindCount + loop.kind }
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
