import RuleSyntax
import SourceText

/// A translated rule as a declaration, in the order that the bundled rules keep.
struct RuleWriter {
    private(set) var rule: TranslatedRule
    let description: String?
    /// How many rules of the file have the name already.
    let earlier: Int
    let builder: RuleSyntaxBuilder

    init(_ rule: TranslatedRule, description: String?, earlier: Int) {
        self.rule = rule
        self.description = description
        self.earlier = earlier
        let names = RuleNames(rule.allConditions)
        self.rule.declarations.removeAll { !names.used.contains($0.name) }
        builder = RuleSyntaxBuilder(names: names.variables.union(self.rule.declarations.map(\.name)))
    }

    /// The rule's name in Norma: names are written small.
    static func name(_ guardName: String) -> String {
        let text = guardName.lowercased().map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" }
        let name = String(text.drop { $0 == "_" || $0.isNumber })
        return name.isEmpty ? "rule_\(String(text))" : name
    }

    /// A file of rules behind the defines that they call.
    static func text(of rules: [RuleDeclaration], with defines: [RuleDefine]) -> String {
        let declarations =
            defines.map { Declaration.define(RuleSyntaxBuilder.declaration($0)) } + rules.map { .rule($0) }
        return Formatter.format(RuleFile(source: SourceFile(name: "", text: ""), declarations: declarations))
    }

    func declaration() -> RuleDeclaration {
        let messages = rule.messages.map { GuardMessage($0) }
        let suffix = earlier == 0 ? "" : "_\(earlier + 1)"
        var items: [RuleItem] = [metadata(.id, rule.name + suffix)]
        let title = title(messages)
        items.append(metadata(.title, title))
        if let description, Self.withoutFullStop(description) != title {
            items.append(metadata(.description, description))
        }
        var tags = rule.suppressions.filter { $0 != rule.name }
        if earlier > 0 { tags.insert(rule.name, at: 0) }
        if !tags.isEmpty {
            items.append(
                .tags(tags.map { StringSyntax("suppress:\($0)", RuleSyntaxBuilder.nowhere) }, RuleSyntaxBuilder.nowhere)
            )
        }
        items += rule.declarations.map(declaration)
        items.append(
            .kinds(
                KindsSyntax(
                    kinds: rule.kinds.map(builder.kind), filter: nil, span: RuleSyntaxBuilder.nowhere)))
        items += conditions.map { .when(builder.condition($0), RuleSyntaxBuilder.nowhere) }
        items += rule.drafts.map { .clause(clause($0)) }
        let fixes = messages.compactMap(\.fix)
        let distinct = fixes.enumerated().filter { fixes.firstIndex(of: $0.element) == $0.offset }.map(\.element)
        if !distinct.isEmpty { items.append(metadata(.fix, distinct.joined(separator: " "))) }
        return RuleDeclaration(
            name: Name(Self.name(rule.name) + suffix, RuleSyntaxBuilder.nowhere), items: items,
            span: RuleSyntaxBuilder.nowhere)
    }

    /// The first of the description and the messages that is short enough, else the rule's name.
    private func title(_ messages: [GuardMessage]) -> String {
        let candidates = ([description].compactMap(\.self) + messages.compactMap(\.violation)).map(Self.withoutFullStop)
        return candidates.first { $0.count <= 140 } ?? rule.name.replacing("_", with: " ").lowercased()
    }

    private static func withoutFullStop(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// One line each, for `when` lines must all hold; a type is asked for on the line that needs it.
    private var conditions: [RuleCondition] {
        guard case .and(let operands) = RuleCondition.all([rule.filter] + rule.conditions) else {
            let condition = RuleCondition.all([rule.filter] + rule.conditions)
            return condition == .always(true) ? [] : [condition]
        }
        var lines: [[RuleCondition]] = []
        for operand in operands {
            if case .test(let term, _) = operand, let guarded = lines.last?.first?.typedTerm, guarded == term {
                lines[lines.count - 1].append(operand)
            } else {
                lines.append([operand])
            }
        }
        return lines.map { RuleCondition.all($0) }
    }

    private func metadata(_ field: MetadataSyntax.Field, _ text: String) -> RuleItem {
        .metadata(
            MetadataSyntax(
                field: field, value: StringSyntax(text, RuleSyntaxBuilder.nowhere), span: RuleSyntaxBuilder.nowhere))
    }

    private func declaration(_ binding: RuleTranslator.RuleBinding) -> RuleItem {
        let name = Name(binding.name, RuleSyntaxBuilder.nowhere)
        let value = builder.syntax(binding.value)
        guard let type = binding.type else {
            return .binding(
                LetDeclaration(name: name, value: .expression(.literal(value)), span: RuleSyntaxBuilder.nowhere))
        }
        return .parameter(
            ParameterDeclaration(
                name: name, displayName: nil, description: nil, type: TypeSyntax(type, RuleSyntaxBuilder.nowhere),
                constraints: [], defaultValue: value, span: RuleSyntaxBuilder.nowhere))
    }

    private func clause(_ drafts: [ClauseDraft]) -> ClauseSyntax {
        let kind = drafts.first?.kind ?? .require
        let conditions = drafts.map(\.condition)
        let whole = kind == .require ? RuleCondition.all(conditions) : .any(conditions)
        let condition =
            conditions.isEmpty ? builder.condition(.always(true)) : builder.layout(whole, isRequired: kind == .require)
        let message = drafts.first?.message.flatMap { GuardMessage($0).violation }
        return ClauseSyntax(
            kind: kind, condition: condition,
            ifMissing: kind == .forbid && whole.mayBeUnknown() ? .pass : nil,
            ifUnknownFail: kind == .require && whole.mayBeUnknown(),
            message: message.map { MessageSyntax(parts: [.text($0)], span: RuleSyntaxBuilder.nowhere) },
            span: RuleSyntaxBuilder.nowhere)
    }
}
