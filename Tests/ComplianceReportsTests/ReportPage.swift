import ComplianceReports
import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// An HTML report taken apart: what a browser would show of it before any script runs, and the data within it.
struct ReportPage {
    let text: String
    /// Without what stands in the page's style and scripts: it is XML as well.
    let body: XMLDocument
    /// The blocks of JSON, by their ids.
    let data: [String: Any]
    let style: String
    let script: String

    init(_ text: String) throws {
        self.text = text
        var rest = text[...]
        var shell = ""
        var data: [String: Any] = [:]
        var (style, script) = ("", "")
        // What a browser takes for the content of these two elements: everything up to the next end tag, whatever it is.
        while let start = rest.firstMatch(of: /<(script|style)([^>]*)>/) {
            let name = String(start.1)
            let content = rest[start.range.upperBound...]
            let end = try #require(content.firstRange(of: "</\(name)"))
            let inside = String(content[..<end.lowerBound])
            if name == "style" {
                style = inside
            } else if let id = start.2.firstMatch(of: /id="([^"]*)"/) {
                data[String(id.1)] = try JSONSerialization.jsonObject(with: Data(inside.utf8))
            } else {
                script = inside
            }
            shell += rest[..<start.range.upperBound]
            rest = content[end.lowerBound...]
            shell += rest.prefix(name.count + 3)
            rest = rest.dropFirst(name.count + 3)
        }
        shell += rest
        self.style = style
        self.script = script
        self.data = data
        body = try XMLDocument(data: Data(shell.replacing("<!DOCTYPE html>\n", with: "").utf8))
    }

    private var index: [String: Any] {
        get throws { try #require(data["report"] as? [String: Any]) }
    }

    /// Each entry of the list.
    func entries() throws -> [Entry] {
        let index = try index
        let words = try #require(index["statuses"] as? [[String]]).map { $0[0] }
        let rules = try #require(index["rules"] as? [[String: Any]])
        let resources = try #require(index["resources"] as? [[String]])
        let controls = try #require(index["controls"] as? [[String: Any]])
        let blockSize = try #require(index["blockSize"] as? Int)
        return try #require(index["entries"] as? [[Any]]).map { entry in
            let status = try #require(entry[0] as? Int)
            let rule = try #require(entry[1] as? Int)
            let resource = try #require(entry[2] as? Int)
            let named = (entry[3] as? [Int])?.compactMap { controls[$0]["name"] as? String }
            let evidence = try #require(entry[5] as? Int)
            let block = evidence < 0 ? nil : data["evidence-\(evidence / blockSize)"] as? [[[String: Any]]]
            return Entry(
                status: words[status], rule: rule < 0 ? nil : rules[rule]["name"] as? String,
                resource: resource < 0 ? nil : resources[resource][0], controls: named,
                message: try #require(entry[4] as? String), mask: entry[6] as? [String],
                findings: evidence < 0 ? [] : try #require(block)[evidence % blockSize])
        }
    }

    struct Entry {
        let status: String
        let rule: String?
        /// Its title.
        let resource: String?
        /// nil where they are the rule's.
        let controls: [String]?
        let message: String
        let mask: [String]?
        let findings: [[String: Any]]
    }

    /// Each control's status by its name.
    func controls() throws -> [String: String] {
        try #require(try index["controls"] as? [[String: Any]]).reduce(into: [:]) { statuses, control in
            statuses[try #require(control["name"] as? String)] = control["status"] as? String
        }
    }

    func texts(_ path: String) throws -> [String] { try body.nodes(forXPath: path).compactMap(\.stringValue) }
}
