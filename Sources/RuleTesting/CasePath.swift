import ResourceDocuments

/// A path as a case writes it: `rules[0].remote.cidr_block`, `labels."app.kubernetes.io/name"`.
enum CasePath {
    /// The steps, or nil when the text is no path.
    static func steps(_ text: String) -> [DocumentPath.Step]? {
        var rest = Substring(text)
        var steps: [DocumentPath.Step] = []
        while !rest.isEmpty {
            if rest.first == "[" {
                guard let end = rest.firstIndex(of: "]") else { return nil }
                let inside = rest[rest.index(after: rest.startIndex)..<end]
                guard let index = Int(inside), index >= 0 else { return nil }
                steps.append(.index(index))
                rest = rest[rest.index(after: end)...]
            } else {
                if !steps.isEmpty {
                    guard rest.first == "." else { return nil }
                    rest = rest.dropFirst()
                }
                guard let name = name(&rest) else { return nil }
                steps.append(.key(name))
            }
        }
        return steps.isEmpty ? nil : steps
    }

    /// A member's name, in quotes or up to the next `.` or `[`.
    private static func name(_ rest: inout Substring) -> String? {
        guard rest.first == "\"" else {
            let name = rest.prefix { $0 != "." && $0 != "[" }
            rest = rest.dropFirst(name.count)
            return name.isEmpty ? nil : String(name)
        }
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        let name = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        return name
    }
}
