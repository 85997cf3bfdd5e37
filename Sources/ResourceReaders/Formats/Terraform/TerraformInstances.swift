import ResourceDocuments

/// The instances of resources and of modules that a plan speaks of.
struct TerraformInstances {
    typealias Word = TerraformAddress.Word

    /// By the address without the last word's index, and then by that index, which is empty without `count` and `for_each`.
    private var indices: [String: Set<String>] = [:]
    /// By the address of a resource: which of its attributes are known after apply.
    private var unknown: [String: DocumentCursor] = [:]

    mutating func add(_ address: TerraformAddress, unknown: DocumentCursor?) {
        self.unknown[address.description] = unknown
        for count in stride(from: 2, through: address.modules.count, by: 2) { add(address.words.prefix(count)) }
        add(address.words[...])
    }

    private mutating func add(_ words: ArraySlice<Word>) {
        guard let index = words.last?.index else { return }
        indices[Self.key(of: words), default: []].insert(index)
    }

    /// The indices of the instances that have this address but for the last word's index.
    func indices(of words: some BidirectionalCollection<Word>) -> Set<String> { indices[Self.key(of: words)] ?? [] }

    /// Whether an attribute of a resource is known after apply.
    func isKnownLater(_ attribute: String, of address: TerraformAddress) -> Bool {
        unknown[address.description]?[attribute]?.node.bool == true
    }

    private static func key(of words: some BidirectionalCollection<Word>) -> String {
        guard let last = words.last else { return "" }
        return (words.dropLast().map(\.description) + [last.name]).joined(separator: ".")
    }
}
