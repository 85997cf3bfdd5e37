import ResourceDocuments
import RuleSyntax
import SourceText

extension BodyChecker {
    /// A literal with the type that its own form shows; one that the parser has mended may be of any.
    mutating func literal(_ syntax: LiteralSyntax) -> TypedExpression? {
        guard let (value, own) = plain(syntax) else { return nil }
        let type = session.hasFault(in: syntax.span, of: module) ? .any : own
        return TypedExpression(expression: CheckedExpression(.literal(value), type: type, place: place(syntax.span)))
    }

    private mutating func plain(_ syntax: LiteralSyntax) -> (Value, ValueType)? {
        switch syntax.form {
        case .string(let text): return (.string(text), .string)
        case .boolean(let value): return (.boolean(value), .boolean)
        case .number(let text):
            guard let number = ExactNumber(text) else {
                report(.unreadableLiteral(text, .numeric, at: place(syntax.span)))
                return nil
            }
            return (.number(number), .numeric)
        case .duration(let text):
            guard let span = TimeSpan(text) else {
                report(.unreadableLiteral(text, .duration, at: place(syntax.span)))
                return nil
            }
            return (.span(span), .duration)
        case .pattern(let text, let caseInsensitive):
            return pattern(text, caseInsensitive: caseInsensitive, at: syntax.span).map { (.pattern($0), .pattern) }
        case .list(let elements):
            let checked = elements.map { plain($0) }
            let settled = checked.compactMap { $0 }
            guard settled.count == elements.count else { return nil }
            let types = Set(settled.map(\.1))
            return (.list(settled.map(\.0)), .list(types.count == 1 ? settled[0].1 : .any))
        }
    }

    private func pattern(_ text: String, caseInsensitive: Bool, at span: SourceSpan) -> Pattern? {
        do throws(PatternError) {
            return try Pattern(text, caseInsensitive: caseInsensitive)
        } catch {
            report(.badPattern(text, error.message, at: place(span)))
            return nil
        }
    }

    /// A literal where a value of `type` is due: a parameter's default.
    mutating func literal(_ syntax: LiteralSyntax, as type: ValueType) -> Value? {
        guard let (value, own) = plain(syntax) else { return nil }
        let place = place(syntax.span)
        if own == .list(.any), case .list(let elements) = value, !elements.isEmpty, case .list = type, type != own {
            // Elements of several types, and the parameter's have one.
            report(.wrongDefault(own, for: type, at: place))
            return nil
        }
        if fits(own, type) {
            return own == type || type == .any ? value : readLiteral(value, as: type.scalar, at: place)
        }
        if own == .list(.string), case .list = type, type.scalar != .numeric {
            return readLiteral(value, as: type.scalar, at: place)
        }
        if own == .string, type == type.scalar, type != .numeric, type != .boolean, type != .map {
            return readLiteral(value, as: type, at: place)
        }
        report(.wrongDefault(own, for: type, at: place))
        return nil
    }

    /// Types whose literals need no reading, and the empty list, which is a list of anything.
    private func fits(_ own: ValueType, _ type: ValueType) -> Bool {
        switch (own, type) {
        case (_, .any): true
        case (.list(.any), .list): true
        case (.list, .list(.any)): true
        case (.numeric, .quantity): true
        default: own == type
        }
    }

    /// Text read as `type`, element by element; reports what does not read.
    func readLiteral(_ value: Value, as type: ValueType, at place: SourcePlace) -> Value? {
        switch value {
        case .list(let elements):
            let read = elements.map { readLiteral($0, as: type, at: place) }
            let settled = read.compactMap { $0 }
            return settled.count == elements.count ? .list(settled) : nil
        case .string(let text):
            if type == .pattern { return pattern(text, caseInsensitive: false, at: place.span).map { .pattern($0) } }
            if let read = Value(reading: text, as: type) { return read }
            report(.unreadableLiteral(text, type, at: place))
            return nil
        case .number where type == .numeric || type == .quantity || type == .any: return value
        case .boolean where type == .boolean || type == .any: return value
        case .span where type == .duration || type == .any: return value
        case .pattern where type == .pattern || type == .any: return value
        case .number, .boolean, .map, .address, .instant, .span, .version, .pattern:
            report(.unreadableLiteral(value.description, type, at: place))
            return nil
        }
    }
}

extension Value {
    /// Text read as a type, or nil when it does not read. Patterns have errors of their own to tell, and are made by `Pattern`.
    package init?(reading text: String, as type: ValueType) {
        switch type {
        case .any, .string: self = .string(text)
        case .ip:
            guard let range = AddressRange(text) else { return nil }
            self = .address(range)
        case .timestamp:
            guard let instant = Instant(text) else { return nil }
            self = .instant(instant)
        case .duration:
            guard let span = TimeSpan(text) else { return nil }
            self = .span(span)
        case .version:
            guard let version = VersionNumber(text) else { return nil }
            self = .version(version)
        case .quantity:
            guard let number = Quantity.parse(text) else { return nil }
            self = .number(number)
        case .numeric:
            guard let number = ExactNumber(text) else { return nil }
            self = .number(number)
        case .boolean, .pattern, .map, .list, .resource: return nil
        }
    }
}
