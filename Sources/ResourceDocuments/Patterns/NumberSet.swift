/// A set of numbers below 256, in plain bits: union and intersection are four words' work, whatever is in it.
@frozen @usableFromInline package struct NumberSet: Equatable, Sendable {
    @inlinable package static var capacity: Int { 256 }

    @usableFromInline var words: SIMD4<UInt64>

    @inlinable @inline(__always) init(words: SIMD4<UInt64>) { self.words = words }

    /// None.
    @inlinable @inline(__always) package init() { words = .zero }

    package init(_ numbers: some Sequence<Int>) {
        words = .zero
        for number in numbers { insert(number) }
    }

    @inlinable @inline(__always) package var isEmpty: Bool {
        (words[0] | words[1]) | (words[2] | words[3]) == 0
    }

    /// `number` is below `capacity`.
    @inlinable @inline(__always) package func contains(_ number: Int) -> Bool {
        words[number &>> 6] &>> UInt64(number & 63) & 1 != 0
    }

    @inlinable @inline(__always) package mutating func insert(_ number: Int) {
        words[number &>> 6] |= 1 &<< UInt64(number & 63)
    }

    @inlinable @inline(__always) package mutating func remove(_ number: Int) {
        words[number &>> 6] &= ~(1 &<< UInt64(number & 63))
    }

    @inlinable @inline(__always) package func union(_ other: NumberSet) -> NumberSet {
        NumberSet(words: words | other.words)
    }

    @inlinable @inline(__always) package func intersection(_ other: NumberSet) -> NumberSet {
        NumberSet(words: words & other.words)
    }

    @inlinable @inline(__always) package func subtracting(_ other: NumberSet) -> NumberSet {
        NumberSet(words: words & ~other.words)
    }
}

extension NumberSet: Sequence {
    /// The numbers in order.
    @frozen @usableFromInline package struct Iterator: IteratorProtocol {
        @usableFromInline var words: SIMD4<UInt64>
        @usableFromInline var index = 0

        @inlinable @inline(__always) init(words: SIMD4<UInt64>) { self.words = words }

        @inlinable @inline(__always) package mutating func next() -> Int? {
            while index < 4 {
                let word = words[index]
                if word != 0 {
                    words[index] = word & (word &- 1)
                    return index &* 64 &+ word.trailingZeroBitCount
                }
                index &+= 1
            }
            return nil
        }
    }

    @inlinable @inline(__always) package func makeIterator() -> Iterator { Iterator(words: words) }
}
