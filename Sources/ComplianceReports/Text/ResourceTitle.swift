import Compliance

/// What a heading calls a resource.
enum ResourceTitle {
    /// The name, or the id where that is an address which leads to the name and so tells resources of one name apart:
    /// `module.a.aws_s3_bucket.logs["eu"]`, `shop/web`. A cloud's own id, an ARN, a URL or a path from the root, is too long for a heading.
    static func text(id: String, name: String?) -> String {
        guard let name, !name.isEmpty else { return id }
        let leadsToName = [".", "/"].contains { separator in
            id.hasSuffix(separator + name) || id.hasSuffix("]") && id.contains("\(separator)\(name)[")
        }
        let isLong = id.hasPrefix("/") || id.prefix { $0 != "[" }.contains(":")
        return leadsToName && !isLong ? id : name
    }

    /// With the kind, and the id where the title does not show it, as `norma explain` takes both: `shop (demo.server/web-1)`. Two resources
    /// may have one name.
    static func heading(id: String, name: String?, kind: String) -> String {
        let title = text(id: id, name: name)
        return title == id ? "\(cut(title)) (\(kind))" : "\(cut(title)) (\(kind)/\(cut(id)))"
    }

    /// Without the kind: `web-1`, `shop [web-1]`.
    static func distinct(id: String, name: String?) -> String {
        let title = text(id: id, name: name)
        return title == id ? cut(title) : "\(cut(title)) [\(cut(id))]"
    }

    /// Titles with the ids that they do not show, which commands want: a cell for each, the second one only where some title needs it.
    static func cells(_ resources: [ResourceRecord]) -> [[String]] {
        let rows = resources.map { resource in
            let title = text(id: resource.id, name: resource.name)
            return ["\(cut(title)) (\(resource.kind))", title == resource.id ? "" : cut(resource.id)]
        }
        return rows.contains { !$0[1].isEmpty } ? rows : rows.map { [$0[0]] }
    }

    /// A name or an id as one line of many has room for it: both ends of a long one, for names differ at either. In Unicode scalars: a character
    /// may be of any length. No cloud has ids of more than 300.
    static func cut(_ text: String) -> String {
        // A scalar takes a byte at least.
        if text.utf8.count <= 300 { return text }
        let scalars = text.unicodeScalars
        return scalars.count <= 300 ? text : "\(String(scalars.prefix(200)))…\(String(scalars.suffix(99)))"
    }
}
