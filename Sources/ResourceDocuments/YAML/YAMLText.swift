import SourceText

/// What YAML asks of a text before it is taken apart.
enum YAMLText {
    /// The first fault of the text as such: its size, its encoding, a character that may not stand in YAML. O(text).
    static func fault(in source: SourceFile, limits: DocumentLimits) -> Diagnostic? {
        let text = source.text
        guard text.count <= limits.maximumBytes else {
            return DocumentError(.tooLarge, at: 0, length: 0, limit: limits.maximumBytes).diagnostic(in: source)
        }
        var index = 0
        while true {
            index = endOfPlainBytes(of: text, from: index)
            if index == text.count { break }
            let (scalar, length) = ScalarDecoding.scalar(in: text, at: index)
            let place = SourcePlace(source, SourceSpan(index, index + length))
            guard let scalar else { return YAMLDiagnostics.notUTF8(at: place) }
            guard isPrintable(scalar) else { return YAMLDiagnostics.controlCharacter(scalar, at: place) }
            index += length
        }
        return excessiveDirective(in: source).map { YAMLDiagnostics.tooManyDirectives(at: $0) }
    }

    /// The first byte that is neither a line's end nor a printable one of ASCII; most texts have none.
    private static func endOfPlainBytes(of text: [UInt8], from start: Int) -> Int {
        text.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count, bytes[index] &- 0x20 < 0x5F || bytes[index] == UInt8(ascii: "\n") { index &+= 1 }
            return index
        }
    }

    /// A line of `%` that follows a hundred such: libyaml compares each directive with all before it.
    private static func excessiveDirective(in source: SourceFile) -> SourcePlace? {
        guard mayHoldDirective(source.text) else { return nil }
        var count = 0
        for line in 1...source.lineCount {
            let span = source.span(ofLine: line)
            switch span.isEmpty ? nil : source.text[span.start] {
            case UInt8(ascii: "%"): count += 1
            case UInt8(ascii: "#"), nil: continue
            default: count = 0
            }
            if count > mostDirectives { return SourcePlace(source, span) }
        }
        return nil
    }

    /// Whether a `%` stands where a line may begin.
    private static func mayHoldDirective(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            bytes.indices.contains { index in
                bytes[index] == UInt8(ascii: "%") && (index == 0 || bytes[index - 1] < 0x20 || bytes[index - 1] >= 0x80)
            }
        }
    }

    private static let mostDirectives = 100

    /// `c-printable` of YAML 1.2.2 (5.1).
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}

/// Where the characters of a text stand among its bytes.
struct CharacterOffsets {
    private static let stride = 64

    private let text: UnsafeBufferPointer<UInt8>
    /// The offset of every 64th character; empty for a text of ASCII, where both numbers agree.
    private let marks: [Int]

    /// O(text).
    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        guard text.contains(where: { $0 >= 0x80 }) else {
            marks = []
            return
        }
        var marks: [Int] = []
        var count = 0
        for (offset, byte) in text.enumerated() where !Self.isContinuation(byte) {
            if count.isMultiple(of: Self.stride) { marks.append(offset) }
            count += 1
        }
        self.marks = marks
    }

    /// The byte where a character (from 0) begins; the end of the text for those behind it. O(1).
    func offset(ofCharacter index: Int) -> Int {
        if marks.isEmpty { return min(index, text.count) }
        guard index / Self.stride < marks.count else { return text.count }
        var offset = marks[index / Self.stride]
        for _ in 0..<index % Self.stride where offset < text.count {
            offset += 1
            while offset < text.count, Self.isContinuation(text[offset]) { offset += 1 }
        }
        return offset
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
