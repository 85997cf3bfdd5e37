import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// Reads a setting as its parameter's type and asks the rule's constraints of it.
enum ParameterBinding {
    struct Fault: Error {
        let diagnostic: Diagnostic
    }

    static func bind(
        _ setting: ParameterSetting, to parameter: CheckedParameter, origin: BoundParameter.Origin
    ) -> Result<BoundParameter, Fault> {
        if let written = setting.declaredType, written != parameter.type {
            return .failure(
                Fault(
                    diagnostic: ParameterDiagnostics.otherType(
                        setting, written: written, declared: parameter.type, declaration: parameter.place)))
        }
        switch ParameterText.value(setting.value.node, as: parameter.type) {
        case .failure(let fault):
            return .failure(
                Fault(
                    diagnostic: ParameterDiagnostics.unreadableValue(
                        setting, type: parameter.type, fault: fault, declaration: parameter.place)))
        case .success(let value):
            if let broken = brokenConstraint(of: parameter, value) {
                return .failure(
                    Fault(
                        diagnostic: ParameterDiagnostics.outOfConstraint(
                            setting, value: broken.value.quoted, constraint: broken.constraint.place)))
            }
            return .success(BoundParameter(value: value, origin: origin, place: setting.value.place))
        }
    }

    /// The first constraint that does not hold, and the value or element of which it does not. What a constraint does
    /// not decide is not allowed either.
    private static func brokenConstraint(
        of parameter: CheckedParameter, _ value: Value
    ) -> (constraint: CheckedParameter.Constraint, value: Value)? {
        for constraint in parameter.constraints {
            var subjects = [value]
            if constraint.each, case .list(let elements) = value { subjects = elements }
            for subject in subjects where Tracer.holds(constraint.condition, slots: [subject]) != .true {
                return (constraint, subject)
            }
        }
        return nil
    }
}
