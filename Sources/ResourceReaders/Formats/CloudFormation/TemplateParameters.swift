import ResourceDocuments
import SourceText

/// The defaults of a template's parameters, and the variables of its loops.
struct TemplateParameters {
    private var values: [String: TemplateValue] = [:]
    private var types: [String: String] = [:]
    private var secretNames: Set<String> = []
    /// Where the defaults stand that nobody may be shown, by their parameters' names.
    private(set) var secrets: [String: SourceSpan] = [:]
    /// The variables of the loops around, by name.
    var variables: [String: String] = [:]

    init(_ parameters: DocumentCursor?) {
        for (name, parameter) in parameters?.members ?? [] {
            let type = parameter["Type"]?.string ?? "String"
            types[name] = type
            let isSecret = TemplateSecrets.isSecret(parameter)
            if isSecret { secretNames.insert(name) }
            guard let value = parameter["Default"] else { continue }
            values[name] = Self.meaning(of: value, type: type)
            if isSecret { secrets[name] = value.span }
        }
    }

    /// Gives parameters other values than their defaults, but for those that nobody may be shown.
    mutating func set(_ texts: [String: String]) {
        for (name, text) in texts {
            guard let type = types[name], !secretNames.contains(name) else { continue }
            values[name] = Self.meaning(of: text, type: type)
        }
    }

    subscript(name: String) -> TemplateValue? { variables[name].map { .text($0) } ?? values[name] }

    /// The variables alone: those of a stack that was given other parameters.
    var withoutDefaults: TemplateParameters {
        var parameters = self
        parameters.values = [:]
        return parameters
    }

    /// The same without those that nobody may be shown.
    var withoutSecrets: TemplateParameters {
        var parameters = self
        for name in secrets.keys { parameters.values[name] = nil }
        return parameters
    }

    /// A default is written as text whatever it is meant to be. CloudFormation has no boolean parameters, so `true` and
    /// `false` are booleans: that is what such a parameter is for. The default of a parameter of the Systems Manager's is the name of a
    /// value, not the value.
    private static func meaning(of value: DocumentCursor, type: String) -> TemplateValue? {
        guard let text = value.string else {
            return type.hasPrefix("AWS::SSM::") ? nil : TemplateValue(value, isConstant: true)
        }
        return meaning(of: text, type: type)
    }

    private static func meaning(of text: String, type: String) -> TemplateValue? {
        if type.hasPrefix("AWS::SSM::") { return nil }
        if text.utf8.count > TemplateValue.mostTextBytes { return nil }
        if type == "CommaDelimitedList" || type.hasPrefix("List<") {
            let elements = text.split(separator: ",").map { $0.trimmingSpaces }
            return .list(elements.map { type == "List<Number>" ? .number($0) : .text($0) })
        }
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: return type == "Number" ? .number(text) : .text(text)
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
