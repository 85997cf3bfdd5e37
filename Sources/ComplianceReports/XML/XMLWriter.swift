import SourceText

/// Writes XML 1.0 as it goes, two spaces for each level. Text may be anybody's: what XML has no form for, and what would act on a
/// terminal, is made visible.
struct XMLWriter {
    private var output: BufferedOutput
    private var depth = 0

    init(to write: @escaping (String) -> Void) {
        output = BufferedOutput(write)
        output += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    }

    mutating func finish() { output.flush() }

    /// An element with elements in it; attributes that are nil are left out.
    mutating func element(
        _ name: String, _ attributes: [(String, String?)] = [], _ content: (inout XMLWriter) -> Void
    ) {
        open(name, attributes, end: ">\n")
        depth += 1
        content(&self)
        depth -= 1
        indent()
        output += "</\(name)>\n"
    }

    /// An element with text in it, or with nothing.
    mutating func element(_ name: String, _ attributes: [(String, String?)] = [], text: String? = nil) {
        guard let text else { return open(name, attributes, end: "/>\n") }
        open(name, attributes, end: ">")
        output += Self.escaped(text, isAttribute: false) + "</\(name)>\n"
    }

    private mutating func open(_ name: String, _ attributes: [(String, String?)], end: String) {
        indent()
        output += "<\(name)"
        for case (let key, let value?) in attributes {
            output += " \(key)=\"\(Self.escaped(value, isAttribute: true))\""
        }
        output += end
    }

    private mutating func indent() { output += String(repeating: "  ", count: depth) }

    /// Lines stay lines outside attributes; every other character without a shape is made visible.
    static func escaped(_ text: String, isAttribute: Bool) -> String {
        VisibleText.escaped(text) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            // `]]>` may not stand in text.
            case ">": "&gt;"
            case "\"" where isAttribute: "&quot;"
            case "\n" where !isAttribute: "\n"
            // XML 1.0, 2.2: these two are no characters of a document.
            case "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
            default: nil
            }
        }
    }
}
