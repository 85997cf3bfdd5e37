import ResourceDocuments
import SourceText

/// The functions in the properties of CloudFormation's resources that no reader resolved: a map of one member, `Ref` or `Fn::…`.
/// What such a function gives is known when the stack is made, so the map becomes an undetermined value that keeps its member.
///
/// The resource's kind decides, not the file it came in: what a template means, it means in a case and in an envelope too.
/// Source: "Intrinsic function reference" in the CloudFormation template reference.
enum TemplateFunctions {
    /// The first words of the kinds that a template declares.
    private static let services = ["AWS", "Alexa", "Custom"]

    static func mayStand(in kind: String) -> Bool {
        guard let end = kind.firstRange(of: "::") else { return false }
        return services.contains { $0 == kind[..<end.lowerBound] }
    }

    static func isFunction(_ value: DocumentNode) -> Bool { name(of: value) != nil }

    /// The document with the functions in these resources undetermined, and the same where there are none. Paths lead where they
    /// did; words do not.
    static func marking(_ parts: [ResourceParts], in document: Document) -> Document {
        var functions: Set<DocumentCursor.Identity> = []
        for parts in parts where parts.kind.text.map(mayStand) ?? false {
            for path in [parts.properties.path] + parts.attributes.values.compactMap(\.path) {
                DocumentCursor(document, at: path).map { collect(from: $0, into: &functions) }
            }
        }
        if functions.isEmpty { return document }
        var builder = DocumentBuilder(source: document.source, medium: document.medium, keys: document.keys)
        builder.copy(DocumentCursor(document)) { write($0, among: functions, into: &$1) }
        return builder.finish() ?? document
    }

    private static func collect(from value: DocumentCursor, into functions: inout Set<DocumentCursor.Identity>) {
        if isFunction(value.node) { functions.insert(value.identity) }
        for element in value.elements { collect(from: element, into: &functions) }
        for (_, member) in value.members { collect(from: member, into: &functions) }
    }

    private static func write(
        _ value: DocumentCursor, among functions: Set<DocumentCursor.Identity>, into builder: inout DocumentBuilder
    ) -> Bool {
        guard functions.contains(value.identity), let name = shownName(of: value) else { return false }
        if isNothing(value.node) {
            builder.null(at: value.span)
            return true
        }
        builder.beginMap()
        builder.copyMembers(of: value) { write($0, among: functions, into: &$1) }
        builder.endMap(at: value.span, undeterminedAs: name, mayBeNothing: mayBeNothing(value.node))
        return true
    }

    /// A name that holds what nobody may be shown says where it is written in its stead, so that no other is called so.
    private static func shownName(of value: DocumentCursor) -> String? {
        guard let name = name(of: value.node) else { return nil }
        guard value.document.source.hasMask, let place = value.place, place.holdsMasked else { return name }
        let position = place.position
        return "\(name.prefix { $0 != " " }) (sensitive, at \(position.line):\(position.column))"
    }

    private static func isNothing(_ value: DocumentNode) -> Bool {
        value.count == 1 && value["Ref"]?.string == "AWS::NoValue"
    }

    /// A choice of which some branch is nothing.
    private static func mayBeNothing(_ value: DocumentNode) -> Bool {
        guard value.count == 1, let branches = value["Fn::If"]?.elements.dropFirst() else { return false }
        return branches.contains { isNothing($0) || mayBeNothing($0) }
    }

    /// As YAML's short form has it: `!Ref Key`, `!GetAtt Key.Arn`, `!If [IsProduction, true, false]`; nil of what is no function.
    private static func name(of value: DocumentNode) -> String? {
        guard value.kind == .map, value.count == 1, let (function, argument) = value.entries.first else { return nil }
        if function == "Ref" { return "!Ref \(text(of: argument))" }
        guard function.hasPrefix("Fn::") else { return nil }
        let short = function.dropFirst("Fn::".count)
        let parts = argument.elements.compactMap(\.string)
        if short == "GetAtt", !parts.isEmpty, parts.count == argument.count {
            return "!GetAtt \(parts.joined(separator: "."))"
        }
        return "!\(short) \(text(of: argument))"
    }

    private static func text(of value: DocumentNode) -> String {
        switch value.kind {
        case .null: "null"
        case .boolean: value.bool == true ? "true" : "false"
        case .number: value.numberText ?? ""
        case .string: value.string ?? ""
        case .undetermined: value.undeterminedName ?? ""
        case .list: "[\(value.elements.map(text).joined(separator: ", "))]"
        case .map:
            name(of: value) ?? "{\(value.entries.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", "))}"
        }
    }
}
