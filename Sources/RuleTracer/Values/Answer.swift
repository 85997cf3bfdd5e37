import ResourceDocuments

/// What a test says: yes, no, or why it cannot say. Strong Kleene logic, as `Truth`, with the roots of what is unknown.
enum Answer: Sendable {
    case yes
    case no
    case unknown(Unknown)

    init(_ truth: Bool) { self = truth ? .yes : .no }

    static prefix func ! (answer: Answer) -> Answer {
        switch answer {
        case .yes: .no
        case .no: .yes
        case .unknown: answer
        }
    }

    var truth: Truth {
        switch self {
        case .yes: .true
        case .no: .false
        case .unknown(let unknown): .unknown(unknown.causes)
        }
    }

    /// Kleene's and: yes of no answers. Done at the first no.
    static func all(_ answers: some Sequence<Answer>) -> Answer {
        var result = Answer.yes
        for answer in answers {
            switch (answer, result) {
            case (.no, _): return .no
            case (.yes, _): continue
            case (.unknown(let new), .unknown(let old)): result = .unknown(old.union(new))
            case (.unknown, .yes), (.unknown, .no): result = answer
            }
        }
        return result
    }

    /// Kleene's or: no of no answers. Done at the first yes.
    static func any(_ answers: some Sequence<Answer>) -> Answer { !all(answers.lazy.map { !$0 }) }
}
