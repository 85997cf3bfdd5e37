import ResourceDocuments
import RuleChecker
import SourceText

/// A text that a rule looks for in others, by other means than a regular expression.
struct TextPart: Hashable {
    enum Form {
        case start, end, part, glob

        /// nil of what looks for no part of a text.
        init?(_ predicate: CheckedPredicate) {
            switch predicate {
            case .startsWith: self = .start
            case .endsWith: self = .end
            case .contains: self = .part
            case .like: self = .glob
            case .present, .empty, .undetermined, .type, .equal, .oneOf, .ordered, .between, .within, .overlaps, .older,
                .newer, .matches:
                return nil
            }
        }
    }

    let text: String
    let form: Form
    let place: SourcePlace

    /// The regular expression that finds the same; nil where it has none.
    var pattern: Pattern? {
        let escaped = text.reduce(into: "") { escaped, character in
            switch character {
            case "*" where form == .glob: escaped += ".*"
            case "?" where form == .glob: escaped += "."
            case _ where "\\^$.|?*+()[]{}".contains(character): escaped += "\\\(character)"
            default: escaped.append(character)
            }
        }
        let whole =
            switch form {
            case .start: "^\(escaped)"
            case .end: "\(escaped)$"
            case .part: escaped
            // What may stand before it holds it no more than nothing does.
            case .glob:
                (escaped.hasPrefix(".*") ? String(escaped.dropFirst(2)) : "^\(escaped)")
                    + (escaped.hasSuffix(".*") ? "" : "$")
            }
        let trimmed = form == .glob && whole.hasSuffix(".*") ? String(whole.dropLast(2)) : whole
        return try? Pattern(trimmed, caseInsensitive: false)
    }
}
