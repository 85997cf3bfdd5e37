package import ResourceReaders
package import RuleSyntax
package import SourceText

/// A set of controls, by SCC's field names.
package struct ControlLibrary: Versioned {
    /// SCC's uuid, or the library's name where a file gives none.
    package let id: String
    package let name: String
    package let description: String
    package let edition: Edition
    package let controls: [Control]
    package let file: SourceFile

    package init(
        id: String, name: String, description: String, edition: Edition, controls: [Control], file: SourceFile
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.edition = edition
        self.controls = controls
        self.file = file
    }

    /// A control by its id, else by its name.
    package func control(named text: String) -> Control? {
        controls.first { $0.id == text } ?? controls.first { $0.name == text }
    }
}

/// A requirement that groups rules.
package struct Control: Sendable {
    /// `status`: a disabled control is in no scan.
    package enum Availability: String, CaseIterable, Sendable { case enabled, disabled }

    /// `control_id`, or the name where a file gives none.
    package let id: String
    package let name: String
    package let description: String
    package let category: String?
    package let parent: String?
    package let severity: String?
    package let tags: [String]
    package let isRequired: Bool
    package let availability: Availability
    package let specifications: [ControlSpecification]
    /// The control's id in its file.
    package let source: PlacedNode?

    package init(
        id: String, name: String, description: String, category: String?, parent: String?, severity: String?,
        tags: [String], isRequired: Bool, availability: Availability, specifications: [ControlSpecification],
        source: PlacedNode?
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.category = category
        self.parent = parent
        self.severity = severity
        self.tags = tags
        self.isRequired = isRequired
        self.availability = availability
        self.specifications = specifications
        self.source = source
    }

    package var assessments: [Assessment] { specifications.flatMap(\.assessments) }

    package func isNamed(_ text: String) -> Bool { id == text || name == text }
}

/// What a control asks of one component.
package struct ControlSpecification: Sendable {
    package let id: String?
    /// A service's name: `is`, `kms`.
    package let component: String?
    package let environment: String?
    package let description: String
    package let assessments: [Assessment]

    package init(
        id: String?, component: String?, environment: String?, description: String, assessments: [Assessment]
    ) {
        self.id = id
        self.component = component
        self.environment = environment
        self.description = description
        self.assessments = assessments
    }
}

/// How a specification is answered: by a rule, or by a person.
package struct Assessment: Sendable {
    /// `assessment_type`; SCC writes both `Automated` and `automated`.
    package enum Method: String, CaseIterable, Sendable { case automated, manual }

    /// A rule's id, or its name.
    package let id: String
    package let method: Method
    package let description: String
    /// The names of the parameters that the library says its rule has.
    package let parameters: [ParameterName]
    /// The rule's id in the file.
    package let source: PlacedNode?

    package struct ParameterName: Sendable {
        package let text: String
        package let type: TypeName?
        package let source: PlacedNode?

        package init(_ text: String, type: TypeName?, source: PlacedNode?) {
            self.text = text
            self.type = type
            self.source = source
        }
    }

    package init(id: String, method: Method, description: String, parameters: [ParameterName], source: PlacedNode?) {
        self.id = id
        self.method = method
        self.description = description
        self.parameters = parameters
        self.source = source
    }
}
