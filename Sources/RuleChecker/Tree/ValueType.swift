package import RuleSyntax

/// What is known of a value before a rule runs.
package indirect enum ValueType: Hashable, Sendable {
    /// Nothing: a property without a schema.
    case any
    case string, numeric, boolean, timestamp, duration, version, ip, pattern, map
    /// A number once read; text beside it is read as a quantity.
    case quantity
    case list(ValueType)
    /// A resource of the inventory: its attributes and its properties.
    case resource

    package init(_ name: TypeName) {
        self =
            switch name {
            case .general: .any
            case .string: .string
            case .numeric: .numeric
            case .boolean: .boolean
            case .stringList: .list(.string)
            case .ipList: .list(.ip)
            case .numericList: .list(.numeric)
            case .timestamp: .timestamp
            case .duration: .duration
            case .version: .version
            case .ip: .ip
            case .pattern: .pattern
            case .quantity: .quantity
            case .list: .list(.any)
            case .map: .map
            }
    }

    package var element: ValueType {
        if case .list(let element) = self { element } else { .any }
    }
}

extension ValueType: CustomStringConvertible {
    package var description: String {
        switch self {
        case .any: "general"
        case .string: "string"
        case .numeric: "numeric"
        case .boolean: "boolean"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .version: "version"
        case .ip: "ip"
        case .pattern: "pattern"
        case .map: "map"
        case .quantity: "quantity"
        case .resource: "resource"
        case .list(.string): "string_list"
        case .list(.ip): "ip_list"
        case .list(.numeric): "numeric_list"
        case .list(.any): "list"
        case .list(let element): "list of \(element)"
        }
    }
}
