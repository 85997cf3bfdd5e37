import RuleSyntax
import SourceText

extension RuleTranslator {
    /// What a value spells out, through variables too; nil of what the template holds.
    func literal(_ value: GuardValue) -> GuardLiteral? {
        var (value, scope) = (value, scope)
        for _ in 0..<Self.greatestDepth {
            switch value {
            case .literal(let literal): return literal
            case .call: return nil
            case .query(let query):
                guard query.parts.count == 1, case .variable(let name) = query.parts[0].form, let meaning = scope[name]
                else { return nil }
                (value, scope) = (meaning.value, meaning.scope)
            }
        }
        return nil
    }

    /// With the variables of another place.
    mutating func within<Result>(
        _ scope: GuardScope?, _ body: (inout RuleTranslator) throws -> Result
    ) rethrows -> Result {
        guard let scope else { return try body(&self) }
        let outer = self.scope
        self.scope = scope
        defer { self.scope = outer }
        return try body(&self)
    }

    func ruleLiteral(_ literal: GuardLiteral) throws -> RuleLiteral { try GuardComparison.ruleLiteral(literal) }

    /// The `param` of a list or single value that the Guard file names, the `let` of a pattern; nil of a value that
    /// stands in the clause itself, and of one that the language has no type for.
    mutating func declared(_ value: GuardValue, _ literal: GuardLiteral) throws -> RuleTerm? {
        guard !isDefine, case .query(let query) = value, case .variable(let name)? = query.parts.first?.form else {
            return nil
        }
        if let known = declarations.first(where: { $0.guardName == name }) {
            return .path(RulePath(root: .name(known.name)))
        }
        guard let rule = try? ruleLiteral(literal), let type = Self.parameterType(rule) else { return nil }
        let declaration = RuleBinding(
            guardName: name, name: unused(identifier(name)), type: type == .pattern ? nil : type, value: rule)
        declarations.append(declaration)
        return .path(RulePath(root: .name(declaration.name)))
    }

    /// Small, and without the rule's own name in front.
    private func identifier(_ name: String) -> String {
        let own = "\(rule.name.lowercased())_"
        let small = name.lowercased()
        let text = (small.hasPrefix(own) ? small.dropFirst(own.count) : small[...]).drop { $0 == "_" || $0.isNumber }
        return text.isEmpty ? "value" : String(text)
    }

    static func parameterType(_ literal: RuleLiteral) -> TypeName? {
        switch literal {
        case .string: return .string
        case .number: return .numeric
        case .boolean: return .boolean
        case .pattern: return .pattern
        case .list(let elements):
            if elements.isEmpty { return nil }
            if elements.allSatisfy({ if case .string = $0 { true } else { false } }) { return .stringList }
            return elements.allSatisfy { if case .number = $0 { true } else { false } } ? .numericList : nil
        }
    }

    /// A value of the template as a term; throws where it stands for several.
    mutating func term(_ value: GuardValue, in place: GuardPlace) throws -> RuleTerm {
        switch value {
        case .literal(let literal): return .literal(try ruleLiteral(literal))
        case .call(let name, let arguments, let span):
            if let query = mapped(value) { return try term(.query(query), in: place) }
            return try call(name, arguments, in: place, at: span)
        case .query(let query):
            let (base, parts, _) = try expanded(query, in: place)
            if case .template = base, selection(query) != nil {
                throw GuardLimit(
                    "'\(file.source.text(of: query.span))' is found in several resources",
                    hint: "ask it within each resource: '%resources { Properties.Name == Properties.Other }'",
                    at: query.span)
            }
            var current = base
            for part in parts {
                if case .elements = part.form, case .value(let term) = current, let all = term.appending(.elements) {
                    current = .value(all)
                } else if case .values = part.form, case .value(let term) = current, let all = term.appending(.elements)
                {
                    current = .value(all)
                } else {
                    current = try step(current, part)
                }
            }
            switch current {
            case .value(let term): return term
            case .resource(let resource): return resource.properties
            case .literal(let literal): return .literal(try ruleLiteral(literal))
            case .template, .collection:
                throw GuardLimit("the template as a whole is not judged", at: query.span)
            }
        }
    }
}
