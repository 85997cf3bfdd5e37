import ResourceDocuments
import SourceText

/// Reads the resources of a document as a mapping says.
struct MappedResources {
    let entry: ResourceMapping.Entry

    /// The resources, and the document that they stand in: the one that was given, with an empty map for each null that the
    /// mapping calls empty. nil where the path of the items leads nowhere.
    func read(
        _ document: Document, into diagnostics: inout Diagnostics
    ) -> (parts: [ResourceParts], document: Document)? {
        guard var items = entry.selection.select(from: PlacedNode(document), into: &diagnostics) else { return nil }
        var document = document
        if let filled = document.writingEmptyMaps(at: items.flatMap(entry.emptyPaths)) {
            items = items.map { PlacedNode(DocumentCursor(filled, at: $0.path)?.node ?? $0.node, path: $0.path) }
            document = filled
        }
        var found: [ResourceParts] = []
        for (index, item) in items.enumerated() {
            if let parts = read(item, at: index, into: &diagnostics) { found.append(parts) }
        }
        return (found, document)
    }

    private func read(_ item: PlacedNode, at index: Int, into diagnostics: inout Diagnostics) -> ResourceParts? {
        let properties = entry.properties.map { node(at: $0, of: item) } ?? item
        guard let properties, properties.node.kind == .map else {
            diagnostics.report(InventoryDiagnostics.notAResource(properties ?? item))
            return nil
        }
        guard let id = part(entry.id, of: item, at: index), let text = id.text, !text.isEmpty else {
            diagnostics.report(FormatDiagnostics.noID(of: item, kind: entry.selection.kind))
            return nil
        }
        var parts = ResourceParts(
            kind: .text(entry.selection.kind), id: id, properties: properties, identitySource: item)
        for (attribute, source) in entry.attributes {
            if attribute == .tags {
                guard case .path(let path) = source, let tags = node(at: path, of: item), ResourceTags.isReadable(tags)
                else { continue }
                parts.attributes[.tags] = .node(tags)
            } else if let part = part(source, of: item, at: index), part.text != nil {
                parts.attributes[attribute] = part
            }
        }
        return parts
    }

    private func part(_ source: MappedText, of item: PlacedNode, at index: Int) -> ResourceParts.Part? {
        switch source {
        case .path(let path):
            guard let node = node(at: path, of: item) else { return nil }
            if let number = node.node.numberText { return .text(number) }
            return .node(node)
        case .key:
            guard case .key(let key, _) = item.path.steps.last else { return .text("\(index)") }
            return .text(key)
        case .index: return .text("\(index)")
        case .file: return .text(item.node.document.source.name)
        }
    }

    /// What the path leads to; the first of several.
    private func node(at path: SelectionPath, of item: PlacedNode) -> PlacedNode? {
        if path.steps.isEmpty { return item }
        var node: PlacedNode? = item
        for step in path.steps {
            switch step {
            case .member(let name): node = node?[name]
            case .index(let index): node = node.flatMap { $0.elements.dropFirst(index).first }
            case .all: node = node.flatMap { $0.node.kind == .map ? $0.members.first?.value : $0.elements.first }
            }
        }
        return node
    }
}
