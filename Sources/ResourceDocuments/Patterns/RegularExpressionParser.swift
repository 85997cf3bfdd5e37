/// Reads what is regular of Perl's syntax, as PCRE2 means it (pcre2pattern) on ASCII text: alternatives, groups, classes, repetition, `^`, `$`,
/// `\A`, `\z` and the classes `\d`, `\s`, `\w`. Of everything else it says that it cannot: then PCRE2 itself searches.
struct RegularExpressionParser {
    /// So that no pattern makes this recurse without end, or an automaton of more states than it is worth.
    private static let maximumDepth = 50
    private static let maximumRepetition = 200
    /// In front of the whole pattern.
    private static let ignoringCase = "(?i)"

    private let bytes: [UInt8]
    private let isCaseInsensitive: Bool
    /// Whether a class has to list its characters: one that does not has some beyond ASCII.
    private let onlyListed: Bool
    private var position = 0
    private var depth = 0

    /// nil where the pattern is not regular, or is not written in ASCII.
    static func parse(_ text: String, isCaseInsensitive: Bool, onlyListed: Bool = false) -> RegularExpression? {
        let ignoresCase = text.hasPrefix(Self.ignoringCase) && !onlyListed
        var parser = RegularExpressionParser(
            bytes: Array(text.utf8.dropFirst(ignoresCase ? Self.ignoringCase.utf8.count : 0)),
            isCaseInsensitive: isCaseInsensitive || ignoresCase, onlyListed: onlyListed)
        guard parser.bytes.allSatisfy({ $0 < 128 && $0 != 0 }), let expression = parser.alternatives() else {
            return nil
        }
        return parser.next == nil ? expression : nil
    }

    private init(bytes: [UInt8], isCaseInsensitive: Bool, onlyListed: Bool) {
        self.bytes = bytes
        self.onlyListed = onlyListed
        self.isCaseInsensitive = isCaseInsensitive
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: Character) -> Bool {
        guard let wanted = byte.asciiValue, next == wanted else { return false }
        position += 1
        return true
    }

    private mutating func advance() -> UInt8? {
        defer { position += 1 }
        return next
    }

