/// Finds the number of a thing by its hash. Plain numbers alone, for a dictionary of a type of its own makes the runtime look for that type's
/// conformances when a process first uses it, which takes longer than a dozen rules.
struct HashIndex {
    /// Numbers, one more than they are; a power of two of places, of which half are free.
    private var places = [Int32](repeating: 0, count: 64)
    private var hashes: [Int] = []

    /// The number of the thing with this hash that `isEqual` says is it; when there is none it gets the next number.
    ///
    /// - Complexity: O(1) on average.
    mutating func number(_ hash: Int, isEqual: (Int) -> Bool) -> (number: Int, isNew: Bool) {
        var place = hash & (places.count - 1)
        while places[place] != 0 {
            let number = Int(places[place]) - 1
            if hashes[number] == hash, isEqual(number) { return (number, false) }
            place = (place + 1) & (places.count - 1)
        }
        hashes.append(hash)
        places[place] = Int32(truncatingIfNeeded: hashes.count)
        if hashes.count * 2 > places.count { grow() }
        return (hashes.count - 1, true)
    }

    private mutating func grow() {
        places = [Int32](repeating: 0, count: places.count * 2)
        for (number, hash) in hashes.enumerated() {
            var place = hash & (places.count - 1)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(truncatingIfNeeded: number + 1)
        }
    }
}
