package import ResourceDocuments
package import ResourceReaders

/// Masks that have ended, and what lies where they lay: it counts again.
package struct EndedMasks: Sendable {
    package static let none = EndedMasks()

    /// In the order given, with what no other mask sets aside.
    package private(set) var uses: [(mask: Mask, use: MaskUse)] = []
    /// By rule: the rows of what is open there.
    private var rows: [Set<Int>] = []

    private init() {}

    /// - Parameters:
    ///   - entered: all there are; those that ended before `asOf` are looked at.
    ///   - evaluations: with the masks that are in force on them; of the plan's rules, in its order.
    ///   - plan: nil where rules are evaluated without an attachment.
    /// - Complexity: O(evaluations) where a mask has ended.
    package init(
        of entered: [Mask], beneath evaluations: [RuleEvaluations], plan: ScanPlan?, reading: InventoryReading,
        asOf: Instant
    ) {
        let ended = entered.filter { $0.validity.state(at: asOf) == .expired }
        if ended.isEmpty { return }
        uses = ended.map { ($0, MaskUse()) }
        let index = MaskIndex(ended, plan: plan, judged: reading.rows.indices, reading: reading)
        let controls = plan?.controls.map(\.rules) ?? []
        rows = evaluations.enumerated().map { rule, made in
            let masked = controls.indices.filter { index.hasMasks(control: $0) && controls[$0].contains(rule) }
            var open: Set<Int> = []
            for evaluation in made.evaluations where evaluation.mask == nil && evaluation.verdict != .notApplicable {
                let row = evaluation.row
                let lay = Set(
                    index.masks(of: made.bound, row: row) + masked.flatMap { index.masks(ofControl: $0, row: row) })
                for position in lay { uses[position].use.count(evaluation.verdict) }
                if !lay.isEmpty, evaluation.isOpen { open.insert(row) }
            }
            return open
        }
    }

    /// Whether one of them lay on what a rule says of a resource, and that is open.
    package func lay(on row: Int, ofRule rule: Int) -> Bool { rows.indices.contains(rule) && rows[rule].contains(row) }

    /// How many of a rule's open evaluations one of them lay on.
    package func count(ofRule rule: Int) -> Int { rows.indices.contains(rule) ? rows[rule].count : 0 }

    /// What lies where a mask lay; nil where it has not ended.
    package func use(of id: String) -> MaskUse? { uses.first { $0.mask.id == id }?.use }
}
