import RuleSyntax
import SourceText

/// Whether what was evaluated may pass.
package enum GateDecision: Hashable, Sendable {
    case open
    /// At least one reason.
    case closed([GateReason])
    /// There was nothing to decide on; that is no pass.
    case undecidable(GateObstacle)

    /// - Parameters:
    ///   - rules: every rule that was run.
    ///   - profiles: those of the attachment.
    ///   - manualControls: those of its controls that no rule assesses, each by its id and its name.
    ///   - resourceCount: how many resources the rules were run on.
    ///   - inventoryCount: how many there are, also out of scope.
    ///   - errorCount: how many errors there were in what was to be read. A gate is never open with one: what was not read might have
    ///     failed, and nobody knows of which rule.
    package static func decide(
        _ rules: [GatedRule], profiles: [GatedProfile] = [], manualControls: [Set<String>] = [], resourceCount: Int,
        inventoryCount: Int = 0, errorCount: Int = 0, options: GateOptions
    ) -> GateDecision {
        if rules.isEmpty {
            return .undecidable(manualControls.isEmpty ? .noRules : .everythingManual(manualControls.count))
        }
        if resourceCount == 0 {
            let obstacle = inventoryCount > 0 ? GateObstacle.nothingInScope(of: inventoryCount) : .noResources
            let concerned = (try? options.choice(of: rules).get()) ?? rules
            return .undecidable(obstacle.beside(concerned.unreadRules))
        }
        if let manual = options.controls.first(where: { name in manualControls.contains { $0.contains(name) } }) {
            return .undecidable(.manualControl(manual))
        }
        let counted: [GatedRule]
        switch options.choice(of: rules) {
        case .success(let chosen): counted = chosen
        case .failure(let obstacle): return .undecidable(obstacle)
        }
        let summary = counted.reduce(EvaluationSummary()) { $0 + $1.evaluations }
        let unread = counted.unreadRules
        let isComplete = unread.isEmpty && errorCount == 0
        let nothing = summary.masked > 0 ? GateObstacle.everythingMasked : .nothingApplies
        if summary.total == 0, unread.isEmpty { return .undecidable(nothing) }

        var limited: Set<String> = []
        var ofProfiles: [GateReason] = []
        for limit in options.profiles {
            guard let profile = profiles.first(where: { limit.profile == $0.id || limit.profile == $0.name }) else {
                let names = profiles.flatMap { [$0.id, $0.name] }
                return .undecidable(
                    .noProfile(limit.profile, nearest: Spelling.nearest(to: limit.profile, among: names)))
            }
            limited.insert(profile.id)
            ofProfiles += limit.reasons(against: profile, isComplete: profile.isComplete && errorCount == 0)
        }
        var reasons = options.reasons(against: counted, limited: limited, isComplete: isComplete) + ofProfiles
        if !options.allowsUnknown {
            let unknown = counted.reduce(0) { $0 + $1.unknown }
            if unknown > 0 {
                reasons.append(.unknowns(count: unknown, rules: counted.filter { $0.unknown > 0 }.map(\.name)))
            }
            if !unread.isEmpty { reasons.append(.unreadKinds(rules: unread)) }
        } else if summary.total == 0 {
            return .undecidable(nothing.beside(unread))
        }
        if !reasons.isEmpty { return .closed(reasons) }
        if errorCount > 0 { return .undecidable(.errors(errorCount)) }
        // What is unknown may pass beside something that is known: alone it says nothing.
        let isKnown = summary.passed + summary.failed > 0 || counted.allSatisfy { $0.unknown == 0 }
        if isKnown { return .open }
        let first = counted.first { $0.unknown > 0 }
        let cause = first.flatMap { rule in rule.unknownCause.map { "\(rule.name): \($0)" } }
        return .undecidable(GateObstacle.everythingUnknown(because: cause).beside(unread))
    }
}

