import ResourceDocuments
import SourceText

/// Documents that a response holds as text: JSON, or JSON with the escapes of a URL, as the interface of IAM has policies.
enum EmbeddedDocument {
    /// For `DocumentBuilder.copy`: text that holds a map stands for the map, at the place of the text.
    static func unpack(_ value: DocumentCursor, into builder: inout DocumentBuilder) -> Bool {
        guard let content = document(in: value) else { return false }
        builder.beginMap()
        builder.copyMembers(of: content)
        builder.endMap(at: value.span)
        return true
    }

    /// The same of text with the escapes of a URL alone.
    static func unpackEscaped(_ value: DocumentCursor, into builder: inout DocumentBuilder) -> Bool {
        value.string?.hasPrefix("%") == true && unpack(value, into: &builder)
    }

    /// nil of text that holds no map.
    static func document(in value: DocumentCursor) -> DocumentCursor? {
        guard let text = value.string, let json = text.hasPrefix("%") ? unescaped(text) : text, json.hasPrefix("{"),
            let document = try? JSONParser.document(
                SourceFile(name: value.document.source.name, text: json), keys: value.document.keys)
        else { return nil }
        return DocumentCursor(document)
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
