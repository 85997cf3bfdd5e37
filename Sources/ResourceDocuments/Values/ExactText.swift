import Glibc

/// A text that is equal to another where its bytes are, as the language and the store have it. Swift takes texts for equal that are
/// canonically equivalent: `é` as one scalar, and as `e` with an accent behind it.
///
/// What resources, accounts and groups are found by: two ids that differ in their bytes are two resources.
package struct ExactText: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ExactText, right: ExactText) -> Bool {
        var (left, right) = (left.text, right.text)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard left.count == right.count else { return false }
                guard let first = left.baseAddress, let second = right.baseAddress else { return true }
                return memcmp(first, second, left.count) == 0
            }
        }
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // No byte of a text: so that texts behind one another cannot be cut otherwise.
        hasher.combine(UInt8.max)
    }
}

extension ExactText {
    package init?(_ text: String?) {
        guard let text else { return nil }
        self.init(text)
    }
}
