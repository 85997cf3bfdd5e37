/// A pattern that asks for certain texts and nothing else: `/^srv-/`, `/web|api/`, `/\.example\.com$/`, `/^(tcp|udp)$/`. A comparison of bytes answers it.
package struct LiteralPattern: Hashable, Sendable {
    package enum Place: Hashable, Sendable { case anywhere, start, end, whole }

    /// Where one of the texts has to stand.
    package let place: Place
    /// Each once, in the order of the pattern; behind one that `$` ends the same with a line feed, which may end the subject.
    package let texts: [String]

    /// More are as quickly searched for by an automaton.
    private static let maximumTexts = 64
    private static let maximumBytes = 4_096

    /// nil for a pattern that asks for more. Not of one that looks at no case: outside of ASCII some letters have more than two.
    init?(_ pattern: String) {
        guard !Self.repeats(pattern), let parsed = LiteralSyntax(pattern),
            let pieces = Self.pieces(parsed.expression), let first = pieces.first
        else { return nil }
        guard pieces.allSatisfy({ $0.startsText == first.startsText && ($0.end == .none) == (first.end == .none) })
        else { return nil }
        place =
            switch (first.startsText, first.end == .none) {
            case (false, true): .anywhere
            case (true, true): .start
            case (false, false): .end
            case (true, false): .whole
            }
        var texts: [String] = []
        for piece in pieces {
            let bytes = parsed.bytes(of: piece.bytes)
            for text in piece.end == .allowsNewline ? [bytes, bytes + [UInt8(ascii: "\n")]] : [bytes] {
                let text = String(decoding: text, as: UTF8.self)
                // Equal characters may be other bytes.
                if !texts.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { texts.append(text) }
            }
        }
        guard texts.count <= Self.maximumTexts, texts.reduce(0, { $0 + $1.utf8.count }) <= Self.maximumBytes else {
            return nil
        }
        self.texts = texts
    }

    /// Most patterns that are no texts say so by what they repeat, and need not be parsed. A sign that stands for itself in a class counts as well.
    private static func repeats(_ pattern: String) -> Bool {
        var isEscaped = false
        for byte in pattern.utf8 {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"): return true
            default: break
            }
        }
        return false
    }

    // MARK: What a pattern is made of

    /// One text that is looked for.
    private struct Piece {
        enum End { case none, strict, allowsNewline }

        var startsText = false
        var bytes: [UInt8] = []
        var end = End.none

        /// This and then another; nil where a border of the text would stand within.
        func followed(by other: Piece) -> Piece? {
            if other.startsText, !bytes.isEmpty || end != .none { return nil }
            if end != .none, !other.bytes.isEmpty || other.end != .none { return nil }
            return Piece(
                startsText: startsText || other.startsText, bytes: bytes + other.bytes,
                end: other.end == .none ? end : other.end)
        }
    }

    private static func pieces(_ expression: RegularExpression) -> [Piece]? {
        switch expression {
        case .byte(let set):
            let bytes = set.bytes(most: maximumTexts)
            return bytes.isEmpty ? nil : bytes.map { Piece(bytes: [$0]) }
        case .start: return [Piece(startsText: true)]
        case .end(let allowsNewline): return [Piece(end: allowsNewline ? .allowsNewline : .strict)]
        case .choice(let parts): return pieces(choice: parts)
        case .sequence(let parts): return pieces(sequence: parts)
        case .repeated(let part, 0, 1): return pieces(part).map { [Piece()] + $0 }
        case .repeated, .boundary: return nil
        }
    }

    private static func pieces(choice parts: [RegularExpression]) -> [Piece]? {
        var pieces: [Piece] = []
        for part in parts {
            guard let next = self.pieces(part), pieces.count + next.count <= maximumTexts else { return nil }
            pieces += next
        }
        return pieces
    }

    private static func pieces(sequence parts: [RegularExpression]) -> [Piece]? {
        var pieces = [Piece()]
        for part in parts {
            // Most parts are one byte each.
            if case .byte(let set) = part, let byte = set.onlyByte, pieces.allSatisfy({ $0.end == .none }) {
                for index in pieces.indices { pieces[index].bytes.append(byte) }
                guard pieces.allSatisfy({ $0.bytes.count <= maximumBytes }) else { return nil }
                continue
            }
            guard let next = self.pieces(part), pieces.count * next.count <= maximumTexts else { return nil }
            var combined: [Piece] = []
            for first in pieces {
                for second in next {
                    guard let piece = first.followed(by: second), piece.bytes.count <= maximumBytes else { return nil }
                    combined.append(piece)
                }
            }
            pieces = combined
        }
        return pieces
    }
}

/// A pattern's text with each character beyond ASCII as a control character that does not occur in it, so that what reads ASCII reads all of it.
private struct LiteralSyntax {
    let expression: RegularExpression
    private var characters: [UInt8: [UInt8]] = [:]

    init?(_ text: String) {
        if text.utf8.allSatisfy({ $0 < 128 }) {
            guard let parsed = Self.parse(text) else { return nil }
            expression = parsed
            return
        }
        // In a class a character could end a range.
        guard !text.utf8.contains(UInt8(ascii: "[")) else { return nil }
        var free = (UInt8(1)...8).filter { byte in !text.utf8.contains(byte) }
        var standIns: [UnicodeScalar: UInt8] = [:]
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                bytes.append(UInt8(scalar.value))
                continue
            }
            if standIns[scalar] == nil {
                guard let byte = free.popLast() else { return nil }
                standIns[scalar] = byte
                characters[byte] = Array(String(scalar).utf8)
            }
            standIns[scalar].map { bytes.append($0) }
        }
        guard let parsed = Self.parse(String(decoding: bytes, as: UTF8.self)) else { return nil }
        expression = parsed
    }

    private static func parse(_ text: String) -> RegularExpression? {
        RegularExpressionParser.parse(text, isCaseInsensitive: false, as: .listed)
    }

    func bytes(of written: [UInt8]) -> [UInt8] {
        characters.isEmpty ? written : written.flatMap { characters[$0] ?? [$0] }
    }
}
