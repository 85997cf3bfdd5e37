import ResourceDocuments
import RulePacks
import RuleSyntax

/// What changed from one version of a profile to another.
package struct ProfileComparison: Sendable {
    /// A field by SCC's name for it, and its two values as people read them; nil for none.
    package struct ChangedField: Sendable {
        package let name: String
        package let current: String?
        package let latest: String?

        /// nil where nothing changed.
        init?(_ name: String, _ current: String?, _ latest: String?) {
            if current == latest { return nil }
            self.name = name
            self.current = current
            self.latest = latest
        }
    }

    package struct ChangedControl: Sendable {
        package let current: ProfileResolution.ResolvedControl
        package let latest: ProfileResolution.ResolvedControl
        package let fields: [ChangedField]
        /// Specifications by their component and description, assessments by their rule.
        package let specifications: Difference
        package let assessments: Difference
    }

    package struct ChangedParameter: Sendable {
        package let current: ProfileParameter
        package let latest: ProfileParameter
        package let fields: [ChangedField]
    }

    /// Texts that only one side has, in their order.
    package struct Difference: Sendable {
        package let added: [String]
        package let removed: [String]

        init(_ current: [String], _ latest: [String]) {
            func only(_ texts: [String], without others: [String]) -> [String] {
                var seen = Set(others)
                return texts.filter { seen.insert($0).inserted }
            }
            added = only(latest, without: current)
            removed = only(current, without: latest)
        }

        package var isEmpty: Bool { added.isEmpty && removed.isEmpty }
    }

    package let current: Profile
    package let latest: Profile
    package private(set) var addedControls: [ProfileResolution.ResolvedControl] = []
    package private(set) var removedControls: [ProfileResolution.ResolvedControl] = []
    package private(set) var changedControls: [ChangedControl] = []
    package private(set) var addedParameters: [ProfileParameter] = []
    package private(set) var removedParameters: [ProfileParameter] = []
    package private(set) var changedParameters: [ChangedParameter] = []

    package var isEmpty: Bool {
        addedControls.isEmpty && removedControls.isEmpty && changedControls.isEmpty && addedParameters.isEmpty
            && removedParameters.isEmpty && changedParameters.isEmpty
    }

    /// Controls are the same by their id, else by their name: SCC gives those of each version of a library ids of their own.
    package init(_ current: ProfileOutline, _ latest: ProfileOutline) {
        self.current = current.profile
        self.latest = latest.profile
        var unmatched = current.controls
        for control in latest.controls {
            let position =
                unmatched.firstIndex { $0.control.id == control.control.id }
                ?? unmatched.firstIndex { $0.control.name == control.control.name }
            guard let position else {
                addedControls.append(control)
                continue
            }
            if let change = Self.change(from: unmatched.remove(at: position), to: control) {
                changedControls.append(change)
            }
        }
        removedControls = unmatched
        compareParameters(current.parameters, latest.parameters)
    }

    private mutating func compareParameters(_ current: [ProfileParameter], _ latest: [ProfileParameter]) {
        let before = Dictionary(current.map { ($0.slot, $0) }) { first, _ in first }
        let after = Dictionary(latest.map { ($0.slot, $0) }) { first, _ in first }
        // What a profile lists no more has the rule's default from then on: it is not gone.
        removedParameters = current.filter { after[$0.slot] == nil }
        for parameter in latest {
            guard let earlier = before[parameter.slot], earlier.isListed || !parameter.isListed else {
                addedParameters.append(parameter)
                continue
            }
            // The same in other words is the same.
            let isSameDefault = earlier.defaultValue == parameter.defaultValue
            let fields = [
                isSameDefault
                    ? nil : ChangedField("parameter_default_value", earlier.shownDefault, parameter.shownDefault),
                ChangedField("parameter_type", earlier.type.rawValue, parameter.type.rawValue),
                ChangedField("parameter_constraint", earlier.constraint?.text, parameter.constraint?.text),
                ChangedField("parameter_display_name", earlier.displayName, parameter.displayName),
            ].compactMap { $0 }
            if !fields.isEmpty {
                changedParameters.append(ChangedParameter(current: earlier, latest: parameter, fields: fields))
            }
        }
    }

    /// nil where nothing changed.
    private static func change(
        from current: ProfileResolution.ResolvedControl, to latest: ProfileResolution.ResolvedControl
    ) -> ChangedControl? {
        let (before, after) = (current.control, latest.control)
        let fields = [
            ChangedField("control_name", before.name, after.name),
            ChangedField("control_description", before.description, after.description),
            ChangedField("control_category", before.category, after.category),
            ChangedField("control_parent", before.parent, after.parent),
            ChangedField("control_severity", before.severity, after.severity),
            ChangedField("control_requirement", String(before.isRequired), String(after.isRequired)),
            ChangedField("status", before.availability.rawValue, after.availability.rawValue),
        ].compactMap { $0 }
        let specifications = Difference(
            before.specifications.map(\.title), after.specifications.map(\.title))
        let assessments = Difference(before.assessments.map(\.title), after.assessments.map(\.title))
        guard !fields.isEmpty || !specifications.isEmpty || !assessments.isEmpty else { return nil }
        return ChangedControl(
            current: current, latest: latest, fields: fields, specifications: specifications, assessments: assessments)
    }
}

extension ControlSpecification {
    /// `is: Security groups are closed`
    fileprivate var title: String { component.map { "\($0): \(description)" } ?? description }
}

extension Assessment {
    /// The rule, and whether a person answers for it.
    fileprivate var title: String { method == .manual ? "\(id) (manual)" : id }
}
