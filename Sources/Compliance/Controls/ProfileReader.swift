package import ResourceDocuments
import ResourceReaders
package import SourceText

/// Reads a profile with SCC's field names, as posted and as returned by its service.
package struct ProfileReader {
    private static let profileFields = [
        "id", "profile_name", "instance_id", "hierarchy_enabled", "profile_description", "profile_type",
        "profile_version", "version_group_label", "latest", "controls_count", "attachments_count", "controls",
        "default_parameters", "created_by", "created_on", "updated_by", "updated_on",
    ]
    /// What Terraform's provider adds to a profile in its state.
    private static let providerFields = ["profile_id"]
    private static let controlFields = [
        "control_library_id", "control_id", "control_library_version", "control_name", "control_description",
        "control_severity", "control_category", "control_parent", "control_requirement", "control_docs",
        "control_specifications", "control_specifications_count",
    ]

    private let document: Document
    private var diagnostics = Diagnostics()

    /// The profile as far as it can be read; nil where the document is no map or has no name.
    package static func read(_ document: Document) -> (profile: Profile?, diagnostics: [Diagnostic]) {
        var reader = ProfileReader(document: document)
        let profile = reader.readProfile()
        return (profile, reader.diagnostics.all)
    }

    private init(document: Document) { self.document = document }

    private mutating func readProfile() -> Profile? {
        guard
            let record = Record(
                PlacedNode(document), subject: "the profile", faults: ControlDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(Self.profileFields + Self.providerFields + EditionReader.addedFields, into: &diagnostics)
        guard let name = record.requiredText("profile_name", into: &diagnostics) else { return nil }
        if record["controls"] == nil { record.reportMissing("controls", into: &diagnostics) }
        let controls = record.list("controls", into: &diagnostics).compactMap { readControl($0) }
        let settings = record.list("default_parameters", into: &diagnostics).compactMap {
            ParameterEntryReader.read(
                $0, valueField: "parameter_default_value", hasConstraint: true, faults: ControlDiagnostics.faults,
                into: &diagnostics)
        }
        return Profile(
            id: record.text(record["profile_id"] == nil ? "id" : "profile_id", into: &diagnostics) ?? name, name: name,
            description: record.text("profile_description", into: &diagnostics) ?? "",
            edition: EditionReader.read(
                record, nameField: "profile_name", versionField: "profile_version", into: &diagnostics),
            controls: controls, defaultParameters: settings, file: document.source)
    }

    /// `control_id`, or `control_name` where a library gives its controls no ids.
    private mutating func readControl(_ value: PlacedNode) -> ProfileControl? {
        guard
            let record = Record(
                value, subject: "a control of the profile", faults: ControlDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(Self.controlFields, into: &diagnostics)
        let field = record["control_id"] == nil && record["control_name"] != nil ? "control_name" : "control_id"
        guard let control = record.requiredText(field, into: &diagnostics) else { return nil }
        return ProfileControl(
            library: record.text("control_library_id", into: &diagnostics),
            libraryVersion: record.label("control_library_version", into: &diagnostics), control: control,
            source: record[field], librarySource: record["control_library_id"],
            libraryVersionSource: record["control_library_version"])
    }
}
