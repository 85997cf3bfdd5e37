/// The 23 operators of SCC's rules and target attributes, as the service's SDKs list them.
package enum SCCOperator: String, CaseIterable, Sendable {
    case isEmpty = "is_empty"
    case isNotEmpty = "is_not_empty"
    case isTrue = "is_true"
    case isFalse = "is_false"
    case stringEquals = "string_equals"
    case stringNotEquals = "string_not_equals"
    case stringMatch = "string_match"
    case stringNotMatch = "string_not_match"
    case stringContains = "string_contains"
    case stringNotContains = "string_not_contains"
    /// Deprecated in favour of `strings_allowed`, which means the same.
    case stringsInList = "strings_in_list"
    case stringsAllowed = "strings_allowed"
    case stringsRequired = "strings_required"
    case addressesInRange = "ips_in_range"
    case addressesEqual = "ips_equals"
    case addressesNotEqual = "ips_not_equals"
    case numberEquals = "num_equals"
    case numberNotEquals = "num_not_equals"
    case numberLessThan = "num_less_than"
    case numberLessThanOrEquals = "num_less_than_equals"
    case numberGreaterThan = "num_greater_than"
    case numberGreaterThanOrEquals = "num_greater_than_equals"
    case daysLessThan = "days_less_than"

    /// What the condition's `value` holds.
    package enum OperandForm: Sendable {
        case nothing
        /// One text, or several of which one has to fit.
        case texts
        /// Texts that are all meant, as a list.
        case textList
        case addresses
        /// One number, or several of which one has to fit.
        case numbers
        case number
    }

    package var operandForm: OperandForm {
        switch self {
        case .isEmpty, .isNotEmpty, .isTrue, .isFalse: .nothing
        case .stringEquals, .stringNotEquals, .stringMatch, .stringNotMatch, .stringContains, .stringNotContains: .texts
        case .stringsInList, .stringsAllowed, .stringsRequired: .textList
        case .addressesInRange, .addressesEqual, .addressesNotEqual: .addresses
        case .numberEquals, .numberNotEquals: .numbers
        case .numberLessThan, .numberLessThanOrEquals, .numberGreaterThan, .numberGreaterThanOrEquals, .daysLessThan:
            .number
        }
    }
}
