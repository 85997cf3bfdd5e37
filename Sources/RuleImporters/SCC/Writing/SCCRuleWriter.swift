import RuleSyntax
import SourceText

/// A rule of SCC as Norma's text.
///
/// The text is written word by word, read by the parser, and laid out by the formatter: what is handed over is what
/// `norma fmt` would make of it.
struct SCCRuleWriter {
    let rule: SCCRule
    let name: String

    /// nil where the parser does not take the text, which no rule that was read brings about.
    func text() -> String? {
        let (file, diagnostics) = Parser.parse(SourceFile(name: "\(name).norma", text: draft))
        return diagnostics.contains(where: \.isError) ? nil : Formatter.format(file)
    }

    private var draft: String {
        let names = SCCNames(rule)
        var lines: [String] = []
        func metadata(_ field: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append("\(field) \(Self.quoted(value))") }
        }
        metadata("id", rule.id)
        metadata("version", rule.version)
        metadata("title", rule.description)
        if rule.requirementDescription != rule.description { metadata("description", rule.requirementDescription) }
        let services = rule.targets.filter { SCCTarget(kindName: $0.kindName)?.isSameKind(as: $0) != true }.map(
            \.service)
        let tags =
            rule.labels + (rule.type.map { [SCCLabel.type($0)] } ?? []) + Set(services).sorted().map(SCCLabel.service)
        if !tags.isEmpty { lines.append("tags \(tags.map(Self.quoted).joined(separator: ", "))") }
        lines += rule.parameters.map(declaration)
        lines.append("for \(kind(rule.target))" + (filter(rule.target, names).map { " where \($0)" } ?? ""))
        lines.append("")
        for condition in rule.conditions {
            let phrase = phrase(condition, names, isLine: true)
            lines.append(phrase.comment + "require \(phrase.text)")
        }
        return "rule \(name) {\n\(lines.joined(separator: "\n"))\n}\n"
    }

    private func declaration(_ parameter: SCCParameter) -> String {
        var words = "param \(parameter.name)"
        // The description is the second of two texts.
        if let display = parameter.displayName ?? parameter.description.map({ _ in parameter.name }) {
            words += " \(Self.quoted(display))"
        }
        if let description = parameter.description { words += " \(Self.quoted(description))" }
        return words + ": \(parameter.type.rawValue)"
    }
}

/// What else than labels a rule's tags keep, for a Norma rule has no type, and one name for a kind.
enum SCCLabel {
    private static let prefix = "type:"
    private static let servicePrefix = "service_name:"

    /// A service that could not be told from its kinds' names: `a.b` of `a.b.c`.
    static func service(_ name: String) -> String { servicePrefix + name }

    /// The service that a tag names.
    static func service(of tag: String) -> String? {
        tag.hasPrefix(servicePrefix) ? String(tag.dropFirst(servicePrefix.count)) : nil
    }

    static func type(_ type: String) -> String { prefix + type }

    /// The type that a tag stands for.
    static func type(of tag: String) -> String? {
        guard tag.hasPrefix(prefix) else { return nil }
        return SCCRuleType(rawValue: String(tag.dropFirst(prefix.count)))?.rawValue
    }
}
