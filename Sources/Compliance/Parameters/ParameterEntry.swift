package import ResourceReaders
package import RuleSyntax

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
    /// Where the value stands is where a finding says that it was set.
    package let value: PlacedNode
    package let assessmentSource: PlacedNode?
    package let nameSource: PlacedNode?
    package let typeSource: PlacedNode?

    package init(
        key: Key, declaredType: TypeName?, value: PlacedNode, assessmentSource: PlacedNode?, nameSource: PlacedNode?,
        typeSource: PlacedNode?
    ) {
        self.key = key
        self.declaredType = declaredType
        self.value = value
        self.assessmentSource = assessmentSource
        self.nameSource = nameSource
        self.typeSource = typeSource
    }
}
