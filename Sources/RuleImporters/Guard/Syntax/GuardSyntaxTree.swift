package import SourceText

/// A parsed Guard file, after AWS CloudFormation Guard 3.0's grammar. Everything carries its span; what could not be
/// parsed is left out and diagnosed.
package struct GuardFile: Sendable {
    package var source: SourceFile
    /// The file's own `let`s.
    var bindings: [GuardBinding] = []
    package var rules: [GuardRule] = []
    var comments: [SourceSpan] = []
}

/// `let NAME = value`
struct GuardBinding: Sendable {
    var name: String
    var value: GuardValue
    var span: SourceSpan
}

/// `rule NAME [ (parameters) ] [ when conditions ] { … }`; clauses outside rules are the rule `default`.
package struct GuardRule: Sendable {
    package var name: String
    var parameters: [String]
    var condition: GuardConjunction?
    var body: GuardBlock
    package var span: SourceSpan
}

/// What stands between braces: `let`s, and clauses that must all hold.
struct GuardBlock: Sendable {
    var bindings: [GuardBinding] = []
    var clauses = GuardConjunction()
}

/// Clauses joined by `or`, one group after the other: every group must hold.
struct GuardConjunction: Sendable {
    var groups: [[GuardClause]] = []
}

indirect enum GuardClause: Sendable {
    case test(GuardTest)
    /// `query { … }`
    case block(GuardQuery, GuardBlock, SourceSpan)
    /// `AWS::S3::Bucket [ when conditions ] { … }`
    case typeBlock(String, when: GuardConjunction?, GuardBlock, SourceSpan)
    /// `when conditions { … }`
    case conditional(GuardConjunction, GuardBlock, SourceSpan)
    /// `NAME` or `NAME(arguments)`
    case rule(GuardRuleReference)

    var span: SourceSpan {
        switch self {
        case .test(let test): test.span
        case .block(_, _, let span), .typeBlock(_, _, _, let span), .conditional(_, _, let span): span
        case .rule(let reference): reference.span
        }
    }
}

struct GuardRuleReference: Sendable {
    var name: String
    var isNegated: Bool
    /// Nil of a rule without parameters.
    var arguments: [GuardValue]?
    var message: String?
    var span: SourceSpan
}

/// `[ not ] query comparator [ value ] [ <<message>> ]`
struct GuardTest: Sendable {
    var subject: GuardValue
    /// The `not` in front; Guard takes it into account for comparators without an operand alone.
    var isNegated: Bool
    var comparator: GuardComparator
    /// `!exists`, `not in`, `!=`
    var comparatorIsNegated: Bool
    var operand: GuardValue?
    var message: String?
    var span: SourceSpan
}

enum GuardComparator: String, CaseIterable, Sendable {
    case equal = "=="
    case moreThan = ">"
    case atLeast = ">="
    case lessThan = "<"
    case atMost = "<="
    case `in`, exists, empty
    case isString = "is_string"
    case isList = "is_list"
    case isStruct = "is_struct"
    case isBool = "is_bool"
    case isInt = "is_int"
    case isFloat = "is_float"
    case isNull = "is_null"

    var takesOperand: Bool {
        switch self {
        case .equal, .moreThan, .atLeast, .lessThan, .atMost, .in: true
        case .exists, .empty, .isString, .isList, .isStruct, .isBool, .isInt, .isFloat, .isNull: false
        }
    }
}

/// `[ some ] part { part }`
struct GuardQuery: Sendable {
    var isSome: Bool
    var parts: [GuardPart]
    var span: SourceSpan
}

/// One step of a query.
struct GuardPart: Sendable {
    indirect enum Form: Sendable {
        /// `%name`, in front
        case variable(String)
        case this
        case key(String)
        /// `.%name`: the key that the variable holds
        case interpolated(String)
        /// `.*`
        case values
        /// `[*]`
        case elements
        /// Written by nobody: the elements of what a comparison finds to be a list.
        case eachOfMany
        case index(Int)
        /// `[ clauses ]`, with the name that each match is given: `[ name | clauses ]`
        case filter(GuardConjunction)
        /// `[ keys == value ]`
        case keys(GuardComparator, isNegated: Bool, GuardValue)
        /// Written by nobody: what a function makes of each value that was found.
        case function(String)
    }

    var form: Form
    var span: SourceSpan
    /// Of a variable's query: what the variables in a filter are looked up in, where the filter is asked.
    var scope: GuardScope?
    /// Behind a variable, a filter is asked of a map as a whole; anywhere else, of its members.
    var selectsWhole = false
}

/// What a `let` names, a comparator compares with or a function is given.
indirect enum GuardValue: Sendable {
    case literal(GuardLiteral)
    case query(GuardQuery)
    case call(String, [GuardValue], SourceSpan)

    var span: SourceSpan {
        switch self {
        case .literal(let literal): literal.span
        case .query(let query): query.span
        case .call(_, _, let span): span
        }
    }
}

struct GuardLiteral: Sendable {
    indirect enum Form: Sendable {
        case string(String)
        case number(String)
        case boolean(Bool)
        case null
        case regex(String)
        case list([GuardLiteral])
        case map([(key: String, value: GuardLiteral)])
        /// `r[1, 10)`
        case range(low: String, high: String, includesLow: Bool, includesHigh: Bool)
    }

    var form: Form
    var span: SourceSpan
}
