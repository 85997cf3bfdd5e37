import ResourceDocuments
import RuleChecker
import SourceText

/// The texts of a resource that functions read, such as a policy that is held as a string: each read once, however many findings stand in it.
package final class ReadTexts {
    private struct Key: Hashable {
        let file: ObjectIdentifier
        let span: SourceSpan
        let function: BuiltinFunction
        let separator: String?
    }

    /// What a text holds, and where that is written.
    struct Text {
        /// Keeps the file, and with it what names it.
        let place: SourcePlace
        let written: WrittenText
        /// nil of a text that is split.
        let document: Document?
        /// Of each piece, in bytes; empty of a document.
        let pieces: [SourceSpan]
    }

    private var texts: [Key: Text?] = [:]

    package init() {}

    /// nil where the file does not show the text as it is, and where it holds no document.
    func text(_ text: String, at place: SourcePlace, read making: Making) -> Text? {
        let key = Key(
            file: ObjectIdentifier(place.file), span: place.span, function: making.function,
            separator: making.separator)
        if let known = texts[key] { return known }
        let read = Self.read(text, at: place, by: making)
        texts[key] = .some(read)
        return read
    }

    private static func read(_ text: String, at place: SourcePlace, by making: Making) -> Text? {
        guard let written = WrittenText(text, at: place) else { return nil }
        if let separator = making.separator {
            return Text(place: place, written: written, document: nil, pieces: pieces(of: text, separatedBy: separator))
        }
        return TracedValue.document(text, by: making.function).map {
            Text(place: place, written: written, document: $0, pieces: [])
        }
    }

    private static func pieces(of text: String, separatedBy separator: String) -> [SourceSpan] {
        var start = 0
        return ScalarText(text).pieces(separatedBy: ScalarText(separator)).map { piece in
            defer { start += piece.utf8.count + separator.utf8.count }
            return SourceSpan(start, start + piece.utf8.count)
        }
    }
}
