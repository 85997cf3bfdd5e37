import SourceText

/// What a Guard `let` or a rule's parameter stands for: a query is asked anew wherever the name is used.
struct GuardMeaning: Sendable {
    var value: GuardValue
    /// What the value's own names are looked up in.
    var place: GuardPlace
    /// What the value's own variables are looked up in.
    var scope: GuardScope
}

/// The names that are declared around a clause, innermost last.
struct GuardScope: Sendable {
    private struct Declaration: Sendable {
        var value: GuardValue
        var place: GuardPlace
        /// The caller's, of a rule's parameter; nil: the scopes up to the declaration's own.
        var scope: GuardScope?
    }

    private var scopes: [[String: Declaration]] = [[:]]

    mutating func open(_ bindings: [GuardBinding], in place: GuardPlace) {
        scopes.append([:])
        for binding in bindings { declare(binding.name, binding.value, in: place) }
    }

    mutating func close() { scopes.removeLast() }

    private mutating func declare(_ name: String, _ value: GuardValue, in place: GuardPlace, _ scope: GuardScope? = nil)
    {
        scopes[scopes.count - 1][name] = Declaration(value: value, place: place, scope: scope)
    }

    /// The scope of a rule that is asked for here: the file's names, and the rule's parameters.
    func calling(_ rule: GuardRule, with arguments: [GuardValue], in place: GuardPlace) -> GuardScope {
        var scope = GuardScope()
        scope.scopes = Array(scopes.prefix(Self.fileScopeCount)) + [[:]]
        for (name, value) in zip(rule.parameters, arguments) { scope.declare(name, value, in: place, self) }
        return scope
    }

    /// The scope of a rule that is written apart from its callers: the file's names, and the rule's parameters.
    func defining(_ rule: GuardRule, as places: [GuardPlace]) -> GuardScope {
        var scope = GuardScope()
        scope.scopes = Array(scopes.prefix(Self.fileScopeCount)) + [[:]]
        for (name, place) in zip(rule.parameters, places) {
            let whole = GuardQuery(isSome: false, parts: [GuardPart(form: .this, span: rule.span)], span: rule.span)
            scope.declare(name, .query(whole), in: place)
        }
        return scope
    }

    /// The empty one, and the file's.
    private static let fileScopeCount = 2

    subscript(name: String) -> GuardMeaning? {
        guard let index = scopes.lastIndex(where: { $0[name] != nil }), let found = scopes[index][name] else {
            return nil
        }
        var scope = self
        scope.scopes.removeLast(scopes.count - 1 - index)
        return GuardMeaning(value: found.value, place: found.place, scope: found.scope ?? scope)
    }
}
