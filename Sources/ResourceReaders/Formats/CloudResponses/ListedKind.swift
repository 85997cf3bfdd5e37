import ResourceDocuments
import SourceText

/// One operation of a cloud's interface that lists or describes resources: under which key, of which kind, known by what.
struct ListedKind: Sendable {
    /// The key of the list, or of the one resource, in the response.
    let key: String
    let kind: String
    /// The fields that know a resource, the first that is text. An element without one is none of this kind.
    let identity: [String]
    /// A field that an element of this kind has, where others are listed under the key and known by the same fields.
    let mark: String?

    init(_ key: String, _ kind: String, _ identity: String..., with mark: String? = nil) {
        self.key = key
        self.kind = kind
        self.identity = identity
        self.mark = mark
    }

    func id(of element: DocumentNode) -> String? {
        if let mark, element[mark] == nil { return nil }
        return identity.lazy.compactMap { element[$0]?.string }.first { !$0.isEmpty }
    }

    /// Whether the response holds such a list, of maps with an identity or empty, or one such map.
    func isListed(in root: DocumentNode) -> Bool {
        guard let list = root[key] else { return false }
        if list.kind == .map { return id(of: list) != nil }
        guard list.kind == .list else { return false }
        return list[0].map { id(of: $0) != nil } ?? (mark == nil)
    }
}
