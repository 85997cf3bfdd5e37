import RuleSyntax
import SourceText

/// A Norma rule as a rule of SCC, where SCC has a form for all that decides.
struct SCCRuleExporter {
    let file: RuleFile
    let rule: RuleDeclaration
    var diagnostics = Diagnostics()
    /// The rule's parameters and their types.
    let parameters: [String: TypeName]
    /// The services that tags name, for kinds that do not come apart by themselves.
    let services: [String]
    /// Whether a sub-rule reads a property of the resource under test.
    var usesRuleTarget = false
    /// The variables whose properties a value reads.
    var usedVariables: Set<String> = []

    /// The `ref` of the rule's own target.
    static let ruleReference = "this-target"

    static func export(_ rule: RuleDeclaration, of file: RuleFile) -> (rule: SCCRule?, diagnostics: [Diagnostic]) {
        var exporter = SCCRuleExporter(file: file, rule: rule)
        let exported = exporter.export()
        let inOrder = exporter.diagnostics.all.sorted { Self.start($0) < Self.start($1) }
        return (exporter.diagnostics.hasErrors ? nil : exported, inOrder)
    }

    private static func start(_ diagnostic: Diagnostic) -> Int { diagnostic.primary?.place.span.start ?? 0 }

    private init(file: RuleFile, rule: RuleDeclaration) {
        self.file = file
        self.rule = rule
        var types: [String: TypeName] = [:]
        for case .parameter(let parameter) in rule.items { types[parameter.name.text] = parameter.type.name }
        parameters = types
        services = rule.items.flatMap { item -> [String] in
            guard case .tags(let tags, _) = item else { return [] }
            return tags.compactMap { SCCLabel.service(of: $0.value) }
        }
    }

    private mutating func export() -> SCCRule? {
        var result = SCCRule(
            id: nil, description: rule.name.text.split(separator: "_").joined(separator: " "), version: nil, type: nil,
            labels: [], parameters: [], target: SCCTarget(service: "", kind: "", reference: nil, attributes: []),
            requirementDescription: nil, conditions: [])
        for item in rule.items {
            switch item {
            case .metadata(let metadata): export(metadata, to: &result)
            case .severity(_, let span): diagnostics.report(.sccLoses("a severity", at: place(span)))
            case .tags(let tags, _):
                for tag in tags.map(\.value) {
                    if let type = SCCLabel.type(of: tag) {
                        result.type = type
                    } else if SCCLabel.service(of: tag) == nil {
                        result.labels.append(tag)
                    }
                }
            case .parameter(let parameter):
                if let exported = export(parameter) { result.parameters.append(exported) }
            case .kinds(let kinds):
                if let target = target(kinds) { result.target = target }
            case .when(_, let span): cannotSay("it has no 'when'", span)
            case .binding(let binding): cannotSay("it has no 'let'", binding.span)
            case .clause(let clause):
                guard let condition = export(clause) else { continue }
                if case .all(let conditions, nil) = condition {
                    result.conditions += conditions
                } else {
                    result.conditions.append(condition)
                }
            }
        }
        if result.conditions.isEmpty, !diagnostics.hasErrors {
            cannotSay("a rule has at least one condition", rule.name.span)
        }
        if usesRuleTarget { result.target.reference = Self.ruleReference }
        if !diagnostics.hasErrors {
            for excess in SCCLimits.exceeded(by: result) {
                diagnostics.report(.sccLimit(excess, at: place(rule.name.span)))
            }
        }
        return result
    }

    private mutating func export(_ metadata: MetadataSyntax, to result: inout SCCRule) {
        switch metadata.field {
        case .id: result.id = metadata.value.value
        case .version: result.version = metadata.value.value
        case .title: result.description = metadata.value.value
        case .description: result.requirementDescription = CommentText.normal(metadata.value.value)
        case .fix: diagnostics.report(.sccLoses("a fix", at: place(metadata.span)))
        case .reference: diagnostics.report(.sccLoses("a reference", at: place(metadata.span)))
        }
    }

    private mutating func export(_ parameter: ParameterDeclaration) -> SCCParameter? {
        if let value = parameter.defaultValue {
            diagnostics.report(.sccLoses("a parameter's default", at: place(value.span)))
        }
        for constraint in parameter.constraints {
            diagnostics.report(.sccLoses("a parameter's limits", at: place(constraint.span)))
        }
        guard let type = SCCParameter.ValueType(rawValue: parameter.type.name.rawValue) else {
            cannotSay("no parameter has the type \(parameter.type.name.rawValue)", parameter.type.span)
            return nil
        }
        // Where only a description is given, the name stands in front of it.
        let display = parameter.displayName?.value
        let isOnlyName = parameter.description != nil && display == parameter.name.text
        return SCCParameter(
            name: parameter.name.text, displayName: isOnlyName ? nil : display,
            description: parameter.description?.value, type: type)
    }

