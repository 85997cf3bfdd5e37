/// Reads Perl's syntax as PCRE2 means it (pcre2pattern). The pattern is one that PCRE2 took.
struct PatternTreeReader {
    private let characters: [Character]
    private var position = 0
    private var depth = 0
    private var flags = Flags()
    private var groups = 0
    private var names: [String: Int] = [:]

    private static let maximumDepth = 50

    private struct Flags {
        var isMultiline = false
    }

    static func read(_ text: String) -> PatternTree? {
        var reader = PatternTreeReader(characters: Array(text))
        let tree = reader.alternatives()
        return reader.next == nil ? tree : nil
    }

    private init(characters: [Character]) { self.characters = characters }

    private var next: Character? { position < characters.count ? characters[position] : nil }

    private mutating func take(_ text: String) -> Bool {
        guard characters[position...].starts(with: text) else { return false }
        position += text.count
        return true
    }

    private mutating func advance() -> Character? {
        guard let next else { return nil }
        position += 1
        return next
    }

    /// What stands before the next of these, which is passed over.
    private mutating func text(upTo end: Character) -> String? {
        guard let last = characters[position...].firstIndex(of: end) else { return nil }
        defer { position = last + 1 }
        return String(characters[position..<last])
    }

    private mutating func alternatives() -> PatternTree? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { return nil }
        var parts: [PatternTree] = []
        repeat {
            guard let part = sequence() else { return nil }
            parts.append(part)
        } while take("|")
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() -> PatternTree? {
        var parts: [PatternTree] = []
        while let next, next != "|", next != ")" {
            if take("\\Q") {
                while !take("\\E"), let character = advance() { parts.append(.character(character)) }
                continue
            }
            guard let atom = atom(), let part = repeated(atom) else { return nil }
            parts.append(part)
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func atom() -> PatternTree? {
        guard let character = advance() else { return nil }
        switch character {
        case "^": return .edge(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .edge(flags.isMultiline ? .lineEnd : .textEnd)
        case ".": return .any(at: position - 1)
        case "(": return group()
        case "[": return characterClass()
        case "\\": return escape()
        default: return .character(character)
        }
    }

    // MARK: Groups

    private mutating func group() -> PatternTree? {
        if next == "*" { return nil }
        guard take("?") else { return captured(nil) }
        if take("#") { return text(upTo: ")").map { _ in .nothing } }
        if take(":") || take(">") || take("|") { return inner { $0 } }
        if take("=") { return inner { .look($0, isAhead: true, isNegative: false) } }
        if take("!") { return inner { .look($0, isAhead: true, isNegative: true) } }
        if take("<=") { return inner { .look($0, isAhead: false, isNegative: false) } }
        if take("<!") { return inner { .look($0, isAhead: false, isNegative: true) } }
        if take("P=") { return text(upTo: ")").flatMap { names[$0] }.map { .reference($0) } }
        if take("P<") || take("<") { return text(upTo: ">").flatMap { captured($0) } }
        if take("'") { return text(upTo: "'").flatMap { captured($0) } }
        return flagged()
    }

    private mutating func captured(_ name: String?) -> PatternTree? {
        groups += 1
        let number = groups
        if let name { names[name] = number }
        return inner { .group($0, number: number) }
    }

    /// Up to the closing parenthesis; flags that are set in it end with it.
    private mutating func inner(_ whole: (PatternTree) -> PatternTree) -> PatternTree? {
        let outer = flags
        defer { flags = outer }
        guard let tree = alternatives(), take(")") else { return nil }
        return whole(tree)
    }

    /// `(?i)`, `(?m:…)`
    private mutating func flagged() -> PatternTree? {
        var changed = flags
        var isOn = true
        while let character = advance() {
            switch character {
            case "^": changed = Flags()
            case "-": isOn = false
            case "m": changed.isMultiline = isOn
            case "i", "s", "J", "U": continue
            case ")":
                flags = changed
                return .nothing
            case ":":
                let outer = flags
                flags = changed
                defer { flags = outer }
                return inner { $0 }
            default: return nil
            }
        }
        return nil
    }

    // MARK: Escapes

    private mutating func escape() -> PatternTree? {
        guard let character = advance() else { return nil }
        switch character {
        case "A", "G": return .edge(.textStart)
        case "z", "Z": return .edge(.textEnd)
        case "b", "B": return .edge(.word)
        case "K", "E": return .nothing
        case "1"..."9":
            // Of more digits than there are groups some are octal.
            guard next?.isNumber != true, let number = character.wholeNumberValue else { return nil }
            return .reference(number)
        case "k", "g": return reference()
        default: return classOrCharacter(character)
        }
    }

    private mutating func reference() -> PatternTree? {
        for (start, end): (String, Character) in [("{", "}"), ("<", ">"), ("'", "'")] where take(start) {
            guard let name = text(upTo: end) else { return nil }
            return (names[name] ?? Int(name)).flatMap { $0 > 0 ? .reference($0) : nil }
        }
        guard let number = advance()?.wholeNumberValue else { return nil }
        return .reference(number)
    }

    /// What stands in a class and outside of one.
    private mutating func classOrCharacter(_ escaped: Character) -> PatternTree? {
        switch escaped {
        case "d": return .set(.digits)
        case "D": return .set(PatternClass.digits.negated)
        case "w": return .set(.word)
        case "W": return .set(PatternClass.word.negated)
        case "s": return .set(.space)
        case "S": return .set(PatternClass.space.negated)
        case "h": return .set(.blank)
        case "H": return .set(PatternClass.blank.negated)
        case "N": return .set(PatternClass(ranges: ["\n"..."\n"], isNegated: true))
        case "R", "v": return .character("\n")
        case "n": return .character("\n")
        case "t": return .character("\t")
        case "r": return .character("\r")
        case "f": return .character("\u{C}")
        case "e": return .character("\u{1B}")
        case "a": return .character("\u{7}")
        case "x": return hexadecimal()
        case "p", "P": return property(isNegated: escaped == "P")
        default:
            guard !escaped.isASCII || !(escaped.isLetter || escaped.isNumber) else { return nil }
            return .character(escaped)
        }
    }

    private mutating func hexadecimal() -> PatternTree? {
        var digits = ""
        if take("{") {
            guard let text = text(upTo: "}") else { return nil }
            digits = text
        } else {
            while digits.count < 2, let next, next.isHexDigit { digits.append(advance() ?? next) }
        }
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { .character(Character($0)) }
    }

    /// By letters, whatever the property: what is made of it is tried.
    private mutating func property(isNegated: Bool) -> PatternTree? {
        guard let first = advance() else { return nil }
        let name = first == "{" ? text(upTo: "}") ?? "" : String(first)
        let known = name.hasPrefix("N") ? PatternClass.digits : name.hasPrefix("Z") ? .blank : .letters
        return .set(isNegated ? known.negated : known)
    }

    // MARK: Classes

    private mutating func characterClass() -> PatternTree? {
        var set = PatternClass(isNegated: take("^"))
        var isFirst = true
        while next != "]" || isFirst {
            isFirst = false
            if take("[:") {
                guard let name = text(upTo: ":"), take("]") else { return nil }
                set.ranges += Self.named(name).ranges
                continue
            }
            guard let low = classElement() else { return nil }
            guard case .character(let first) = low else {
                // A negated class within a class is what is not in it: some of that will do.
                if case .set(let inner) = low {
                    set.ranges += inner.isNegated ? inner.members.map { $0...$0 } : inner.ranges
                }
                continue
            }
            if next == "-", position + 1 < characters.count, characters[position + 1] != "]" {
                position += 1
                guard case .character(let last)? = classElement(), first <= last else { return nil }
                set.ranges.append(first...last)
            } else {
                set.ranges.append(first...first)
            }
        }
        position += 1
        return set.ranges.isEmpty ? nil : .set(set)
    }

    private mutating func classElement() -> PatternTree? {
        guard let character = advance() else { return nil }
        guard character == "\\", let escaped = advance() else { return .character(character) }
        return escaped == "b" ? .character("\u{8}") : classOrCharacter(escaped)
    }

    private static func named(_ name: String) -> PatternClass {
        switch name {
        case "digit", "xdigit": .digits
        case "space", "blank": .blank
        case "lower": PatternClass(ranges: ["a"..."z"])
        case "upper": PatternClass(ranges: ["A"..."Z"])
        case "alnum", "word": .word
        case "punct": PatternClass(ranges: ["!"..."/"])
        default: .letters
        }
    }

    // MARK: Repetition

    private mutating func repeated(_ atom: PatternTree) -> PatternTree? {
        var tree = atom
        while let (least, most) = bounds() {
            // Whether it takes more or less first, or gives nothing back, is not told apart.
            if !take("?") { _ = take("+") }
            tree = .repeated(tree, least: least, most: most)
        }
        return tree
    }

    private mutating func bounds() -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = position
        guard take("{"), let text = text(upTo: "}") else {
            position = start
            return nil
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let least = Int(first) else {
            // A brace that stands for itself.
            position = start
            return nil
        }
        if parts.count == 1 { return (least, least) }
        return (least, Int(parts[1]))
    }
}
