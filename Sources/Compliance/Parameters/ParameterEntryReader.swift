import ResourceReaders
import RuleSyntax
import SourceText

/// Reads an entry of `default_parameters` or `attachment_parameters`.
enum ParameterEntryReader {
    /// `attachment_parameters` of an attachment, or of one of its profiles.
    static func readAttachmentParameters(
        _ record: Record, into diagnostics: inout Diagnostics
    ) -> [ParameterEntry] {
        record.list("attachment_parameters", into: &diagnostics).compactMap {
            read($0, valueField: "parameter_value", faults: AttachmentDiagnostics.faults, into: &diagnostics)
        }
    }

    /// `valueField` is `parameter_default_value` in a profile, which may ask something of other values too, and
    /// `parameter_value` in an attachment.
    static func read(
        _ value: PlacedNode, valueField: String, hasConstraint: Bool = false, faults: RecordFaults,
        into diagnostics: inout Diagnostics
    ) -> ParameterEntry? {
        guard var record = Record(value, subject: "the parameter", faults: faults, into: &diagnostics) else {
            return nil
        }
        record.allow(
            [
                "assessment_type", "assessment_id", "parameter_name", valueField, "parameter_display_name",
                "parameter_type",
            ] + (hasConstraint ? ["parameter_constraint"] : []), into: &diagnostics)
        let assessment = record.requiredText("assessment_id", into: &diagnostics)
        let name = record.requiredText("parameter_name", into: &diagnostics)
        if let name { record.subject = "parameter '\(name)'" }
        let setting = record[valueField]
        if setting == nil { record.reportMissing(valueField, into: &diagnostics) }
        _ = AssessmentType.read(record, into: &diagnostics)
        let displayName = record.text("parameter_display_name", into: &diagnostics)
        let constraint = hasConstraint ? record.text("parameter_constraint", into: &diagnostics) : nil
        let type = record.word("parameter_type", as: TypeName.self, into: &diagnostics)
        guard let assessment, let name, let setting else { return nil }
        return ParameterEntry(
            key: ParameterEntry.Key(assessment: assessment, name: name), declaredType: type,
            displayName: displayName, constraint: constraint == nil ? nil : record["parameter_constraint"],
            value: setting,
            assessmentSource: record["assessment_id"], nameSource: record["parameter_name"],
            typeSource: record["parameter_type"])
    }
}
