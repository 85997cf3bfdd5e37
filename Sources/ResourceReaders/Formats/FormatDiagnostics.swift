import ResourceDocuments
import SourceText

/// Faults of documents in other people's formats: E2220 to E2239.
enum FormatDiagnostics {
    static let allFormatKinds: [DiagnosticKind] = [ambiguousFormat, otherFormat, faultyResource]

    static let ambiguousFormat = DiagnosticKind(
        "E2220", "a document could be of two formats",
        "A document is read by what it holds: a template, a plan, a manifest. Where it looks like two of them, nothing is guessed; "
            + "--reader says which it is.",
        .inventory,
        wrong:
            #"{"AWSTemplateFormatVersion": "2010-09-09", "format_version": "1.2", "planned_values": {}, "Resources": {}}"#,
        right: #"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}"#)

    static let otherFormat = DiagnosticKind(
        "E2221", "a document is not of the format that --reader names",
        "--reader NAME says what every document of the inventory is. One of another format would give no resources, and so "
            + "look like one without faults. The examples are read with --reader cloudformation.",
        .template,
        wrong: #"{"kind": "internet-svcs.zone", "id": "1", "properties": {}}"#,
        right: #"{"Resources": {"Logs": {"Type": "AWS::S3::Bucket"}}}"#)

    static let faultyResource = DiagnosticKind(
        "E2222", "a resource of a template, plan or manifest lacks what tells which it is",
        "In each format a resource names its kind: Type in a template, kind in a manifest, type in a plan or a state. One that "
            + "does not, or that has another shape, cannot be judged; it is left out, and the run is not complete.",
        .inventory,
        wrong: #"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Logs": {"Properties": {}}}}"#,
        right: #"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Logs": {"Type": "AWS::S3::Bucket"}}}"#)
}

extension FormatDiagnostics {
    static func ambiguous(_ formats: [any ResourceFormat], _ document: DocumentCursor) -> Diagnostic {
        let titles = formats.map(\.title).joined(separator: " or ")
        let names = formats.map { "'--reader \($0.name)'" }.joined(separator: " or ")
        return Diagnostic(
            ambiguousFormat, at: start(of: document), "the document could be \(titles)", hint: "say which with \(names)"
        )
    }

    static func other(than format: any ResourceFormat, _ document: DocumentCursor) -> Diagnostic {
        let others = ResourceFormats.all.filter { $0.recognises(document.node) }
        return Diagnostic(
            otherFormat, at: start(of: document), "the document is not \(format.title)",
            hint: others.first.map { "it looks like \($0.title): '--reader \($0.name)'" }
                ?? "leave --reader out to have each document read by what it holds")
    }

    /// `what`: what is wrong with it, such as `has no 'Type'`.
    static func faulty(_ subject: String, _ what: String, at value: DocumentCursor, hint: String) -> Diagnostic {
        Diagnostic(faultyResource, at: start(of: value), "\(subject) \(what)", hint: hint)
    }

    /// The first line of a value, rather than all of it.
    private static func start(of value: DocumentCursor) -> SourcePlace? {
        guard let place = value.place else { return nil }
        let line = place.file.span(ofLine: place.file.line(at: place.span.start))
        return SourcePlace(
            place.file, SourceSpan(place.span.start, max(place.span.start, min(place.span.end, line.end))))
    }
}
