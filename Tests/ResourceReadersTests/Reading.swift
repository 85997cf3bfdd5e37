import ResourceDocuments
import ResourceReaders
import SourceText

/// Reads one file as the only file of an inventory.
func read(_ text: String, name: String, selection: (kind: String, path: String)? = nil) -> InventoryReading {
    read([SourceFile(name: name, text: text)], selection: selection)
}

func read(_ files: [SourceFile], selection: (kind: String, path: String)? = nil) -> InventoryReading {
    let selections = selection.flatMap { selection in
        (try? SelectionPath(selection.path)).map { [ResourceSelection(kind: selection.kind, path: $0)] }
    }
    var reader = InventoryReader(selections: selections ?? [])
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
