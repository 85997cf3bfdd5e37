package import ResourceDocuments
package import SourceText

/// Reads the JSON Schemas of a pack: one file for each kind, and files that lend these their definitions.
///
/// Keywords that are not understood are passed over; a keyword with a value it cannot have, or a `$ref` that leads nowhere or in a circle,
/// is an error at its place. O(size of the files): what several schemas refer to is read once, and shared.
package struct SchemaReader {
    /// A schema and its path below the folder of schemas.
    package struct File {
        package var path: String
        package var document: Document

        package init(path: String, document: Document) {
            self.path = path
            self.document = document
        }

        /// The kind that the file is called after.
        var kind: String {
            let bytes = path.utf8
            let name = bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:)) ?? bytes.startIndex)...]
            let stem = String(Substring(path.hasSuffix(".json") ? name.dropLast(".json".utf8.count) : name))
            guard stem.utf8.contains(UInt8(ascii: "%")) else { return stem }
            return stem.replacing("%2F", with: "/").replacing("%25", with: "%")
        }
    }

    /// What a `$ref` may lead to: a file, or a definition in one.
    struct Target: Hashable {
        var file: Int
        var definition: String?
    }

    private let files: [File]
    /// Files with a fault of their own, which has been reported.
    private let unreadable: Set<String>
    private let indexes: [String: Int]
    /// Made at the first reference and filled in turn, so that schemas may refer to themselves and to one another.
    private var nodes: [Target: SchemaNode] = [:]
    private var pending: [(node: SchemaNode, json: DocumentNode, path: DocumentPath, file: Int)] = []
    private var references = SchemaReferences()
    private var diagnostics: [(file: Int, diagnostic: Diagnostic)] = []
    private var faultyFiles: Set<Int> = []
    /// The file that is being read.
    private var file = 0
    /// The way to what of it is being read.
    private var steps: [DocumentPath.Step] = []

    /// The schemas without a fault in them or in what they refer to, and every fault, in the order of the files and of the text.
    ///
    /// - Parameter unreadable: the paths of files beside these that are there but not JSON.
    package static func read(
        _ files: [File], unreadable: Set<String> = []
    ) -> (schemas: [KindSchema], diagnostics: [Diagnostic]) {
        var reader = SchemaReader(files: files, unreadable: unreadable)
        let roots = files.indices.map { reader.root(of: $0) }
        reader.readPending()
        reader.reportCircles()
        let faulty = reader.references.filesReaching(reader.faultyFiles)
        var schemas: [KindSchema] = []
        for (index, root) in roots.enumerated() where !faulty.contains(index) {
            let lendsOnly = files[index].document.root["$defs"] != nil && root.saysNothing
            if !lendsOnly { schemas.append(KindSchema(kind: files[index].kind, root: root)) }
        }
        return (schemas, reader.sortedDiagnostics)
    }

    /// The schema of a file that refers to no other.
    package static func read(_ document: Document, kind: String) -> (schema: KindSchema?, diagnostics: [Diagnostic]) {
        let read = read([File(path: "\(kind).json", document: document)])
        return (read.schemas.first, read.diagnostics)
    }

    private init(files: [File], unreadable: Set<String>) {
        self.files = files
        self.unreadable = unreadable
        indexes = Dictionary(files.enumerated().map { ($1.path, $0) }) { first, _ in first }
    }

    private mutating func root(of file: Int) -> SchemaNode {
        self.file = file
        if files[file].document.root.kind != .map { wrong("schema", "an object") }
        return target(Target(file: file)) ?? SchemaNode()
    }

    private mutating func readPending() {
        var next = 0
        while next < pending.count {
            let (node, json, path, file) = pending[next]
            next += 1
            self.file = file
            steps = path.steps
            fill(node, from: json)
        }
        pending = []
        steps = []
    }

    private var sortedDiagnostics: [Diagnostic] {
        diagnostics.enumerated().sorted { left, right in
            let first = (left.element.file, left.element.diagnostic.primary?.place.span.start ?? 0, left.offset)
            let second = (right.element.file, right.element.diagnostic.primary?.place.span.start ?? 0, right.offset)
            return first < second
        }.map(\.element.diagnostic)
    }

    private mutating func reportCircles() {
        for circle in references.circles(from: nodes) {
            file = circle.file
            report(.circularSchema(at: files[file].document.place(of: circle.path)))
        }
    }

    /// The schema that stands behind a step from here.
    private mutating func node(_ json: DocumentNode, behind step: DocumentPath.Step) -> SchemaNode {
        steps.append(step)
        defer { steps.removeLast() }
        return node(json)
    }

    private mutating func node(_ json: DocumentNode) -> SchemaNode {
        let node = SchemaNode()
        fill(node, from: json)
        return node
    }

    private mutating func fill(_ node: SchemaNode, from json: DocumentNode) {
        if json.bool == true {
            node.additional = .open(nil)
            return
        }
        guard json.kind == .map else { return wrong("schema", "an object") }
        for (key, value) in json.entries {
            steps.append(.key(key))
            defer { steps.removeLast() }
            switch key {
            case "type": node.types = types(value)
            case "properties":
                for (name, schema) in members(value, key) {
                    node.properties[name] = self.node(schema, behind: .key(name))
                }
            case "required": node.required = Set(strings(value, key))
            case "minItems":
                let count = value.numberText.flatMap { Int($0) } ?? -1
                if count < 0 { wrong(key, "a whole number from 0") } else { node.minimumCount = count }
            case "items": node.items = self.node(value)
            case "additionalProperties":
                switch value.bool {
                case true: node.additional = .open(nil)
                case false: node.additional = .closed
                case nil: node.additional = .open(self.node(value))
                }
            case "enum":
                if value.kind == .list {
                    node.values = value.elements.compactMap(\.value)
                } else {
                    wrong(key, "a list")
                }
            case "const": node.values = [value.value].compactMap { $0 }
            case "format":
                node.format = value.string
                if value.string == "password" { node.isSensitive = true }
            case "writeOnly": if value.bool == true { node.isSensitive = true }
            case "anyOf", "oneOf", "allOf": alternatives(value, key, of: node)
            case "$ref":
                guard let target = reference(value) else { continue }
                node.alternatives.append(target)
                references.note(from: node, to: target, file: file, path: DocumentPath(steps))
            // Most of what stands in a schema is for its readers.
            default: continue
            }
        }
    }

    private mutating func alternatives(_ value: DocumentNode, _ key: String, of node: SchemaNode) {
        guard value.kind == .list else { return wrong(key, "a list of schemas") }
        for (index, schema) in value.elements.enumerated() {
            node.alternatives.append(self.node(schema, behind: .index(index)))
        }
    }

    /// What `#/$defs/NAME` leads to, in this file, or behind the name of another one, or that other one as a whole.
    private mutating func reference(_ value: DocumentNode) -> SchemaNode? {
        let parts = value.string?.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let prefix = "/$defs/"
        guard let parts, let name = parts.first, parts.count == 2 || !name.isEmpty else {
            wrong("$ref", "'#/$defs/NAME', 'FILE.json' or 'FILE.json#/$defs/NAME'")
            return nil
        }
        let fragment = parts.count == 2 ? parts[1] : ""
        guard fragment.isEmpty || fragment.hasPrefix(prefix) else {
            wrong("$ref", "'#/$defs/NAME', 'FILE.json' or 'FILE.json#/$defs/NAME'")
            return nil
        }
        guard let other = name.isEmpty ? file : index(ofFile: name) else { return nil }
        references.note(fileFrom: file, to: other)
        let definition = fragment.isEmpty ? nil : String(fragment.dropFirst(prefix.count))
        let target = target(Target(file: other, definition: definition))
        if target == nil, let definition {
            let known = files[other].document.root["$defs"]?.entries.map(\.key) ?? []
            report(
                .unknownSchemaDefinition(definition, of: name.isEmpty ? nil : name, known: known, at: place))
        }
        return target
    }

    /// A file beside the one that names it, or below that one's folder.
    private mutating func index(ofFile name: String) -> Int? {
        let folder = files[file].path.lastIndex(of: "/").map { String(files[file].path[...$0]) } ?? ""
        let other = folder + name
        if let index = indexes[other] { return index }
        if unreadable.contains(other) {
            faultyFiles.insert(file)
        } else {
            let known = indexes.keys.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }
            report(.unknownSchemaFile(name, known: known, at: place))
        }
        return nil
    }

    private mutating func target(_ target: Target) -> SchemaNode? {
        if let known = nodes[target] { return known }
        var path = DocumentPath()
        var json: DocumentNode? = files[target.file].document.root
        if let name = target.definition {
            path = path.appending(.key("$defs")).appending(.key(name))
            json = json?["$defs"]?[name]
        }
        guard let json else { return nil }
        let node = SchemaNode()
        nodes[target] = node
        pending.append((node, json, path, target.file))
        return node
    }

    private mutating func types(_ value: DocumentNode) -> JSONTypes {
        let names = value.string.map { [$0] } ?? strings(value, "type")
        var types: JSONTypes = []
        for name in names {
            if let type = JSONTypes(name: name) {
                types.formUnion(type)
            } else {
                wrong("type", "one of \(JSONTypes.allNames.joined(separator: ", "))")
            }
        }
        return types
    }

    private mutating func strings(_ value: DocumentNode, _ key: String) -> [String] {
        let strings = value.kind == .list ? value.elements.compactMap(\.string) : []
        if value.kind != .list || strings.count != value.count { wrong(key, "a list of strings") }
        return strings
    }

    private mutating func members(_ value: DocumentNode, _ key: String) -> [(key: String, value: DocumentNode)] {
        if value.kind != .map { wrong(key, "an object") }
        return value.kind == .map ? value.entries : []
    }

    private mutating func wrong(_ key: String, _ expected: String) {
        report(.badSchemaKeyword(key, expected: expected, at: place))
    }

    /// Where that stands which is being read.
    private var place: SourcePlace? { files[file].document.place(of: DocumentPath(steps)) }

    private mutating func report(_ diagnostic: Diagnostic) {
        faultyFiles.insert(file)
        diagnostics.append((file, diagnostic))
    }
}
