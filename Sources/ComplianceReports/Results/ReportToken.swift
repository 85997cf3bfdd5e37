import Crypto
import SourceText

/// Names as XML's NCName and OSCAL's token have them: a letter or `_` first, then letters, digits, `.`, `-` and `_`.
enum ReportToken {
    /// The text itself where it is one. What had to be changed gets eight digits of its digest, so that two texts stay two.
    ///
    /// - Parameter prefix: stands in front of what begins otherwise.
    static func make(_ text: String, prefix: String) -> String {
        let scalars = text.unicodeScalars
        let safe = String(String.UnicodeScalarView(scalars.map { isAllowed($0) ? $0 : "-" }))
        let starts = scalars.first.map { isLetter($0) } ?? false
        let name = starts ? safe : prefix + safe
        if scalars.allSatisfy(isAllowed), !scalars.isEmpty { return name }
        return "\(name)-\(HexadecimalText.text(SHA256.hash(data: Array(text.utf8)).prefix(4)))"
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        isLetter(scalar) || ("0"..."9").contains(scalar) || scalar == "." || scalar == "-"
    }
}
