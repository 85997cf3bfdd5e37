import ResourceDocuments
import RuleTracer
import SourceText

/// Which text a finding shows lines of.
enum ExcerptText: String, CaseIterable, Sendable {
    case resource, rule
    /// Another resource's.
    case related

    init(_ file: SourceFile, of finding: Finding, in resource: Resource) {
        if file === resource.document.source {
            self = .resource
        } else if finding.related.contains(where: { $0.resource.document.source === file }) {
            self = .related
        } else {
            self = .rule
        }
    }
}

extension JSONWriter {
    /// `{text, file, line, column, lines: [{line, text, marks: [{start, end, style, label}]}]}`
    mutating func excerpt(_ excerpt: MarkedExcerpt, of text: ExcerptText) {
        object { writer in
            writer.member("text", text.rawValue)
            writer.member("file", excerpt.file.name)
            writer.member("line", excerpt.position.line)
            writer.member("column", excerpt.position.column)
            writer.member("lines", array: excerpt.lines) { writer, line in
                writer.object { writer in
                    writer.member("line", line.number)
                    writer.member("text", line.text)
                    writer.member("marks", array: line.marks) { writer, mark in
                        writer.object { writer in
                            writer.member("start", mark.scalars.lowerBound)
                            writer.member("end", mark.scalars.upperBound)
                            writer.member("style", mark.style == .primary ? "primary" : "secondary")
                            writer.member("label", mark.label)
                        }
                    }
                }
            }
        }
    }
}
