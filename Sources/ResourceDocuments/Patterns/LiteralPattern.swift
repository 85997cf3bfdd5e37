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
        guard let parsed = LiteralSyntax(pattern),
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
        var seen: Set<[UInt8]> = []
        var texts: [String] = []
        for piece in pieces {
            let bytes = parsed.bytes(of: piece.bytes)
            for text in piece.end == .allowsNewline ? [bytes, bytes + [UInt8(ascii: "\n")]] : [bytes]
            where seen.insert(text).inserted {
                texts.append(String(decoding: text, as: UTF8.self))
            }
        }
        guard texts.count <= Self.maximumTexts, texts.reduce(0, { $0 + $1.utf8.count }) <= Self.maximumBytes else {
            return nil
        }
        self.texts = texts
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
        case .choice(let parts): return joined(parts.map { pieces($0) })
        case .sequence(let parts): return pieces(sequence: parts)
        case .repeated(let part, let least, let most):
            guard let most, most <= maximumTexts else { return nil }
            return joined((least...most).map { pieces(sequence: Array(repeating: part, count: $0)) })
        }
    }

    private static func joined(_ parts: [[Piece]?]) -> [Piece]? {
        let known = parts.compactMap(\.self)
        guard known.count == parts.count else { return nil }
        let pieces = known.flatMap(\.self)
        return pieces.count <= maximumTexts ? pieces : nil
    }

    private static func pieces(sequence parts: [RegularExpression]) -> [Piece]? {
        var pieces = [Piece()]
        for part in parts {
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
        // In a class it could end a range.
        guard text.utf8.allSatisfy({ $0 < 128 }) || !text.utf8.contains(UInt8(ascii: "[")) else { return nil }
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
        let parsed = RegularExpressionParser.parse(
            String(decoding: bytes, as: UTF8.self), isCaseInsensitive: false, onlyListed: true)
        guard let parsed else { return nil }
        expression = parsed
    }

    func bytes(of written: [UInt8]) -> [UInt8] { written.flatMap { characters[$0] ?? [$0] } }
}
