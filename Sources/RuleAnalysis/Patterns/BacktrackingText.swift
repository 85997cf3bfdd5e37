import ResourceDocuments

/// A short text that makes PCRE2 give a pattern up: something that a repetition matches in many ways, many times, and an end that it does
/// not match.
struct BacktrackingText {
    private let pattern: Pattern
    private let tree: PatternTree
    /// What each repetition may match, and what stands before it.
    private var repetitions: [(starts: [String], pumps: [String])] = []

    private let length: Int
    /// Whether a repetition ends after so many: longer texts are matched, or given up, without a look at the ways.
    private let isBounded: Bool

    /// Longer texts keep any pattern busy that looks at them twice.
    private static let length = 160
    /// Of three repetitions in a row, which ask for each way to share a text out.
    private static let lengthOfRows = 640

    /// nil where none was found.
    static func find(for pattern: Pattern) -> String? {
        guard let tree = PatternTree(pattern), tree.repetitions > 1 else { return nil }
        var search = BacktrackingText(pattern: pattern, tree: tree)
        search.visit(tree, behind: [])
        return search.find()
    }

    private init(pattern: Pattern, tree: PatternTree) {
        self.pattern = pattern
        self.tree = tree
        length = tree.hasRow || tree.repeatedReferences > 1 ? Self.lengthOfRows : Self.length
        isBounded = tree.hasBound
    }

    private mutating func visit(_ tree: PatternTree, behind: [PatternTree]) {
        switch tree {
        case .character, .set, .any, .reference, .edge: return
        case .choice(let parts): for part in parts { visit(part, behind: behind) }
        case .group(let inner, _), .look(let inner, _, _): visit(inner, behind: behind)
        case .sequence(let parts):
            for (index, part) in parts.enumerated() { visit(part, behind: behind + parts[..<index]) }
            for row in PatternTree.rowsOfOptional(in: parts) {
                let single = row.flatMap { PatternTexts.described(by: parts[$0], limit: 4) }.unique
                addRepetition(of: single + [single.joined()], behind: behind + parts[..<row.lowerBound])
            }
        case .repeated(let inner, _, let most):
            visit(inner, behind: behind)
            guard most ?? .max > 4 else { return }
            addRepetition(of: PatternTexts.described(by: inner, limit: 12), behind: behind)
        }
    }

    private mutating func addRepetition(of texts: [String], behind: [PatternTree]) {
        let pumps = texts.filter { !$0.isEmpty && $0.count < 20 }
        let starts = PatternTexts.described(by: .sequence(behind), limit: 3).filter { $0.count < 40 }
        repetitions.append((([""] + starts).unique, Array(pumps.prefix(5))))
    }

    /// PCRE2 does not begin where a letter that a match needs is not there: some texts have all of them.
    private var needed: [Character] { Array(tree.spelled.filter { $0 != "\n" }.unique.suffix(8)) }

    /// What a match does not go on with.
    private var endings: [String] {
        let all = String(needed)
        let single = needed.map { String($0) }
        return
            (["!", "\n", "\u{7F}x", "", "!\(all)", "\n\(all)"]
            + single.flatMap { ["!\($0)", "\n\($0)", $0 + $0, "\($0)!", "\($0)\n!"] }).unique
    }

    private func find() -> String? {
        let endings = endings
        // What is needed may stand before all else too.
        let needed = self.needed.suffix(3).map { String($0) }
        for (starts, pumps) in repetitions {
            for pump in pumps {
                for start in starts {
                    let count = max(1, (length - start.count) / pump.count)
                    for ending in endings where isBusy(start, pump, count, ending) {
                        return shortened(start, pump, count, ending)
                    }
                }
                for start in needed {
                    for ending in ["", "!"] where isBusy(start, pump, length / pump.count, ending) {
                        return shortened(start, pump, length / pump.count, ending)
                    }
                }
                if let text = bounded(starts, pump) { return text }
            }
        }
        return nil
    }

    /// Of repetitions that end: fewer of them than a match needs, in a text that is no shorter than one.
    private func bounded(_ starts: [String], _ pump: String) -> String? {
        guard isBounded else { return nil }
        let rest = String(repeating: "!", count: Self.length / 2)
        for count in Self.counts where count * pump.count <= Self.length {
            for start in starts.prefix(2) {
                for ending in [rest, rest + String(needed)] where isBusy(start, pump, count, ending) {
                    let short = shortened(start, pump, count, ending)
                    return shortenedEnd(short, ending)
                }
            }
        }
        return nil
    }

    private static let counts = [80, 60, 48, 40, 36, 32, 29, 27, 24, 22, 19, 17, 15]

