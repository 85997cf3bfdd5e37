extension RuleRecord {
    /// Each rule of a later scan with that of an earlier one which it is compared with, in the later one's order; behind them those
    /// of the earlier scan that are left. A rule that profiles give different values stands in a scan several times: equal values
    /// belong together, and of the rest the first to the first.
    package static func pairs(
        from old: [RuleRecord], to new: [RuleRecord]
    ) -> [(old: RuleRecord?, new: RuleRecord?)] {
        var left = Dictionary(grouping: old, by: \.identity)
        var partners = [RuleRecord?](repeating: nil, count: new.count)
        for hasEqualValues in [true, false] {
            for (index, rule) in new.enumerated() where partners[index] == nil {
                let found = left[rule.identity]?.firstIndex {
                    !hasEqualValues || $0.parameters == rule.parameters
                }
                if let found { partners[index] = left[rule.identity]?.remove(at: found) }
            }
        }
        let gone = left.values.joined().sorted { $0.position < $1.position }
        return zip(partners, new).map { ($0, $1) } + gone.map { ($0, nil) }
    }
}
