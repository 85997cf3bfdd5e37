extension String {
    /// The pieces in a row, written at once: an interpolation grows its text with each of them. O(bytes)
    package static func together(_ pieces: String...) -> String {
        var capacity = 0
        for piece in pieces { capacity += piece.utf8.count }
        return String(unsafeUninitializedCapacity: capacity) { text in
            var end = 0
            for var piece in pieces { end = piece.withUTF8 { text[end...].update(fromContentsOf: $0) } }
            return end
        }
    }
}
