import ResourceDocuments
import RuleChecker
import RuleSyntax

/// What a predicate says of its subject, in words: as a fact and as a demand.
struct PredicateWords {
    /// `is one of [1, 2]`, `does not contain "a"`
    var fact: String
    /// `must be one of [1, 2]`, `must not contain "a"`
    var demand: String

    /// Of `is …`.
    private init(is complement: String, _ holds: Bool) {
        fact = "\(holds ? "is" : "is not") \(complement)"
        demand = "\(holds ? "must" : "must not") be \(complement)"
    }

    /// Of a verb of its own.
    private init(_ verb: String, _ third: String, _ object: String, _ holds: Bool) {
        fact = "\(holds ? third : "does not \(verb)") \(object)"
        demand = "\(holds ? "must" : "must not") \(verb) \(object)"
    }

    /// `operands` are those of the predicate, as text.
    init(_ predicate: CheckedPredicate, holds: Bool, operands: [String]) {
        let first = operands.first ?? ""
        switch predicate {
        case .present: self.init(is: holds ? "present" : "absent", true)
        case .empty: self.init(is: "empty", holds)
        case .undetermined: self.init(is: "undetermined", holds)
        case .type(let type): self.init(is: type.words, holds)
        case .equal: self.init(is: first, holds)
        case .oneOf: self.init(is: "one of \(first)", holds)
        case .ordered(let order, _): self.init(is: "\((holds ? order : order.opposite).rawValue) \(first)", true)
        case .between: self.init(is: "between \(operands.joined(separator: " and "))", holds)
        case .within: self.init(is: "within \(first)", holds)
        case .overlaps: self.init("overlap", "overlaps", first, holds)
        case .like: self.init(is: "like \(first)", holds)
        case .older: self.init(is: "older than \(first)", holds)
        case .newer: self.init(is: "newer than \(first)", holds)
        case .contains(.one, _): self.init("contain", "contains", first, holds)
        case .contains(.all, _): self.init("contain", "contains", "all of \(first)", holds)
        case .contains(.any, _): self.init("contain", "contains", "any of \(first)", holds)
        case .matches(let anyOf, _): self.init("match", "matches", "\(anyOf ? "any of " : "")\(first)", holds)
        case .startsWith(let anyOf, _):
            self.init("start with", "starts with", "\(anyOf ? "any of " : "")\(first)", holds)
        case .endsWith(let anyOf, _): self.init("end with", "ends with", "\(anyOf ? "any of " : "")\(first)", holds)
        }
    }
}

extension PredicateSyntax.Order {
    fileprivate var opposite: PredicateSyntax.Order {
        switch self {
        case .atLeast: .lessThan
        case .atMost: .moreThan
        case .moreThan: .atMost
        case .lessThan: .atLeast
        }
    }
}

extension TypeName {
    fileprivate var words: String {
        switch self {
        case .general: "a value"
        case .string: "a string"
        case .numeric: "a number"
        case .boolean: "a boolean"
        case .stringList: "a list of strings"
        case .ipList: "a list of addresses"
        case .numericList: "a list of numbers"
        case .timestamp: "a timestamp"
        case .duration: "a duration"
        case .version: "a version"
        case .ip: "an IP address"
        case .pattern: "a regular expression"
        case .quantity: "a quantity"
        case .list: "a list"
        case .map: "a map"
        }
    }
}
