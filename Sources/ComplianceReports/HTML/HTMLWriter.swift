import SourceText

/// Writes HTML as it goes. Text may be anybody's: nothing of it is markup, and what would act on a terminal or turn the direction of
/// what stands around it is made visible. Attributes are always quoted, and void elements end with `/>`, so that it is XML as well.
struct HTMLWriter {
    typealias Attributes = [(String, String?)]

    private let write: (String) -> Void
    private var output: BufferedOutput

    init(to write: @escaping (String) -> Void) {
        self.write = write
        output = BufferedOutput(write)
        output += "<!DOCTYPE html>\n"
    }

    mutating func finish() { output.flush() }

    /// An element with others in it, on lines of its own; attributes that are nil are left out.
    mutating func element(
        _ name: String, _ attributes: Attributes = [], _ content: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes, end: ">\n")
        content(&self)
        output += "</\(name)>\n"
    }

    /// The same in a running line.
    mutating func inline(_ name: String, _ attributes: Attributes = [], _ content: (inout HTMLWriter) -> Void) {
        open(name, attributes, end: ">")
        content(&self)
        output += "</\(name)>"
    }

    mutating func element(_ name: String, _ attributes: Attributes = [], text: String) {
        open(name, attributes, end: ">")
        self.text(text)
        output += "</\(name)>"
    }

    /// An element that never has anything in it: `meta`, `br`.
    mutating func void(_ name: String, _ attributes: Attributes) { open(name, attributes, end: "/>\n") }

    /// Lines stay lines.
    mutating func text(_ text: String) { output += XMLWriter.escaped(text, isAttribute: false) }

    /// Norma's own text, as it is: a style or a script.
    mutating func raw(_ text: String) { output += text }

    private mutating func open(_ name: String, _ attributes: Attributes, end: String) {
        output += "<\(name)"
        for case (let key, let value?) in attributes {
            output += " \(key)=\"\(XMLWriter.escaped(value, isAttribute: true))\""
        }
        output += end
    }

    /// A block of JSON for the page's script. A tag, a comment or an end of the block can begin in none of its texts: JSON has another
    /// form for the one character that each of them begins with.
    mutating func data(id: String, _ content: (inout JSONWriter) -> Void) {
        open("script", [("type", "application/json"), ("id", id)], end: ">")
        output.flush()
        let write = write
        var json = JSONWriter(
            to: { write($0.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")) },
            layout: .tight)
        content(&json)
        json.finish()
        output += "</script>\n"
    }
}
