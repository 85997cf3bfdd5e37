/// A value that stands for another: `${name}`, `{name}` (as SCC's documentation prints it), `${ref}.property`.
enum SCCReference: Hashable {
    case parameter(String, isBare: Bool)
    case property(reference: String, path: [String])

    /// nil for any other text; a reference is the whole value.
    init?(_ text: String) {
        let isBare = text.hasPrefix("{")
        // Terraform escapes the sign by doubling it.
        guard let opening = ["$${", "${", "{"].first(where: text.hasPrefix) else { return nil }
        let inner = text.dropFirst(opening.count)
        guard let end = inner.firstIndex(of: "}") else { return nil }
        let name = inner[..<end]
        let rest = inner[inner.index(after: end)...]
        guard !name.isEmpty, !name.contains(where: { "${}\"".contains($0) }) else { return nil }
        if rest.isEmpty {
            self = .parameter(String(name), isBare: isBare)
        } else if rest.first == ".", rest.count > 1, !isBare {
            let path = rest.dropFirst().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            self = .property(reference: String(name), path: path)
        } else {
            return nil
        }
    }
}
