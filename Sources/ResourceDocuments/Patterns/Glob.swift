/// A wildcard pattern over a whole text: `*` stands for any run of characters, `?` for one Unicode scalar; nothing else is
/// special, and there is no escape.
package struct Glob: Sendable {
    package let text: String
    private let pattern: [UInt8]

    package init(_ text: String) {
        self.text = text
        pattern = Array(text.utf8)
    }

    package func matches(_ subject: String) -> Bool { subject.read { matches($0) } }

    /// The same over bytes that are UTF-8. O(pattern × subject) at worst, no allocation: on a mismatch only the last `*` is
    /// tried again, one scalar further, since whatever an earlier one could still reach, the last can reach too.
    package func matches(_ subject: UnsafeBufferPointer<UInt8>) -> Bool {
        pattern.withUnsafeBufferPointer { Self.matches(subject, pattern: $0) }
    }

    private static func matches(_ subject: UnsafeBufferPointer<UInt8>, pattern: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        var index = 0
        /// Behind the last `*`, and where what it stands for ends so far.
        var retry: (index: Int, position: Int)?
        while position < subject.count {
            let wanted = index < pattern.count ? pattern[index] : nil
            if wanted == anyRun {
                index += 1
                retry = (index, position)
            } else if wanted == anyScalar {
                position = nextScalar(after: position, in: subject)
                index += 1
            } else if wanted == subject[position] {
                position += 1
                index += 1
            } else if let last = retry {
                position = nextScalar(after: last.position, in: subject)
                retry = (last.index, position)
                index = last.index
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == anyRun }
    }

    private static let anyRun = UInt8(ascii: "*")
    private static let anyScalar = UInt8(ascii: "?")

    private static func nextScalar(after position: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var next = position + 1
        while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }
}

extension Glob {
    /// It stands for more than one text.
    package var isPattern: Bool { pattern.contains { $0 == Self.anyRun || $0 == Self.anyScalar } }

    /// Whether it matches whatever the other one does; false also where that is hard to tell.
    package func takesIn(_ other: Glob) -> Bool {
        matches(other.text) && (!other.isPattern || !pattern.contains(Self.anyScalar))
    }

    /// Whether there is a text that both match. O(pattern × other)
    package func meets(_ other: Glob) -> Bool {
        let (own, others) = (Array(text.unicodeScalars), Array(other.text.unicodeScalars))
        // Whether what is left of the other can meet what is left of this, from its end on.
        var rest = others.indices.reversed().reduce(into: [true]) { $0.append(others[$1] == "*" && $0[$0.count - 1]) }
        rest.reverse()
        for scalar in own.reversed() {
            var next = [Bool](repeating: false, count: others.count + 1)
            next[others.count] = scalar == "*" && rest[others.count]
            for position in others.indices.reversed() {
                let facing = others[position]
                next[position] =
                    if scalar == "*" || facing == "*" {
                        // The run ends, or what faces it is part of it.
                        rest[position] || next[position + 1]
                    } else {
                        (scalar == facing || scalar == "?" || facing == "?") && rest[position + 1]
                    }
            }
            rest = next
        }
        return rest[0]
    }
}

extension Glob: Hashable {
    package static func == (left: Glob, right: Glob) -> Bool { left.pattern == right.pattern }
    package func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}
