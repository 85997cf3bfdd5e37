import ResourceDocuments

/// Texts that a regular expression finds something in, and texts beside them. They are made by reading it loosely; whether it finds something
/// in one, PCRE2 says.
enum PatternTexts {
    /// Some that are found.
    static func matching(_ pattern: Pattern, limit: Int) -> [String] {
        PatternTree(pattern).map { matching($0, of: pattern, limit: limit) } ?? []
    }

    /// Some of a part of the pattern, or of all of it, that are found in it.
    static func matching(_ tree: PatternTree, of pattern: Pattern, limit: Int) -> [String] {
        var texts: [String] = []
        var random = SplitMix(seed: 1)
        for _ in 0..<(limit * 6) where texts.count < limit {
            var maker = PatternTextMaker(choosing: { $0[Int(random.next() % UInt64($0.count))] })
            let text = maker.text(of: tree)
            if !texts.contains(text), pattern.matches(text) == .found { texts.append(text) }
        }
        return texts
    }

    /// Some that a part of a pattern describes.
    static func described(by tree: PatternTree, limit: Int) -> [String] {
        var random = SplitMix(seed: 1)
        return (0..<limit).map { _ in
            var maker = PatternTextMaker(choosing: { $0[Int(random.next() % UInt64($0.count))] })
            return maker.text(of: tree)
        }.unique
    }

    /// One for each way to go on at each place where there is one, all else as short as it may be: each alternative, each end of each
    /// class and what is not in it, each number of repetitions and the one beside it.
    static func aroundEachChoice(of tree: PatternTree, limit: Int) -> [String] {
        var texts: [String] = []
        var place = 0
        while texts.count < limit {
            var options = 1
            var option = 0
            while option < options, texts.count < limit {
                var met = 0
                var maker = PatternTextMaker(makesStrangers: true) { choices in
                    defer { met += 1 }
                    guard met == place else { return choices[0] }
                    options = choices.count
                    return choices[min(option, choices.count - 1)]
                }
                texts.append(maker.text(of: tree))
                // There is no such place.
                if met <= place { return texts.unique }
                option += 1
            }
            place += 1
        }
        return texts.unique
    }
}

/// Follows a pattern from left to right and writes a text that it describes.
private struct PatternTextMaker {
    /// One way to go on.
    enum Choice: Hashable {
        case character(Character)
        case count(Int)
        case alternative(Int)
        case isWritten(Bool)
    }

    private let choose: ([Choice]) -> Choice
    /// Whether there is a choice of what the pattern does not take.
    private let makesStrangers: Bool
    private var captured: [Int: String] = [:]
    /// Characters that may still be written.
    private var remaining = 4_000

    private static let mostRepetitions = 300

    init(makesStrangers: Bool = false, choosing choose: @escaping ([Choice]) -> Choice) {
        self.choose = choose
        self.makesStrangers = makesStrangers
    }

    mutating func text(of tree: PatternTree) -> String {
        guard remaining > 0 else { return "" }
        switch tree {
        case .character(let character): return written(character)
        case .set(let set):
            let strangers = makesStrangers ? set.strangers.prefix(4) : []
            let choices = (set.members + strangers).map(Choice.character)
            guard !choices.isEmpty, case .character(let character) = choose(choices) else { return "" }
            return written(character)
        case .any:
            let common: [Character] = makesStrangers ? ["a", ".", "\n"] : ["a", "."]
            guard case .character(let character) = choose(common.map(Choice.character)) else { return "" }
            return written(character)
        case .sequence(let parts): return parts.reduce(into: "") { $0 += text(of: $1) }
        case .choice(let parts):
            guard case .alternative(let index) = choose(parts.indices.map(Choice.alternative)) else { return "" }
            return text(of: parts[index])
        case .repeated(let inner, let least, let most):
            guard case .count(let count) = choose(counts(least, most).map(Choice.count)) else { return "" }
            var text = ""
            for _ in 0..<count where remaining > 0 { text += self.text(of: inner) }
            return text
        case .group(let inner, let number):
            let text = text(of: inner)
            captured[number] = text
            return text
        case .look(let inner, _, isNegative: false):
            // What it asks for may be what is written next.
            return choose([.isWritten(true), .isWritten(false)]) == .isWritten(true) ? text(of: inner) : ""
        case .reference(let number): return captured[number] ?? ""
        case .look, .edge: return ""
        }
    }

    private mutating func written(_ character: Character) -> String {
        remaining -= 1
        return String(character)
    }

    private func counts(_ least: Int, _ most: Int?) -> [Int] {
        let beside = makesStrangers ? [least - 1, (most ?? 0) + 1] : []
        let end = most ?? least + 1
        let first = makesStrangers ? max(least, min(1, end)) : least
        return ([first, least, min(least + 1, end), end] + beside)
            .filter { (0...Self.mostRepetitions).contains($0) }.unique.nonEmpty ?? [min(least, Self.mostRepetitions)]
    }
}

extension Array {
    fileprivate var nonEmpty: [Element]? { isEmpty ? nil : self }
}
