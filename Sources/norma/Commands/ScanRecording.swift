import Compliance
import ComplianceReports
import ComplianceStore
import Foundation
import ResourceDocuments
import ResourceReaders

/// Writes scans to a store, each as the only one of its attachment.
struct ScanRecording {
    let store: ScanStore
    let console: Console
    /// Nothing is taken from earlier scans.
    let isFresh: Bool

    /// Throws where another process scans the attachment.
    func hold(_ attachment: String) throws -> StoreLock {
        guard let lock = try tryToHold(attachment) else {
            throw CommandFailure(StoreDiagnostics.held(attachment, path: store.path))
        }
        return lock
    }

    /// nil where another process scans the attachment.
    func tryToHold(_ attachment: String) throws -> StoreLock? {
        try StoreOptions.using { try store.lock(.scanning(attachment: attachment)) }
    }

    /// Enters a scan whose inventory is about to be read.
    func enter(_ plan: ScanPlan, asOf: Instant, startedAt: Instant) throws -> ScanEntry {
        try StoreOptions.using {
            try store.enter(
                plan, asOf: asOf, id: UUID().uuidString.lowercased(), startedAt: startedAt,
                process: ProcessInfo.processInfo.processIdentifier)
        }
    }

    /// What a scan that is about to be judged can build on. Its attachment has to be held: nobody else writes its scans then.
    func basis(of plan: ScanPlan, in scope: ScopedResources, of reading: InventoryReading) throws -> ScanBasis {
        let digests = ScanDigests(of: plan, in: scope, of: reading, key: store.key, engine: EngineIdentity.text)
        let reusable = try StoreOptions.using {
            isFresh ? nil : try store.reusableResults(for: plan, in: scope, of: reading, digests: digests)
        }
        if let reusable, reusable.damaged > 0 {
            console.show([
                StoreDiagnostics.damagedResults(
                    of: plan.attachment.name, resources: reusable.damaged, path: store.path)
            ])
        }
        return ScanBasis(digests: digests, reusable: reusable)
    }

    /// Does what leads to scans that are recorded, and takes their entries back where it fails, and says why.
    static func withdrawing<Result>(
        from store: ScanStore?, _ body: (_ entries: inout [ScanEntry]) throws -> Result
    ) throws -> Result {
        var entries: [ScanEntry] = []
        do {
            return try body(&entries)
        } catch {
            // What the body failed of is what is said; an entry that stays can be gone on with.
            for entry in entries { try? store?.withdraw(entry) }
            throw error
        }
    }

    /// A full disk leaves what was written before, and the scan can be gone on with.
    private func sayingWhatIsKept(of scan: String, _ body: () throws -> Void) throws {
        try StoreOptions.using {
            do {
                try body()
            } catch StoreProblem.full(let path, _) {
                throw StoreProblem.full(path: path, scan: try store.scans(named: scan).first?.id)
            }
        }
    }

    /// The scan that is written.
    enum Beginning {
        case entered(ScanEntry)
        /// Its process ended.
        case interrupted(ScanRecord)

        var id: String {
            switch self {
            case .entered(let entry): entry.id
            case .interrupted(let record): record.id
            }
        }
    }

    private func resume(_ record: ScanRecord, with scan: Scan) throws -> ScanRecorder {
        let recorder = try ScanRecorder(
            resuming: record, with: scan, process: ProcessInfo.processInfo.processIdentifier, in: store,
            evidence: EvidenceJSON.evidence)
        if let recorder { return recorder }
        let obstacle = try store.obstacle(toResuming: record, with: scan)
        throw CommandFailure(StoreDiagnostics.cannotResume(record.id, obstacle))
    }

    /// - Parameter ending: what the step writes too that ends the scan.
    func record(
        _ scan: Scan, as beginning: Beginning, finishedAt: () -> Instant, ending: ScanEnding,
        under lock: StoreLock
    ) throws {
        defer { withExtendedLifetime(lock) {} }
        var bar = ProgressBar("recording", total: scan.scope.inside.count, on: console)
        try sayingWhatIsKept(of: beginning.id) {
            let recorder =
                switch beginning {
                case .entered(let entry):
                    try ScanRecorder(scan, as: entry, in: store, evidence: EvidenceJSON.evidence)
                case .interrupted(let record): try resume(record, with: scan)
                }
            try recorder.record(finishedAt: finishedAt, ending: ending) { bar.update($0) }
        }
    }
}
