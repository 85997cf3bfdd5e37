import ResourceDocuments
import RuleMachine

extension CodeFragment.Constant {
    /// Another constant of the same form, a little different.
    var altered: CodeFragment.Constant {
        switch self {
        case .value(let value): .value(value.altered)
        case .unknown: .value(.boolean(true))
        case .texts(let texts): .texts(texts.dropFirst() + [.string("planted")])
        case .addresses: .addresses(AddressSet([]))
        case .glob: .glob(Glob("planted"))
        case .kind: .kind("k.main")
        case .join(_, let path, let other): .join(kind: "k.main", path: path, other: other)
        }
    }

    /// Whether it may stand where any value may.
    var isPlainValue: Bool {
        switch self {
        case .value(.pattern): false
        case .value: true
        case .unknown, .texts, .addresses, .glob, .kind, .join: false
        }
    }
}

extension Value {
    fileprivate var altered: Value {
        switch self {
        case .boolean(let truth): .boolean(!truth)
        case .number(let number): .number(ExactNumber((number.int64 ?? 7) &+ 1))
        case .string(let text): .string(text + "x")
        case .list(let elements): .list(elements.isEmpty ? [.boolean(true)] : Array(elements.dropFirst()))
        case .pattern: (try? Pattern("planted", caseInsensitive: false)).map { .pattern($0) } ?? .boolean(true)
        case .map, .address, .instant, .span, .version: .boolean(true)
        }
    }
}
