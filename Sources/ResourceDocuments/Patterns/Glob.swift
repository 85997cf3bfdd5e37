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

extension Glob: Hashable {
    package static func == (left: Glob, right: Glob) -> Bool { left.pattern == right.pattern }
    package func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}