extension GateDecision {
    /// What the command ends with: 2 wins over 1, for what could not be read might have been worse.
    package func exitCode(on tally: GateTally) -> Int32 {
        switch self {
        case .open: 0
        case .closed: tally.errors > 0 ? 2 : 1
        case .undecidable: 2
        }
    }

    /// Why it cannot be decided, or what could not be read beside what closes it.
    package func obstacle(on tally: GateTally) -> GateObstacle? {
        switch self {
        case .open: nil
        case .closed: tally.errors > 0 ? .errors(tally.errors) : nil
        case .undecidable(let obstacle): obstacle
        }
    }
}

extension GateObstacle {
    fileprivate func beside(_ unread: [UnreadRule]) -> GateObstacle {
        unread.isEmpty ? self : .besideUnread(self, rules: unread)
    }
}

extension [GatedRule] {
    /// Those of which kinds could not be read, with these.
    package var unreadRules: [UnreadRule] {
        filter(\.hasUnreadKinds).map { UnreadRule(name: $0.name, kinds: $0.unreadText) }
    }
}

extension GateOptions {
    /// The rules that count; what names none of them is no choice.
    package func choice(of rules: [GatedRule]) -> Result<[GatedRule], GateObstacle> {
        for name in self.rules where !rules.contains(where: { $0.name == name || $0.id == name }) {
            let names = rules.flatMap { [$0.name, $0.id].compactMap(\.self) }
            return .failure(.noRuleNamed(name, nearest: Spelling.nearest(to: name, among: names)))
        }
        for control in controls where !rules.contains(where: { $0.controls.contains(control) }) {
            return .failure(
                .noRuleOfControl(control, nearest: Spelling.nearest(to: control, among: rules.flatMap(\.controls))))
        }
        var counted = rules
        if !self.rules.isEmpty {
            counted.removeAll { rule in !self.rules.contains { $0 == rule.name || $0 == rule.id } }
        }
        if !controls.isEmpty { counted.removeAll { Set($0.controls).isDisjoint(with: controls) } }
        if let severity {
            counted.removeAll { $0.severity < severity }
            if counted.isEmpty { return .failure(.noRuleOfSeverity(severity)) }
        }
        return counted.isEmpty ? .failure(.nothingChosen) : .success(counted)
    }

    /// - Parameter limited: ids of the profiles that have a limit of their own.
    fileprivate func reasons(
        against rules: [GatedRule], limited: Set<String>, isComplete: Bool
    ) -> [GateReason] {
        var reasons: [GateReason] = []
        if let threshold {
            let basis = ScoreBasis(
                rules: rules.map { ScoreBasis.RuleTally(severity: $0.severity, evaluations: $0.evaluations) },
                controls: [])
            if let percent = Score(.scc, of: basis).percent, percent < threshold {
                reasons.append(.belowThreshold(percent: percent, threshold: threshold, isComplete: isComplete))
            }
        }
        let count = rules.reduce(0) { $0 + $1.failing }
        if let failing, count > failing {
            let names = rules.filter { $0.failing > 0 }.map(\.name)
            reasons.append(.tooManyFailures(count: count, maximum: failing, rules: names))
        } else if wantsNoFailure {
            let free = rules.filter { $0.failing > 0 && (limited.isEmpty || !limited.isSuperset(of: $0.profiles)) }
            let count = free.reduce(0) { $0 + $1.failing }
            if count > 0 { reasons.append(.failures(count: count, rules: free.map(\.name))) }
        }
        return reasons
    }
}

extension GateOptions.ProfileLimit {
    fileprivate func reasons(against profile: GatedProfile, isComplete: Bool) -> [GateReason] {
        var reasons: [GateReason] = []
        if let threshold, let score = profile.score, score < threshold {
            reasons.append(
                .profileBelowThreshold(
                    profile.name, percent: score, threshold: threshold, isComplete: isComplete))
        }
        if let failing, profile.failing > failing {
            reasons.append(.profileFailures(profile.name, count: profile.failing, maximum: failing))
        }
        return reasons
    }
}
