/// The states and moves of up to 256 regular expressions as one nondeterministic automaton, after Thompson.
struct PatternAutomaton {
    enum State {
        case byte(ByteSet, next: Int)
        case either(Int, Int)
        case start(next: Int)
        case end(allowsNewline: Bool, next: Int)
        case boundary(isNegated: Bool, next: Int)
        case accept(Int)
    }

    /// More are worth less than they cost.
    private static let maximumStates = 20_000

    private(set) var states: [State] = []
    /// Where each expression begins.
    private(set) var starts: [Int] = []
    /// For each ASCII byte its class, and behind them that of all characters beyond: those of one class stand in the same sets.
    private(set) var classes: [UInt8] = []
    /// A byte of each class.
    private(set) var representatives: [UInt8] = []

    /// Whether it can be one of the expressions: it has not too many states, and nothing has to be read behind a `$`,
    /// and no beginning of the text to stand behind a border of a word.
    static func knows(_ expression: RegularExpression) -> Bool {
        var automaton = PatternAutomaton()
        return automaton.add(expression, before: 0) != nil && automaton.bordersAreLast
    }

    private init() { states = [.accept(0)] }

    /// nil where it would have too many states. The automaton knows each of the expressions.
    init?(_ expressions: [(number: Int, expression: RegularExpression)]) {
        for (number, expression) in expressions {
            guard let accept = add(.accept(number)), let start = add(expression, before: accept) else { return nil }
            starts.append(start)
        }
        classify()
    }

    private mutating func add(_ state: State) -> Int? {
        guard states.count < Self.maximumStates else { return nil }
        states.append(state)
        return states.count - 1
    }

    /// The first state of `expression`, behind which `next` comes.
    private mutating func add(_ expression: RegularExpression, before next: Int) -> Int? {
        switch expression {
        case .byte(let set): return add(.byte(set, next: next))
        case .start: return add(.start(next: next))
        case .end(let allowsNewline): return add(.end(allowsNewline: allowsNewline, next: next))
        case .boundary(let isNegated): return add(.boundary(isNegated: isNegated, next: next))
        case .sequence(let parts):
            var next = next
            for part in parts.reversed() {
                guard let first = add(part, before: next) else { return nil }
                next = first
            }
            return next
        case .choice(let parts):
            var first: Int?
            for part in parts.reversed() {
                guard let start = add(part, before: next) else { return nil }
                guard let other = first else {
                    first = start
                    continue
                }
                guard let both = add(.either(start, other)) else { return nil }
                first = both
            }
            return first ?? next
        case .repeated(let part, let least, let most): return add(part, least, most, before: next)
        }
    }

    private mutating func add(_ part: RegularExpression, _ least: Int, _ most: Int?, before next: Int) -> Int? {
        var first = next
        if let most {
            for _ in least..<max(most, least) {
                guard let start = add(part, before: first), let optional = add(.either(start, next)) else { return nil }
                first = optional
            }
        } else {
            guard let loop = add(.either(next, next)), let start = add(part, before: loop) else { return nil }
            states[loop] = .either(start, next)
            first = loop
        }
        for _ in 0..<least {
            guard let start = add(part, before: first) else { return nil }
            first = start
        }
        return first
    }

    /// Whether nothing is read behind an end of the text, and no beginning asked for behind it or a border of a word.
    private var bordersAreLast: Bool {
        states.allSatisfy { state in
            switch state {
            case .end(_, let next):
                isStartFree(next)
                    && closure(of: [next], isStart: false, passesEnd: .any, passesBoundary: .any).allSatisfy {
                        if case .byte = states[$0] { false } else { true }
                    }
            case .boundary(_, let next): isStartFree(next)
            case .byte, .either, .start, .accept: true
            }
        }
    }

    /// Whether the same comes of it at the beginning of the text and elsewhere.
    private func isStartFree(_ state: Int) -> Bool {
        closure(of: [state], isStart: true, passesEnd: .any, passesBoundary: .any)
            == closure(of: [state], isStart: false, passesEnd: .any, passesBoundary: .any)
    }

