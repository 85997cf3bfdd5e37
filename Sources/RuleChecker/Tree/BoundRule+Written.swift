package import ResourceDocuments
package import RuleSyntax
package import SourceText

extension BoundRule {
    /// A quantity or a span of time as a rule, a profile or an attachment writes it for a parameter: `5Gi`, `12w`. nil of every other value.
    package func written(parameter index: Int) -> String? {
        guard rule.parameters.indices.contains(index), parameters.indices.contains(index),
            let place = parameters[index].place
        else { return nil }
        return parameters[index].value.written(at: place, as: rule.parameters[index].type)
    }
}

extension Value {
    /// A quantity or a span of time as it stands at a place; nil of every other value.
    ///
    /// - Parameter type: of the parameter that has the value.
    package func written(at place: SourcePlace, as type: TypeName) -> String? {
        let written = String(
            place.text.trimmingPrefix { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" })
        switch self {
        case .span(let span): return TimeSpan(written) == span ? written : nil
        case .number(let number):
            guard type == .quantity, Quantity.parse(written) == number, ExactNumber(written) == nil else { return nil }
            return written
        case .boolean, .string, .list, .map, .address, .instant, .version, .pattern: return nil
        }
    }
}
