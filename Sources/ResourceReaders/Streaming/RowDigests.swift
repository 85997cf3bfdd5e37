package import ResourceDocuments
import SourceText

/// What tells whether a resource is what it was when an earlier scan judged it.
package struct RowDigests: Hashable, Sendable {
    /// Of everything that rules can read of it: while it is the same, what they say is the same.
    package let content: ContentDigest
    /// Of the content, of where it stands in its file, and of what else stands on its lines there: while it is the same, what their findings show
    /// is the same.
    package let places: ContentDigest

    package init(content: ContentDigest, places: ContentDigest) {
        self.content = content
        self.places = places
    }
}

/// Makes the digests of rows; they are best asked for in their order.
///
/// A line is taken by its bytes and is not parsed. Of a resource in memory the content is taken value by value, for
/// readers make resources out of more than a text; its places are those of the value in the file that holds all of it, or
/// else of the whole file.
package struct RowDigester: ~Copyable {
    private let rows: ResourceRows
    private let key: DigestKey
    private let engine: ContentDigest
    private var reader: RowReader
    private var documents: [ObjectIdentifier: ContentDigest] = [:]
    private var sensitive: [String: ContentDigest] = [:]

    /// - Parameter engine: of what reads and judges; another one makes other digests.
    package init(_ rows: ResourceRows, key: DigestKey, engine: ContentDigest) {
        self.rows = rows
        self.key = key
        self.engine = engine
        reader = RowReader(rows)
    }

    /// nil where the resource's line cannot be read any more. O(bytes), and O(text of a file) once for each that is in memory
    package mutating func digests(of row: Int) -> RowDigests? {
        var content = DigestStream(key)
        content.append(engine)
        var places: DigestStream
        let result: ContentDigest
        switch rows.place(of: row) {
        case .held(let index):
            let resource = rows.resources[index]
            content.append(1)
            resource.frame.append(to: &content)
            result = content.finish()
            places = begin(result, row)
            append(placesOf: resource, to: &places)
        case .line(let line, let file):
            content.append(2)
            content.append(measured: rows.files[file].name)
            guard reader.withLine(of: row, { content.append($0) }) != nil else { return nil }
            result = content.finish()
            places = begin(result, row)
            places.append(number: line.number)
        }
        return RowDigests(content: result, places: places.finish())
    }

    private mutating func begin(_ content: ContentDigest, _ row: Int) -> DigestStream {
        var places = DigestStream(key)
        places.append(content)
        let kind = rows.kind(of: row)
        let hidden = sensitive[kind] ?? rows.sensitive.digest(ofKind: kind, key)
        sensitive[kind] = hidden
        places.append(hidden)
        return places
    }

    private mutating func append(placesOf resource: Resource, to stream: inout DigestStream) {
        let paths = ResourceAttribute.allCases.map { resource.attributePaths[$0] }
        var around = paths.compactMap(\.self).reduce(resource.propertiesPath) { $0.commonPrefix($1) }
        if let digest = resource.document.placesDigest(of: around, key) {
            stream.append(digest)
        } else {
            stream.append(digest(of: resource.document))
            around = .root
        }
        for path in [resource.propertiesPath] + paths {
            stream.append(number: path.map { $0.steps.count } ?? -1)
            for step in path?.steps.dropFirst(around.steps.count) ?? [] {
                switch step {
                case .index(let index): stream.append(number: index)
                case .key(let name, let occurrence):
                    stream.append(measured: name)
                    stream.append(number: occurrence)
                }
            }
        }
    }

    private mutating func digest(of document: Document) -> ContentDigest {
        let identity = ObjectIdentifier(document)
        if let known = documents[identity] { return known }
        let digest = document.placesDigest(key)
        documents[identity] = digest
        return digest
    }
}
