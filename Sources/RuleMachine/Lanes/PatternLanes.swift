import ResourceDocuments
import Synchronization

/// Texts that each lane looks for in one and the same text.
struct PatternLanes {
    /// Kept alive by the table that this stands in.
    private let question: Unmanaged<PatternQuestion>
    /// Distinct among the questions of a library: machines keep their searches by it.
    let number: Int

    /// nil where the predicate looks for no text.
    init?(_ predicate: LanePredicate, _ constants: [CodeFragment.Constant], number: Int) {
        let patterns = constants.compactMap { Self.pattern(predicate, $0) }
        guard patterns.count == constants.count else { return nil }
        question = .passRetained(PatternQuestion(patterns))
        self.number = number
    }

    private static func pattern(_ predicate: LanePredicate, _ constant: CodeFragment.Constant) -> TextPattern? {
        switch (predicate, constant) {
        case (.matches, .value(.pattern(let pattern))): .pattern(pattern)
        case (.matchesAny, .value(.list(let patterns))): any(patterns)
        case (.like, .glob(let glob)): .glob(glob)
        case (.starts(.one), .value(.string(let text))): .prefix(text)
        case (.ends(.one), .value(.string(let text))): .suffix(text)
        case (.contains(.one), .value(.string(let text))): .part(text)
        case (.starts(.any), .value(.list(let texts))): any(texts, TextPattern.prefix)
        case (.ends(.any), .value(.list(let texts))): any(texts, TextPattern.suffix)
        case (.contains(.any), .value(.list(let texts))): any(texts, TextPattern.part)
        case (_, .value), (_, .unknown), (_, .texts), (_, .addresses), (_, .glob), (_, .kind), (_, .join): nil
        }
    }

    private static func any(_ values: [Value], _ pattern: (String) -> TextPattern) -> TextPattern? {
        let patterns = values.compactMap { if case .string(let text) = $0 { pattern(text) } else { nil } }
        return patterns.count == values.count && !values.isEmpty ? .any(patterns) : nil
    }

    private static func any(_ values: [Value]) -> TextPattern? {
        let patterns = values.compactMap {
            if case .pattern(let pattern) = $0 { TextPattern.pattern(pattern) } else { nil }
        }
        return patterns.count == values.count && !values.isEmpty ? .any(patterns) : nil
    }

    func deallocate() { question.release() }

    /// nil where no automaton tells anything of any of the patterns.
    func makeSearch() -> PatternSetSearch? { question.takeUnretainedValue().set.map { PatternSetSearch($0) } }
}

/// The patterns of a question; the automaton is made when it is first asked, so that rules which are never reached cost nothing.
private final class PatternQuestion: Sendable {
    private enum Made {
        case nothing
        case set(PatternSet?)
    }

    private let patterns: [TextPattern]
    private let made = Mutex(Made.nothing)

    init(_ patterns: [TextPattern]) { self.patterns = patterns }

    var set: PatternSet? {
        made.withLock { made in
            if case .set(let set) = made { return set }
            let set = PatternSet(patterns)
            made = .set(set)
            return set
        }
    }
}
