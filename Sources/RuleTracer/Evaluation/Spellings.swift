import ResourceDocuments
import RuleChecker

/// Which of several spellings of a missing property a report names: a rule for resources of several shapes asks for
/// `retention_period default RetentionPeriod`, and one resource has one shape.
extension Evaluator {
    /// Whether what was looked for first is a better name of what is missing than what was looked for in its stead: what the kind's schema
    /// has before what it lacks, then what is missing nearer to its end, then the first.
    func spelling(of first: [UnknownRoot], isBetterThan second: [UnknownRoot]) -> Bool {
        guard isTracing, let own = first.first, let other = second.first, own.isMissing, other.isMissing else {
            return false
        }
        let (hasOwn, hasOther) = (isOfKind(own), isOfKind(other))
        if hasOwn != hasOther { return hasOwn }
        return own.stepsMissing <= other.stepsMissing
    }

    /// Which of what is missing is told: without the spellings of other kinds, where one of the resource's own kind is missing too.
    func spellingsToTell(of evidence: [Evidence]) -> (Evidence) -> Bool {
        evidence.contains(where: isOfKind) ? isOfKind : { _ in true }
    }

    private func isOfKind(_ evidence: Evidence) -> Bool {
        let roots = evidence.reason.roots
        return roots.isEmpty || roots.contains { !$0.isMissing || isOfKind($0) }
    }

    /// False where a schema says that resources of the kind have nothing there.
    private func isOfKind(_ root: UnknownRoot) -> Bool {
        guard let wanted = root.wantedLocation else { return true }
        let path = wanted.path
        guard path.attribute == nil, !path.isMade else { return true }
        return schemas.hasProperty(at: path.path, ofKind: wanted.resource.resource.kind) ?? true
    }
}

extension UnknownRoot {
    /// How many steps of the way to it lead nowhere.
    fileprivate var stepsMissing: Int {
        if case .missing(let steps) = problem { steps.count } else { 0 }
    }
}
