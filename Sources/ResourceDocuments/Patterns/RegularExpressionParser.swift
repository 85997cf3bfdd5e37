/// Reads what is regular of Perl's syntax, as PCRE2 means it (pcre2pattern) on ASCII text: alternatives, groups, classes, repetition, `^`, `$`,
/// `\A`, `\z`, `\b` and the classes `\d`, `\s`, `\w`. Of everything else it says that it cannot, or reads what it needs: then PCRE2 itself searches.
struct RegularExpressionParser {
    /// What is to become of a pattern.
    enum Reading {
        /// What is found where the pattern is.
        case exact
        /// The same of one whose classes list their characters: one that does not has some beyond ASCII.
        case listed
        /// What is found in each text that the pattern is found in, and in others: it looks neither ahead nor back, gives everything back, and takes anything for
        /// what it refers to.
        case necessary
    }

    /// What `(?i)` and its like change, up to the end of the group.
    struct Options {
        var isCaseInsensitive: Bool
        var dotTakesNewlines = false
        /// `^` and `$` also stand at the borders of lines.
        var findsLines = false
    }

    /// So that no pattern makes this recurse without end, or an automaton of more states than it is worth.
    private static let maximumDepth = 50
    private static let maximumRepetition = 200

    private let bytes: [UInt8]
    let reading: Reading
    var options: Options
    private(set) var position = 0
    private var depth = 0

    /// nil where the pattern is not regular, or is not written in ASCII.
    static func parse(_ text: String, isCaseInsensitive: Bool, as reading: Reading) -> RegularExpression? {
        var parser = RegularExpressionParser(
            bytes: Array(text.utf8), reading: reading, options: Options(isCaseInsensitive: isCaseInsensitive))
        let isRead = parser.bytes.allSatisfy { $0 != 0 && ($0 < 128 || reading == .necessary) }
        guard isRead, let expression = parser.alternatives() else { return nil }
        return parser.next == nil ? expression : nil
    }

    private init(bytes: [UInt8], reading: Reading, options: Options) {
        self.bytes = bytes
        self.reading = reading
        self.options = options
    }

