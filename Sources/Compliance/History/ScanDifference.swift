package import ResourceDocuments

/// What one rule said of one resource, as history compares it.
package struct StoredResult: Hashable, Sendable {
    package var verdict: StoredVerdict
    /// A number in the store; nil where no evidence is kept.
    package var evidence: Int64?
    /// Of what tells one evidence from another.
    package var substance: ContentDigest?

    package init(verdict: StoredVerdict, evidence: Int64? = nil, substance: ContentDigest? = nil) {
        self.verdict = verdict
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
    /// The rule is suppressed, or is no longer.
    case suppression
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
        case (true, false): change = newContent == nil ? .disappeared : .fixed
        case (false, true): change = oldContent == nil ? .appeared : new?.verdict == .fail ? .newFail : .newUnknown
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
        if (old?.verdict == .suppressed) != (new?.verdict == .suppressed) { causes.append(.suppression) }
        self.causes = causes.isEmpty ? [.surroundings] : causes
    }
}

extension StoredResult {
    /// It asks for somebody.
    package var isOpen: Bool {
        switch verdict {
        case .fail, .unknown: true
        case .pass, .suppressed: false
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
    package let before: StoredVerdict?
    package let after: StoredVerdict?
    /// What the later finding shows, else the earlier: a number in the store.
    package let evidence: Int64?

    package init(
        rule: RuleRecord, resource: ResourceRecord, comparison: ResultComparison, before: StoredVerdict?,
        after: StoredVerdict?, evidence: Int64?
    ) {
        self.rule = rule
        self.resource = resource
        self.comparison = comparison
        self.before = before
        self.after = after
        self.evidence = evidence
    }
}