    private mutating func classify() {
        var sets = Set(states.compactMap { if case .byte(let set, _) = $0 { set } else { nil } })
        let asksWords = states.contains { if case .boundary = $0 { true } else { false } }
        if asksWords { sets.formUnion([.word, .beyondASCII]) }
        var numbers: [[Bool]: UInt8] = [:]
        for byte in UInt8(0)...128 {
            let membership = sets.map { $0.contains(byte) }
            let number = numbers[membership] ?? UInt8(numbers.count)
            if numbers[membership] == nil {
                numbers[membership] = number
                representatives.append(byte)
            }
            classes.append(number)
        }
    }

    // MARK: Moves

    /// Which ends of the text are passed: none, those that stand before a last line feed, or all.
    enum PassedEnd { case none, beforeNewline, any }

    /// Which borders of words are passed: none, those that are there or those that are not, or all.
    enum PassedBoundary: Equatable {
        case none, any
        case whether(isThere: Bool)
    }

    /// Every state that is reached without reading a byte: those that read one, that accept, or that wait for the end or for a border of a
    /// word. Sorted.
    ///
    /// - Parameter others: a closure that passed as much, whose states are in this one too.
    func closure(
        of states: [Int], joining others: [Int] = [], isStart: Bool, passesEnd: PassedEnd = .none,
        passesBoundary: PassedBoundary = .none
    ) -> [Int] {
        var reached = StateSet(capacity: self.states.count)
        for state in others { reached.insert(state) }
        var seen = reached
        var waiting = states
        while let state = waiting.popLast() {
            guard seen.insert(state) else { continue }
            switch self.states[state] {
            case .byte, .accept: reached.insert(state)
            case .either(let first, let second):
                waiting.append(first)
                waiting.append(second)
            case .start(let next): if isStart { waiting.append(next) }
            case .end(let allowsNewline, let next):
                reached.insert(state)
                if passesEnd == .any || (passesEnd == .beforeNewline && allowsNewline) { waiting.append(next) }
            case .boundary(let isNegated, let next):
                reached.insert(state)
                if passesBoundary == .any || passesBoundary == .whether(isThere: !isNegated) { waiting.append(next) }
            }
        }
        return reached.sorted
    }

    /// Whether one of them waits for the end of the text or for a border of a word: of no others more is reached there.
    func waits(_ states: [Int]) -> Bool {
        states.contains {
            switch self.states[$0] {
            case .end, .boundary: true
            case .byte, .either, .start, .accept: false
            }
        }
    }

    /// Whether it depends on the character what comes of one beyond ASCII.
    func dependsOnOthers(_ states: [Int]) -> Bool {
        states.contains {
            switch self.states[$0] {
            case .byte(let set, _): set.others == .some
            case .boundary: true
            case .either, .start, .end, .accept: false
            }
        }
    }

    /// Whether one of them waits for a border of a word.
    func asksWords(_ states: [Int]) -> Bool {
        states.contains { if case .boundary = self.states[$0] { true } else { false } }
    }

    /// Those of them that accept.
    func accepting(_ states: [Int]) -> [Int] {
        states.filter { if case .accept = self.states[$0] { true } else { false } }
    }

    /// The expressions that are found as soon as these states are reached.
    func accepted(by states: [Int]) -> NumberSet {
        NumberSet(states.compactMap { if case .accept(let number) = self.states[$0] { number } else { nil } })
    }

    /// Those that read a byte of the class, each by what comes behind it.
    func moves(from states: [Int], by byteClass: Int) -> [Int] {
        let byte = representatives[byteClass]
        return states.compactMap {
            if case .byte(let set, let next) = self.states[$0], set.contains(byte) { next } else { nil }
        }
    }
}

/// States of an automaton, a bit for each: they come by the hundred, most in each of many sets.
private struct StateSet {
    private var words: [UInt64]
    private var count = 0

    init(capacity: Int) { words = Array(repeating: 0, count: (capacity + 63) / 64) }

    /// - Returns: whether it is new.
    @discardableResult
    mutating func insert(_ state: Int) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(state & 63)
        guard words[state &>> 6] & bit == 0 else { return false }
        words[state &>> 6] |= bit
        count += 1
        return true
    }

    var sorted: [Int] {
        var states: [Int] = []
        states.reserveCapacity(count)
        for (index, var word) in words.enumerated() {
            while word != 0 {
                states.append(index &* 64 &+ word.trailingZeroBitCount)
                word &= word &- 1
            }
        }
        return states
    }
}
