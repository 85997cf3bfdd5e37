import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

extension JSONWriter {
    /// `parameters: [{name, type, value, written, origin, set_by, place}]`
    mutating func parameters(of bound: BoundRule) {
        member("parameters", array: zip(bound.rule.parameters, bound.parameters).enumerated()) { writer, entry in
            let (parameter, value) = entry.element
            writer.object { writer in
                writer.member("name", parameter.name.text)
                writer.member("type", parameter.type.rawValue)
                writer.member("value") { $0.value(value.value) }
                writer.member("written", bound.written(parameter: entry.offset))
                writer.origin(value.origin)
                writer.member("place", value.place)
            }
        }
    }

    /// `origin`: default, profile, attachment or case; `set_by`: its name.
    mutating func origin(_ origin: BoundParameter.Origin) {
        switch origin {
        case .ruleDefault:
            member("origin", "default")
            member("set_by", nil as String?)
        case .profile(let name):
            member("origin", "profile")
            member("set_by", name)
        case .attachment(let name):
            member("origin", "attachment")
            member("set_by", name)
        case .testCase(let name):
            member("origin", "case")
            member("set_by", name)
        }
    }
}
