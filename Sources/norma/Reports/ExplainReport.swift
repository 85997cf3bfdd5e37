import ComplianceReports
import SourceText

/// `norma explain --format json`: `{pages: [{code, title, explanation, medium, wrong, right}]}`.
enum ExplainReport {
    static func json(_ pages: [DiagnosticKind]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("pages", array: pages) { writer, page in
                writer.object { writer in
                    writer.member("code", page.code)
                    writer.member("title", page.title)
                    writer.member("explanation", page.explanation)
                    writer.member("medium", page.medium.rawValue)
                    writer.member("wrong", page.wrong)
                    writer.member("right", page.right)
                }
            }
        }
        return writer.text
    }
}
