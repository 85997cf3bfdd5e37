import RuleSyntax
import SourceText

/// What a bare name means at one place of a rule: a quantifier's variable, else a `let`, else a formal, else a
/// parameter; all else is a property.
struct Bindings {
    struct Variable {
        var slot: Slot
        var type: ValueType
        var view: SchemaView
        var place: SourcePlace
    }

    struct Parameter {
        var index: Int
        var type: ValueType
        var place: SourcePlace
    }

    enum Meaning {
        case slot(Variable)
        case parameter(Parameter)
    }

    private var variables: [(name: String, variable: Variable)] = []
    private var lets: [String: Variable] = [:]
    private(set) var parameters: [String: Parameter] = [:]
    /// Every variable of the clause being checked, in or out of scope: a message sees them all.
    private var clauseVariables: [String: Variable] = [:]
    /// Whether a clause's message is being checked, in calls and indexes too.
    var isInMessage = false
    private(set) var slotCount = 0
    private(set) var usedNames: Set<String> = []

    mutating func newSlot() -> Slot {
        defer { slotCount += 1 }
        return Slot(slotCount)
    }

    mutating func meaning(of name: String) -> Meaning? {
        usedNames.insert(name)
        if let variable = variables.last(where: { $0.name == name })?.variable { return .slot(variable) }
        if let binding = lets[name] { return .slot(binding) }
        if let parameter = parameters[name] { return .parameter(parameter) }
        return isInMessage ? clauseVariables[name].map(Meaning.slot) : nil
    }

    func declared(_ name: String) -> SourcePlace? {
        variables.last { $0.name == name }?.variable.place ?? lets[name]?.place ?? parameters[name]?.place
    }

    mutating func declareLet(_ name: String, _ variable: Variable) { lets[name] = variable }
    mutating func declareParameter(_ name: String, _ parameter: Parameter) { parameters[name] = parameter }

    mutating func beginClause() { clauseVariables = [:] }

    /// A variable that had this name elsewhere in the clause shares its slot, so that the message finds either.
    mutating func enter(_ name: Name, type: ValueType, view: SchemaView, place: SourcePlace) -> Slot {
        let slot = clauseVariables[name.text]?.slot ?? newSlot()
        let variable = Variable(slot: slot, type: type, view: view, place: place)
        variables.append((name.text, variable))
        clauseVariables[name.text] = variable
        return slot
    }

    mutating func leave(_ count: Int) { variables.removeLast(count) }

    /// Every name in scope, for "did you mean".
    var names: [String] { variables.map(\.name) + lets.keys + parameters.keys }
}
