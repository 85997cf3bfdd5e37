package import ResourceDocuments
package import RulePacks
package import SourceText

/// One case: resources, parameters, and what rules are expected to say of them.
package struct TestCase: Sendable {
    package var name: String
    package var place: SourcePlace
    /// In the order of the file; the first is the resource under test when a case patches one.
    package var resources: [Resource]
    /// The kinds that were collected, beside those that occur; nil when the case does not say.
    package var collected: [String]?
    package var asOf: Instant?
    /// By rule, then by parameter.
    package var parameters: [String: [String: ParameterSetting]]
    package var expectations: [Expectation]
}

/// What a case expects of one rule.
///
/// Of several resources that the rule applies to, the worst verdict counts (fail, unknown, pass, not applicable), unless the
/// expectation names its resource.
package struct Expectation: Sendable {
    package var rule: String
    package var verdict: Verdict
    package var resource: String?
    /// A finding stands at this path of the properties.
    package var at: String?
    /// A finding's message contains this text.
    package var message: String?
    /// A finding says that this path is missing.
    package var missing: String?
    package var place: SourcePlace
}

/// The cases of one file, and the rule files they are about.
package struct CaseFile: Sendable {
    package var source: SourceFile
    /// As written: relative to the case file.
    package var rulePaths: [(path: String, place: SourcePlace)]
    package var cases: [TestCase]
    package var survivors: [AllowedSurvivor]

    /// The rule files, as the file system calls them.
    package var ruleFiles: [String] {
        rulePaths.map { PathText.join(PathText.folder(of: source.name), $0.path) }
    }
}

/// A mutant of a rule that no case has to notice, and why.
package struct AllowedSurvivor: Sendable {
    package var rule: String
    /// As `norma test --mutate` describes it.
    package var mutant: String
    package var reason: String
    package var place: SourcePlace
    /// Of the mutant's text, and of the rule's name.
    package var mutantPlace: SourcePlace
    package var rulePlace: SourcePlace
}