    private mutating func alternatives() -> RegularExpression? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { return nil }
        var parts: [RegularExpression] = []
        repeat {
            guard let part = sequence() else { return nil }
            parts.append(part)
        } while take("|")
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() -> RegularExpression? {
        var parts: [RegularExpression] = []
        while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            guard let atom = atom(), let part = repeated(atom) else { return nil }
            parts.append(part)
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    // MARK: Atoms

    private mutating func atom() -> RegularExpression? {
        guard let byte = advance() else { return nil }
        switch Character(UnicodeScalar(byte)) {
        case "^": return .start
        case "$": return .end(allowsNewline: true)
        case ".": return onlyListed ? nil : .byte(ByteSet([UInt8(ascii: "\n")]).complement)
        case "(": return group()
        case "[": return byteClass()
        case "\\": return escape()
        case "*", "+", "?": return nil
        // As a letter, where no count stands; that is rare enough to leave it.
        case "{": return nil
        default: return .byte(literal(byte))
        }
    }

    private func literal(_ byte: UInt8) -> ByteSet {
        isCaseInsensitive ? ByteSet([byte]).foldingCase : ByteSet([byte])
    }

    private mutating func group() -> RegularExpression? {
        if take("?") {
            // Only a group without a number is nothing but a group.
            guard take(":") else { return nil }
        } else if next == UInt8(ascii: "*") {
            return nil
        }
        guard let inner = alternatives(), take(")") else { return nil }
        return inner
    }

    private mutating func escape() -> RegularExpression? {
        guard let byte = advance() else { return nil }
        switch Character(UnicodeScalar(byte)) {
        case "A": return .start
        case "z": return .end(allowsNewline: false)
        case "Z": return .end(allowsNewline: true)
        default: return escapedSet(byte).map { .byte($0.isLiteral ? literal(byte: $0.set) : $0.set) }
        }
    }

    private func literal(byte set: ByteSet) -> ByteSet { isCaseInsensitive ? set.foldingCase : set }

    /// What an escape means within a class and outside of one; nil for those that mean more than a byte.
    private func escapedSet(_ byte: UInt8) -> (set: ByteSet, isLiteral: Bool)? {
        let escaped = Self.escapedSet(byte)
        return onlyListed && escaped?.isLiteral == false ? nil : escaped
    }

    private static func escapedSet(_ byte: UInt8) -> (set: ByteSet, isLiteral: Bool)? {
        switch Character(UnicodeScalar(byte)) {
        case "d": return (.digits, false)
        case "D": return (ByteSet.digits.complement, false)
        case "w": return (.word, false)
        case "W": return (ByteSet.word.complement, false)
        case "s": return (.space, false)
        case "S": return (ByteSet.space.complement, false)
        case "t": return (ByteSet([9]), true)
        case "n": return (ByteSet([10]), true)
        case "f": return (ByteSet([12]), true)
        case "r": return (ByteSet([13]), true)
        default:
            // Escaped, only what is neither a letter nor a digit stands for itself.
            guard !ByteSet.word.contains(byte) || byte == UInt8(ascii: "_") else { return nil }
            return (ByteSet([byte]), true)
        }
    }

    // MARK: Classes

    private mutating func byteClass() -> RegularExpression? {
        let isNegated = take("^")
        if isNegated, onlyListed { return nil }
        var set = ByteSet([])
        var isFirst = true
        while let byte = advance() {
            if byte == UInt8(ascii: "]"), !isFirst {
                let folded = isCaseInsensitive ? set.foldingCase : set
                return .byte(isNegated ? folded.complement : folded)
            }
            isFirst = false
            guard let element = element(byte) else { return nil }
            if next == UInt8(ascii: "-"), position + 1 < bytes.count, bytes[position + 1] != UInt8(ascii: "]") {
                position += 1
                // A range from or to a whole class means different things to different engines.
                guard element.isLiteral, let first = Self.single(element.set), let end = advance(),
                    let last = self.element(end), last.isLiteral, let last = Self.single(last.set), first <= last
                else { return nil }
                set = set.union(ByteSet(first...last))
            } else {
                set = set.union(element.set)
            }
        }
        return nil
    }

    private mutating func element(_ byte: UInt8) -> (set: ByteSet, isLiteral: Bool)? {
        if byte == UInt8(ascii: "[") {
            // `[:alpha:]` and its like.
            guard let following = next, !":.=".utf8.contains(following) else { return nil }
            return (ByteSet([byte]), true)
        }
        guard byte == UInt8(ascii: "\\") else { return (ByteSet([byte]), true) }
        return advance().flatMap { escapedSet($0) }
    }

    private static func single(_ set: ByteSet) -> UInt8? {
        let bytes = (UInt8(0)...127).filter { set.contains($0) }
        return bytes.count == 1 ? bytes[0] : nil
    }

    // MARK: Repetition

    private mutating func repeated(_ atom: RegularExpression) -> RegularExpression? {
        var expression = atom
        var count = 0
        while let bounds = quantifier() {
            // `a{2}{3}` and the like are rare; `a*+` gives nothing back, which no automaton can say.
            count += 1
            guard count == 1, !take("+") else { return nil }
            // Whether it takes more or less first makes no difference to whether there is a match.
            _ = take("?")
            if case .invalid = bounds { return nil }
            if case .bounds(let least, let most) = bounds {
                if case .start = atom { return nil }
                if case .end = atom { return nil }
                expression = .repeated(atom, least: least, most: most)
            }
        }
        return expression
    }

    private enum Quantifier {
        case bounds(Int, Int?)
        case invalid
    }

    private mutating func quantifier() -> Quantifier? {
        if take("*") { return .bounds(0, nil) }
        if take("+") { return .bounds(1, nil) }
        if take("?") { return .bounds(0, 1) }
        guard take("{") else { return nil }
        guard let least = number() else { return .invalid }
        var most: Int? = least
        if take(",") { most = next == UInt8(ascii: "}") ? nil : number() ?? -1 }
        guard take("}"), least <= Self.maximumRepetition, (most ?? least) <= Self.maximumRepetition,
            (most ?? least) >= least
        else { return .invalid }
        return .bounds(least, most)
    }

    private mutating func number() -> Int? {
        let start = position
        while let byte = next, ByteSet.digits.contains(byte), position - start < 5 { position += 1 }
        return Int(String(decoding: bytes[start..<position], as: UTF8.self))
    }
}
