import ResourceDocuments
import RuleChecker
import SourceText

/// What is not known because of a value of another resource.
private struct ForeignRoot: Hashable {
    let document: ObjectIdentifier
    let resource: [String?]
    let path: ResourcePath?
    let causes: UnknownCauses
    let test: SourcePlace?

    /// nil of what lies with the resource under test, or with no resource.
    init?(_ unknown: DecidingUnknown) {
        guard let location = unknown.root.location, !location.resource.isTested else { return nil }
        let other = location.resource.resource
        document = ObjectIdentifier(other.document)
        resource = [other.kind, other.account, other.id]
        path = unknown.root.wantedLocation?.path
        causes = unknown.causes
        test = unknown.test?.test.place ?? unknown.place
    }
}

extension Reason {
    /// nil where anything else decides too.
    fileprivate var foreignRoots: [ForeignRoot]? {
        switch self {
        case .test, .count: return nil
        case .unknown(let unknown): return ForeignRoot(unknown).map { [$0] }
        case .each(let reasons), .together(let reasons):
            var roots: [ForeignRoot] = []
            for reason in reasons {
                guard let own = reason.foreignRoots else { return nil }
                roots += own
            }
            return roots
        }
    }
}

extension [Evidence] {
    /// What is not known for the same values of other resources once, whichever elements were held against them: it is one cause. Its place is what
    /// those elements stand in.
    var oncePerForeignRoot: [Evidence] {
        guard count > 1 else { return self }
        var positions: [[ForeignRoot]: Int] = [:]
        var result: [Evidence] = []
        for evidence in self {
            if let roots = evidence.reason.foreignRoots {
                if let position = positions[roots] {
                    result[position].place = result[position].place?.around(evidence.place)
                    result[position].others = result[position].others + evidence.others
                    continue
                }
                positions[roots] = result.count
            }
            result.append(evidence)
        }
        return result
    }
}

extension EvidencePlace {
    /// The innermost value that both stand in; nil where that is not within the resource's own document.
    fileprivate func around(_ other: EvidencePlace?) -> EvidencePlace? {
        guard let other, other.path.attribute == path.attribute, !path.isMade, !other.path.isMade else { return nil }
        var common = path.path
        while !other.path.path.hasPrefix(common) { common = DocumentPath(Array(common.steps.dropLast())) }
        return EvidencePlace(path: ResourcePath(common, of: path.attribute))
    }
}
