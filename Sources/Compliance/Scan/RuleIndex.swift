import RuleChecker
import RuleSyntax

/// Rules by id and by name; an id wins over another rule's name.
struct RuleIndex {
    private let positions: [String: Int]
    /// Every id and name, for "did you mean".
    let names: [String]

    init(_ rules: [CheckedRule]) {
        let names = rules.enumerated().map { ($0.element.name.text, $0.offset) }
        let ids = rules.enumerated().compactMap { entry in entry.element.metadata.id.map { ($0, entry.offset) } }
        positions = Dictionary(names + ids, uniquingKeysWith: { _, later in later })
        self.names = (names + ids).map(\.0)
    }

    subscript(text: String) -> Int? { positions[text] }
}
