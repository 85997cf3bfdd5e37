import ResourceDocuments
import SourceText

/// Values as messages print them: whole where they are short, cut with care where they are not.
enum ValueText {
    /// Characters of a text, and of all elements of a list or map together.
    static let maximumText = 160
    /// The same under a line of a document, where the value stands in full.
    static let maximumLabel = 60

    /// What its author has marked as sensitive prints as that.
    private static let sensitive = "(sensitive)"

    /// What a rule writes as a string bare, all else as `quoted`.
    static func plain(_ value: TracedValue) -> String {
        if value.isSensitive { return sensitive }
        return switch value.content {
        case .text(let text): Value.string(cut(text)).description
        case .resource(let resource): Value.string(cut(resource.resource.id)).description
        case .address(let range): Value.address(range).description
        case .instant(let instant): Value.instant(instant).description
        case .version(let version): cut(Value.version(version).description)
        case .unknown, .boolean, .number, .list, .map, .span, .pattern: quoted(value)
        }
    }

    /// Text in JSON's quotes; what is not known as `(missing)` or another cause.
    ///
    /// - Parameter maximum: characters of a text, and of all elements of a list or map together.
    static func quoted(_ value: TracedValue, to maximum: Int = maximumText) -> String {
        if value.isSensitive { return sensitive }
        let value = value.asValue
        switch value.content {
        case .unknown(let unknown): return "(\(unknown.causes))"
        case .boolean(let value): return Value.boolean(value).quoted
        case .number(let number): return cut(Value.number(number).quoted, to: maximum)
        case .text(let text): return JSONText.quoted(cut(text, to: maximum))
        case .address(let range): return Value.address(range).quoted
        case .instant(let instant): return Value.instant(instant).quoted
        case .span(let span): return Value.span(span).quoted
        case .version(let version): return cut(Value.version(version).quoted, to: maximum)
        case .pattern(let pattern): return cut(Value.pattern(pattern).quoted, to: maximum)
        case .list(let storage):
            let list = TracedList(storage, value.origin)
            return "[\(joined(list.count, list.lazy.map { inside($0, to: maximum) }, to: maximum))]"
        case .map(let map):
            let members = TracedMap(map, value.origin).written
            let texts = members.lazy.map { member in
                "\(JSONText.quoted(cut(member.key, to: maximum))): \(inside(member.value, to: maximum))"
            }
            return "{\(joined(members.count, texts, to: maximum))}"
        case .resource(let resource): return JSONText.quoted(cut(resource.resource.id, to: maximum))
        }
    }

    /// The same inside of a list or a map: what stands there and is no value of the kind that is due, as it stands.
    private static func inside(_ value: TracedValue, to maximum: Int) -> String {
        switch value.unknown?.roots.first?.problem {
        case .null: "null"
        case .badData(let text, _), .wrongType(_, let text, _): cut(text, to: maximum)
        case .missing, .emptyList, .notInDerived, .duplicateKey, .undetermined, .notCollected, .budget, nil:
            quoted(value, to: maximum)
        }
    }

    static func quoted(_ value: Value) -> String { quoted(TracedValue(constant: value, .rule)) }

    /// As many as there is room for, at least one, and how many more there are.
    private static func joined(_ count: Int, _ elements: some Sequence<String>, to maximum: Int) -> String {
        var text = ""
        for (index, element) in elements.enumerated() {
            if index > 0, text.utf8.count + element.utf8.count > maximum {
                return text + ", … \(count - index) more"
            }
            if index > 0 { text += ", " }
            text += element
        }
        return text
    }

    /// The beginning of a long text, in Unicode scalars: a character may be of any length.
    static func cut(_ text: String, to maximum: Int = maximumText) -> String {
        // A scalar takes a byte at least.
        if text.utf8.count <= maximum { return text }
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: maximum, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }
}

extension TracedValue {
    /// Whether its document says that it must not be shown, or that of what it was made from. Of a list or map that holds such a
    /// value, each element says it by itself.
    var isSensitive: Bool {
        guard let location = origin.location, location.resource.resource.document.source.hasMask else { return false }
        let resource = location.resource.resource
        guard let path = location.path.documentPath(in: resource), let place = resource.document.place(of: path)
        else { return false }
        switch content {
        case .list, .map, .resource: return place.isMasked
        case .boolean, .number, .text, .address, .instant, .span, .version, .pattern: return place.holdsMasked
        // It prints as what is not known of it.
        case .unknown: return false
        }
    }
}
