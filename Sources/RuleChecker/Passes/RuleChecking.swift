import ResourceDocuments
import RuleSyntax
import SourceText

/// Checks one rule declaration.
struct RuleChecking {
    private let declaration: RuleDeclaration
    private var body: BodyChecker
    private var metadata = RuleMetadata()
    private var parameters: [CheckedParameter] = []
    private var filter: CheckedCondition?
    private var conditions: [CheckedCondition] = []
    private var checkedBindings: [CheckedBinding] = []
    private var clauses: [CheckedClause] = []
    private let kinds: [KindPattern]
    private let view: SchemaView
    /// The parser left something of this rule out, or read it as it was probably meant.
    private let hasFault: Bool

    static func check(_ declaration: RuleDeclaration, module: Int, session: CheckSession) -> CheckedRule? {
        let before = session.failureCount
        var checking = RuleChecking(declaration, module: module, session: session)
        checking.checkItems()
        let rule = checking.finish()
        return session.failureCount == before && !checking.hasFault ? rule : nil
    }

    private init(_ declaration: RuleDeclaration, module: Int, session: CheckSession) {
        self.declaration = declaration
        kinds = declaration.items.flatMap { item -> [KindPattern] in
            if case .kinds(let kinds) = item { kinds.kinds.map { KindPattern($0.text) } } else { [] }
        }
        view = session.schemas.view(of: kinds)
        hasFault = session.hasFault(in: declaration.span, of: module)
        body = BodyChecker(session: session, module: module, subject: .rule(view))
    }

    private mutating func checkItems() {
        checkShape()
        declareUnreadable()
        // Parameters first: a rule may name them above their declaration.
        for case .parameter(let parameter) in declaration.items { check(parameter) }
        for item in declaration.items {
            switch item {
            case .metadata(let item): check(item)
            case .severity(let level, _): metadata.severity = level
            case .tags(let tags, _): metadata.tags += tags.map(\.value)
            case .parameter: continue
            case .kinds(let kinds):
                if let condition = kinds.filter { filter = body.condition(condition) }
            case .when(let condition, _):
                if let condition = body.condition(condition) { conditions.append(condition) }
            case .binding(let binding): check(binding)
            case .clause(let clause): check(clause)
            }
        }
    }

    /// One `for`, at least one clause, each line of metadata once.
    private func checkShape() {
        // Few, so that a look through them is the shortest way.
        var seen: [(key: String, span: SourceSpan)] = []
        for item in declaration.items {
            let key: String? =
                switch item {
                case .metadata(let item): item.field == .reference ? nil : item.field.rawValue
                case .severity: "severity"
                case .tags: "tags"
                case .kinds: "for"
                case .parameter, .when, .binding, .clause: nil
                }
            guard let key else { continue }
            if let first = seen.first(where: { $0.key == key }) {
                body.report(.givenTwice(key, at: body.place(item.span), first: body.place(first.span)))
            } else {
                seen.append((key, item.span))
            }
        }
        let name = body.place(declaration.name.span)
        // What seems to be missing may be what could not be read.
        if !seen.contains(where: { $0.key == "for" }), !hasFault {
            body.report(.ruleWithoutKind(declaration.name.text, at: name))
        }
        let hasClause = declaration.items.contains { if case .clause = $0 { true } else { false } }
        if !hasClause, !hasFault { body.report(.ruleWithoutClause(declaration.name.text, at: name)) }
        for item in declaration.items {
            guard case .kinds(let kinds) = item else { continue }
            for kind in kinds.kinds { body.checkKind(kind) }
        }
    }

    /// The name of a `param` or `let` that could not be read means something all the same.
    private mutating func declareUnreadable() {
        for unreadable in body.session.modules[body.module].file.unreadable {
            guard let name = unreadable.name, declaration.span.contains(name.span) else { continue }
            body.declareFailed(name)
        }
    }

    private mutating func check(_ item: MetadataSyntax) {
        switch item.field {
        case .id: metadata.id = metadata.id ?? item.value.value
        case .version: metadata.version = metadata.version ?? item.value.value
        case .title: metadata.title = metadata.title ?? item.value.value
        case .description: metadata.description = metadata.description ?? item.value.value
        case .fix: metadata.fix = metadata.fix ?? item.value.value
        case .reference: metadata.references.append(item.value.value)
        }
    }

    private mutating func check(_ declaration: ParameterDeclaration) {
        body.checkName(declaration.name, as: "parameter")
        let type = ValueType(declaration.type.name)
        let place = body.place(declaration.name.span)
        var checked = CheckedParameter(
            name: declaration.name, displayName: declaration.displayName?.value,
            description: declaration.description?.value, type: declaration.type.name, constraints: [],
            defaultValue: nil, defaultPlace: nil, place: place)
        for constraint in declaration.constraints {
            if let constraint = ConstraintChecking.check(constraint, type: type, body: body) {
                checked.constraints.append(constraint)
            }
        }
        if let literal = declaration.defaultValue {
            checked.defaultPlace = body.place(literal.span)
            checked.defaultValue = body.literal(literal, as: type)
        }
        body.bindings.declareParameter(
            declaration.name.text, Bindings.Parameter(index: parameters.count, type: type, place: place))
        parameters.append(checked)
    }

