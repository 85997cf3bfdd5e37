/// Groups and escapes that may be more than regular.
extension RegularExpressionParser {
    /// Behind its parenthesis. `(?i)` and its like stand for nothing, and hold up to the end of the group around them.
    mutating func group() -> RegularExpression? {
        let outer = options
        guard take("?") else {
            // `(*ACCEPT)` and its like.
            guard next != UInt8(ascii: "*") else { return nil }
            return closed(restoring: outer)
        }
        guard let byte = advance(), byte < 128 else { return nil }
        switch UnicodeScalar(byte) {
        case ":": return closed(restoring: outer)
        case "=", "!": return assertion(restoring: outer)
        case "<":
            if take("=") || take("!") { return assertion(restoring: outer) }
            return skip(behind: ">") ? closed(restoring: outer) : nil
        case "'": return skip(behind: "'") ? closed(restoring: outer) : nil
        case "P":
            if take("<") { return skip(behind: ">") ? closed(restoring: outer) : nil }
            return reference()
        // What gives nothing back; whose parts count their groups alike.
        case ">", "|": return reading == .necessary ? closed(restoring: outer) : nil
        case "R", "+", "&", "0"..."9": return reference()
        case "-" where next.map { ByteSet.figures.contains($0) } == true: return reference()
        default: return optionSetting(byte, outer)
        }
    }

    /// The rest of a group.
    private mutating func closed(restoring outer: Options) -> RegularExpression? {
        guard let inner = alternatives(), take(")") else { return nil }
        options = outer
        return inner
    }

    /// What looks ahead or back asks for more than is left out.
    private mutating func assertion(restoring outer: Options) -> RegularExpression? {
        guard reading == .necessary, closed(restoring: outer) != nil else { return nil }
        return .nothing
    }

    /// The same as another group, or once more what it found.
    private mutating func reference() -> RegularExpression? {
        reading == .necessary && skip(behind: ")") ? .anything : nil
    }

    /// `(?i)`, `(?i:…)`, `(?s-i)`; nil for what changes how the pattern itself is read.
    private mutating func optionSetting(_ first: UInt8, _ outer: Options) -> RegularExpression? {
        guard reading != .listed else { return nil }
        var isOn = true
        var letter = first
        while true {
            switch UnicodeScalar(letter & 127) {
            case "i": options.isCaseInsensitive = isOn
            case "s": options.dotTakesNewlines = isOn
            case "m":
                guard reading == .necessary else { return nil }
                options.findsLines = isOn
            case "-" where isOn: isOn = false
            case ")": return .nothing
            case ":": return closed(restoring: outer)
            default: return nil
            }
            guard let byte = advance(), byte < 128 else { return nil }
            letter = byte
        }
    }

    // MARK: Escapes

    /// Behind its letter: what an escape that is more than a byte needs, outside of a class.
    mutating func irregularEscape(_ byte: UInt8) -> RegularExpression? {
        guard byte < 128 else { return nil }
        switch UnicodeScalar(byte) {
        case "0"..."9":
            skip { ByteSet.figures.contains($0) }
            return .anything
        case "k", "g": return skipReference() ? .anything : nil
        case "X", "R": return .anything
        case "G", "K": return .nothing
        default: return skipCharacter(byte) ? .byte(.all) : nil
        }
    }

    /// Goes behind an element of a class that means more than bytes; false for what may hold the end of the class.
    mutating func goesOn(in byte: UInt8) -> Bool {
        if byte >= 128 { return true }
        if byte == UInt8(ascii: "[") {
            // `[:alpha:]`
            guard take(":") else { return false }
            skip { ByteSet.word.contains($0) || $0 == UInt8(ascii: "^") }
            return take(":") && take("]")
        }
        guard byte == UInt8(ascii: "\\") else { return true }
        guard let escaped = advance(), escaped < 128 else { return true }
        // A figure, a backspace, or what is a byte but begins no range.
        if ByteSet.figures.contains(escaped) || escaped == UInt8(ascii: "b") { return true }
        if !ByteSet.letters.contains(escaped) || "dDwWsStnfr".utf8.contains(escaped) { return true }
        return skipCharacter(escaped)
    }

    /// The rest of `\p{L}`, `\x{20}`, `\h` and others that stand for one character; false for all others.
    private mutating func skipCharacter(_ byte: UInt8) -> Bool {
        switch UnicodeScalar(byte) {
        case "p", "P": return take("{") ? skip(behind: "}") : advance() != nil
        case "x":
            if take("{") { return skip(behind: "}") }
            for _ in 0..<2 where next.map({ ByteSet.hexadecimal.contains($0) }) == true { _ = advance() }
            return true
        case "h", "H", "v", "V", "e", "a": return true
        default: return false
        }
    }

    /// The rest of `\k<n>`, `\k{n}`, `\g1`, `\g{-1}`.
    private mutating func skipReference() -> Bool {
        if take("<") { return skip(behind: ">") }
        if take("'") { return skip(behind: "'") }
        if take("{") { return skip(behind: "}") }
        _ = take("-") || take("+")
        skip { ByteSet.figures.contains($0) }
        return true
    }
}
