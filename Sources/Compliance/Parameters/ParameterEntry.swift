package import ResourceReaders
package import RuleSyntax
import SourceText

/// A value that a profile or an attachment gives to a parameter of a rule; not yet read as the parameter's type.
///
/// Keyed by assessment and name: one name occurs in many rules.
package struct ParameterEntry: Sendable {
    package struct Key: Hashable, Sendable {
        /// A rule's id, or its name.
        package let assessment: String
        package let name: String

        package init(assessment: String, name: String) {
            self.assessment = assessment
            self.name = name
        }
    }

    package let key: Key
    /// `parameter_type`, where it is given.
    package let declaredType: TypeName?
    package let displayName: String?
    /// `parameter_constraint` of a profile: what every value must be, in the words of the rule language.
    package let constraint: PlacedNode?
    /// Where the value stands is where a finding says that it was set.
    package let value: PlacedNode
    package let assessmentSource: PlacedNode?
    package let nameSource: PlacedNode?
    package let typeSource: PlacedNode?

    package init(
        key: Key, declaredType: TypeName?, displayName: String? = nil, constraint: PlacedNode? = nil, value: PlacedNode,
        assessmentSource: PlacedNode?, nameSource: PlacedNode?, typeSource: PlacedNode?
    ) {
        self.key = key
        self.declaredType = declaredType
        self.displayName = displayName
        self.constraint = constraint
        self.value = value
        self.assessmentSource = assessmentSource
        self.nameSource = nameSource
        self.typeSource = typeSource
    }

    /// In the order of their file.
    func isBefore(_ other: ParameterEntry) -> Bool {
        (value.place?.span.start ?? 0) < (other.value.place?.span.start ?? 0)
    }
}
