package import ResourceDocuments

/// What one rule said of one resource, as history compares it.
package struct StoredResult: Hashable, Sendable {
    /// Why a result asks nobody, whatever its verdict is.
    package enum SetAside: Hashable, Sendable {
        /// A mask lies on it.
        case masked
        /// A subscope leaves its resource out.
        case hidden
    }

    /// What is set aside too.
    package var verdict: StoredVerdict
    package var setAside: SetAside?
    /// A number in the store; nil where no evidence is kept.
    package var evidence: Int64?
    /// Of what tells one evidence from another.
    package var substance: ContentDigest?

    package init(
        verdict: StoredVerdict, setAside: SetAside? = nil, evidence: Int64? = nil, substance: ContentDigest? = nil
    ) {
        self.verdict = verdict
        self.setAside = setAside
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
    /// It failed or was unknown, and the later scan does not ask any more: the profile or the attachment has lost the rule, or the
    /// scope leaves out the resource, which is still there.
    case leftScan = "left_scan"
    /// It failed or was unknown, and is so still under a mask.
    case masked
    /// It was so under a mask, and is so without it.
    case unmasked
    /// It failed or was unknown, and is so still where a subscope leaves it out.
    case hidden
    /// It was so where a subscope left it out, and none does any more.
    case unhidden
    /// It failed or was unknown and is so again, and what it shows is the same.
    case stillOpen = "still_open"
    /// It failed or was unknown and is so again, and shows something else: another value, or fail instead of unknown.
    case changedEvidence = "changed_evidence"
    /// It fails or is unknown, and the resource is new.
    case appeared
    /// It failed or was unknown, and the resource is gone.
    case disappeared
    /// It failed or was unknown under a mask, and passes or does not apply any more: the mask can go. Nobody waited for it, so it is not
    /// `fixed`.
    case fixedUnderMask = "fixed_under_mask"
    /// It failed or was unknown under a mask, and the resource is gone.
    case disappearedUnderMask = "disappeared_under_mask"
}

/// What a change came from.
package enum ChangeCause: String, Hashable, CaseIterable, Sendable {
    case resource, rule, parameter
    /// The rule was not in the earlier scan, or is not in the later one.
    case profile
    /// A mask lies on it, or lies on it no longer.
    case mask
    /// The scope, an exclusion or a subscope leaves it out, or does so no longer.
    case scope
    /// None of these: the time, or another resource that the rule ranges over.
    case surroundings
}

/// What a scan knew of a resource.
package enum ResourcePresence: Hashable, Sendable {
    case inScope(ContentDigest)
    /// The inventory had it, and the scope left it out.
    case outside
    case absent

    fileprivate var content: ContentDigest? { if case .inScope(let content) = self { content } else { nil } }
}

/// One rule on one resource in two scans; nothing where there is nothing to say: it passed and passes.
package struct ResultComparison: Hashable, Sendable {
    package let change: ResultChange
    package let causes: [ChangeCause]

    /// - Parameters:
    ///   - before: what the earlier scan knew of the resource; `after`: what the later one did.
    ///   - ruleCauses: what differs between the rules themselves.
    package init?(
        from old: StoredResult?, to new: StoredResult?, before: ResourcePresence, after: ResourcePresence,
        ruleCauses: [ChangeCause]
    ) {
        let wasOpen = old.map(\.isOpen) ?? false
        let isOpen = new.map(\.isOpen) ?? false
        switch (wasOpen, isOpen) {
        case (false, false):
            // What left the scan is mended no more than it was.
            let isLeft = after == .outside || ruleCauses.contains(.profile)
            guard old?.setAside == .masked, old?.isFault == true, new?.isFault != true else { return nil }
            if after == .absent {
                change = .disappearedUnderMask
            } else if isLeft {
                return nil
            } else {
                change = .fixedUnderMask
            }
        case (true, false):
            if after == .absent {
                change = .disappeared
            } else if after == .outside {
                change = .leftScan
            } else if new?.isFault == true {
                change = new?.setAside == .hidden ? .hidden : .masked
            } else {
                // Of a rule that neither scan lacks this is no cause.
                change = ruleCauses.contains(.profile) ? .leftScan : .fixed
            }
        case (false, true):
            if before == .absent {
                change = .appeared
            } else if old?.isFault == true {
                change = old?.setAside == .hidden ? .unhidden : .unmasked
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
        let isLeftOut = before == .outside || after == .outside
        if !isLeftOut, before.content != after.content { causes.append(.resource) }
        // What nothing is left to lie on.
        let isUnderMask = change == .fixedUnderMask || change == .disappearedUnderMask
        let setAside = isUnderMask ? [nil, nil] : [old?.setAside, new?.setAside]
        if setAside[0] != setAside[1], setAside.contains(.masked) { causes.append(.mask) }
        if isLeftOut || (setAside[0] != setAside[1] && setAside.contains(.hidden)) { causes.append(.scope) }
        self.causes = causes.isEmpty ? [.surroundings] : causes
    }
}

extension StoredResult {
    /// `fail`, `masked(fail)` or `hidden(fail)`
    package var word: String {
        switch setAside {
        case nil: verdict.word
        case .masked: "masked(\(verdict.word))"
        case .hidden: "hidden(\(verdict.word))"
        }
    }

    /// It asks for somebody.
    package var isOpen: Bool { isFault && setAside == nil }

    /// What is set aside too.
    package var isFault: Bool {
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
        case .disappeared, .disappearedUnderMask, .leftScan: new.state == .completed
        case .appeared: old.state == .completed
        case .newFail, .newUnknown, .fixed, .masked, .unmasked, .hidden, .unhidden, .stillOpen, .changedEvidence,
            .fixedUnderMask:
            true
        }
    }
}
