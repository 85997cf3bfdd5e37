import ResourceDocuments
import RuleSyntax
import SourceText

extension BoundRule {
    /// A quantity or a span of time as a rule, a profile or an attachment writes it for a parameter: `5Gi`, `12w`. nil of every other value.
    package func written(parameter index: Int) -> String? {
        guard rule.parameters.indices.contains(index), parameters.indices.contains(index),
            let place = parameters[index].place
        else { return nil }
        let written = String(
            place.text.trimmingPrefix { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" })
        switch parameters[index].value {
        case .span(let span): return TimeSpan(written) == span ? written : nil
        case .number(let number):
            guard rule.parameters[index].type == .quantity, Quantity.parse(written) == number,
                ExactNumber(written) == nil
            else { return nil }
            return written
        case .boolean, .string, .list, .map, .address, .instant, .version, .pattern: return nil
        }
    }
}
