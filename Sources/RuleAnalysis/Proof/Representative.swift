import ResourceDocuments
import RuleChecker
import SourceText

/// Stands for all values of one sort: a condition that asks nothing else of them says the same of each.
enum Representative: Hashable {
    /// The end of the path is not there; something before it is not.
    case absent, missing
    /// What stands before it has no such place, or has it twice.
    case unreadable
    /// Decided later; and then perhaps to be nothing.
    case undetermined, optional
    case value(Value)
    /// A text that no constant of the condition is equal to, and that does not read as what it is read as: with the longest of the
    /// beginnings, and of the ends, that are asked for and that it has.
    case otherText(start: String, end: String)
    /// A text that reads as such a range, or as such an instant.
    case addresses(AddressRange)
    case instant(Instant)
    /// A list that names addresses of these, and of those no others that the condition tells apart; and what is not known of an element that
    /// is no address.
    case addressList([AddressRange], open: UnknownCauses?)
    /// A list with elements, a map with members, that no constant of the condition is equal to.
    case otherList, otherMap

    /// No document has it.
    static let stranger = "\u{E000}"

    /// What a condition is asked of, of a representative that is a value, or none, itself.
    var stand: Stand? {
        switch self {
        case .absent: .absent
        case .missing: .missing
        case .unreadable: .unreadable
        case .value(let value): .value(value)
        case .undetermined, .optional, .otherText, .addresses, .instant, .addressList, .otherList, .otherMap: nil
        }
    }

    /// What a condition that reads the place is asked of, in slot 0.
    enum Stand {
        case absent, missing, unreadable
        case value(Value)

        var slot: Value {
            switch self {
            case .absent: Self.map("at", .map([]))
            case .missing: .map([])
            case .unreadable: Self.map("at", .string(""))
            case .value(let value): Self.map("at", Self.map("value", value))
            }
        }

        private static func map(_ key: String, _ value: Value) -> Value { .map([MapEntry(key: key, value: value)]) }
    }

    /// The expression that reads what `Stand` holds, from slot 0.
    static func expression(at place: SourcePlace, type: ValueType) -> CheckedExpression {
        let path = CheckedPath(root: .slot(Slot(0)), steps: [.member("at", place), .member("value", place)])
        return CheckedExpression(.path(path), type: type, place: place)
    }
}
