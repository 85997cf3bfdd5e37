/// The text of `Fn::Sub`, taken apart: `${Name}` stands for a value, `${!Name}` for the text `${Name}`.
struct TemplateSubstitution {
    enum Part {
        case text(String)
        case name(String)
    }

    private(set) var parts: [Part] = []

    /// nil where a brace is not closed.
    init?(_ text: String) {
        var rest = text[...]
        while let open = rest.firstRange(of: "${") {
            parts.append(.text(String(rest[..<open.lowerBound])))
            guard let close = rest[open.upperBound...].firstIndex(of: "}") else { return nil }
            let name = String(rest[open.upperBound..<close])
            parts.append(name.hasPrefix("!") ? .text("${\(name.dropFirst())}") : .name(name))
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(String(rest)))
    }

    var names: [String] {
        parts.compactMap {
            switch $0 {
            case .text: nil
            case .name(let name): name
            }
        }
    }
}
