/// Counts what reading a text takes: each byte that the lexer looks at or passes, each token that the parser looks at.
///
/// The same text always takes the same steps, so that whether they grow with its length alone can be said without a clock. Nobody counts
/// but who asks for it.
package final class ReadingSteps {
    package fileprivate(set) var count = 0

    package init() {}
}

extension ReadingSteps? {
    func add(_ steps: Int = 1) { self?.count += steps }
}

/// The tokens of a text, which count who looks at them.
struct TokenSequence {
    private let tokens: [Token]
    private let steps: ReadingSteps?

    init(_ tokens: [Token], counting steps: ReadingSteps?) {
        self.tokens = tokens
        self.steps = steps
    }

    var count: Int { tokens.count }

    subscript(position: Int) -> Token {
        _read {
            steps.add()
            yield tokens[position]
        }
    }
}
