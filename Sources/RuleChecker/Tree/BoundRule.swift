package import ResourceDocuments
package import SourceText

/// A rule with a value for each of its parameters, in the parameters' order: what is compiled, traced and run.
package struct BoundRule: Sendable {
    package let rule: CheckedRule
    package let parameters: [BoundParameter]

    package init(rule: CheckedRule, parameters: [BoundParameter]) {
        self.rule = rule
        self.parameters = parameters
    }
}

/// A parameter's value and who gave it.
package struct BoundParameter: Sendable {
    /// Who set a parameter's value; a finding says so.
    package enum Origin: Sendable {
        case ruleDefault
        case profile(String)
        case attachment(String)
        case testCase(String)
    }

    package let value: Value
    package let origin: Origin
    package let place: SourcePlace?

    package init(value: Value, origin: Origin, place: SourcePlace?) {
        self.value = value
        self.origin = origin
        self.place = place
    }
}
