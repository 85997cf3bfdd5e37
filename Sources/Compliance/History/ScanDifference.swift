package import ResourceDocuments

/// What one rule said of one resource, as history compares it.
package struct StoredResult: Hashable, Sendable {
    /// What is under a mask too.
    package var verdict: StoredVerdict
    package var isMasked: Bool
    /// A number in the store; nil where no evidence is kept.
    package var evidence: Int64?
    /// Of what tells one evidence from another.
    package var substance: ContentDigest?

    package init(
        verdict: StoredVerdict, isMasked: Bool = false, evidence: Int64? = nil, substance: ContentDigest? = nil
    ) {
        self.verdict = verdict
        self.isMasked = isMasked
        self.evidence = evidence
        self.substance = substance
    }
}

/// How a result differs between two scans.
package enum ResultChange: String, Hashable, CaseIterable, Sendable {
    /// It fails, and did not before though the resource was there.
    case newFail = "new_fail"
    /// It is unknown, and neither failed nor was unknown before.
    case newUnknown = "new_unknown"
    /// It failed or was unknown, and passes or does not apply any more.
    case fixed
    /// It failed or was unknown, and its rule is not in the later scan: the profile or the attachment has lost it.
    case leftScan = "left_scan"
    /// It failed or was unknown, and is so still under a mask.
    case masked
    /// It was so under a mask, and is so without it.
    case unmasked
    /// It failed or was unknown and is so again, and what it shows is the same.
    case stillOpen = "still_open"
    /// It failed or was unknown and is so again, and shows something else: another value, or fail instead of unknown.
    case changedEvidence = "changed_evidence"
    /// It fails or is unknown, and the resource is new.
    case appeared
    /// It failed or was unknown, and the resource is gone.
    case disappeared
}

/// What a change came from.
package enum ChangeCause: String, Hashable, CaseIterable, Sendable {
    case resource, rule, parameter
    /// The rule was not in the earlier scan, or is not in the later one.
    case profile
    /// A mask lies on it, or lies on it no longer.
    case mask
    /// None of these: the time, or another resource that the rule ranges over.
    case surroundings
}

/// One rule on one resource in two scans; nothing where there is nothing to say: it passed and passes.
package struct ResultComparison: Hashable, Sendable {
    package let change: ResultChange
    package let causes: [ChangeCause]

    /// - Parameters:
    ///   - oldContent: the resource's in the earlier scan, nil where it was not there; `newContent`: in the later one.
    ///   - ruleCauses: what differs between the rules themselves.
    package init?(
        from old: StoredResult?, to new: StoredResult?, oldContent: ContentDigest?, newContent: ContentDigest?,
        ruleCauses: [ChangeCause]
    ) {
        let wasOpen = old.map(\.isOpen) ?? false
        let isOpen = new.map(\.isOpen) ?? false
        switch (wasOpen, isOpen) {
        case (false, false): return nil
        case (true, false):
            if newContent == nil {
                change = .disappeared
            } else if new?.isFault == true {
                change = .masked
            } else {
                // Of a rule that neither scan lacks this is no cause.
                change = ruleCauses.contains(.profile) ? .leftScan : .fixed
            }
        case (false, true):
            if oldContent == nil {
                change = .appeared
            } else if old?.isFault == true {
                change = .unmasked
            } else {
                change = new?.verdict == .fail ? .newFail : .newUnknown
            }
        case (true, true):
            let isSame = old?.verdict == new?.verdict && old?.substance == new?.substance
            change = isSame ? .stillOpen : .changedEvidence
        }
        if change == .stillOpen {
            causes = []
            return
        }
        var causes = ruleCauses
        if oldContent != newContent { causes.append(.resource) }
        if (old?.isMasked ?? false) != (new?.isMasked ?? false) { causes.append(.mask) }
        self.causes = causes.isEmpty ? [.surroundings] : causes
    }
}

extension StoredResult {
    /// `fail`, or `masked(fail)`
    package var word: String { isMasked ? "masked(\(verdict.word))" : verdict.word }

    /// It asks for somebody.
    package var isOpen: Bool { isFault && !isMasked }

    var isFault: Bool {
        switch verdict {
        case .fail, .unknown: true
        case .pass: false
        }
    }
}

extension RuleRecord {
    /// What differs between a rule in two scans; nil stands for a scan that did not run it.
    package static func causes(from old: RuleRecord?, to new: RuleRecord?) -> [ChangeCause] {
        guard let old, let new else { return [.profile] }
        var causes: [ChangeCause] = []
        if old.text != new.text { causes.append(.rule) }
        if old.parameters != new.parameters { causes.append(.parameter) }
        return causes
    }
}

/// One rule on one resource, and what became of it between two scans.
package struct ScanChange: Hashable, Sendable {
    package let rule: RuleRecord
    package let resource: ResourceRecord
    package let comparison: ResultComparison
    package let before: StoredResult?
    package let after: StoredResult?
    /// What the later finding shows, else the earlier: a number in the store.
    package let evidence: Int64?

    package init(
        rule: RuleRecord, resource: ResourceRecord, comparison: ResultComparison, before: StoredResult?,
        after: StoredResult?, evidence: Int64?
    ) {
        self.rule = rule
        self.resource = resource
        self.comparison = comparison
        self.before = before
        self.after = after
        self.evidence = evidence
    }
}

extension ScanChange {
    /// Whether it is so. What a scan that is not whole does not have may be there all the same.
    package func isCertain(from old: ScanRecord, to new: ScanRecord) -> Bool {
        switch comparison.change {
        case .disappeared, .leftScan: new.state == .completed
        case .appeared: old.state == .completed
        case .newFail, .newUnknown, .fixed, .masked, .unmasked, .stillOpen, .changedEvidence: true
        }
    }
}
