package import ResourceDocuments
package import RuleChecker
package import SourceText

/// A fault in a resource's configuration, or something about it that is not known: one place, and why. Of what holds, why it does.
package struct Finding: Sendable {
    /// The clause's `else`, evaluated with the variables of this finding. The explanation where there is none, and where the
    /// clause does not fail: the author's words say what is wrong.
    package var message: String
    /// What is wrong and what has to be, in plain words and with the values.
    package var explanation: String
    /// The clause, in the rule's order; nil for the rule's `for … where` and its `when`s.
    package var clause: Int?
    /// `fail` or `unknown`; `pass` where an explanation was asked for of what holds, or leaves the resource out.
    package var verdict: Verdict
    /// Why it is not known; empty where it is, and also a clause that is not known may fail.
    package var causes: UnknownCauses
    /// Where in the resource: the deciding element, else the value; the nearest value around what is missing.
    package var path: ResourcePath
    /// What was looked for and is not there.
    package var missing: ResourcePath?
    /// The same of all that is told together: of an `any` that is open, each of its branches may miss something.
    package var allMissing: [ResourcePath]
    /// The tests that decide, those of a define included; the first few.
    package var tests: [TestReport]
    /// The parameters that they use.
    package var parameters: [ParameterUse]
    /// Places in other resources; the first few.
    package var related: [RelatedPlace]
    /// What decides, each once and in order: paths without positions in lists, of other resources behind their kind, and in the rule's words what
    /// stands nowhere. Empty where that is the finding's place, or what is missing there, alone.
    package var deciding: [String]
    /// The elements that decide and stand in no place of the resource: all of them are known by name, up to a number, and counted.
    package var others: OtherElements
    /// Labels in the resource, the first being what it is about; and in the rule.
    var resourceMarks: [ResourceMark]
    var ruleExcerpts: [Excerpt]
}

/// One test as it was decided.
package struct TestReport: Sendable {
    /// The subject as the rule writes it.
    package var subject: String
    /// Where its value stands; nil outside the resource under test.
    package var path: ResourcePath?
    /// Its value as text, `(missing)` or the like when it has none.
    package var actual: String
    /// What has to be, with the values: `must be one of ["1.2", "1.3"]`.
    package var expected: String
    package var truth: Truth
    package var subjectPlace: SourcePlace
    package var predicatePlace: SourcePlace
}

/// A parameter with the value it had, and who gave it.
package struct ParameterUse: Sendable {
    package var name: String
    package var value: Value
    /// A quantity or a span of time as it is written.
    package var written: String?
    package var origin: BoundParameter.Origin
    package var place: SourcePlace?
}

/// A place in another resource that a finding speaks of.
package struct RelatedPlace: Sendable {
    package var resource: Resource
    package var path: ResourcePath
    package var label: String
    var target = ResourceMark.Target.value
}

/// A place in the resource under test with a few words.
package struct ResourceMark: Sendable, Hashable {
    enum Target: Hashable {
        case value
        /// The key in front of it, or the beginning of a list or map: something around what is missing.
        case head
        /// The second member with that key.
        case repeatedKey
    }

    var path: ResourcePath
    var label: String
    var target = Target.value
}
