import ResourceDocuments
import SourceText

/// One operation of a cloud's interface that lists resources: under which key, of which kind, known by what.
struct ListedKind: Sendable {
    /// The key of the list in the response.
    let key: String
    let kind: String
    /// The fields that know a resource, the first that is text. An element without one is none of this kind.
    let identity: [String]

    init(_ key: String, _ kind: String, _ identity: String...) {
        self.key = key
        self.kind = kind
        self.identity = identity
    }

    func id(of element: DocumentNode) -> String? {
        identity.lazy.compactMap { element[$0]?.string }.first { !$0.isEmpty }
    }

    /// Whether the response holds such a list: of maps with an identity, or empty.
    func isListed(in root: DocumentNode) -> Bool {
        guard let list = root[key], list.kind == .list else { return false }
        guard let first = list[0] else { return true }
        return id(of: first) != nil
    }
}
