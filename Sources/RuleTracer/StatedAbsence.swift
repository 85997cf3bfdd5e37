package import ResourceDocuments
import RuleChecker

/// Something that is not there and yet left nothing unknown, because the rule's author says what that means: with `default`,
/// `is present`, `is absent`, `is a TYPE`, `if missing`, or by asking a map whether it contains a key.
///
/// Nothing else in the language hides that data is missing; what a rule says of the rest it says from data that is there.
package struct StatedAbsence: Sendable {
    package var resource: Resource
    /// What was looked for, or the null that stands there.
    package var path: ResourcePath
}

extension Evaluator {
    mutating func noteAbsence(_ unknown: Unknown) {
        guard statedAbsences != nil else { return }
        for location in unknown.roots.compactMap(\.wantedLocation) { noteAbsence(at: location) }
    }

    /// A key that a map was asked for.
    mutating func noteLackingKeys(_ map: TracedValue, _ wanted: TracedValue) {
        guard statedAbsences != nil, let members = map.map, let location = map.origin.ownLocation else { return }
        let keys = wanted.list.map { Array($0) } ?? [wanted]
        for key in keys.compactMap(\.text) where members[key].unknown != nil {
            noteAbsence(at: .step(location, .key(key)))
        }
    }

    private mutating func noteAbsence(at location: Location) {
        statedAbsences?.append(StatedAbsence(resource: location.resource.resource, path: location.path))
    }
}