    /// With as little of the ending as still does it.
    private func shortenedEnd(_ text: String, _ ending: String) -> String {
        let start = String(text.dropLast(ending.count))
        let end = Array(ending)
        var low = 0
        var high = end.count
        while low < high {
            let middle = (low + high) / 2
            if pattern.exceedsMatchLimit(on: start + String(end.suffix(middle))) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        let shortened = start + String(end.suffix(low))
        return pattern.exceedsMatchLimit(on: shortened) ? shortened : text
    }

    private func isBusy(_ start: String, _ pump: String, _ count: Int, _ ending: String) -> Bool {
        pattern.exceedsMatchLimit(on: start + String(repeating: pump, count: count) + ending)
    }

    /// With as few repetitions as still do it.
    private func shortened(_ start: String, _ pump: String, _ count: Int, _ ending: String) -> String {
        var low = 1
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBusy(start, pump, middle, ending) { high = middle } else { low = middle + 1 }
        }
        return start + String(repeating: pump, count: low) + ending
    }
}

extension PatternTree {
    /// How many parts of it may match a text in more than one length.
    fileprivate var repetitions: Int {
        switch self {
        case .character, .set, .any, .reference, .edge: 0
        case .sequence(let parts), .choice(let parts): parts.reduce(0) { $0 + $1.repetitions }
        case .group(let inner, _), .look(let inner, _, _): inner.repetitions
        case .repeated(let inner, let least, let most):
            // A repeated choice matches in as many ways as there are alternatives that begin alike.
            (least == most && inner.repetitions == 0 ? 0 : 1) + inner.repetitions + (inner.hasChoice ? 1 : 0)
        }
    }

    /// Where more than four parts follow one another of which each may be left out: `a?a?a?a?a?` is `(?:a?){5}`.
    fileprivate static func rowsOfOptional(in parts: [PatternTree]) -> [Range<Int>] {
        let ends = parts.indices.filter { !parts[$0].mayBeLeftOut } + [parts.count]
        return zip([-1] + ends, ends).map { $0 + 1..<$1 }.filter { $0.count > 4 }
    }

    private var mayBeLeftOut: Bool {
        switch self {
        case .repeated(_, least: 0, let most): most != nil
        case .group(let inner, _): inner.mayBeLeftOut
        case .repeated, .character, .set, .any, .sequence, .choice, .look, .reference, .edge: false
        }
    }

    /// Whether a repetition of it ends after so many, and more than a few.
    fileprivate var hasBound: Bool {
        switch self {
        case .character, .set, .any, .reference, .edge: false
        case .sequence(let parts): parts.contains(where: \.hasBound) || !Self.rowsOfOptional(in: parts).isEmpty
        case .choice(let parts): parts.contains(where: \.hasBound)
        case .group(let inner, _), .look(let inner, _, _): inner.hasBound
        case .repeated(let inner, _, let most): (most ?? 0) > 4 || inner.hasBound
        }
    }

    /// How many references to groups may be repeated without end.
    fileprivate var repeatedReferences: Int {
        switch self {
        case .character, .set, .any, .reference, .edge: 0
        case .sequence(let parts), .choice(let parts): parts.reduce(0) { $0 + $1.repeatedReferences }
        case .group(let inner, _), .look(let inner, _, _): inner.repeatedReferences
        case .repeated(.reference, _, most: nil): 1
        case .repeated(let inner, _, _): inner.repeatedReferences
        }
    }

    /// Whether three repetitions of the same follow one another.
    fileprivate var hasRow: Bool {
        switch self {
        case .character, .set, .any, .reference, .edge: return false
        case .choice(let parts): return parts.contains(where: \.hasRow)
        case .group(let inner, _), .look(let inner, _, _), .repeated(let inner, _, _): return inner.hasRow
        case .sequence(let parts):
            let members = parts.map(\.repeatedMembers)
            let isRow = zip(members, zip(members.dropFirst(), members.dropFirst(2))).contains { first, rest in
                !first.intersection(rest.0).intersection(rest.1).isEmpty
            }
            return isRow || parts.contains(where: \.hasRow)
        }
    }

    /// What one that may be repeated without end is made of.
    private var repeatedMembers: Set<Character> {
        guard case .repeated(let inner, _, most: nil) = self else { return [] }
        switch inner {
        case .character(let character): return [character]
        case .set(let set): return Set(set.members)
        case .any: return Set("az09")
        case .sequence, .choice, .repeated, .group, .look, .reference, .edge: return []
        }
    }

    private var hasChoice: Bool {
        switch self {
        case .choice: true
        case .sequence(let parts): parts.contains(where: \.hasChoice)
        case .group(let inner, _), .look(let inner, _, _), .repeated(let inner, _, _): inner.hasChoice
        case .character, .set, .any, .reference, .edge: false
        }
    }
}
