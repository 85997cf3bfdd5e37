import RuleSyntax
import SourceText

/// A domain whose sources are settled, and what is known of its elements.
struct CheckedDomain {
    var sources: [CheckedSource]
    var elementType: ValueType
    var view: SchemaView
    /// Whether schemas say of a source that it is a list with an element.
    var isNeverEmpty: Bool
}

extension BodyChecker {
    /// `quantified`
    mutating func quantified(_ syntax: QuantifiedSyntax) -> CheckedCondition? {
        let names = [syntax.variable] + [syntax.secondVariable].compactMap { $0 }
        let domain = self.domain(syntax.domain, of: names)
        for name in names { checkName(name, as: "variable") }
        let value = syntax.secondVariable ?? syntax.variable
        let keySlot = syntax.secondVariable.map { _ in
            bindings.enter(syntax.variable, type: .any, view: .unknown, place: place(syntax.variable.span))
        }
        let slot = bindings.enter(
            value, type: domain?.elementType ?? .any, view: domain?.view ?? .unknown, place: place(value.span))
        defer { bindings.leave(names.count) }

        var isWhole = domain != nil
        var filter: CheckedCondition?
        if let syntax = syntax.filter {
            filter = condition(syntax)
            isWhole = isWhole && filter != nil
        }
        var body: CheckedCondition?
        switch syntax.body {
        case .nothing: break
        case .satisfies(let condition):
            body = self.condition(condition)
            isWhole = isWhole && body != nil
        case .predicate(let predicate):
            body = elementTest(predicate, variable: value, slot: slot, domain: domain)
            isWhole = isWhole && body != nil
        }
        guard isWhole, let domain else { return nil }
        return .quantified(
            CheckedQuantified(
                quantifier: syntax.quantifier, variable: slot, variableName: value.text, keyVariable: keySlot,
                sources: domain.sources, isNeverEmpty: domain.isNeverEmpty, filter: filter, body: body,
                place: place(syntax.span),
                headPlace: place(syntax.quantifierSpan.through(syntax.domain.span))))
    }

    /// `every x in xs is …`: the predicate asked of each element.
    private mutating func elementTest(
        _ predicate: PredicateSyntax, variable: Name, slot: Slot, domain: CheckedDomain?
    ) -> CheckedCondition? {
        let subject = TypedExpression(
            expression: CheckedExpression(
                .slot(slot), type: domain?.elementType ?? .any, place: place(variable.span)),
            view: domain?.view ?? .unknown)
        _ = bindings.meaning(of: variable.text)
        guard let form = self.predicate(predicate, of: subject) else { return nil }
        return .test(
            CheckedTest(
                subject: form.subject, predicate: form.predicate, negated: form.negated,
                place: place(predicate.span), predicatePlace: place(predicate.span)))
    }

    /// `domain = source { "," source } ;`
    ///
    /// - Parameter variables: those that range over it, and are not bound in it.
    mutating func domain(_ syntax: DomainSyntax, of variables: [Name]) -> CheckedDomain? {
        let outer = unboundVariables
        unboundVariables.formUnion(variables.map(\.text))
        defer { unboundVariables = outer }
        var sources: [CheckedSource] = []
        var types: [ValueType] = []
        var views: [SchemaView] = []
        var isNeverEmpty = false
        for source in syntax.sources {
            switch source {
            case .resources(let kind, let span):
                checkKind(kind)
                let pattern = self.pattern(kind)
                noteInventory(pattern)
                sources.append(.resources(pattern, place(span)))
                types.append(.resource)
                views.append(session.schemas.view(of: [pattern]))
            case .expression(let syntax):
                guard let value = expression(syntax, .free) else { continue }
                guard let element = elementType(of: value) else {
                    report(.notAList(value.type, at: value.place))
                    continue
                }
                sources.append(.expression(value.expression))
                types.append(element)
                views.append(value.view.elements)
                isNeverEmpty = isNeverEmpty || value.view.isNeverEmptyList
            }
        }
        guard sources.count == syntax.sources.count else { return nil }
        let sameType = Set(types).count == 1
        let view = SchemaView(nodes: views.flatMap(\.nodes), isOpen: views.contains { $0.isOpen })
        return CheckedDomain(
            sources: sources, elementType: sameType ? types[0] : .any, view: view, isNeverEmpty: isNeverEmpty)
    }

    private func elementType(of value: TypedExpression) -> ValueType? {
        switch value.type {
        case .any, .map: .any
        case .list(let element): element
        case .string, .numeric, .boolean, .timestamp, .duration, .version, .ip, .pattern, .quantity, .resource: nil
        }
    }

    /// `"each" NAME "in" domain [ "where" condition ]`
    mutating func each(
        variable: Name, domain: DomainSyntax, filter: ConditionSyntax?
    ) -> (form: CheckedBinding.Form, elementType: ValueType, view: SchemaView)? {
        bindings.beginClause()
        let checked = self.domain(domain, of: [variable])
        checkName(variable, as: "variable")
        let slot = bindings.enter(
            variable, type: checked?.elementType ?? .any, view: checked?.view ?? .unknown, place: place(variable.span))
        let condition = filter.map { self.condition($0) }
        bindings.leave(1)
        guard let checked else { return nil }
        if let condition, condition == nil { return nil }
        return (
            .each(variable: slot, sources: checked.sources, filter: condition ?? nil), checked.elementType,
            SchemaView.list(of: checked.view)
        )
    }

    /// After an error in a `let`, its name still means something, so that nothing else is reported for it.
    mutating func declareFailed(_ name: Name) {
        bindings.declareLet(
            name.text,
            Bindings.Variable(slot: bindings.newSlot(), type: .any, view: .unknown, place: place(name.span)))
    }

    /// A bare kind may not hold `*`, and a kind near one that has a schema is probably that one.
    func checkKind(_ kind: KindSyntax) {
        guard !KindPattern.isPattern(kind.text), session.schemas[kind.text] == nil else { return }
        if let near = Spelling.nearest(to: kind.text, among: session.schemas.kinds) {
            report(.unknownKind(kind.text, nearest: near, at: place(kind.span)))
        }
    }
}
