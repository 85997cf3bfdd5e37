import ResourceDocuments
import SourceText

/// What the intrinsic functions of a template are, as far as the template itself decides it.
///
/// `Ref` of a parameter with a default is that default, and so is `${Name}` in `Fn::Sub` where all of its names are
/// such parameters. `Ref: AWS::NoValue` is nothing at all. Every other function stays the map that it is: what it gives is known when the
/// stack is made.
struct TemplateReferences {
    private enum Default {
        case value(DocumentCursor)
        case boolean(Bool)
        /// A number in JSON's grammar, or text.
        case number(String)
        case list([String])
    }

    private let defaults: [String: Default]

    init(parameters: DocumentCursor?) {
        var defaults: [String: Default] = [:]
        for (name, parameter) in parameters?.members ?? [] {
            guard let value = parameter["Default"] else { continue }
            defaults[name] = Self.meaning(of: value, type: parameter["Type"]?.string ?? "String")
        }
        self.defaults = defaults
    }

    /// A default is written as text whatever it is meant to be. CloudFormation has no boolean parameters, so `true` and
    /// `false` are booleans: that is what such a parameter is for. The default of a parameter of the Systems Manager's is the name of a
    /// value, not the value.
    private static func meaning(of value: DocumentCursor, type: String) -> Default? {
        if type.hasPrefix("AWS::SSM::") { return nil }
        guard let text = value.string else { return .value(value) }
        if type == "CommaDelimitedList" || type.hasPrefix("List<") {
            return .list(text.split(separator: ",").map { $0.trimmingSpaces })
        }
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: return type == "Number" ? .number(text) : .value(value)
        }
    }

    /// For `DocumentBuilder.copy`.
    func rewrite(_ value: DocumentCursor, into builder: inout DocumentBuilder) -> Bool {
        if value.kind == .list { return rewriteList(value, into: &builder) }
        guard let (function, argument) = Self.function(of: value), let text = argument.string else { return false }
        let span = value.span
        switch function {
        case "Ref":
            if text == Self.noValue {
                builder.null(at: span)
                return true
            }
            guard let found = defaults[text] else { return false }
            write(found, at: span, into: &builder)
            return true
        case "Fn::Sub":
            guard let resolved = substitute(text) else { return false }
            builder.string(resolved, at: span)
            return true
        default: return false
        }
    }

    private static let noValue = "AWS::NoValue"

    private static func function(of value: DocumentCursor) -> (String, DocumentCursor)? {
        guard value.kind == .map, value.node.count == 1, let member = value.members.first else { return nil }
        return (member.key, member.value)
    }

    /// An element that is `AWS::NoValue` is no element.
    private func rewriteList(_ list: DocumentCursor, into builder: inout DocumentBuilder) -> Bool {
        func isNothing(_ element: DocumentCursor) -> Bool {
            guard let (function, argument) = Self.function(of: element) else { return false }
            return function == "Ref" && argument.string == Self.noValue
        }
        let elements = list.elements
        guard elements.contains(where: isNothing) else { return false }
        builder.beginList()
        for element in elements where !isNothing(element) { builder.copy(element, rewriting: rewrite) }
        builder.endList(at: list.span)
        return true
    }

    private func write(_ value: Default, at span: SourceSpan?, into builder: inout DocumentBuilder) {
        switch value {
        case .value(let value):
            switch value.kind {
            case .string: builder.string(value.string ?? "", at: span)
            case .number: builder.number(value.node.numberText ?? "0", at: span)
            case .boolean: builder.bool(value.node.bool ?? false, at: span)
            case .null, .list, .map, .undetermined: builder.copy(value)
            }
        case .boolean(let value): builder.bool(value, at: span)
        case .number(let text): builder.number(text, at: span)
        case .list(let texts):
            builder.beginList()
            for text in texts { builder.string(text, at: span) }
            builder.endList(at: span)
        }
    }

    /// The text with its `${Name}` replaced; nil where one of them is not known. `${!Name}` stands for `${Name}`.
    private func substitute(_ text: String) -> String? {
        var result = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "${") {
            result += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstIndex(of: "}") else { return nil }
            let name = rest[open.upperBound..<close]
            if name.hasPrefix("!") {
                result += "${\(name.dropFirst())}"
            } else if let value = defaults[String(name)].flatMap(Self.text) {
                result += value
            } else {
                return nil
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func text(of value: Default) -> String? {
        switch value {
        case .value(let value): value.string ?? value.node.numberText ?? value.node.bool.map { "\($0)" }
        case .boolean(let value): "\(value)"
        case .number(let text): text
        case .list(let texts): texts.joined(separator: ",")
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
