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
}
