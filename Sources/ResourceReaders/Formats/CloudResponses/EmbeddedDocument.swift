import ResourceDocuments
import SourceText

/// Documents that a response holds as text: JSON, JSON in JSON's own quotes, or JSON with the escapes of a URL, as the interface of IAM
/// has policies. Each of their values has the place of the text.
enum EmbeddedDocument {
    /// For `DocumentBuilder.copy`: text that holds a map or a list stands for it.
    static func unpack(_ value: DocumentCursor, into builder: inout DocumentBuilder) -> Bool {
        guard let content = document(in: value) else { return false }
        builder.copy(content)
        return true
    }

    /// The same of text with the escapes of a URL alone.
    static func unpackEscaped(_ value: DocumentCursor, into builder: inout DocumentBuilder) -> Bool {
        value.string?.hasPrefix("%") == true && unpack(value, into: &builder)
    }

    /// nil of text that holds neither a map nor a list.
    static func document(in value: DocumentCursor) -> DocumentCursor? {
        guard let text = value.string, let parsed = parsed(text, of: value.document, layers: 2) else { return nil }
        var builder = DocumentBuilder(
            source: value.document.source, medium: value.document.medium, keys: value.document.keys)
        write(parsed.root, at: value.span, into: &builder)
        return builder.finish().map { DocumentCursor($0) }
    }

    /// - Parameter layers: how many texts may stand inside each other.
    private static func parsed(_ text: String, of document: Document, layers: Int) -> Document? {
        guard layers > 0, let json = text.hasPrefix("%") ? unescaped(text) : text,
            let first = json.utf8.first, "{[\"".utf8.contains(first),
            let parsed = try? JSONParser.document(
                SourceFile(name: document.source.name, text: json), keys: document.keys)
        else { return nil }
        switch parsed.root.kind {
        case .map, .list: return parsed
        case .string: return self.parsed(parsed.root.string ?? "", of: document, layers: layers - 1)
        case .null, .boolean, .number, .undetermined: return nil
        }
    }

    private static func write(_ value: DocumentNode, at span: SourceSpan?, into builder: inout DocumentBuilder) {
        switch value.kind {
        case .null, .undetermined: builder.null(at: span)
        case .boolean: builder.bool(value.bool ?? false, at: span)
        case .number: builder.number(value.numberText ?? "0", at: span)
        case .string: builder.string(value.string ?? "", at: span)
        case .list:
            builder.beginList()
            for element in value.elements { write(element, at: span, into: &builder) }
            builder.endList(at: span)
        case .map:
            builder.beginMap()
            for (key, member) in value.entries {
                builder.key(key, at: span)
                write(member, at: span, into: &builder)
            }
            builder.endMap(at: span)
        }
    }

    /// With `%7B` as `{` (RFC 3986, section 2.1); nil of what is no UTF-8 then.
    private static func unescaped(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let escaped = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
                bytes.append(escaped)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
