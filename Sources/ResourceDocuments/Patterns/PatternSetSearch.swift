/// What a search says of the patterns of a set.
package struct PatternAnswers: Equatable, Sendable {
    /// Those that it says something of: of all others their own search has to.
    package var decided: NumberSet
    /// Those of them that are found.
    package var found: NumberSet
}

/// Searches for the patterns of a set: a deterministic automaton that is made as far as texts need it. It belongs to one thread.
///
/// After Thompson's construction, run as RE2 and Rust's regex run it: no text takes more than one look at each of its bytes, whatever
/// the patterns are.
package final class PatternSetSearch {
    /// Where the automaton is thrown away and begun anew, so that no texts make it large.
    private static let maximumStates = 1_024
    private static let unmade: Int32 = -1
    /// Nothing more can be found.
    private static let dead: Int32 = 0

    /// What stands in front of a place, as far as somebody asks for borders of words there.
    private enum Previous: Hashable {
        case notAsked
        case word, noWord
        /// A character beyond ASCII.
        case either

        /// Where `isWord` follows.
        func boundary(before isWord: Bool) -> PatternAutomaton.PassedBoundary {
            switch self {
            case .notAsked, .either: .none
            case .word: .whether(isThere: !isWord)
            case .noWord: .whether(isThere: isWord)
            }
        }
    }

    /// The states of the automaton that a state stands for.
    private struct Members: Hashable {
        let closure: [Int]
        let previous: Previous
    }

    /// A state's patterns: found when it is reached, at the end of the text, and before a line feed that ends it.
    private struct Findings {
        var reached = NumberSet()
        var atEnd = NumberSet()
        var beforeNewline = NumberSet()
        /// Nothing can be told of a character beyond ASCII.
        var isASCIIOnly = false
        /// Nor of anything behind the one that was read.
        var isUndecided = false
    }

    private let set: PatternSet
    private let automaton: PatternAutomaton
    private let classCount: Int
    private let classes: UnsafeMutablePointer<UInt8>
    private let moves: UnsafeMutablePointer<Int32>
    private let findings: UnsafeMutablePointer<Findings>
    private var members: [Members] = []
    private var numbers: [Members: Int32] = [:]
    /// What a search begins with behind the first byte: a pattern may begin anywhere.
    private let restart: [Int]
    /// For texts of which this one can tell nothing; made when the first comes.
    private lazy var rest: PatternSetSearch? = set.filters.map { PatternSetSearch($0) }

    package init(_ set: PatternSet) {
        self.set = set
        automaton = set.automaton
        classCount = set.automaton.representatives.count
        classes = .allocate(capacity: set.automaton.classes.count)
        for (byte, number) in set.automaton.classes.enumerated() { classes[byte] = number }
        moves = .allocate(capacity: Self.maximumStates * classCount)
        findings = .allocate(capacity: Self.maximumStates)
        restart = automaton.closure(of: automaton.starts, isStart: false)
        begin()
    }

    deinit {
        classes.deallocate()
        moves.deallocate()
        findings.deallocate()
    }

    /// The dead state, and the one that a search begins in.
    private func begin() {
        members.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        _ = number(of: [], behind: .noWord)
        _ = number(of: automaton.closure(of: automaton.starts, isStart: true), behind: .noWord)
    }

    /// What a text, which is UTF-8, says of the patterns; nil where it says nothing of any. O(length)
    package func answers(in text: UnsafeBufferPointer<UInt8>) -> PatternAnswers? {
        guard let found = found(in: text) else { return rest?.answers(in: text) }
        return PatternAnswers(
            decided: set.regular.union(set.filtered.subtracting(found)), found: found.intersection(set.regular))
    }

    /// nil where that depends on what a character beyond ASCII is.
    private func found(in text: UnsafeBufferPointer<UInt8>) -> NumberSet? {
        var state: Int32 = members.count > 1 ? 1 : Self.dead
        var found = findings[Int(state)].reached
        var index = 0
        while index < text.count {
            var byte = text[index]
            if byte == UInt8(ascii: "\n"), index == text.count &- 1 {
                found = found.union(findings[Int(state)].beforeNewline)
            }
            if byte >= 128 {
                if findings[Int(state)].isASCIIOnly { return nil }
                byte = 128
                while index &+ 1 < text.count, text[index &+ 1] & 0xC0 == 0x80 { index &+= 1 }
            }
            let place = Int(state) &* classCount &+ Int(classes[Int(byte)])
            var next = moves[place]
            if next == Self.unmade { next = move(from: state, by: Int(classes[Int(byte)])) }
            state = next
            if state == Self.dead { return found }
            found = found.union(findings[Int(state)].reached)
            if byte >= 128, findings[Int(state)].isUndecided { return nil }
            index &+= 1
        }
        return found.union(findings[Int(state)].atEnd)
    }

    private func move(from state: Int32, by byteClass: Int) -> Int32 {
        let from = members[Int(state)]
        let byte = automaton.representatives[byteClass]
        let isWord = ByteSet.word.contains(byte)
        let boundary = from.previous.boundary(before: isWord)
        var members = from.closure
        var accepting: [Int] = []
        if boundary != .none {
            members = automaton.closure(of: members, isStart: false, passesBoundary: boundary)
            // What a border ends was found in front of the byte.
            accepting = automaton.accepting(members)
        }
        let reached = automaton.moves(from: members, by: byteClass)
        let closure = automaton.closure(of: reached + accepting, joining: restart, isStart: false)
        let previous: Previous = byte >= 128 ? .either : isWord ? .word : .noWord
        let isFull =
            self.members.count >= Self.maximumStates && numbers[self.key(of: closure, behind: previous)] == nil
        if isFull { begin() }
        let next = number(of: closure, behind: previous)
        if !isFull { moves[Int(state) &* classCount &+ byteClass] = next }
        return next
    }

    private func key(of closure: [Int], behind previous: Previous) -> Members {
        Members(closure: closure, previous: automaton.asksWords(closure) ? previous : .notAsked)
    }

    /// The state for these states of the automaton, made where it is new.
    private func number(of closure: [Int], behind previous: Previous) -> Int32 {
        let key = key(of: closure, behind: previous)
        if let number = numbers[key] { return number }
        let number = members.count
        members.append(key)
        numbers[key] = Int32(truncatingIfNeeded: number)
        (moves + number * classCount).initialize(repeating: Self.unmade, count: classCount)
        // No word follows at the end of a text, nor where a line feed does.
        let boundary = key.previous.boundary(before: false)
        let reached = automaton.accepted(by: closure)
        let waits = automaton.waits(closure)
        func accepted(passing end: PatternAutomaton.PassedEnd) -> NumberSet {
            guard waits else { return reached }
            return automaton.accepted(
                by: automaton.closure(of: closure, isStart: false, passesEnd: end, passesBoundary: boundary))
        }
        (findings + number).initialize(
            to: Findings(
                reached: reached, atEnd: accepted(passing: .any),
                beforeNewline: accepted(passing: .beforeNewline), isASCIIOnly: automaton.dependsOnOthers(closure),
                isUndecided: key.previous == .either))
        return Int32(truncatingIfNeeded: number)
    }
}
