package import ResourceDocuments
package import ResourceReaders

/// How masks lie on the results of a scan.
package struct ScanMasks: Sendable {
    /// What one control has of one rule where masks of the control lie on some of it.
    package struct MaskedAssessment: Sendable {
        package let control: Int
        package let rule: Int
        /// Of the rule's evaluations in this control.
        package let evaluations: EvaluationSummary
        /// Positions in `masks`, by row: those of the control alone.
        package let positions: [Int: Int]
    }

    /// Those that were entered and are in force, in the order given; then what documents ask for, each once.
    package private(set) var masks: [AppliedMask]
    /// What lies beneath each mask.
    package private(set) var uses: [MaskUse]
    /// What would lie beneath masks if another one did not set it aside already.
    package private(set) var overlaps: [MaskOverlap: MaskUse] = [:]
    /// In the order of controls and rules.
    package private(set) var assessments: [MaskedAssessment] = []
    /// Requests of documents that the attachment does not honour.
    package private(set) var ignoredRequests = 0

    package static let none = ScanMasks(entered: [])

    /// What is left of rules' evaluations in controls that masks lie on, by control and rule.
    package var evaluationsByControl: [Int: [Int: EvaluationSummary]] {
        assessments.reduce(into: [:]) { $0[$1.control, default: [:]][$1.rule] = $1.evaluations }
    }

    private init(entered: [Mask], hiding: [HidingPart] = []) {
        masks = entered.map { .entered($0) } + hiding.map { .hidden($0) }
        uses = Array(repeating: MaskUse(), count: masks.count)
    }

    /// Of the masks of one control on results of a rule, by row.
    package func positions(control: Int, rule: Int) -> [Int: Int] {
        assessments.first { $0.control == control && $0.rule == rule }?.positions ?? [:]
    }

    /// How many results each exclusion of a subscope hides, in the order of the scopes.
    package var hidden: [(part: HidingPart, use: MaskUse)] {
        zip(masks, uses).compactMap { mask, use in
            if case .hidden(let part) = mask { (part, use) } else { nil }
        }
    }

    /// Lays masks on evaluations. A result of which every control's part is masked is masked itself; where only some controls'
    /// are, it stays open, and those controls leave it out.
    ///
    /// - Parameters:
    ///   - evaluations: of the plan's rules, in its order.
    ///   - entered: all there are; those in force at `asOf` are laid, on what no subscope hides.
    ///   - scope: says which rows are judged, and which of them are hidden.
    /// - Complexity: O(evaluations) where masks lie on controls or documents ask for some, else O(resources in scope).
    package static func lay(
        _ entered: [Mask], on evaluations: inout [RuleEvaluations], of plan: ScanPlan, scope: ScopedResources,
        reading: InventoryReading, asOf: Instant
    ) -> ScanMasks {
        let inForce = entered.filter { $0.validity.state(at: asOf) == .active }
        let hiding = Set(scope.hidden.values).sorted()
        var laid = ScanMasks(entered: inForce, hiding: hiding.map { HidingPart($0, in: plan.attachment.scopes) })
        let index = MaskIndex(inForce, plan: plan, judged: scope.inside, reading: reading)
        let position = Dictionary(uniqueKeysWithValues: zip(hiding, inForce.count...))
        let hidden = scope.hidden.compactMapValues { position[$0] }
        var controls: [Int: [Int]] = [:]
        if index.hasControlMasks {
            for (control, planned) in plan.controls.enumerated() {
                for rule in planned.rules { controls[rule, default: []].append(control) }
            }
        }
        for rule in evaluations.indices {
            let asked = laid.take(evaluations[rule].suppressed, honoured: plan.attachment.honoursInlineMasks)
            laid.lay(
                index, hidden: hidden, asked: asked, on: &evaluations[rule], rule: rule,
                controls: controls[rule] ?? [])
        }
        laid.assessments.sort { ($0.control, $0.rule) < ($1.control, $1.rule) }
        return laid
    }

    /// The same without an attachment, and so without a control to mask.
    ///
    /// - Parameter honoured: whether what documents ask for is done.
    package static func lay(
        _ entered: [Mask], on evaluations: inout [RuleEvaluations], reading: InventoryReading, asOf: Instant,
        honoured: Bool = true
    ) -> ScanMasks {
        let inForce = entered.filter { $0.validity.state(at: asOf) == .active }
        var laid = ScanMasks(entered: inForce)
        let index = MaskIndex(inForce, plan: nil, judged: reading.rows.indices, reading: reading)
        for rule in evaluations.indices {
            let asked = laid.take(evaluations[rule].suppressed, honoured: honoured)
            laid.lay(index, hidden: [:], asked: asked, on: &evaluations[rule], rule: rule, controls: [])
        }
        return laid
    }

    /// What lies beneath a mask that was entered, with what another one sets aside before it; nil where it was not in force.
    package func use(of id: String) -> (own: MaskUse, others: MaskUse)? {
        let position = masks.firstIndex { mask in
            if case .entered(let entered) = mask { entered.id == id } else { false }
        }
        return position.map { position in
            (
                uses[position],
                overlaps.filter { $0.key.mask == position }.values.reduce(MaskUse(), +)
            )
        }
    }

    /// The positions of the masks that documents ask for, by row.
    private mutating func take(
        _ suppressed: [(row: Int, suppression: Suppression)], honoured: Bool
    ) -> [Int: Int] {
        guard honoured else {
            ignoredRequests += suppressed.count
            return [:]
        }
        var positions: [Int: Int] = [:]
        for (row, suppression) in suppressed {
            let mask = AppliedMask.asked(suppression)
            let position = requests[suppression] ?? masks.count
            if position == masks.count {
                requests[suppression] = position
                masks.append(mask)
                uses.append(MaskUse())
            }
            positions[row] = position
        }
        return positions
    }

    private mutating func count(_ verdict: Verdict, under others: [Int], setAsideBy position: Int) {
        if others.isEmpty || verdict == .notApplicable { return }
        for other in Set(others) where other != position {
            overlaps[MaskOverlap(mask: other, other: position), default: MaskUse()].count(verdict)
        }
    }

    private var requests: [Suppression: Int] = [:]

    private mutating func lay(
        _ index: MaskIndex, hidden: [Int: Int], asked: [Int: Int], on evaluations: inout RuleEvaluations, rule: Int,
        controls: [Int]
    ) {
        // Also where the rule does not apply: of a hidden resource nothing is shown.
        var whole = hidden
        var inControl: [Int: [Int: Int]] = [:]
        let masked = controls.filter { index.hasMasks(control: $0) }
        for (row, verdict) in evaluations.judged {
            let ofResult = index.masks(of: evaluations.bound, row: row)
            let ofControls = masked.map { index.masks(ofControl: $0, row: row) }
            if let position = hidden[row] ?? ofResult.first ?? asked[row] {
                whole[row] = position
                uses[position].count(verdict)
                count(verdict, under: ofResult + ofControls.joined(), setAsideBy: position)
                continue
            }
            if masked.isEmpty { continue }
            let positions = ofControls.map(\.first)
            let used = Set(positions.compactMap(\.self))
            for position in used { uses[position].count(verdict) }
            for others in ofControls {
                guard let first = others.first else { continue }
                count(verdict, under: others.filter { !used.contains($0) }, setAsideBy: first)
            }
            if masked.count == controls.count, !positions.contains(nil), let first = positions.first {
                whole[row] = first
                continue
            }
            for (control, position) in zip(masked, positions) {
                if let position { inControl[control, default: [:]][row] = position }
            }
        }
        evaluations.mask(whole, of: masks)
        for (control, positions) in inControl {
            assessments.append(
                MaskedAssessment(
                    control: control, rule: rule, evaluations: evaluations.summary(without: Set(positions.keys)),
                    positions: positions))
        }
    }
}
