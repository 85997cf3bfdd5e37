import Compliance
import ResourceDocuments
import SourceText

/// OSCAL 1.1.3 assessment results: a result for each scan, an observation for what was seen, a finding for each control, and a risk for each
/// mask. Every UUID is of version 5 and follows from what it names.
enum OSCALReport {
    static let version = "1.1.3"
    /// Of the properties that are Norma's own.
    static let namespace = "urn:norma:oscal"

    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        let results = assessments.map { OSCALResult($0) }
        let plan = ContentUUID.make(["plan"] + assessments.map(\.title))
        var writer = JSONWriter(to: output)
        writer.object { writer in
            writer.member("assessment-results") { writer in
                writer.object { writer in
                    writer.member("uuid", ContentUUID.make(["document"] + results.map(\.uuid)))
                    writer.metadata(assessments)
                    writer.member("import-ap") { writer in writer.object { $0.member("href", "#\(plan)") } }
                    writer.member("results", array: results) { writer, result in writer.result(result) }
                    writer.member("back-matter") { writer in
                        writer.object { writer in
                            writer.member("resources") { writer in
                                writer.array { $0.plan(plan, of: assessments) }
                            }
                        }
                    }
                }
            }
        }
        writer.finish()
    }
}

extension JSONWriter {
    fileprivate mutating func metadata(_ assessments: [AssessmentResults]) {
        let latest = assessments.map(\.asOf).max() ?? Instant(seconds: 0)
        member("metadata") { writer in
            writer.object { writer in
                writer.oscalMember("title", "Norma: \(assessments.map(\.title).joined(separator: ", "))")
                writer.member("last-modified", latest.description)
                writer.member("version", latest.description)
                writer.member("oscal-version", OSCALReport.version)
            }
        }
    }

    /// What was assessed by: Norma has an attachment where OSCAL has an assessment plan.
    fileprivate mutating func plan(_ uuid: String, of assessments: [AssessmentResults]) {
        object { writer in
            writer.member("uuid", uuid)
            writer.oscalMember("title", "Norma's \(assessments.map(\.title).joined(separator: ", "))")
            writer.member(
                "description",
                "Stands for an assessment plan: the attachment names profiles, scope and parameters in its own file.")
        }
    }

    /// Markup of one line.
    mutating func oscalMember(_ key: JSONKey, _ text: String) { member(key, OSCALText.markup(text)) }

    /// `props` of Norma's; those without a value are left out, for OSCAL has no empty ones.
    mutating func oscalProperties(_ properties: [(name: String, value: String?)]) {
        let given = properties.compactMap { property in
            property.value.flatMap(OSCALText.string).map { (property.name, $0) }
        }
        if given.isEmpty { return }
        member("props", array: given) { writer, property in
            writer.object { writer in
                writer.member("name", property.0)
                writer.member("ns", OSCALReport.namespace)
                writer.member("value", property.1)
            }
        }
    }
}

/// Text as OSCAL's data types have it.
enum OSCALText {
    /// Markup: not empty, and nothing in it is markup.
    static func markup(_ text: String) -> String {
        let escaped = MarkdownText.escaped(text)
        return string(escaped) ?? "(none)"
    }

    /// `StringDatatype`: one line without blanks at its ends; nil of nothing.
    static func string(_ text: String) -> String? {
        let visible = VisibleText.line(text).unicodeScalars
        guard let start = visible.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = visible.lastIndex(where: { !$0.properties.isWhitespace })
        else { return nil }
        return String(visible[start...end])
    }
}
