import ResourceDocuments
import ResourceReaders
import SourceText

/// Reads one file as the only file of an inventory.
func read(
    _ text: String, name: String, selection: (kind: String, path: String)? = nil, reader: String? = nil
) -> InventoryReading {
    read([SourceFile(name: name, text: text)], selection: selection, reader: reader)
}

func read(
    _ files: [SourceFile], selection: (kind: String, path: String)? = nil, reader: String? = nil
) -> InventoryReading {
    let selections = selection.flatMap { selection in
        (try? SelectionPath(selection.path)).map { [ResourceSelection(kind: selection.kind, path: $0)] }
    }
    let choice = reader.flatMap { ReaderChoice(named: $0) } ?? .byContent
    var reader = InventoryReader(selections: selections ?? [], choice: choice)
    reader.read(files)
    return reader.finish()
}

extension InventoryReading {
    /// Without the accounts that the reader adds.
    var resources: [Resource] { inventory.resources.filter { $0.kind != "account" } }

    var codes: [String] { diagnostics.map(\.kind.code) }
}

/// `file:line:column code`
func places(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { diagnostic in
        guard let place = diagnostic.primary?.place else { return "- \(diagnostic.kind.code)" }
        let position = place.position
        return "\(place.file.name):\(position.line):\(position.column) \(diagnostic.kind.code)"
    }
}

extension Resource {
    /// `line:column` of a property, or of what is nearest around it.
    func place(_ steps: String...) -> String {
        let place = document.nearestPlace(of: self.path(ofProperty: documentPath(steps)))
        return place.map { "\($0.position.line):\($0.position.column)" } ?? "-"
    }

    /// The value of a property, as JSON would have it; `?name` of a value that is decided later, `-` where there is none.
    func value(_ steps: String...) -> String {
        propertiesNode[documentPath(steps)].map(shown) ?? "-"
    }
}

/// A value in one line: JSON, but for `?name` of a value that is decided later.
func shown(_ node: DocumentNode) -> String {
    switch node.kind {
    case .null: "null"
    case .boolean: "\(node.bool ?? false)"
    case .number: node.numberText ?? ""
    case .string: "\"\(node.string ?? "")\""
    case .undetermined: "?\(node.undeterminedName ?? "")"
    case .list: "[\(node.elements.map(shown).joined(separator: ", "))]"
    case .map: "{\(node.entries.map { "\($0.key): \(shown($0.value))" }.joined(separator: ", "))}"
    }
}

/// The steps of a path; a number is an index.
private func documentPath(_ steps: [String]) -> DocumentPath {
    DocumentPath(steps.map { step in Int(step).map { .index($0) } ?? .key(step) })
}
