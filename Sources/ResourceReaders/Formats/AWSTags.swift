import ResourceDocuments

/// Tags as Amazon writes them: a list of maps of `Key` and `Value` (`key` and `value` in some interfaces), or a map.
enum AWSTags {
    static func tags(of value: DocumentCursor?) -> [(key: PlacedText, value: DocumentCursor)] {
        guard let value else { return [] }
        if value.kind == .map {
            return value.members.filter { $0.value.kind == .string }.map {
                (PlacedText($0.key, at: $0.value.keySpan), $0.value)
            }
        }
        return value.elements.compactMap { tag in
            guard let key = PlacedText(tag["Key"] ?? tag["key"]), let value = tag["Value"] ?? tag["value"] else {
                return nil
            }
            return (key, value)
        }
    }
}