    private mutating func check(_ declaration: LetDeclaration) {
        body.checkName(declaration.name, as: "let")
        let place = body.place(declaration.name.span)
        body.currentClause = nil
        let firstRead = body.optionalReads.count
        switch declaration.value {
        case .expression(let syntax):
            guard let value = body.expression(syntax, .free) else { return body.declareFailed(declaration.name) }
            let slot = body.bindings.newSlot()
            body.bindings.declareLet(
                declaration.name.text,
                Bindings.Variable(slot: slot, type: value.type, view: value.view, place: place))
            checkedBindings.append(
                CheckedBinding(
                    name: declaration.name, slot: slot, form: .expression(value.expression), place: place,
                    declaration: body.place(declaration.span)))
            keepReads(from: firstRead, for: slot)
        case .each(let variable, let domain, let filter):
            guard let each = body.each(variable: variable, domain: domain, filter: filter) else {
                return body.declareFailed(declaration.name)
            }
            let slot = body.bindings.newSlot()
            // The let's own view is that of a list: its elements are those of the domain.
            body.bindings.declareLet(
                declaration.name.text,
                Bindings.Variable(slot: slot, type: .list(each.elementType), view: each.view, place: place))
            checkedBindings.append(
                CheckedBinding(
                    name: declaration.name, slot: slot, form: each.form, place: place,
                    declaration: body.place(declaration.span)))
            keepReads(from: firstRead, for: slot)
        }
    }

    /// What a `let` reads is asked about where the `let` is used.
    private mutating func keepReads(from first: Int, for slot: Slot) {
        body.letReads[slot] = Array(body.optionalReads[first...])
        body.optionalReads.removeSubrange(first...)
    }

    private mutating func check(_ clause: ClauseSyntax) {
        body.currentClause = clauses.count
        body.bindings.beginClause()
        let condition = body.condition(clause.condition)
        let message = clause.message.map { body.message($0) } ?? []
        body.currentClause = nil
        guard let condition else { return }
        clauses.append(
            CheckedClause(
                kind: clause.kind, condition: condition, ifMissing: clause.ifMissing,
                ifUnknownFail: clause.ifUnknownFail, message: message, place: body.place(clause.span)))
    }

    private func finish() -> CheckedRule {
        if !hasFault { warnAboutUnused() }
        body.reportHiddenProperties(view)
        reportOptionalReads()
        var cost = StaticCost(constant: 1)
        for condition in [filter].compactMap({ $0 }) + conditions { cost += CostEstimate.of(condition) }
        for binding in checkedBindings { cost += CostEstimate.of(binding) }
        for clause in clauses { cost += CostEstimate.of(clause.condition) }
        if cost.size > CostEstimate.maximumSize || cost.degree > CostEstimate.maximumDegree {
            body.report(.ruleTooCostly(declaration.name.text, cost, at: body.place(declaration.name.span)))
        }
        return CheckedRule(
            name: declaration.name, file: body.session.modules[body.module].file.source, metadata: metadata,
            parameters: parameters, kinds: kinds, filter: filter, conditions: conditions, bindings: checkedBindings,
            clauses: clauses, slotCount: body.bindings.slotCount, inventoryKinds: body.inventoryKinds,
            readsClock: body.readsClock, cost: cost,
            sources: [RuleSource(body.place(declaration.span), calls: body.calls)] + body.calledDefines,
            schemas: body.session.schemas)
    }

    private func warnAboutUnused() {
        for item in declaration.items {
            switch item {
            case .parameter(let parameter) where !body.bindings.usedNames.contains(parameter.name.text):
                body.report(.unusedName("parameter", parameter.name.text, at: body.place(parameter.name.span)))
            case .binding(let binding) where !body.bindings.usedNames.contains(binding.name.text):
                body.report(.unusedName("let", binding.name.text, at: body.place(binding.name.span)))
            case .metadata, .severity, .tags, .parameter, .kinds, .when, .binding, .clause: continue
            }
        }
    }

    /// A clause that says what missing data means has answered; so has a test for presence anywhere in the rule.
    private func reportOptionalReads() {
        let answers = clauses.map { $0.ifMissing != nil || $0.ifUnknownFail }
        var reported: Set<SourcePlace> = []
        for read in body.optionalReads {
            if let clause = read.clause {
                if clause < answers.count, answers[clause] { continue }
            } else if !answers.isEmpty, answers.allSatisfy({ $0 }) {
                continue
            }
            guard !read.lets.contains(where: body.presenceTested.contains),
                let path = read.paths.first(where: { !body.presenceTested.contains($0) }),
                reported.insert(read.place).inserted
            else { continue }
            body.report(.optionalProperty(path, at: read.place))
        }
    }
}
