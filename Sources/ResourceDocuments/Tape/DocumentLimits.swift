/// What a document may cost before it is refused with a located error.
package struct DocumentLimits: Hashable, Sendable {
    /// The tape writes a length in 28 bits, so no text may be longer, whatever is asked for.
    package static let largestText = (1 << 28) - 1
    /// Whoever walks a document may recurse; this many frames fit every thread's stack.
    package static let deepestNesting = 1024

    /// Bytes of one document's text.
    package let maximumBytes: Int
    /// Lists and maps inside each other.
    package let maximumDepth: Int
    /// Values of one YAML document once its aliases are expanded.
    package let maximumNodes: Int

    package init(maximumBytes: Int = 64 << 20, maximumDepth: Int = 512, maximumNodes: Int = 1_000_000) {
        self.maximumBytes = min(max(maximumBytes, 0), Self.largestText)
        self.maximumDepth = min(max(maximumDepth, 1), Self.deepestNesting)
        self.maximumNodes = max(maximumNodes, 1)
    }

    package static let `default` = DocumentLimits()

    /// A size in a message: `64 MiB`, `1000 bytes`.
    package static func words(forBytes bytes: Int) -> String {
        let mebibyte = 1 << 20
        return bytes > 0 && bytes.isMultiple(of: mebibyte) ? "\(bytes / mebibyte) MiB" : "\(bytes) bytes"
    }
}
