import ResourceDocuments
import ResourceReaders
import SourceText

/// Reads which version a profile or a control library is.
enum EditionReader {
    /// What Norma adds to SCC's fields.
    static let addedFields = ["deprecated", "successor", "other_ids"]

    static func read(
        _ record: Record, nameField: String, versionField: String, into diagnostics: inout Diagnostics
    ) -> Edition {
        let isDeprecated = record.flag("deprecated", into: &diagnostics) ?? false
        let successor = record.label("successor", into: &diagnostics)
        return Edition(
            version: readVersion(record, versionField, into: &diagnostics),
            group: record.text("version_group_label", into: &diagnostics).flatMap { $0.isEmpty ? nil : $0 },
            saysLatest: record.flag("latest", into: &diagnostics) ?? false,
            deprecation: isDeprecated ? Deprecation(successor: successor, source: record["deprecated"]) : nil,
            otherIDs: record.texts("other_ids", into: &diagnostics).map(\.text),
            source: record[versionField] ?? record[nameField], latestSource: record["latest"])
    }

    private static func readVersion(
        _ record: Record, _ field: String, into diagnostics: inout Diagnostics
    ) -> VersionNumber? {
        guard let value = record[field], let text = record.label(field, into: &diagnostics) else { return nil }
        if let version = VersionNumber(semantic: text) { return version }
        diagnostics.report(VersionDiagnostics.notSemantic(value, text, field: field))
        return nil
    }
}
