import ResourceDocuments

/// A regular expression as it is written, with what no automaton knows of: look-arounds, references, edges of lines.
indirect enum PatternTree: Sendable {
    case character(Character)
    /// One of a class.
    case set(PatternClass)
    /// `.`, and how many characters of the pattern stand before it.
    case any(at: Int)
    case sequence([PatternTree])
    case choice([PatternTree])
    /// - Parameter most: nil for any number.
    case repeated(PatternTree, least: Int, most: Int?)
    case group(PatternTree, number: Int)
    case look(PatternTree, isAhead: Bool, isNegative: Bool)
    /// To a group, by its number.
    case reference(Int)
    case edge(Edge)

    enum Edge: Sendable { case textStart, textEnd, lineStart, lineEnd, word }

    static let nothing = PatternTree.sequence([])

    /// nil of what is too rare to be read: verbs, calls of groups, conditions, free layout.
    init?(_ pattern: Pattern) {
        guard let tree = PatternTreeReader.read(pattern.text) else { return nil }
        self = tree
    }

    /// Its own alternatives, each held, or not, by itself.
    var alternatives: [PatternTree] {
        switch self {
        case .choice(let parts): parts
        case .character, .set, .any, .sequence, .repeated, .group, .look, .reference, .edge: [self]
        }
    }

    /// What follows one another in it.
    var elements: [PatternTree] {
        switch self {
        case .sequence(let parts): parts
        case .character, .set, .any, .choice, .repeated, .group, .look, .reference, .edge: [self]
        }
    }

    var isOnlyEdge: Bool {
        switch self {
        case .edge: true
        case .sequence(let parts): parts.allSatisfy(\.isOnlyEdge)
        case .choice(let parts): parts.allSatisfy(\.isOnlyEdge)
        case .group(let inner, _), .repeated(let inner, _, _): inner.isOnlyEdge
        case .look: true
        case .character, .set, .any, .reference: false
        }
    }

    /// Whether a match can begin, or end, at that edge of the text only.
    func isHeld(by edge: Edge) -> Bool {
        switch self {
        case .edge(let own): return own == edge
        case .character, .set, .any, .reference: return false
        case .choice(let parts): return parts.allSatisfy { $0.isHeld(by: edge) }
        case .group(let inner, _): return inner.isHeld(by: edge)
        case .repeated(let inner, let least, _): return least > 0 && inner.isHeld(by: edge)
        case .look(let inner, _, isNegative: false): return inner.isHeld(by: edge)
        case .look: return false
        case .sequence(let parts):
            // What stands on the way to the edge has to be nothing.
            for part in edge == .textStart ? parts : parts.reversed() {
                if part.isHeld(by: edge) { return true }
                if !part.isOnlyEdge { return false }
            }
            return false
        }
    }

    /// Whether it asks for the edge of a line.
    var asksLines: Bool {
        switch self {
        case .edge(let edge): edge == .lineStart || edge == .lineEnd
        case .sequence(let parts), .choice(let parts): parts.contains(where: \.asksLines)
        case .repeated(let inner, _, _), .group(let inner, _), .look(let inner, _, _): inner.asksLines
        case .character, .set, .any, .reference: false
        }
    }

    /// The characters that it spells, in their order.
    var spelled: [Character] {
        switch self {
        case .character(let character): [character]
        case .sequence(let parts), .choice(let parts): parts.flatMap(\.spelled)
        case .repeated(let inner, _, _), .group(let inner, _), .look(let inner, _, _): inner.spelled
        case .set(let set): set.isNegated ? [] : Array(set.members.prefix(1))
        case .any, .reference, .edge: []
        }
    }
}

/// `[a-z]`, `\d` and their like.
struct PatternClass: Sendable {
    var ranges: [ClosedRange<Character>] = []
    var isNegated = false

    static let digits = PatternClass(ranges: ["0"..."9"])
    static let word = PatternClass(ranges: ["a"..."z", "A"..."Z", "0"..."9", "_"..."_"])
    static let space = PatternClass(ranges: [" "..." ", "\t"..."\r"])
    static let blank = PatternClass(ranges: [" "..." ", "\t"..."\t"])
    static let letters = PatternClass(ranges: ["a"..."z", "A"..."Z"])

    var negated: PatternClass { PatternClass(ranges: ranges, isNegated: !isNegated) }

    func contains(_ character: Character) -> Bool { ranges.contains { $0.contains(character) } != isNegated }

    /// Some that are in it: the ends of its ranges, and those of others that are in none.
    var members: [Character] {
        isNegated ? Self.common.filter(contains) : ranges.flatMap { [$0.lowerBound, $0.upperBound] }.unique
    }

    /// Some that are not.
    var strangers: [Character] { (Self.common + ranges.flatMap { [$0.lowerBound] }).filter { !contains($0) }.unique }

    private static let common: [Character] = ["a", "Z", "5", "-", "_", ".", " ", "/", "!", "~", "\n", "é"]
}

extension Array where Element: Hashable {
    /// Each once, in the order in which they first stand.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
