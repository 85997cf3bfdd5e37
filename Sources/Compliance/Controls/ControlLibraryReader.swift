package import ResourceDocuments
import ResourceReaders
import RuleSyntax
package import SourceText

/// Reads a control library with SCC's field names, as posted and as returned by its service.
package struct ControlLibraryReader {
    private static let libraryFields = [
        "id", "account_id", "control_library_name", "control_library_description", "control_library_type",
        "control_library_version", "version_group_label", "version_group_id", "latest", "hierarchy_enabled",
        "controls_count", "control_parents_count", "created_by", "created_on", "updated_by", "updated_on", "controls",
        "bss_account", "instance_id", "control_library_id",
    ]
    private static let controlFields = [
        "control_name", "control_id", "control_description", "control_category", "control_requirement",
        "control_parent", "control_severity", "control_tags", "control_specifications", "control_specifications_count",
        "control_docs", "status",
    ]
    /// `componenet_name` is what samples for Terraform call `component_name`.
    private static let specificationFields = [
        "control_specification_id", "control_specification_description", "id", "description", "responsibility",
        "component_id", "component_name", "componenet_name", "component_type", "environment",
        "assessments_count", "assessments",
    ]
    private static let assessmentFields = [
        "assessment_id", "assessment_type", "assessment_method", "assessment_description", "parameter_count",
        "parameters",
    ]
    private static let parameterFields = [
        "assessment_type", "assessment_id", "parameter_name", "parameter_display_name", "parameter_type",
        "parameter_value",
    ]

    private let document: Document
    private var diagnostics = Diagnostics()

    /// The library as far as it can be read; nil where the document is no map or has no name.
    package static func read(_ document: Document) -> (library: ControlLibrary?, diagnostics: [Diagnostic]) {
        var reader = ControlLibraryReader(document: document)
        let library = reader.readLibrary()
        return (library, reader.diagnostics.all)
    }

    private init(document: Document) { self.document = document }

    private mutating func record(_ value: PlacedNode, _ subject: String, fields: [String]) -> Record? {
        guard let record = Record(value, subject: subject, faults: ControlDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(fields, into: &diagnostics)
        return record
    }

    private mutating func readLibrary() -> ControlLibrary? {
        guard
            let record = record(
                PlacedNode(document), "the control library", fields: Self.libraryFields + EditionReader.addedFields),
            let name = record.requiredText("control_library_name", into: &diagnostics)
        else { return nil }
        if record["controls"] == nil { record.reportMissing("controls", into: &diagnostics) }
        var controls: [Control] = []
        var first: [String: Control] = [:]
        var named: [String: Control] = [:]
        for element in record.list("controls", into: &diagnostics) {
            guard let control = readControl(element) else { continue }
            if let earlier = first[control.id] {
                diagnostics.report(ControlDiagnostics.duplicateControl(control, first: earlier))
                continue
            }
            first[control.id] = control
            if let other = named[control.name] {
                diagnostics.report(ControlDiagnostics.sameName(control, other: other))
            }
            named[control.name] = control
            controls.append(control)
        }
        for (field, value) in ["controls_count", "control_parents_count"].compactMap({ field in
            record[field].map { (field, $0) }
        }) where value.node.number?.int64.map({ $0 < 0 }) ?? false {
            diagnostics.report(record.faults.shape(value, of: field, wanted: "a number from 0 on"))
        }
        reportRings(controls)
        return ControlLibrary(
            id: record.text(record["control_library_id"] == nil ? "id" : "control_library_id", into: &diagnostics)
                ?? name,
            name: name,
            description: record.text("control_library_description", into: &diagnostics) ?? "",
            edition: EditionReader.read(
                record, nameField: "control_library_name", versionField: "control_library_version", into: &diagnostics),
            controls: controls, file: document.source)
    }

    /// A family has a top: no control stands above itself.
    private mutating func reportRings(_ controls: [Control]) {
        let parents = Dictionary(
            controls.map { control in (control.name, control.parent) }, uniquingKeysWith: { first, _ in first })
        let names = Dictionary(controls.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        for control in controls {
            var seen: Set<String> = []
            var above = control.parent
            while let parent = above.map({ names[$0] ?? $0 }), parent != control.name, seen.insert(parent).inserted {
                above = parents[parent].flatMap { $0 }
            }
            guard let above, (names[above] ?? above) == control.name else { continue }
            diagnostics.report(ControlDiagnostics.ownParent(control))
        }
    }

    private mutating func readControl(_ value: PlacedNode) -> Control? {
        guard var record = record(value, "the control", fields: Self.controlFields) else { return nil }
        guard let name = record.requiredText("control_name", into: &diagnostics) else { return nil }
        record.subject = "control '\(name)'"
        return Control(
            id: record.text("control_id", into: &diagnostics) ?? name, name: name,
            description: record.text("control_description", into: &diagnostics) ?? "",
            category: record.text("control_category", into: &diagnostics),
            parent: record.text("control_parent", into: &diagnostics),
            severity: readSeverity(record),
            tags: record.texts("control_tags", into: &diagnostics).map(\.text),
            isRequired: record.flag("control_requirement", into: &diagnostics) ?? false,
            availability: record.word("status", as: Control.Availability.self, into: &diagnostics) ?? .enabled,
            specifications: readSpecifications(record),
            source: record["control_id"] ?? record["control_name"])
    }

    /// Told to readers of reports; scores take the severity of rules. SCC's own samples write `High`.
    private mutating func readSeverity(_ control: Record) -> String? {
        let text = control.text("control_severity", into: &diagnostics)
        if let text, !text.isEmpty, SeverityLevel(rawValue: text.lowercased()) == nil,
            let value = control["control_severity"]
        {
            diagnostics.report(ControlDiagnostics.unknownSeverity(value, text))
        }
        return text
    }

    private mutating func readSpecifications(_ control: Record) -> [ControlSpecification] {
        control.list("control_specifications", into: &diagnostics).compactMap { element in
            let subject = "a specification of \(control.subject)"
            guard let record = record(element, subject, fields: Self.specificationFields) else { return nil }
            let assessments = record.list("assessments", into: &diagnostics).compactMap {
                readAssessment($0, of: control)
            }
            let description =
                record.text("control_specification_description", into: &diagnostics)
                ?? record.text("description", into: &diagnostics)
            return ControlSpecification(
                id: record.text("control_specification_id", into: &diagnostics)
                    ?? record.text("id", into: &diagnostics),
                component: record.text("component_id", into: &diagnostics),
                environment: record.text("environment", into: &diagnostics), description: description ?? "",
                assessments: assessments)
        }
    }

    private mutating func readAssessment(_ value: PlacedNode, of control: Record) -> Assessment? {
        guard
            let record = record(value, "an assessment of \(control.subject)", fields: Self.assessmentFields),
            let id = record.requiredText("assessment_id", into: &diagnostics)
        else { return nil }
        let parameters = record.list("parameters", into: &diagnostics).compactMap { element in
            readParameterName(element, assessment: id)
        }
        return Assessment(
            id: id, method: AssessmentType.read(record, into: &diagnostics) ?? .automated,
            description: record.text("assessment_description", into: &diagnostics) ?? "", parameters: parameters,
            source: record["assessment_id"])
    }

    private mutating func readParameterName(_ value: PlacedNode, assessment: String) -> Assessment.ParameterName? {
        guard
            let record = record(value, "a parameter of assessment '\(assessment)'", fields: Self.parameterFields),
            let name = record.requiredText("parameter_name", into: &diagnostics)
        else { return nil }
        let type = record.word("parameter_type", as: TypeName.self, into: &diagnostics)
        return Assessment.ParameterName(name, type: type, source: record["parameter_name"])
    }
}

/// `assessment_type`, whose case SCC's own samples do not agree on, nor on whether the method may stand there.
enum AssessmentType {
    static func read(_ record: Record, into diagnostics: inout Diagnostics) -> Assessment.Method? {
        guard let value = record["assessment_type"],
            let text = record.text("assessment_type", into: &diagnostics)
        else { return nil }
        if let method = Assessment.Method(rawValue: text.lowercased()) { return method }
        if text == "ibm-cloud-rule" { return .automated }
        diagnostics.report(
            record.faults.word(
                value, text, of: "assessment_type", among: Assessment.Method.allCases.map(\.rawValue)))
        return nil
    }
}
