import ResourceDocuments
import SourceText

/// Writes parts of a template with their functions resolved, over the template's own text: every value has the place of what it was worked
/// out from, or of the call that gives it.
///
/// A call that is not decided stays the map that it is, with what is decided inside it.
struct TemplateWriter {
    private var builder: DocumentBuilder
    /// What may still be made that the template does not hold itself, in bytes: texts, and values of loops. (CloudFormation takes
    /// templates of 1 MB.)
    private var budget = 16 << 20
    /// Of a value with its place, about.
    private static let valueCost = 64
    /// The loops that could not be written.
    private(set) var unwrittenLoops: [DocumentCursor] = []

    private init(_ document: Document) {
        builder = DocumentBuilder(source: document.source, medium: document.medium, keys: document.keys)
    }

    /// A document of the same members of a template, resolved; nil where it is larger than a document can be.
    static func resolved(
        _ members: [String], of template: DocumentCursor
    ) -> (document: Document, unwrittenLoops: [DocumentCursor])? {
        var writer = TemplateWriter(template.document)
        let functions = TemplateEvaluator(template)
        writer.builder.beginMap()
        for member in members {
            guard let value = template[member] else { continue }
            writer.builder.key(member, at: value.keySpan)
            writer.write(value, functions)
        }
        writer.builder.endMap(at: template.span)
        let loops = writer.unwrittenLoops
        return writer.builder.finish().map { ($0, loops) }
    }

    private mutating func write(_ value: DocumentCursor, _ functions: TemplateEvaluator) {
        guard budget > 0 else { return builder.copy(value) }
        let isLooped = !functions.parameters.variables.isEmpty
        if isLooped { budget -= Self.valueCost }
        if let call = TemplateCall(value) { return write(call, value, functions) }
        switch value.kind {
        case .string where isLooped:
            let text = TemplateLoop.substitute(functions.parameters.variables, in: value.string ?? "")
            write(.text(text), at: value.span, functions)
        case .null, .boolean, .number, .string, .undetermined: builder.copy(value)
        case .list:
            builder.beginList()
            for element in value.elements where !isNothing(element, functions) { write(element, functions) }
            builder.endList(at: value.span)
        case .map:
            builder.beginMap()
            writeMembers(of: value, functions)
            builder.endMap(at: value.span)
        }
    }

    /// A resource whose condition is false under the defaults: a stack that has it has other parameters, so they decide nothing of it.
    private func isOfAnotherStack(_ value: DocumentCursor, _ functions: TemplateEvaluator) -> Bool {
        guard value.kind == .map, value["Type"]?.string != nil, let condition = value["Condition"]?.string else {
            return false
        }
        return functions.conditions[condition] == false
    }

    /// An element that is nothing is no element.
    private func isNothing(_ element: DocumentCursor, _ functions: TemplateEvaluator) -> Bool {
        functions.chosen(element).flatMap { TemplateCall($0) }?.isNoValue == true
    }

    private mutating func writeMembers(of map: DocumentCursor, _ functions: TemplateEvaluator) {
        let variables = functions.parameters.variables
        for (key, value) in map.members {
            if TemplateLoop.isLoop(key) {
                guard let loop = TemplateLoop(value, by: functions), writeTurns(of: loop, functions) else {
                    unwrittenLoops.append(value)
                    continue
                }
            } else {
                builder.key(TemplateLoop.substitute(variables, in: key), at: value.keySpan)
                if variables.isEmpty, isOfAnotherStack(value, functions) {
                    builder.copy(value)
                } else {
                    write(value, functions)
                }
            }
        }
    }

    /// False where the loop makes more than there is room for.
    private mutating func writeTurns(of loop: TemplateLoop, _ functions: TemplateEvaluator) -> Bool {
        for value in loop.values {
            guard budget > 0 else { return false }
            writeMembers(of: loop.body, functions.binding(loop.variable, to: value))
        }
        return true
    }

    private mutating func write(_ call: TemplateCall, _ value: DocumentCursor, _ functions: TemplateEvaluator) {
        if call.isTransform { return builder.copy(value) }
        if let choice = functions.choice(of: call) { return write(choice, functions) }
        if let result = functions.value(of: value) { return write(result, at: value.span, functions) }
        builder.beginMap()
        builder.key(call.function, at: call.argument.keySpan)
        writeArgument(call.argument, functions)
        builder.endMap(at: value.span)
    }

    /// Arguments are known by their positions: one that is nothing stays.
    private mutating func writeArgument(_ argument: DocumentCursor, _ functions: TemplateEvaluator) {
        guard argument.kind == .list else { return write(argument, functions) }
        builder.beginList()
        for element in argument.elements {
            if TemplateCall(element)?.isNoValue == true { builder.copy(element) } else { write(element, functions) }
        }
        builder.endList(at: argument.span)
    }

    private mutating func write(_ value: TemplateValue, at span: SourceSpan?, _ functions: TemplateEvaluator) {
        switch value {
        case .nothing: builder.null(at: span)
        case .boolean(let value): builder.bool(value, at: span)
        case .number(let text): builder.number(text, at: span)
        case .text(let text):
            budget -= text.utf8.count
            builder.string(text, at: span)
        case .list(let elements):
            builder.beginList()
            for element in elements { write(element, at: span, functions) }
            builder.endList(at: span)
        case .written(let value): write(value, functions)
        case .constant(let value): builder.copy(value)
        }
    }
}
