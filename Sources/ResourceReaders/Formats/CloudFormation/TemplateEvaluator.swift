import ResourceDocuments

/// The intrinsic functions of a template, as far as parameters' defaults, mappings and conditions decide them.
///
/// What depends on the account, the region, another stack or a resource is known when the stack is made: `AWS::Region`,
/// `Fn::GetAtt`, `Fn::ImportValue`, `Fn::GetAZs`. A call with wrong arguments is decided by nobody. Source: "Intrinsic function
/// reference" of the CloudFormation user guide, with the transform `AWS::LanguageExtensions`.
struct TemplateEvaluator {
    var parameters: TemplateParameters
    private let mappings: DocumentCursor?
    private let conditionSection: DocumentCursor?
    private var conditions: [String: Bool] = [:]

    /// Calls inside each other; no template that a person writes comes near.
    private static let deepestNesting = 48

    init(_ template: DocumentCursor) {
        parameters = TemplateParameters(template["Parameters"])
        mappings = template["Mappings"]
        conditionSection = template["Conditions"]
        conditions = TemplateConditions.decided(in: conditionSection, by: self)
    }

    /// The same within a resource that has a condition: a stack has the resource only where it holds. Where the defaults say that it does
    /// not hold, that stack has other parameters, so they decide nothing of the resource, but for those that the condition itself decides.
    func given(_ condition: String) -> TemplateEvaluator {
        if conditions[condition] == true { return self }
        var functions = self
        functions.conditions = [:]
        if conditions[condition] == false { functions.parameters = parameters.withoutDefaults }
        functions.parameters.set(
            TemplateConditions.parameters(where: condition, in: conditionSection, by: functions))
        functions.conditions = TemplateConditions.decided(in: conditionSection, by: functions, given: condition)
        return functions
    }

    /// The name that a text is, with the variables of loops in it.
    func name(_ text: DocumentCursor) -> String? {
        text.string.map { TemplateLoop.substitute(parameters.variables, in: $0) }
    }

    func binding(_ variables: [String: String]) -> TemplateEvaluator {
        var functions = self
        functions.parameters.variables = variables
        return functions
    }

    func binding(_ variable: String, to text: String) -> TemplateEvaluator {
        binding(parameters.variables.merging([variable: text]) { $1 })
    }

    /// What a value stands for; nil where that is not decided.
    func value(of value: DocumentCursor, nesting: Int = 0) -> TemplateValue? {
        guard let chosen = chosen(value, nesting: nesting) else { return nil }
        guard let call = TemplateCall(chosen) else { return TemplateValue(chosen) }
        return result(of: call, nesting: nesting + 1)
    }

    /// The part of the template that a value stands for: itself, or what a choice in its stead leads to. nil where that is not decided.
    func chosen(_ value: DocumentCursor, nesting: Int = 0) -> DocumentCursor? {
        guard nesting < Self.deepestNesting else { return nil }
        guard let call = TemplateCall(value), call.isChoice else { return value }
        return choice(of: call, nesting: nesting).flatMap { chosen($0, nesting: nesting + 1) }
    }

    /// The branch that `Fn::If` takes, the element that `Fn::Select` takes; nil of other calls, and where it is not decided.
    func choice(of call: TemplateCall, nesting: Int = 0) -> DocumentCursor? {
        guard call.isChoice else { return nil }
        let arguments = call.argument.elements
        if call.function == "Fn::If" {
            guard arguments.count == 3, let name = name(arguments[0]), let holds = conditions[name] else { return nil }
            return arguments[holds ? 1 : 2]
        }
        guard arguments.count == 2, let index = index(arguments[0], nesting: nesting + 1),
            let elements = certainElements(of: arguments[1], nesting: nesting + 1), index < elements.count
        else { return nil }
        return elements[index]
    }

    private func result(of call: TemplateCall, nesting: Int) -> TemplateValue? {
        guard nesting < Self.deepestNesting else { return nil }
        if call.isNoValue { return .nothing }
        switch call.function {
        case "Ref": return name(call.argument).flatMap { parameters[$0] }
        case "Fn::FindInMap": return found(by: call.argument, nesting: nesting)
        case "Fn::Select":
            let arguments = call.argument.elements
            guard arguments.count == 2, let index = index(arguments[0], nesting: nesting),
                let elements = elements(of: arguments[1], nesting: nesting), index < elements.count
            else { return nil }
            return elements[index]
        case "Fn::Length":
            if call.argument.kind == .list {
                return certainElements(of: call.argument, nesting: nesting).map { .number("\($0.count)") }
            }
            return elements(of: call.argument, nesting: nesting).map { .number("\($0.count)") }
        case "Fn::Cidr": return blocks(by: call.argument, nesting: nesting)
        case "Fn::Split", "Fn::Join", "Fn::Sub", "Fn::Base64", "Fn::ToJsonString":
            return made(by: call, nesting: nesting)
        default: return nil
        }
    }

    /// The elements of a list, with those left out that are nothing; nil where one of them is not decided.
    func elements(of value: DocumentCursor, nesting: Int) -> [TemplateValue]? {
        guard let list = self.value(of: value, nesting: nesting) else { return nil }
        switch list {
        case .list(let elements): return elements
        case .constant(let list) where list.kind == .list:
            return list.elements.map { TemplateValue($0, isConstant: true) }
        case .written(let list) where list.kind == .list:
            var elements: [TemplateValue] = []
            for element in list.elements {
                guard let element = self.value(of: element, nesting: nesting) else { return nil }
                if case .nothing = element { continue }
                elements.append(element)
            }
            return elements
        case .written, .constant, .nothing, .boolean, .number, .text: return nil
        }
    }

    /// The elements of a written list without those that are nothing, also where it is not decided what they are; nil where it is not
    /// decided whether one of them is anything.
    private func certainElements(of list: DocumentCursor, nesting: Int) -> [DocumentCursor]? {
        var elements: [DocumentCursor] = []
        for element in list.elements {
            guard let chosen = chosen(element, nesting: nesting + 1) else { return nil }
            if TemplateCall(chosen)?.isNoValue != true { elements.append(chosen) }
        }
        return elements
    }

    func index(_ value: DocumentCursor, nesting: Int) -> Int? {
        guard let index = text(of: value, nesting: nesting).flatMap({ Int($0) }), index >= 0 else { return nil }
        return index
    }

    func text(of value: DocumentCursor, nesting: Int) -> String? { self.value(of: value, nesting: nesting)?.text }

    /// `[MAP, KEY, KEY]`, and with the language extensions `{"DefaultValue": …}` behind them.
    private func found(by argument: DocumentCursor, nesting: Int) -> TemplateValue? {
        let arguments = argument.elements
        guard arguments.count == 3 || arguments.count == 4,
            let map = text(of: arguments[0], nesting: nesting), let first = text(of: arguments[1], nesting: nesting),
            let second = text(of: arguments[2], nesting: nesting)
        else { return nil }
        if let value = mappings?[map]?[first]?[second] { return TemplateValue(value, isConstant: true) }
        return arguments.last?["DefaultValue"].flatMap { value(of: $0, nesting: nesting) }
    }
}
