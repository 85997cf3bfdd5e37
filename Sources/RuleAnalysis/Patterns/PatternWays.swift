/// The ways in which a text can match a pattern, as far as they spell something.
struct PatternWays {
    enum Piece {
        case character(Character)
        /// A dot that is any character, by its place in the pattern.
        case any(at: Int)
        /// Something that is not spelled.
        case free
        case edge(PatternTree.Edge)
        /// Of a look-ahead: what comes behind it is not what the text goes on with.
        case end
    }

    let all: [[Piece]]

    private static let maximumWays = 64
    private static let maximumPieces = 400

    init(of tree: PatternTree) { all = Self.ways(of: tree) }

    private static func ways(of tree: PatternTree) -> [[Piece]] {
        switch tree {
        case .character(let character): return [[.character(character)]]
        case .set(let set):
            // A class of one is that one.
            return [[set.members.count == 1 && !set.isNegated ? .character(set.members[0]) : .free]]
        case .any(let offset): return [[.any(at: offset)]]
        case .reference: return [[.free]]
        case .edge(let edge): return [[.edge(edge)]]
        case .choice(let parts): return Array(parts.flatMap(ways).prefix(maximumWays))
        case .group(let inner, _): return ways(of: inner)
        case .look(let inner, isAhead: true, isNegative: false):
            return Array(([[]] + ways(of: inner).map { $0 + [.end] }).prefix(maximumWays))
        case .look(let inner, isAhead: false, isNegative: false): return ways(of: inner)
        case .look: return [[]]
        case .repeated(let inner, let least, let most):
            if least == most, least <= 20 { return joined(Array(repeating: ways(of: inner), count: least)) }
            let some = ways(of: inner).map { (0..<min(least, 20)).flatMap { _ in [Piece]() } + $0 }
            if least == 0, most == 1 { return Array(([[]] + some).prefix(maximumWays)) }
            return least == 0 ? [[.free]] : Array(some.map { $0 + [.free] }.prefix(maximumWays))
        case .sequence(let parts): return joined(parts.map(ways))
        }
    }

    private static func joined(_ parts: [[[Piece]]]) -> [[Piece]] {
        parts.reduce([[]]) { known, next in
            var ways: [[Piece]] = []
            for way in known {
                if case .end? = way.last {
                    ways.append(way)
                    continue
                }
                for more in next where way.count + more.count <= maximumPieces { ways.append(way + more) }
            }
            return Array(ways.prefix(maximumWays))
        }
    }

    /// What a way spells in one go.
    struct Run {
        var text = ""
        /// Of the dots in the text that are any character: their places in the text, and in the pattern.
        var loose: [(index: Int, offset: Int)] = []
        /// Whether something that is not spelled stands before it, and behind it.
        var isOpenBefore = false
        var isOpenBehind = false
    }

    var runs: [Run] { all.flatMap(Self.runs) }

    private static func runs(of way: [Piece]) -> [Run] {
        var runs: [Run] = []
        var run = Run()
        func isLabel(_ index: Int) -> Bool {
            guard way.indices.contains(index), case .character(let character) = way[index] else { return false }
            return character.isASCII && (character.isLetter || character.isNumber)
        }
        for (index, piece) in way.enumerated() {
            switch piece {
            case .character(let character): run.text.append(character)
            case .any(let offset) where isLabel(index - 1) && isLabel(index + 1):
                run.loose.append((run.text.count, offset))
                run.text.append(".")
            case .any, .free:
                run.isOpenBehind = true
                runs.append(run)
                run = Run()
                run.isOpenBefore = true
            case .edge, .end: continue
            }
        }
        return (runs + [run]).filter { !$0.text.isEmpty }
    }
}
