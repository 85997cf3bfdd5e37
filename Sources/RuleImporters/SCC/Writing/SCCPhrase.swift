/// The text of a condition, and how it may stand beside others.
struct SCCPhrase {
    enum Shape {
        /// A test or a block: stands anywhere.
        case closed
        /// Parts joined by `and` or `or`: in parentheses beside others.
        case joined
        /// A quantifier: reaches as far right as it can.
        case quantified
    }

    var text: String
    var shape: Shape
    /// Comment lines that belong in front; only where the phrase has a line of its own.
    var comment = ""

    init(_ text: String, _ shape: Shape = .closed) {
        self.text = text
        self.shape = shape
    }

    /// As an operand of `and` and `or`. A quantifier at the end may do without parentheses, but not behind a `where`.
    func operand(isLast: Bool = false, inFilter: Bool = false) -> String {
        switch shape {
        case .closed: text
        case .joined: "(\(text))"
        case .quantified: isLast && !inFilter ? text : "(\(text))"
        }
    }

    enum Connective: String { case and, or }

    /// - Parameter operands: at least one.
    static func joined(_ operands: [SCCPhrase], _ connective: Connective, inFilter: Bool = false) -> SCCPhrase {
        if operands.count == 1, let only = operands.first { return only }
        let texts = operands.enumerated().map { index, operand in
            operand.operand(isLast: index == operands.count - 1, inFilter: inFilter)
        }
        return SCCPhrase(texts.joined(separator: " \(connective.rawValue) "), .joined)
    }

    /// `all { … }`, `any { … }`: a line for each.
    static func block(_ operands: [SCCPhrase], _ connective: Connective) -> SCCPhrase {
        let lines = operands.map { $0.comment + $0.text + "\n" }.joined()
        return SCCPhrase("\(connective == .and ? "all" : "any") {\n\(lines)}")
    }
}
