/// Text that is equal by its Unicode scalars. Swift's own `==` takes texts of different normal forms for equal.
struct ScalarText: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ScalarText, right: ScalarText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }

    func starts(with part: ScalarText) -> Bool { text.utf8.starts(with: part.text.utf8) }

    func ends(with part: ScalarText) -> Bool { text.utf8.reversed().starts(with: part.text.utf8.reversed()) }

    /// Whether `part` occurs in this text; the empty text does in any.
    func contains(_ part: ScalarText) -> Bool { part.text.isEmpty || pieces(separatedBy: part).count > 1 }

    /// The text between the occurrences of a separator that is not empty, from left to right. O(text × separator)
    func pieces(separatedBy separator: ScalarText) -> [String] {
        let bytes = Array(text.utf8)
        let part = Array(separator.text.utf8)
        guard !part.isEmpty else { return [text] }
        var pieces: [String] = []
        var start = 0
        var index = 0
        while index + part.count <= bytes.count {
            if bytes[index] == part[0], bytes[index..<index + part.count].elementsEqual(part) {
                pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
                index += part.count
                start = index
            } else {
                index += 1
            }
        }
        pieces.append(String(decoding: bytes[start...], as: UTF8.self))
        return pieces
    }
}
