/// Tags that stand for a map of one member: in a CloudFormation template `!Ref x` is `{Ref: x}`.
package struct YAMLShortTags: Sendable {
    /// By tag, the key of the long form.
    let longForms: [String: String]
    /// The tags whose text `a.b` is the list `[a, b]`; the first dot counts.
    let dotted: Set<String>

    package static let none = YAMLShortTags(longForms: [:], dotted: [])

    /// The intrinsic functions of CloudFormation that have a short form, those of the section `Rules` too ("Intrinsic function
    /// reference" and "Rule-specific intrinsic functions" of its user guide).
    package static let cloudFormation = YAMLShortTags(
        longForms: Dictionary(
            uniqueKeysWithValues: [
                "And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap",
                "ForEach",
                "GetAZs", "GetAtt", "If", "ImportValue", "Join", "Length", "Not", "Or", "RefAll", "Select", "Split",
                "Sub",
                "ToJsonString", "Transform", "ValueOf", "ValueOfAll",
            ].map { ("!" + $0, "Fn::" + $0) } + [("!Ref", "Ref"), ("!Condition", "Condition")]),
        dotted: ["!GetAtt"])
}
