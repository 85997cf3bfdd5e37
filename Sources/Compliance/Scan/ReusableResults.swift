package import ResourceDocuments
import ResourceReaders
import RuleSyntax

/// What an earlier scan of an attachment said, where its rule and its resource are still what they were.
package struct ReusableResults: Sendable {
    /// Of one rule.
    package struct RuleResults: Sendable {
        /// In the order of the rows: every resource known to the earlier scan that the rule judges, also those it leaves out.
        package var verdicts: [(row: UInt32, verdict: Verdict)] = []
        /// In the order of the rows: what findings show that would show the same, as numbers in the store.
        package var evidence: [(row: UInt32, number: Int64)] = []

        package init() {}

        /// O(log rows)
        func evidence(at row: UInt32) -> Int64? {
            let place = evidence.firstPlace { $0.row < row }
            return place < evidence.count && evidence[place].row == row ? evidence[place].number : nil
        }
    }

    /// The earlier scan's number in the store, and its id.
    package let scan: EarlierScan
    /// In the order of the plan; nil for a rule that has to be run on every resource.
    package let rules: [RuleResults?]
    /// The states in the store of resources that the earlier scan knew as they are, by row.
    package let states: [Int: (number: Int64, content: ContentDigest)]

    /// Resources of the earlier scan of which the store is not what that scan wrote: nothing of theirs is here.
    package let damaged: Int

    package init(
        scan: EarlierScan, rules: [RuleResults?], states: [Int: (number: Int64, content: ContentDigest)],
        damaged: Int = 0
    ) {
        self.scan = scan
        self.rules = rules
        self.states = states
        self.damaged = damaged
    }

    package func knows(_ row: Int) -> Bool { states[row] != nil }
}

/// A scan that results are taken from.
package struct EarlierScan: Hashable, Sendable {
    /// In the store.
    package let number: Int64
    package let id: String

    package init(number: Int64, id: String) {
        self.number = number
        self.id = id
    }
}
