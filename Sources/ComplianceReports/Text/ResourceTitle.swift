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

    /// With the kind, the id where the title does not show it, and the account, as `norma explain` takes them:
    /// `shop (demo.server/web-1) in account a1`. Two resources may have one name, and in two accounts one id.
    static func heading(id: String, name: String?, kind: String, account: String?) -> String {
        let title = text(id: id, name: name)
        let kind = title == id ? kind : "\(kind)/\(cut(id))"
        return "\(cut(title)) (\(kind))\(shown(account, beside: id).map { " in account \($0)" } ?? "")"
    }

    /// Without the kind: `web-1`, `shop [web-1]`, `shop [web-1, a1]`.
    static func distinct(id: String, name: String?, account: String?) -> String {
        let title = text(id: id, name: name)
        let more = [title == id ? nil : cut(id), shown(account, beside: id)].compactMap(\.self)
        return more.isEmpty ? cut(title) : "\(cut(title)) [\(more.joined(separator: ", "))]"
    }

    /// nil also where the id has it, as an ARN or a path of Azure has.
    private static func shown(_ account: String?, beside id: String) -> String? {
        guard let account, !account.isEmpty else { return nil }
        let isInID = [":", "/"].contains { id.contains("\($0)\(account)\($0)") }
        return isInID ? nil : cut(account)
    }

    /// Titles with what they do not show and commands want, the ids and the accounts: a cell for each, those only where some resource needs
    /// them.
    static func cells(_ resources: [ResourceRecord]) -> [[String]] {
        let rows = resources.map { resource in
            let title = text(id: resource.id, name: resource.name)
            return [
                "\(cut(title)) (\(resource.kind))", title == resource.id ? "" : cut(resource.id),
                cut(resource.account ?? ""),
            ]
        }
        let needed = [true] + [1, 2].map { column in rows.contains { !$0[column].isEmpty } }
        return rows.map { row in zip(row, needed).compactMap { $1 ? $0 : nil } }
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
