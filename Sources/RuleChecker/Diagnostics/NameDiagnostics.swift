import SourceText

/// E12xx: names and declarations.
extension Diagnostic {
    static func duplicateName(_ role: String, _ name: String, at place: SourcePlace, first: SourcePlace) -> Self {
        Diagnostic(
            .duplicateName, at: place, "\(role) '\(name)' is declared twice", label: "again here",
            secondary: [Label(first, "first here")], hint: "give one of them another name")
    }

    /// Two declarations of different kinds, such as a `let` named like a parameter.
    static func nameTaken(
        _ name: String, role: String, at place: SourcePlace, firstRole: String, first: SourcePlace
    ) -> Self {
        Diagnostic(
            .duplicateName, at: place, "\(role) '\(name)' has the name of a \(firstRole)", label: "\(role) here",
            secondary: [Label(first, "\(firstRole) here")], hint: "give one of them another name")
    }

    static func builtinName(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .builtinName, at: place, "'\(name)' is a built-in function", hint: "give the define another name")
    }

    static func bareWord(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .bareWord, at: place, "'\(name)' names nothing here",
            hint: "quote it: \"\(name)\", or write 'this.\(name)' for the property", replacement: "\"\(name)\"")
    }

    static func variableInOwnDomain(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .variableInOwnDomain, at: place, "'\(name)' ranges over this list, and means nothing in it yet",
            hint: "write 'this.\(name)' for the property, or a second quantifier for what is inside '\(name)'")
    }

    static func notInScope(_ name: String, in owner: String, candidates: [String], at place: SourcePlace) -> Self {
        let near = Spelling.nearest(to: name, among: candidates).map { "did you mean '\($0)'?" }
        return Diagnostic(
            .notInScope, at: place, "\(owner) cannot see '\(name)'",
            hint: near ?? "hand it over as an argument: a define sees its formals and 'as_of' alone")
    }

    static func unknownFunction(_ name: String, candidates: [String], at place: SourcePlace) -> Self {
        let near = Spelling.nearest(to: name, among: candidates)
        return Diagnostic(
            .unknownFunction, at: place, "no function or define is called '\(name)'",
            hint: near.map { "did you mean '\($0)'?" } ?? "declare it with 'define', or reach its file with 'use'",
            replacement: near)
    }

    static func unknownAlias(_ name: String, candidates: [String], at place: SourcePlace) -> Self {
        let near = Spelling.nearest(to: name, among: candidates)
        return Diagnostic(
            .unknownAlias, at: place, "no file is used as '\(name)'",
            hint: near.map { "did you mean '\($0)'?" } ?? "write 'use \"FILE.norma\" as \(name)' at the top")
    }

    /// - Parameter expected: what the arguments are called.
    static func wrongArgumentCount(_ name: String, expected: [String], given: Int, at place: SourcePlace) -> Self {
        Diagnostic(
            .wrongArgumentCount, at: place,
            "'\(name)' takes \(expected.count) argument\(expected.count == 1 ? "" : "s"), not \(given)",
            hint: "it takes \(name)(\(expected.joined(separator: ", ")))")
    }

    static func recursiveDefine(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .recursiveDefine, at: place, "define '\(name)' leads back to itself",
            hint: "say it with a quantifier: the language has no recursion, so that every rule ends")
    }

    static func ruleWithoutKind(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .ruleWithoutKind, at: place, "rule '\(name)' does not say which kind it is for",
            hint: "add 'for KIND', such as 'for is.security-group'")
    }

    static func ruleWithoutClause(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .ruleWithoutClause, at: place, "rule '\(name)' asks nothing",
            hint: "add a 'require' or a 'forbid'")
    }

    static func givenTwice(_ field: String, at place: SourcePlace, first: SourcePlace) -> Self {
        Diagnostic(
            .givenTwice, at: place, "'\(field)' is given twice", label: "again here",
            secondary: [Label(first, "first here")],
            hint: field == "for" ? "name all kinds in one 'for', with commas" : "keep one of them")
    }

    static func reservedName(_ name: String, role: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .reservedName, at: place, "a \(role) cannot be called '\(name)', which is the instant of the run",
            hint: "choose another name")
    }

    static func hidesProperty(_ role: String, _ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .hidesProperty, at: place, "\(role) '\(name)' hides the property '\(name)' of this kind",
            hint: "write 'this.\(name)' where the property is meant, or rename the \(role)")
    }

    static func unknownAttribute(_ name: String, at place: SourcePlace) -> Self {
        let names = ["id", "kind", "name", "account", "region", "location", "group", "tags", "source"]
        let near = Spelling.nearest(to: name, among: names)
        return Diagnostic(
            .unknownAttribute, at: place, "a resource has no attribute '@\(name)'",
            hint: near.map { "did you mean '@\($0)'?" }
                ?? "the attributes are \(names.map { "@\($0)" }.joined(separator: ", "))")
    }

    static func attributeOfValue(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .attributeOfValue, at: place, "'@\(name)' is read of a value that is not a resource",
            hint: "only 'this' and a variable over 'resources of KIND' have attributes")
    }

    static func conditionAsValue(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .conditionAsValue, at: place, "'\(name)' answers yes or no, and has no value to compare",
            hint: "let it stand alone: '\(name)(…)' or 'not \(name)(…)'")
    }

    static func bareExpression(_ place: SourcePlace) -> Self {
        Diagnostic(
            .bareExpression, at: place, "this is a value, not a condition",
            hint: "ask something of it: '\(place.text) is true', '\(place.text) is present'")
    }

    static func comparedWithItself(_ path: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .comparedWithItself, at: place, "'\(path)' is compared with itself",
            hint: "name a parameter, a literal or another property on the right")
    }

    static func resourcesAsArgument(at place: SourcePlace) -> Self {
        Diagnostic(
            .resourcesAsArgument, at: place, "'resources of' is an argument of 'count' alone",
            hint: "range over it: 'some v in resources of KIND satisfies …', or 'let vs = each v in resources of KIND'")
    }

    static func resourceAsValue(at place: SourcePlace) -> Self {
        Diagnostic(
            .resourceAsValue, at: place, "a resource is not a value to compare",
            hint: "compare one of its properties or attributes, such as '\(place.text).@id'")
    }

    static func ruleTooCostly(_ name: String, _ cost: StaticCost, at place: SourcePlace) -> Self {
        Diagnostic(
            .ruleTooCostly, at: place,
            cost.degree > CostEstimate.maximumDegree
                ? "rule '\(name)' nests its quantifiers more than \(CostEstimate.maximumDegree) deep"
                : "rule '\(name)' takes too many steps: its defines call one another too often",
            hint: "split the rule, or keep what is asked twice in a 'let'")
    }

    static func callsNestTooDeep(at place: SourcePlace) -> Self {
        Diagnostic(
            .ruleTooCostly, at: place, "calls of defines nest more than \(CostEstimate.maximumCallDepth) deep here",
            hint: "let fewer defines call one another")
    }

    static func unusedName(_ role: String, _ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .unusedName, at: place, "\(role) '\(name)' is never used", hint: "use it, or leave it out")
    }
}
