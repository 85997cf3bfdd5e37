import ResourceDocuments

/// What a part of a template stands for, as far as the template itself decides it.
indirect enum TemplateValue {
    /// `AWS::NoValue`
    case nothing
    case boolean(Bool)
    /// In JSON's grammar, else it is text.
    case number(String)
    case text(String)
    case list([TemplateValue])
    /// As it is written; what is inside may hold functions again.
    case written(DocumentCursor)
    /// A list or a map of a mapping or of a default: it is read as it stands, so that nothing can lead back to itself.
    case constant(DocumentCursor)

    /// A scalar by itself, so that it can stand elsewhere; a list or a map as it is written.
    init(_ value: DocumentCursor, isConstant: Bool = false) {
        switch value.kind {
        case .null: self = .nothing
        case .boolean: self = .boolean(value.node.bool ?? false)
        case .number: self = .number(value.node.numberText ?? "0")
        case .string: self = .text(value.string ?? "")
        case .list, .map, .undetermined: self = isConstant ? .constant(value) : .written(value)
        }
    }

    /// As it stands in a text; nil of a list, a map, and of nothing.
    var text: String? {
        switch self {
        case .boolean(let value): "\(value)"
        case .number(let text), .text(let text): text
        case .nothing, .list, .written, .constant: nil
        }
    }

    /// CloudFormation hands texts about: no function gives a longer one here. (User data has at most 16 KiB.)
    static let mostTextBytes = 16 << 10

    /// nil of a text that is too long.
    static func bounded(_ text: String) -> TemplateValue? { text.utf8.count <= mostTextBytes ? .text(text) : nil }
}
