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
    /// The functions where a condition holds, by its name: many resources have the same.
    private var givenConditions: [String: TemplateEvaluator] = [:]
    /// The loops that could not be written.
    private(set) var unwrittenLoops: [DocumentCursor] = []

    private init(_ document: Document) {
        builder = DocumentBuilder(source: document.source, medium: document.medium, keys: document.keys)
    }

    /// A template's resources with their functions resolved, and what they share as each of their conditions has it; nil where this is
    /// larger than a document can be.
    static func resolved(_ template: DocumentCursor) -> ResolvedTemplate? {
        var writer = TemplateWriter(template.document)
        let functions = TemplateEvaluator(template)
        writer.builder.beginMap()
        if let resources = template["Resources"], resources.kind == .map {
            writer.builder.key(ResolvedTemplate.resources)
            writer.builder.beginMap()
            writer.writeMembers(of: resources, areResources: true, functions)
            writer.builder.endMap(at: resources.span)
        }
        if let globals = template["Globals"] {
            writer.builder.key(ResolvedTemplate.unconditionalGlobals)
            writer.write(globals, functions)
            writer.builder.key(ResolvedTemplate.conditionalGlobals)
            writer.builder.beginMap()
            for (condition, functions) in writer.givenConditions.sorted(by: { $0.key < $1.key }) {
                writer.builder.key(condition)
                writer.write(globals, functions)
            }
            writer.builder.endMap()
        }
        writer.builder.endMap(at: template.span)
        let loops = writer.unwrittenLoops
        return writer.builder.finish().map { ResolvedTemplate($0, unwrittenLoops: loops) }
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

    /// An element that is nothing is no element.
    private func isNothing(_ element: DocumentCursor, _ functions: TemplateEvaluator) -> Bool {
        functions.chosen(element).flatMap { TemplateCall($0) }?.isNoValue == true
    }

    private mutating func writeMembers(
        of map: DocumentCursor, areResources: Bool = false, _ functions: TemplateEvaluator
    ) {
        let variables = functions.parameters.variables
        for (key, value) in map.members {
            if TemplateLoop.isLoop(key) {
                guard let loop = TemplateLoop(value, by: functions),
                    writeTurns(of: loop, areResources: areResources, functions)
                else {
                    unwrittenLoops.append(value)
                    continue
                }
            } else {
                builder.key(TemplateLoop.substitute(variables, in: key), at: value.keySpan)
                write(value, areResources ? self.functions(within: value, functions) : functions)
            }
        }
    }

    /// The functions as the resource's own condition has them.
    private mutating func functions(
        within resource: DocumentCursor, _ functions: TemplateEvaluator
    ) -> TemplateEvaluator {
        guard let written = resource["Condition"]?.string else { return functions }
        let condition = TemplateLoop.substitute(functions.parameters.variables, in: written)
        let given = givenConditions[condition] ?? functions.given(condition)
        givenConditions[condition] = given
        return given.binding(functions.parameters.variables)
    }

    /// False where the loop makes more than there is room for.
    private mutating func writeTurns(
        of loop: TemplateLoop, areResources: Bool, _ functions: TemplateEvaluator
    ) -> Bool {
        for value in loop.values {
            guard budget > 0 else { return false }
            writeMembers(of: loop.body, areResources: areResources, functions.binding(loop.variable, to: value))
        }
        return true
    }

    private mutating func write(_ call: TemplateCall, _ value: DocumentCursor, _ functions: TemplateEvaluator) {
        if call.isTransform { return builder.copy(value) }
        if let choice = functions.choice(of: call) { return write(choice, functions) }
        let secret = functions.secret(in: value)
        if let result = functions.value(of: value) { return write(result, at: secret ?? value.span, functions) }
        builder.beginMap()
        builder.key(call.function, at: call.argument.keySpan)
        // What is undetermined has its arguments in its name, and that is shown.
        writeArgument(call.argument, secret == nil ? functions : functions.withoutSecrets)
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
