import ResourceDocuments
import SourceText

/// The names that a template refers to and nobody declares: CloudFormation makes no stack of it, and what they stand for no rule can
/// know.
///
/// Each name is said once, the first of them, with the places where it stands. The walk follows the text, so that a branch that defaults do not choose is
/// looked at too; within a loop a name that is made of its variable is let be.
struct TemplateReferences {
    /// What a name must be, as a message has it.
    enum Role: String {
        case value = "parameter or resource"
        case resource, condition, mapping
    }

    struct Dangling {
        let name: String
        let role: Role
        fileprivate(set) var places: [SourcePlace]
    }

    private let names: TemplateNames
    private var found: [Dangling] = []
    /// The variables of the loops around.
    private var variables: Set<String> = []

    /// Nobody reads more; a template may hold 1 MB of them.
    private static let mostNames = 50

    private init(_ names: TemplateNames) { self.names = names }

    static func faults(in template: DocumentCursor, _ resolved: ResolvedTemplate) -> [Diagnostic] {
        guard let names = TemplateNames(template, resolved) else { return [] }
        var references = TemplateReferences(names)
        for section in ["Resources", "Outputs"] {
            if let section = template[section] { references.visitMembers(of: section) { $0.visitDeclaration($1) } }
        }
        if let section = template["Conditions"] { references.visitMembers(of: section) { $0.visitOperand($1) } }
        if let globals = template["Globals"] { references.visit(globals) }
        return references.found.map { TemplateDiagnostics.dangling($0, among: names) }
    }

    private mutating func visitMembers(
        of map: DocumentCursor, _ visit: (inout Self, DocumentCursor) -> Void
    ) {
        for (key, value) in map.members {
            guard TemplateLoop.isLoop(key) else {
                visit(&self, value)
                continue
            }
            let arguments = value.elements
            guard arguments.count == 3, let variable = arguments[0].string else { continue }
            self.visit(arguments[1])
            let outer = variables
            variables.insert(variable)
            visitMembers(of: arguments[2], visit)
            variables = outer
        }
    }

    /// A resource or an output: its own members are no functions.
    private mutating func visitDeclaration(_ declaration: DocumentCursor) {
        for (key, value) in declaration.members {
            switch key {
            case "Type": continue
            case "Condition": check(value, as: .condition)
            case "DependsOn":
                for name in value.kind == .list ? value.elements : [value] { check(name, as: .resource) }
            default: visit(value)
            }
        }
    }

    private mutating func visit(_ value: DocumentCursor) {
        if let call = TemplateCall(value) { return visit(call) }
        for element in value.elements { visit(element) }
        visitMembers(of: value) { $0.visit($1) }
    }

    private mutating func visit(_ call: TemplateCall) {
        let arguments = call.argument.elements
        switch call.function {
        case "Ref": check(call.argument, as: .value)
        case "Fn::GetAtt":
            check(arguments.first ?? call.argument, as: .resource)
            for argument in arguments.dropFirst() { visit(argument) }
        case "Fn::Sub": visitSubstitution(call.argument)
        case "Fn::If":
            if let condition = arguments.first { check(condition, as: .condition) }
            for argument in arguments.dropFirst() { visit(argument) }
        case "Fn::FindInMap":
            if let map = arguments.first, arguments.last?["DefaultValue"] == nil { check(map, as: .mapping) }
            for argument in arguments { visit(argument) }
        case "Fn::And", "Fn::Or", "Fn::Not": for argument in arguments { visitOperand(argument) }
        default: if !call.isTransform { visit(call.argument) }
        }
    }

    /// Of a condition, another one: `{"Condition": NAME}`.
    private mutating func visitOperand(_ value: DocumentCursor) {
        if value.node.count == 1, let name = value["Condition"] {
            check(name, as: .condition)
        } else {
            visit(value)
        }
    }

    private mutating func visitSubstitution(_ argument: DocumentCursor) {
        let arguments = argument.elements
        let given = arguments.count == 2 ? arguments[1] : nil
        let text = arguments.first ?? argument
        for name in text.string.flatMap({ TemplateSubstitution($0) })?.names ?? [] where given?[name] == nil {
            check(name, as: name.contains(".") ? .resource : .value, at: Self.place(of: "${\(name)}", in: text))
        }
        if let given { visitMembers(of: given) { $0.visit($1) } }
    }

    /// Where a name is written in a text; the text where it is written in another way.
    private static func place(of name: String, in text: DocumentCursor) -> SourcePlace? {
        guard let place = text.place else { return nil }
        let written = place.file.text(of: place.span)
        guard let range = written.firstRange(of: name) else { return FormatDiagnostics.start(of: text) }
        let start = place.span.start + written.utf8.distance(from: written.startIndex, to: range.lowerBound)
        return SourcePlace(place.file, SourceSpan(start, start + name.utf8.count))
    }

    private mutating func check(_ name: DocumentCursor, as role: Role) {
        guard let text = name.string else { return visit(name) }
        check(text, as: role, at: FormatDiagnostics.start(of: name))
    }

    private mutating func check(_ name: String, as role: Role, at place: @autoclosure () -> SourcePlace?) {
        // Behind the first dot is an attribute, or a resource of a module.
        let name = role == .resource ? String(name.prefix { $0 != "." }) : name
        guard !isDeclared(name, as: role), let place = place() else { return }
        if let index = found.firstIndex(where: { $0.name == name && $0.role == role }) {
            found[index].places.append(place)
        } else if found.count < Self.mostNames {
            found.append(Dangling(name: name, role: role, places: [place]))
        }
    }

    private func isDeclared(_ name: String, as role: Role) -> Bool {
        if !variables.isEmpty, variables.contains(name) || name.contains("{") { return true }
        switch role {
        case .value:
            if name.hasPrefix("AWS::") { return TemplateNames.pseudoParameters.contains(name) }
            return names.parameters?.contains(name) ?? true || names.hasResource(name)
        case .resource: return names.hasResource(name)
        case .condition: return names.conditions?.contains(name) ?? true
        case .mapping: return names.mappings?.contains(name) ?? true
        }
    }
}
