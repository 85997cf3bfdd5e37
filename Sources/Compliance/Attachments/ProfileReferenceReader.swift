import ResourceDocuments
import ResourceReaders
import SourceText

/// Reads the profiles of an attachment: SCC's `profile_id`, and `profiles` beside it or in its place.
enum ProfileReferenceReader {
    private static let names = ["profile_id", "profile", "profile_name"]

    /// At least one, or a diagnostic.
    static func read(
        _ attachment: Record, enclosing request: Record?, into diagnostics: inout Diagnostics
    ) -> [ProfileReference] {
        var references: [ProfileReference] = []
        let namesOne = names.contains { attachment[$0] != nil } || request?["profile_id"] != nil
        if namesOne || attachment["profiles"] == nil {
            if let one = reference(attachment, enclosing: request, into: &diagnostics) { references.append(one) }
        }
        for element in attachment.list("profiles", into: &diagnostics) {
            if let text = element.node.string, !text.isEmpty {
                references.append(ProfileReference(text, source: element, entry: element))
                continue
            }
            guard
                let record = Record(
                    element, subject: "the profile", faults: AttachmentDiagnostics.faults, into: &diagnostics)
            else { continue }
            record.allow(names + ["profile_version", "keep_deprecated", "attachment_parameters"], into: &diagnostics)
            let parameters = ParameterEntryReader.readAttachmentParameters(record, into: &diagnostics)
            if let one = reference(
                record, enclosing: nil, parameters: parameters, entry: element, into: &diagnostics)
            {
                references.append(one)
            }
        }
        if let list = attachment["profiles"], list.node.kind == .list, list.elements.isEmpty, references.isEmpty {
            diagnostics.report(attachment.faults.empty(list, of: "profiles"))
        }
        return references
    }

    /// The first of the fields that name a profile, of the record or of the request around it.
    private static func reference(
        _ record: Record, enclosing request: Record?, parameters: [ParameterEntry] = [], entry: PlacedNode? = nil,
        into diagnostics: inout Diagnostics
    ) -> ProfileReference? {
        let candidates: [(Record, String)] =
            names.map { (record, $0) } + (request.map { [($0, "profile_id")] } ?? [])
        guard let (holder, field) = candidates.first(where: { $0.0[$0.1] != nil }) else {
            record.reportMissing("profile_id", into: &diagnostics)
            return nil
        }
        let version = record.label("profile_version", into: &diagnostics)
        let keepsDeprecated = record.flag("keep_deprecated", into: &diagnostics) ?? false
        return holder.requiredText(field, into: &diagnostics).map {
            ProfileReference(
                $0, source: holder[field], version: version, versionSource: record["profile_version"],
                keepsDeprecated: keepsDeprecated, parameters: parameters, entry: entry)
        }
    }
}
