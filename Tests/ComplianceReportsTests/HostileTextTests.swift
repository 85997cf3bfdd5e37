import ComplianceReports
import Foundation
import SourceText
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Names, values, rules, masks and statements that are written by somebody who means harm, through every format.
@Suite struct HostileTextTests {
    private static func text(_ format: ReportFormat) throws -> String {
        format.text(try ReportWorld(word: HostileText.word).results(), statuses: Set(ReportedStatus.allCases))
    }

    /// A reader may do no more than look at the file in a terminal.
    @Test(arguments: ReportFormat.allCases) func nothingActsOnATerminal(_ format: ReportFormat) throws {
        let text = try Self.text(format)
        let acting = text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control: !"\n\r".unicodeScalars.contains(scalar)
            case .format, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
        #expect(acting.isEmpty)
        #expect(text.contains("octocat"), "the text is there all the same")
    }

    /// JSON gives back what it was given.
    @Test(arguments: [ReportFormat.sarif, .oscal, .ocsf, .ndjson, .gitlab]) func jsonIsWhole(_ format: ReportFormat)
        throws
    {
        let text = try Self.text(format)
        let documents = format == .ndjson ? text.split(separator: "\n").map(String.init) : [text]
        for document in documents { _ = try JSONSerialization.jsonObject(with: Data(document.utf8)) }
        #expect(documents.count == 1 || documents.count > 10)
    }

    @Test(arguments: [ReportFormat.junit, .xccdf]) func xmlIsWellFormed(_ format: ReportFormat) throws {
        let document = try XMLDocument(data: Data(try Self.text(format).utf8))
        #expect(try document.nodes(forXPath: "//script").isEmpty)
        #expect(try document.nodes(forXPath: "//comment()").isEmpty)
    }

    /// Every cell as RFC 4180 reads it.
    @Test func noCellIsAFormula() throws {
        let rows = try CSVCells.read(try Self.text(.csv))
        #expect(rows.count > 10)
        for row in rows {
            #expect(row.count == rows[0].count)
            for cell in row { #expect(!"=+-@\t\r".contains(cell.first ?? "x"), "\(cell)") }
        }
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1+1", "  -1", "\u{A0}@SUM(A1)"])
    func eachStartOfAFormulaIsText(_ word: String) throws {
        let rows = try CSVCells.read(ReportFormat.csv.text(try ReportWorld(word: word).results()))
        #expect(rows.joined().contains { $0.hasPrefix("'") })
        for cell in rows.joined() {
            #expect(!"=+-@\t\r＝".contains(cell.first ?? "x"), "\(cell)")
            #expect(!"=+-@＝".contains(cell.first { !$0.isWhitespace } ?? "x"), "\(cell)")
        }
    }

    /// Each line is one command, of the sort that Norma writes, and no property ends before its time.
    @Test func noAnnotationHoldsAnother() throws {
        let lines = try Self.text(.github).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count == 5, "two failures, an unknown, a failing statement, and the summary")
        for line in lines {
            let command = try #require(line.wholeMatch(of: /::(error|warning|notice) ([^:]*)::(.*)/))
            let names = command.2.split(separator: ",").compactMap { $0.split(separator: "=").first }
            #expect(Set(names).isSubset(of: ["file", "line", "endLine", "col", "endColumn", "title"]))
            #expect(Set(names).count == names.count)
        }
        // What a resource is called is one line; the words of a rule may have several.
        let subject = VisibleText.line("fails \(HostileText.word)").replacing("%", with: "%25")
        #expect(lines.count { $0.contains("::\(subject) [") } == 2)
    }

    /// GitLab shows a description as it is read from the JSON.
    @Test func descriptionsOfCodeQualityAreLines() throws {
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(try Self.text(.gitlab).utf8)) as? [[String: Any]])
        let descriptions = list.compactMap { $0["description"] as? String }
        #expect(descriptions.count == list.count && !list.isEmpty)
        for words in descriptions {
            #expect(!words.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x202E })
        }
    }

    /// Outside code spans nothing is left of it.
    @Test func markdownIsInert() throws {
        let text = try Self.text(.markdown)
        let outside = MarkdownSpans.outside(of: text)
        for word in ["octocat", "script", "javascript", "owned", "item", "first", "<", "|"] {
            #expect(!outside.contains(word), "\(word)")
        }
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }
        #expect(headings.allSatisfy { $0.hasPrefix("## Norma: ") || $0.hasPrefix("### ") })
        #expect(!headings.contains { $0.contains("heading") })
    }

    /// OSCAL's titles and descriptions are markup.
    @Test func oscalHasNoMarkupOfOthers() throws {
        let text = try Self.text(.oscal)
        #expect(text.contains("\\\\<script\\\\>"))
        #expect(text.contains("\\\\[x\\\\](javascript:1)"))
    }
}

/// RFC 4180, read without knowing how it was written.
private enum CSVCells {
    static func read(_ text: String) throws -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if isQuoted {
                if scalar != "\"" {
                    cell.unicodeScalars.append(scalar)
                } else if index < scalars.count, scalars[index] == "\"" {
                    cell.unicodeScalars.append(scalar)
                    index += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch scalar {
            case "\"": isQuoted = true
            case ",":
                row.append(cell)
                cell = ""
            case "\r":
                try #require(scalars[index] == "\n")
                index += 1
                rows.append(row + [cell])
                row = []
                cell = ""
            default: cell.unicodeScalars.append(scalar)
            }
        }
        try #require(!isQuoted && cell.isEmpty && row.isEmpty)
        return rows
    }
}

/// CommonMark's code spans, line by line.
private enum MarkdownSpans {
    /// The text without its code spans.
    static func outside(of text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { outside(ofLine: Array($0)) }
            .joined(separator: "\n")
    }

    private static func outside(ofLine line: [Character]) -> String {
        var outside = ""
        var index = 0
        while index < line.count {
            guard line[index] == "`" else {
                outside.append(line[index])
                index += 1
                continue
            }
            let length = line[index...].prefix { $0 == "`" }.count
            var end = index + length
            var closed = false
            while end < line.count {
                let run = line[end...].prefix { $0 == "`" }.count
                if run == length {
                    closed = true
                    break
                }
                end += max(run, 1)
            }
            // A fence that nothing closes is text.
            if !closed { outside += String(line[index..<index + length]) }
            index = closed ? end + length : index + length
        }
        return outside
    }
}
