import GRDB
import Synchronization

/// What findings showed and the store does not have any more.
package struct LostEvidence: Hashable, Sendable {
    /// How many texts.
    package let count: Int
    /// Numbers of the blocks that they stood in, in order.
    package let blocks: [Int64]

    /// nil where nothing is lost.
    init?(_ evidence: Set<Int64>) {
        if evidence.isEmpty { return nil }
        count = evidence.count
        blocks = Set(evidence.map(EvidenceBlock.block)).sorted()
    }
}

/// Reads what findings show; of findings that follow on one another fast, because they were packed together.
package final class EvidenceReader: Sendable {
    private struct State {
        /// The block that was read last, and its lines.
        var block: Int64?
        var lines: [String?] = []
        /// What was asked for and is not there as it was entered.
        var lost: Set<Int64> = []
    }

    private let store: ScanStore
    private let state = Mutex(State())

    package init(_ store: ScanStore) { self.store = store }

    /// nil where it is not what was entered any more, or gone: `lost` tells of that.
    package func content(of evidence: Int64) throws(StoreProblem) -> String? {
        let wanted = EvidenceBlock.block(of: evidence)
        // Under one lock, so that nobody takes the lines of another block for these.
        return try state.withLock { state throws(StoreProblem) in
            if state.block != wanted {
                state.lines = try store.read { try EvidenceLines(store.key, in: $0).read(block: wanted) }
                state.block = wanted
            }
            let line = EvidenceBlock.line(of: evidence)
            if state.lines.indices.contains(line), let content = state.lines[line] { return content }
            state.lost.insert(evidence)
            return nil
        }
    }

    /// What was asked for and is not what was entered any more, or gone; nil where all was there.
    package var lost: LostEvidence? { LostEvidence(state.withLock { $0.lost }) }
}
