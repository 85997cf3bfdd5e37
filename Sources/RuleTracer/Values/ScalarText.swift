/// Text that is equal by its Unicode scalars. Swift's own `==` takes texts of different normal forms for equal.
struct ScalarText: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ScalarText, right: ScalarText) -> Bool {
        guard left.text.utf8.count == right.text.utf8.count else { return false }
        return left.withBytes { left in right.withBytes { right in left.elementsEqual(right) } }
    }

    func hash(into hasher: inout Hasher) { withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) } }

    /// The text where it lies: a view of it is read byte by byte.
    private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = text
        return text.withUTF8(body)
    }

    func starts(with part: ScalarText) -> Bool { text.utf8.starts(with: part.text.utf8) }

    func ends(with part: ScalarText) -> Bool { text.utf8.reversed().starts(with: part.text.utf8.reversed()) }

    /// Whether `part` occurs in this text; the empty text does in any.
    func contains(_ part: ScalarText) -> Bool { part.text.isEmpty || pieces(separatedBy: part).count > 1 }

    /// The text between the occurrences of a separator that is not empty, from left to right.
    ///
    /// O(text + separator), after Knuth, Morris and Pratt: what has been matched says where to go on after a mismatch.
    func pieces(separatedBy separator: ScalarText) -> [String] {
        let bytes = Array(text.utf8)
        let part = Array(separator.text.utf8)
        guard !part.isEmpty else { return [text] }
        let borders = Self.borders(of: part)
        var pieces: [String] = []
        var start = 0
        var matched = 0
        for (index, byte) in bytes.enumerated() {
            while matched > 0, part[matched] != byte { matched = borders[matched - 1] }
            if part[matched] == byte { matched += 1 }
            if matched == part.count {
                pieces.append(String(decoding: bytes[start...index].dropLast(part.count), as: UTF8.self))
                start = index + 1
                matched = 0
            }
        }
        pieces.append(String(decoding: bytes[start...], as: UTF8.self))
        return pieces
    }

    /// For each beginning of `part`, the length of its longest proper beginning that it also ends with.
    private static func borders(of part: [UInt8]) -> [Int] {
        var borders = [0]
        var matched = 0
        for byte in part.dropFirst() {
            while matched > 0, part[matched] != byte { matched = borders[matched - 1] }
            if part[matched] == byte { matched += 1 }
            borders.append(matched)
        }
        return borders
    }
}
