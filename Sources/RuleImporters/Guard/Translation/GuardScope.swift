import SourceText

/// What a Guard `let` or a rule's parameter stands for: a query is asked anew wherever the name is used.
struct GuardMeaning {
    var value: GuardValue
    /// What the value's own names are looked up in.
    var place: GuardPlace
    /// How many scopes the value's own variables are looked up in.
    var depth: Int
}

/// The names that are declared around a clause, innermost last.
struct GuardScope {
    private var scopes: [[String: GuardMeaning]] = [[:]]
    private(set) var depth = 1

    mutating func open(_ bindings: [GuardBinding], in place: GuardPlace) {
        scopes.append([:])
        depth = scopes.count
        for binding in bindings { declare(binding.name, binding.value, in: place) }
    }

    mutating func declare(_ name: String, _ value: GuardValue, in place: GuardPlace) {
        scopes[scopes.count - 1][name] = GuardMeaning(value: value, place: place, depth: scopes.count)
    }

    mutating func close() {
        scopes.removeLast()
        depth = scopes.count
    }

    subscript(name: String) -> GuardMeaning? {
        scopes.last { $0[name] != nil }?[name]
    }
}
