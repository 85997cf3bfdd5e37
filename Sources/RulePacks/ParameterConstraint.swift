package import ResourceDocuments
import RuleChecker
package import RuleSyntax
import SourceText

/// What a document asks of a parameter's value, in the words that a rule has behind a parameter's type: `is at most 7200`,
/// `that each is one of ["1.2", "1.3"]`. The first `that` may be left out.
package struct ParameterConstraint: Sendable {
    /// Why a text is not a constraint.
    package struct Fault: Error, Hashable {
        package let message: String
        package let hint: String?
    }

    /// Without the first `that`.
    package let text: String
    private let parameter: CheckedParameter

    /// - Parameter type: of the parameter whose values are meant; it decides how literals are read.
    package static func read(_ text: String, type: TypeName) -> Result<ParameterConstraint, Fault> {
        var text = ListText.trimmed(text)
        if text.hasPrefix("that ") { text = ListText.trimmed(String(text.dropFirst(5))) }
        // The rule language has no constraint that stands alone, so this one gets a rule around it.
        let rule = "rule r {\n  param p: \(type.rawValue) that \(text)\n  for account\n  require @id is present\n}\n"
        let (file, syntaxFaults) = Parser.parse(SourceFile(name: "parameter_constraint", text: rule))
        let (rules, faults) = syntaxFaults.isEmpty ? Checker.check([RuleModule(file: file)]) : ([], [])
        if let fault = (syntaxFaults + faults).first(where: \.isError) {
            return .failure(Fault(message: fault.message, hint: fault.hint))
        }
        guard rules.count == 1, let only = rules.first, only.clauses.count == 1, only.parameters.count == 1,
            let parameter = only.parameters.first, !parameter.constraints.isEmpty, parameter.defaultValue == nil
        else { return .failure(Fault(message: "'\(text)' says more than what a value must be", hint: nil)) }
        return .success(ParameterConstraint(text: text, parameter: parameter))
    }

    /// The value, or the element of it, that the constraint does not hold of; nil where it holds. What it does not decide
    /// does not hold.
    package func broken(by value: Value) -> Value? {
        ParameterBinder.brokenConstraint(of: parameter, by: value)?.value
    }
}
