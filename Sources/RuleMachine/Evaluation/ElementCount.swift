/// What a counting quantifier found.
struct ElementCount {
    /// True, and Unknown.
    let known: UInt64
    let unknown: UInt64
    /// Whether every source is known, so that there are no more.
    let isClosed: Bool

    /// nil where it is Unknown whether so many are what `quantity`, a `MachineQuantity`, asks for.
    @inline(__always) func holds(_ quantity: UInt8, _ wanted: UInt64) -> Bool? {
        let all = known &+ unknown
        let isTrue: Bool
        let isFalse: Bool
        if quantity == MachineQuantity.atLeast.rawValue {
            isTrue = known >= wanted
            isFalse = all < wanted && isClosed
        } else if quantity == MachineQuantity.atMost.rawValue {
            isTrue = all <= wanted && isClosed
            isFalse = known > wanted
        } else {
            isTrue = known == wanted && unknown == 0 && isClosed
            isFalse = known > wanted || (all < wanted && isClosed)
        }
        return isTrue || isFalse ? isTrue : nil
    }
}
