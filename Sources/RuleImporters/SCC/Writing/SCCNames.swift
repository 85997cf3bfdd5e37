/// Which names mean what at one place of a rule.
struct SCCNames {
    /// Parameters and variables: a property of the same name is written `this.name`.
    private(set) var taken: Set<String>
    /// The variable of each `ref` around the place; the rule's own target is nobody's variable.
    private var variables: [String: String?] = [:]
    /// The variable whose properties a bare path means; nil for the resource under test.
    private(set) var subject: String?
    let types: [String: SCCParameter.ValueType]

    init(_ rule: SCCRule) {
        types = Dictionary(rule.parameters.map { ($0.name, $0.type) }) { first, _ in first }
        taken = Set(types.keys)
        if let reference = rule.target.reference { variables[reference] = .some(nil) }
    }

    /// The names inside a sub-rule on `target`, and its variable.
    ///
    /// The variable is named as the target's `ref` where that is used, else as the kind of resource.
    func inside(_ target: SCCTarget, isReferred: Bool) -> (names: SCCNames, variable: String) {
        let kind = target.kind == "instance" ? target.service : target.kind
        let last = kind.split { $0 == "." || $0 == "-" || $0 == "/" }.last.map(String.init) ?? ""
        let wanted = isReferred ? target.reference : nil
        let variable = unused([wanted, RuleName.slug(last, limit: 40)].compactMap(\.self))
        var names = self
        names.taken.insert(variable)
        names.subject = variable
        if let reference = target.reference { names.variables[reference] = variable }
        return (names, variable)
    }

    /// The first of the candidates that is free, else the last with a number behind it.
    func unused(_ candidates: [String]) -> String {
        let candidates = candidates.filter(RuleName.isName)
        if let free = candidates.first(where: { RuleName.isFree($0) && !taken.contains($0) }) { return free }
        let stem = candidates.first ?? "resource"
        var number = 2
        while taken.contains("\(stem)_\(number)") { number += 1 }
        return "\(stem)_\(number)"
    }

    /// The path to a property of what is being judged.
    func path(_ property: [String]) -> String {
        if let subject { return Self.path(subject, property) }
        guard let first = property.first, RuleName.isFree(first), !taken.contains(first) else {
            return Self.path("this", property)
        }
        return Self.path(first, property.dropFirst())
    }

    /// The path to a property of the target that has that `ref`.
    func path(of reference: String, _ property: [String]) -> String {
        Self.path((variables[reference] ?? nil) ?? "this", property)
    }

    private static func path(_ root: String, _ steps: some Sequence<String>) -> String {
        root + steps.map { "." + (RuleName.isName($0) ? $0 : SCCRuleWriter.quoted($0)) }.joined()
    }
}