    private mutating func export(_ clause: ClauseSyntax) -> SCCCondition? {
        if let message = clause.message { diagnostics.report(.sccLoses("a message", at: place(message.span))) }
        let isForbidden = clause.kind == .forbid
        let description = comment(before: clause.span.start)
        if clause.ifUnknownFail {
            cannotSay("it has no word on what cannot be answered", clause.span)
            return nil
        }
        if let verdict = clause.ifMissing, verdict != .unknown {
            guard let test = emptiness(clause.condition, isForbidden: isForbidden, ifMissing: verdict) else {
                cannotSay("it has no word on what is missing", clause.span)
                return nil
            }
            return SCCCondition.test(test).describedFurther(by: description)
        }
        let condition = condition(clause.condition, negated: isForbidden, SCCScope())
        return condition?.describedFurther(by: description)
    }

    /// `p is empty if missing pass` and `p is not empty if missing fail`.
    private mutating func emptiness(
        _ condition: ConditionSyntax, isForbidden: Bool, ifMissing verdict: ClauseSyntax.Fallback
    ) -> SCCTest? {
        guard case .test(let subject, let predicate, _) = condition, case .empty = predicate.form else { return nil }
        let isNotEmpty = predicate.negated != isForbidden
        guard verdict == (isNotEmpty ? .fail : .pass), let property = property(subject, SCCScope()) else { return nil }
        return SCCTest(
            description: nil, property: property, comparison: isNotEmpty ? .isNotEmpty : .isEmpty, operand: .nothing)
    }

    // MARK: Targets

    private mutating func target(_ kinds: KindsSyntax) -> SCCTarget? {
        guard kinds.kinds.count == 1, let kind = kinds.kinds.first else {
            cannotSay("a rule has one kind of resource", kinds.span)
            return nil
        }
        return target(kind, kinds.filter, SCCScope())
    }

    mutating func target(_ kind: KindSyntax, _ filter: ConditionSyntax?, _ scope: SCCScope) -> SCCTarget? {
        guard var target = SCCTarget(kindName: kind.text, services: services) else {
            cannotSay("a kind is one service and one kind of resource", kind.span)
            return nil
        }
        if let filter {
            guard let attributes = attributes(filter, scope) else { return nil }
            target.attributes = attributes
        }
        return target
    }

    /// A `where`: tests that must all hold.
    private mutating func attributes(_ filter: ConditionSyntax, _ scope: SCCScope) -> [SCCTest]? {
        guard let condition = condition(filter, negated: false, scope) else { return nil }
        let conditions = if case .all(let conditions, _) = condition { conditions } else { [condition] }
        var tests: [SCCTest] = []
        for case .test(let test) in conditions { tests.append(test) }
        guard tests.count == conditions.count else {
            cannotSay("a target's attributes are single tests that all hold", filter.span)
            return nil
        }
        return tests
    }

    // MARK: Places

    func place(_ span: SourceSpan) -> SourcePlace { SourcePlace(file.source, span) }

    mutating func cannotSay(_ reason: String, _ span: SourceSpan, hint: String? = nil) {
        diagnostics.report(.sccCannotSay(reason, hint: hint, at: place(span)))
    }

    /// What the comment lines directly in front of `offset` say.
    func comment(before offset: Int) -> String? {
        var texts: [String] = []
        var next = offset
        for comment in file.comments.reversed() where comment.span.end <= next {
            guard isBlank(comment.span.end, next), startsLine(comment.span.start) else { break }
            texts.append(comment.text)
            next = comment.span.start
        }
        return CommentText.text(of: texts.reversed())
    }

    private func isBlank(_ start: Int, _ end: Int) -> Bool {
        file.source.text[start..<end].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    }

    private func startsLine(_ offset: Int) -> Bool {
        isBlank(file.source.span(ofLine: file.source.line(at: offset)).start, offset)
    }
}

/// What names mean inside a sub-rule.
struct SCCScope {
    /// The variable whose properties stand on the left; nil for the resource under test.
    var subject: String?
    var variables: Set<String> = []
}

extension SCCTarget {
    /// A kind as service and kind of resource: `is.vpc` is a service of its own, and `instance` the kind that is left out.
    ///
    /// - Parameter services: those that are named, before any is guessed.
    init?(kindName: String, services: [String] = []) {
        let parts = kindName.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy({ !$0.isEmpty && !$0.contains("*") }) else { return nil }
        let named = services.filter { kindName == $0 || kindName.hasPrefix("\($0).") }.max { $0.count < $1.count }
        let count =
            named.map { $0.split(separator: ".").count } ?? (parts.first == "is" ? min(2, parts.count) : 1)
        let kind = parts.dropFirst(count).joined(separator: ".")
        self.init(
            service: parts.prefix(count).joined(separator: "."), kind: kind.isEmpty ? "instance" : kind, reference: nil,
            attributes: [])
    }
}
