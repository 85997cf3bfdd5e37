/// What one rule says of one resource.
package struct AssessedResult: Sendable {
    /// A position among the report's rules.
    package let rule: Int
    /// A position among the report's resources.
    package let resource: Int
    /// What is under a mask too.
    package let verdict: StoredVerdict
    private let sharedMask: SharedMask?
    /// Positions of the controls that it stands so in.
    package let controls: [Int]
    /// Where whoever made the results finds its findings again.
    package let source: Int64

    package init(
        rule: Int, resource: Int, verdict: StoredVerdict, mask: SharedMask?, controls: [Int], source: Int64
    ) {
        self.rule = rule
        self.resource = resource
        self.verdict = verdict
        sharedMask = mask
        self.controls = controls
        self.source = source
    }

    /// nil where nothing sets it aside.
    package var mask: RecordedMask? { sharedMask?.mask }

    /// Within a rule: by resource, and the open part of a result before those that masks set aside in some of its controls.
    package static func precedes(_ left: AssessedResult, _ right: AssessedResult) -> Bool {
        if left.resource != right.resource { return left.resource < right.resource }
        return (left.sharedMask?.sortKey ?? "") < (right.sharedMask?.sortKey ?? "")
    }
}

/// One mask of the many results that it lies on.
package final class SharedMask: Sendable {
    package let mask: RecordedMask
    fileprivate let sortKey: String

    package init(_ mask: RecordedMask) {
        self.mask = mask
        sortKey = [mask.id ?? "", mask.target, mask.category, mask.justification ?? ""].joined(separator: "\u{0}")
    }
}
