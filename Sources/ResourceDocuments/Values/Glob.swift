/// A wildcard pattern over a whole text: `*` stands for any run of characters, `?` for one Unicode scalar; nothing else is special.
package struct Glob: Hashable, Sendable {
    package let text: String
    private let pattern: [UInt8]

    package init(_ text: String) {
        self.text = text
        pattern = Array(text.utf8)
    }

    package func matches(_ subject: String) -> Bool {
        var subject = subject
        return subject.withUTF8 { matches($0) }
    }

    /// The same over UTF-8 bytes. O(pattern × text) at worst: on a mismatch only the last `*` is tried again, one scalar further.
    package func matches(_ subject: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        var index = 0
        var retry: (index: Int, position: Int)?
        while position < subject.count {
            if index < pattern.count, pattern[index] == 0x2A {
                retry = (index + 1, position)
                index += 1
            } else if index < pattern.count, pattern[index] == 0x3F {
                position = Self.next(position, in: subject)
                index += 1
            } else if index < pattern.count, pattern[index] == subject[position] {
                position += 1
                index += 1
            } else if let last = retry {
                let further = Self.next(last.position, in: subject)
                retry = (last.index, further)
                index = last.index
                position = further
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == 0x2A }
    }

    /// Where the next scalar starts.
    private static func next(_ position: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var next = position + 1
        while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }
}