    // MARK: Bytes, as the ASCII characters that they are

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ byte: UnicodeScalar) -> Bool {
        guard let next, UnicodeScalar(next) == byte else { return false }
        position += 1
        return true
    }

    mutating func advance() -> UInt8? {
        defer { position += 1 }
        return next
    }

    /// Goes behind the next `end`; false where there is none.
    mutating func skip(behind end: UnicodeScalar) -> Bool {
        while let byte = advance() {
            if UnicodeScalar(byte) == end { return true }
        }
        return false
    }

    mutating func skip(while isIn: (UInt8) -> Bool) {
        while let byte = next, isIn(byte) { position += 1 }
    }

    // MARK: Sequences

    mutating func alternatives() -> RegularExpression? {
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

    private mutating func atom() -> RegularExpression? {
        guard let byte = advance() else { return nil }
        if byte >= 128 {
            skip { $0 & 0xC0 == 0x80 }
            // In another case it may be ASCII.
            return .byte(options.isCaseInsensitive ? .all : .beyondASCII)
        }
        switch UnicodeScalar(byte) {
        case "^": return options.findsLines ? .nothing : .start
        case "$": return options.findsLines ? .nothing : .end(allowsNewline: true)
        case ".": return dot
        case "(": return group()
        case "[": return byteClass()
        case "\\": return escape()
        case "*", "+", "?": return nil
        // As a letter, where no count stands; that is rare enough to leave it.
        case "{": return nil
        default: return .byte(literal(ByteSet([byte])))
        }
    }

    private var dot: RegularExpression? {
        if reading == .listed { return nil }
        return .byte(options.dotTakesNewlines ? .all : ByteSet([UInt8(ascii: "\n")]).complement)
    }

    private func literal(_ set: ByteSet) -> ByteSet { options.isCaseInsensitive ? set.foldingCase : set }

    private mutating func escape() -> RegularExpression? {
        guard let byte = advance() else { return nil }
        switch UnicodeScalar(byte & 127) {
        case "A": return .start
        case "z": return .end(allowsNewline: false)
        case "Z": return .end(allowsNewline: true)
        case "b" where reading != .listed: return .boundary(isNegated: false)
        case "B" where reading != .listed: return .boundary(isNegated: true)
        default:
            if let set = escapedSet(byte) { return .byte(set.isLiteral ? literal(set.set) : set.set) }
            return reading == .necessary ? irregularEscape(byte) : nil
        }
    }

    /// What an escape means within a class and outside of one; nil for those that mean more than a byte.
    private func escapedSet(_ byte: UInt8) -> (set: ByteSet, isLiteral: Bool)? {
        let escaped = Self.escapedSet(byte)
        return reading == .listed && escaped?.isLiteral == false ? nil : escaped
    }

    private static func escapedSet(_ byte: UInt8) -> (set: ByteSet, isLiteral: Bool)? {
        if byte >= 128 { return nil }
        switch UnicodeScalar(byte) {
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
        if isNegated, reading == .listed { return nil }
        var set = ByteSet([])
        /// Whether something is in it that nothing is known of.
        var isOpen = false
        var isFirst = true
        while let byte = advance() {
            if byte == UInt8(ascii: "]"), !isFirst {
                if isOpen { return .byte(.all) }
                let folded = literal(set)
                return .byte(isNegated ? folded.complement : folded)
            }
            isFirst = false
            guard let element = range(from: byte) else {
                guard reading == .necessary, goesOn(in: byte) else { return nil }
                isOpen = true
                continue
            }
            set = set.union(element)
        }
        return nil
    }

    /// An element of a class, or a range of them; nil, without going on, for what means more than bytes.
    private mutating func range(from byte: UInt8) -> ByteSet? {
        let start = position
        guard let element = element(byte) else {
            position = start
            return nil
        }
        guard next == UInt8(ascii: "-"), position + 1 < bytes.count, bytes[position + 1] != UInt8(ascii: "]") else {
            return element.set
        }
        position += 1
        // A range from or to a whole class means different things to different engines.
        guard element.isLiteral, let first = Self.single(element.set), let end = advance(),
            let last = self.element(end), last.isLiteral, let last = Self.single(last.set), first <= last
        else {
            position = start
            return nil
        }
        return ByteSet(first...last)
    }

    private mutating func element(_ byte: UInt8) -> (set: ByteSet, isLiteral: Bool)? {
        if byte >= 128 { return nil }
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
            count += 1
            // `a*+` gives nothing back, which no automaton can say; `a{2}{3}` and the like are rare.
            let isPossessive = take("+")
            guard reading == .necessary || count == 1 && !isPossessive else { return nil }
            // Whether it takes more or less first makes no difference to whether there is a match.
            if !isPossessive { _ = take("?") }
            guard case .bounds(let least, let most) = bounds else { return nil }
            if count == 1, max(least, most ?? 0) <= Self.maximumRepetition {
                guard reading == .necessary || !atom.isBorder else { return nil }
                expression = .repeated(atom, least: least, most: most)
            } else {
                guard reading == .necessary else { return nil }
                expression = .repeated(atom, least: 0, most: nil)
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
        guard take("}"), (most ?? least) >= least else { return .invalid }
        return .bounds(least, most)
    }

    private mutating func number() -> Int? {
        let start = position
        while let byte = next, ByteSet.digits.contains(byte), position - start < 5 { position += 1 }
        return Int(String(decoding: bytes[start..<position], as: UTF8.self))
    }
}

extension RegularExpression {
    /// Whether it reads nothing.
    fileprivate var isBorder: Bool {
        switch self {
        case .start, .end, .boundary: true
        case .byte, .sequence, .choice, .repeated: false
        }
    }
}
