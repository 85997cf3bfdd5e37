import ResourceDocuments
import SourceText

/// What `each.key`, `each.value` and `count.index` are in one instance of a block.
struct TerraformIteration {
    let block: TerraformConfiguration.Block
    let configuration: TerraformConfiguration

    /// The index, with its brackets, of an instance whose index is this value; nil where the plan does not decide it.
    func index(_ value: TerraformReference) -> String? {
        switch value.subject {
        case .eachKey, .countIndex: block.index.isEmpty || !value.rest.isEmpty ? nil : block.index
        case .eachValue: eachValue(value.rest).map { "[\(JSONText.quoted($0))]" }
        case .variable, .module, .resource, .other: nil
        }
    }

    /// The text that `each.value` or a part of it is, by the map or the set that `for_each` goes over.
    private func eachValue(_ path: [TerraformAddress.Word]) -> String? {
        guard let key, let domain = configuration.constant(block.content["for_each_expression"], in: block) else {
            return nil
        }
        // A set's elements are their own keys.
        if domain.kind == .list { return path.isEmpty && domain.elements.contains { $0.string == key } ? key : nil }
        return domain[key].flatMap { Self.part(path, of: $0) }?.string
    }

    /// `a.b` of `["a.b"]`; nil of a number, and of a key with escapes.
    private var key: String? {
        guard block.index.hasPrefix("[\""), block.index.hasSuffix("\"]"), !block.index.contains("\\") else {
            return nil
        }
        return String(block.index.dropFirst(2).dropLast(2))
    }

    /// A part of a constant: `zone.name`.
    static func part(_ path: [TerraformAddress.Word], of value: DocumentCursor) -> DocumentCursor? {
        var value: DocumentCursor? = value
        for word in path {
            guard word.index.isEmpty else { return nil }
            value = value?[word.name]
        }
        return value
    }
}
