import ResourceDocuments

/// A value as `distinct` compares it: equal keys, equal structure. Unknown parts are equal when their causes are.
indirect enum StructuralKey: Hashable {
    case unknown(UInt8)
    case boolean(Bool)
    case number(ExactNumber)
    case text(ScalarText)
    case list([StructuralKey])
    case map([ScalarText: StructuralKey])
    case address(AddressRange)
    case instant(Instant)
    case span(TimeSpan)
    case version(VersionNumber)
    case pattern(Pattern)

    /// nil for what holds a map with a key that occurs twice: it is equal to nothing.
    init?(_ value: TracedValue) {
        let value = value.asValue
        switch value.content {
        case .unknown(let unknown): self = .unknown(unknown.causes.rawValue)
        case .boolean(let value): self = .boolean(value)
        case .number(let number): self = .number(number)
        case .text(let text): self = .text(ScalarText(text))
        case .address(let range): self = .address(range)
        case .instant(let instant): self = .instant(instant)
        case .span(let span): self = .span(span)
        case .version(let version): self = .version(version)
        case .pattern(let pattern): self = .pattern(pattern)
        case .list(let storage):
            let list = TracedList(storage, value.origin)
            let keys = list.compactMap { StructuralKey($0) }
            guard keys.count == list.count else { return nil }
            self = .list(keys)
        case .map(let storage):
            let map = TracedMap(storage, value.origin)
            guard map.duplicateKey == nil else { return nil }
            var keys: [ScalarText: StructuralKey] = [:]
            for member in map.members {
                guard let key = StructuralKey(member.value) else { return nil }
                keys[ScalarText(member.key)] = key
            }
            self = .map(keys)
        case .resource: return nil
        }
    }
}
