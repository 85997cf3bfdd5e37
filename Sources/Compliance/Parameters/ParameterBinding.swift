import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// Reads an entry's value as its parameter's type and asks the rule's constraints of it.
enum ParameterBinding {
    struct Fault: Error {
        let diagnostic: Diagnostic
    }

    static func bind(
        _ entry: ParameterEntry, to parameter: CheckedParameter, origin: BoundParameter.Origin
    ) -> Result<BoundParameter, Fault> {
        if let written = entry.declaredType, !fits(written, parameter.type) {
            return .failure(
                Fault(
                    diagnostic: ParameterDiagnostics.otherType(
                        entry, written: written, declared: parameter.type, declaration: parameter.place)))
        }
        switch read(entry.value, writtenAs: entry.declaredType, as: parameter.type) {
        case .failure(let fault):
            return .failure(Fault(diagnostic: .unreadableParameter(parameter, fault, at: entry.value.place)))
        case .success(let value):
            if let broken = ParameterBinder.brokenConstraint(of: parameter, by: value) {
                return .failure(
                    Fault(
                        diagnostic: .outOfConstraint(
                            broken.value, parameter, broken.constraint, at: entry.value.place)))
            }
            return .success(BoundParameter(value: value, origin: origin, place: entry.value.place))
        }
    }

    /// What Terraform's users write for a list is text, and called so.
    private static func fits(_ written: TypeName, _ declared: TypeName) -> Bool {
        written == declared || (written == .string && isList(declared))
    }

    private static func isList(_ type: TypeName) -> Bool {
        switch type {
        case .stringList, .ipList, .numericList, .list: true
        case .string, .numeric, .quantity, .boolean, .timestamp, .duration, .version, .ip, .pattern, .map, .general:
            false
        }
    }

    private static func read(
        _ written: PlacedNode, writtenAs declared: TypeName?, as type: TypeName
    ) -> Result<Value, ParameterText.Fault> {
        guard let raw = written.node.value else {
            let found = "\(written.kindName) with a null or a key that stands twice"
            return .failure(ParameterText.Fault(found: found, wanted: "\(type.rawValue)", hint: nil))
        }
        // As a number 1.10 would be 1.1.
        if type == .version, let text = written.node.numberText { return ParameterText.value(.string(text), as: type) }
        // `"1.3"` of a list that is called a string is a list of one.
        if declared == .string, isList(type), case .string(let text) = raw, !ParameterText.looksLikeList(text) {
            return ParameterText.value(.list([raw]), as: type)
        }
        return ParameterText.value(raw, as: type)
    }
}
