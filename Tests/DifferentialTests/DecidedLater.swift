import ResourceDocuments
import ResourceReaders
import SourceText

/// Resources with values that are decided later, which no JSON text can hold: a text with a prefix stands for each, or a map
/// whose only key has it, which is then a function with that one member.
enum DecidedLater {
    /// What follows it is the value's name, or the member's.
    static let prefix = "(known later) "
    /// Begins the name of a value that may turn out to be nothing.
    static let doubt = "maybe "

    /// nil where the text is no resource.
    static func resource(_ source: SourceFile, keys: KeyTable) -> Resource? {
        guard let document = try? JSONParser.document(source, keys: keys) else { return nil }
        let text = String(decoding: source.text, as: UTF8.self)
        guard text.contains(prefix) else { return SingleResource.read(document).resource }
        var builder = DocumentBuilder(source: source, medium: .json, keys: keys)
        builder.append(document.root)
        return builder.finish().flatMap { SingleResource.read($0).resource }
    }
}

extension DocumentBuilder {
    /// A copy in which each text that stands for a value known only later is that.
    fileprivate mutating func append(_ node: DocumentNode) {
        switch node.kind {
        case .null: null()
        case .undetermined: undetermined(node.undeterminedName ?? "")
        case .boolean: bool(node.bool ?? false)
        case .number: number(node.numberText ?? "")
        case .string:
            let text = node.string ?? ""
            guard text.hasPrefix(DecidedLater.prefix) else { return string(text) }
            let name = String(text.dropFirst(DecidedLater.prefix.count))
            undetermined(name, mayBeNothing: name.hasPrefix(DecidedLater.doubt))
        case .list:
            beginList()
            for element in node.elements { append(element) }
            endList()
        case .map:
            beginMap()
            if node.count == 1, let (name, argument) = node.entries.first, name.hasPrefix(DecidedLater.prefix) {
                let name = String(name.dropFirst(DecidedLater.prefix.count))
                key(name)
                append(argument)
                // As a choice with an empty branch.
                let mayBeNothing = argument.kind == .list && argument.elements.contains(where: \.isNull)
                endMap(
                    undeterminedAs: "!\(name) \(argument.string ?? argument.numberText ?? "…")",
                    mayBeNothing: mayBeNothing)
                return
            }
            for entry in node.entries {
                key(entry.key)
                append(entry.value)
            }
            endMap()
        }
    }
}
