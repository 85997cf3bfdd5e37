package import ResourceDocuments
package import SourceText

/// Where the resources of documents stand that no format knows: `--mapping FILE`.
///
///     - files: "*compose*.yaml"     # the files it speaks of, by name; left out, all
///       has: services               # the documents it speaks of: with something there; left out, all
///       kind: compose.service
///       items: services[*]          # left out, the whole document
///       id: "@key"
///       name: container_name
///       empty: networks[*]          # a null there is an empty map; one path or a list of them
///
/// `id`, `name`, `account`, `region`, `location`, `group`, `tags`, `properties` and `empty` are paths within an item; `@key` is its
/// key, `@index` its position from 0, `@file` the file's name. A mapping is one such map, or a list of them. What an entry with `has` speaks
/// of, only entries with `has` do.
package struct ResourceMapping: Sendable {
    struct Entry: Sendable {
        let files: Glob?
        /// Where a document has something.
        let has: SelectionPath?
        let selection: ResourceSelection
        let id: MappedText
        let attributes: [(attribute: ResourceAttribute, text: MappedText)]
        let properties: SelectionPath?
        /// Where a null is an empty map.
        let empty: [SelectionPath]
    }

    let entries: [Entry]

    /// The entries that speak of a document: of its file, by its path or by its name alone, and of what stands in it.
    func entries(for document: Document) -> [Entry] {
        let file = document.source.name
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let named = entries.filter { entry in
            entry.files.map { $0.matches(file) || $0.matches(name) } ?? true
        }
        let fitting = named.filter { $0.has?.leadsSomewhere(in: PlacedNode(document)) ?? false }
        return fitting.isEmpty ? named.filter { $0.has == nil } : fitting
    }

    /// nil, and diagnostics, where a part of it cannot be read: a mapping that is read in part would miss resources.
    package static func read(
        _ file: SourceFile, keys: KeyTable = KeyTable()
    ) -> (mapping: ResourceMapping?, diagnostics: [Diagnostic]) {
        let (documents, faults) = YAMLReader.documents(file, keys: keys)
        var diagnostics = Diagnostics()
        diagnostics.report(faults)
        var entries: [Entry] = []
        for document in documents {
            let root = PlacedNode(document)
            if root.node.isNull { continue }
            for value in root.node.kind == .list ? root.elements : [root] {
                guard value.node.kind == .map else {
                    diagnostics.report(FormatDiagnostics.notAMapping(value))
                    continue
                }
                if let entry = MappingReader.entry(value, into: &diagnostics) { entries.append(entry) }
            }
        }
        if documents.allSatisfy(\.root.isNull), faults.isEmpty {
            diagnostics.report(FormatDiagnostics.emptyMapping(file))
        }
        return (diagnostics.hasErrors ? nil : ResourceMapping(entries: entries), diagnostics.all)
    }
}

/// Where an item says something of itself.
enum MappedText: Sendable {
    case path(SelectionPath)
    /// The item's key in the map that holds it, else its position.
    case key
    case index
    case file
}

/// Reads one entry of a mapping.
enum MappingReader {
    private static let attributes: [ResourceAttribute] = [.name, .account, .region, .location, .group, .tags]
    private static let fields =
        ["files", "has", "kind", "items", "id", "properties", "empty"] + attributes.map { "\($0)" }

    private static let words: [String: MappedText] = ["@key": .key, "@index": .index, "@file": .file]

    static func entry(_ value: PlacedNode, into diagnostics: inout Diagnostics) -> ResourceMapping.Entry? {
        guard let record = Record(value, subject: "the mapping", faults: FormatDiagnostics.mapping, into: &diagnostics)
        else { return nil }
        record.allow(fields, into: &diagnostics)
        let kind = record.requiredText("kind", into: &diagnostics)
        let items = path("items", of: record, into: &diagnostics)
        let files = record.text("files", into: &diagnostics)
        let has = record["has"] == nil ? nil : path("has", of: record, into: &diagnostics)
        var found: [(attribute: ResourceAttribute, text: MappedText)] = []
        for attribute in attributes {
            if let text = mapped("\(attribute)", of: record, into: &diagnostics) { found.append((attribute, text)) }
        }
        let properties = record["properties"] == nil ? nil : path("properties", of: record, into: &diagnostics)
        let empty = emptyPaths(of: record, into: &diagnostics)
        if record["id"] == nil { record.reportMissing("id", into: &diagnostics) }
        guard let id = mapped("id", of: record, into: &diagnostics), let kind, let items else { return nil }
        return ResourceMapping.Entry(
            files: files.map(Glob.init), has: has, selection: ResourceSelection(kind: kind, path: items), id: id,
            attributes: found, properties: properties, empty: empty)
    }

    /// `empty: PATH` or `empty: [PATH, …]`
    private static func emptyPaths(of record: Record, into diagnostics: inout Diagnostics) -> [SelectionPath] {
        guard let value = record["empty"] else { return [] }
        let texts = value.node.kind == .list ? record.texts("empty", into: &diagnostics).map(\.text) : nil
        return (texts ?? [record.text("empty", into: &diagnostics) ?? ""]).compactMap { text in
            path(text, at: value.place, into: &diagnostics)
        }
    }

    private static func mapped(
        _ field: String, of record: Record, into diagnostics: inout Diagnostics
    ) -> MappedText? {
        guard let value = record[field] else { return nil }
        let text = value.node.string ?? ""
        if let word = words[text] { return word }
        if text.hasPrefix("@") {
            diagnostics.report(FormatDiagnostics.unknownWord(text, among: words.keys.sorted(), at: value.place))
            return nil
        }
        return path(field, of: record, into: &diagnostics).map(MappedText.path)
    }

    private static func path(
        _ field: String, of record: Record, into diagnostics: inout Diagnostics
    ) -> SelectionPath? {
        path(record.text(field, into: &diagnostics) ?? "", at: record[field]?.place, into: &diagnostics)
    }

    private static func path(
        _ text: String, at place: SourcePlace?, into diagnostics: inout Diagnostics
    ) -> SelectionPath? {
        do throws(SelectionPath.Fault) {
            return try SelectionPath(text)
        } catch {
            diagnostics.report(FormatDiagnostics.badPath(text, error.message, at: place))
            return nil
        }
    }
}
