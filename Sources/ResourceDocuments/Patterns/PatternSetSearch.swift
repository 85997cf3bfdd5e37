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

    /// A state's patterns: found when it is reached, at the end of the text, and before a line feed that ends it.
    private struct Findings {
        var reached = NumberSet()
        var atEnd = NumberSet()
        var beforeNewline = NumberSet()
        /// Nothing can be told of a character beyond ASCII.
        var isASCIIOnly = false
    }

    /// The patterns that are searched for.
    package let regular: NumberSet
    private let automaton: PatternAutomaton
    private let classCount: Int
    private let classes: UnsafeMutablePointer<UInt8>
    private let moves: UnsafeMutablePointer<Int32>
    private let findings: UnsafeMutablePointer<Findings>
    /// For each state the states of the automaton that it stands for.
    private var members: [[Int]] = []
    private var numbers: [[Int]: Int32] = [:]
    /// What a search begins with behind the first byte: a pattern may begin anywhere.
    private let restart: [Int]

    package init(_ set: PatternSet) {
        regular = set.regular
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
        _ = number(of: [])
        _ = number(of: automaton.closure(of: automaton.starts, isStart: true))
    }

    /// The patterns that are found in a text, which is UTF-8; nil where that depends on what a character beyond ASCII is. O(length)
    package func found(in text: UnsafeBufferPointer<UInt8>) -> NumberSet? {
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
            index &+= 1
        }
        return found.union(findings[Int(state)].atEnd)
    }

    private func move(from state: Int32, by byteClass: Int) -> Int32 {
        let reached = automaton.moves(from: members[Int(state)], by: byteClass)
        let closure = automaton.closure(of: reached + restart, isStart: false)
        let isFull = members.count >= Self.maximumStates && numbers[closure] == nil
        if isFull { begin() }
        let next = number(of: closure)
        if !isFull { moves[Int(state) &* classCount &+ byteClass] = next }
        return next
    }

    /// The state for these states of the automaton, made where it is new.
    private func number(of closure: [Int]) -> Int32 {
        if let number = numbers[closure] { return number }
        let number = members.count
        members.append(closure)
        numbers[closure] = Int32(truncatingIfNeeded: number)
        (moves + number * classCount).initialize(repeating: Self.unmade, count: classCount)
        (findings + number).initialize(
            to: Findings(
                reached: automaton.accepted(by: closure),
                atEnd: automaton.accepted(by: automaton.closure(of: closure, isStart: false, passesEnd: .any)),
                beforeNewline: automaton.accepted(
                    by: automaton.closure(of: closure, isStart: false, passesEnd: .beforeNewline)),
                isASCIIOnly: automaton.dependsOnOthers(closure)))
        return Int32(truncatingIfNeeded: number)
    }
}
