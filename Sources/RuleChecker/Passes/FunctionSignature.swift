/// What a built-in function takes and gives.
struct FunctionSignature: Sendable {
    struct Parameter: Sendable {
        /// What a message calls it.
        var words: String
        var accepts: @Sendable (ValueType) -> Bool
    }

    var parameters: [Parameter]
    var result: @Sendable ([ValueType]) -> ValueType

    static func of(_ function: BuiltinFunction) -> FunctionSignature {
        switch function {
        case .count: .init(parameters: [.countable], result: { _ in .numeric })
        case .length: .init(parameters: [.string], result: { _ in .numeric })
        case .lower, .upper, .trim, .base64: .init(parameters: [.string], result: { _ in .string })
        case .number: .init(parameters: [.stringOrNumber], result: { _ in .numeric })
        case .text: .init(parameters: [.scalar], result: { _ in .string })
        case .list:
            .init(parameters: [.value]) { types in
                guard let type = types.first else { return .list(.any) }
                if case .list = type { return type }
                return .list(type)
            }
        case .distinct: .init(parameters: [.list]) { $0.first ?? .list(.any) }
        case .keys: .init(parameters: [.map], result: { _ in .list(.string) })
        case .values: .init(parameters: [.map], result: { _ in .list(.any) })
        case .entries: .init(parameters: [.map], result: { _ in .list(.map) })
        case .split: .init(parameters: [.string, .string], result: { _ in .list(.string) })
        case .first, .last: .init(parameters: [.list]) { $0.first?.element ?? .any }
        case .prefixLength: .init(parameters: [.address], result: { _ in .numeric })
        case .quantity: .init(parameters: [.stringOrNumber], result: { _ in .quantity })
        case .duration: .init(parameters: [.readable(as: .duration)], result: { _ in .duration })
        case .days: .init(parameters: [.number], result: { _ in .duration })
        case .timestamp: .init(parameters: [.readable(as: .timestamp)], result: { _ in .timestamp })
        case .version: .init(parameters: [.readable(as: .version)], result: { _ in .version })
        case .ip:
            .init(parameters: [.address]) { types in
                if case .list? = types.first { .list(.ip) } else { .ip }
            }
        case .json, .yaml: .init(parameters: [.string], result: { _ in .any })
        }
    }
}

extension FunctionSignature.Parameter {
    static let value = Self(words: "a value") { $0 != .resource }
    static let string = Self(words: "a string") { $0 == .string || $0 == .any }
    static let number = Self(words: "a number") { $0 == .numeric || $0 == .any }
    static let stringOrNumber = Self(words: "a string or a number") {
        [.string, .numeric, .quantity, .any].contains($0)
    }
    static let scalar = Self(words: "a string, a number or a boolean") {
        [.string, .numeric, .quantity, .boolean, .any].contains($0)
    }
    static let list = Self(words: "a list") { type in
        if case .list = type { true } else { type == .any }
    }
    static let map = Self(words: "a map") { $0 == .map || $0 == .any }
    static let countable = Self(words: "a list, a map or 'resources of KIND'") { type in
        if case .list = type { true } else { type == .any || type == .map }
    }
    static let address = Self(words: "an address or a list of addresses") { type in
        [.string, .ip, .any].contains(type.scalar)
    }

    static func readable(as type: ValueType) -> Self {
        Self(words: "a string") { [.string, .any, type].contains($0) }
    }
}
