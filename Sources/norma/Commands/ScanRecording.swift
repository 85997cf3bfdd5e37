import Compliance
import ComplianceReports
import ComplianceStore
import Foundation
import ResourceDocuments

/// Writes scans to a store, each as the only one of its attachment.
struct ScanRecording {
    let store: ScanStore
    let console: Console

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

    /// - Parameters:
    ///   - interrupted: the scan to go on with; nil: a new one.
    ///   - ending: what the step writes too that completes the scan.
    /// - Returns: the scan's id.
    func record(
        _ scan: Scan, startedAt: Instant, finishedAt: () -> Instant = { .now },
        resuming interrupted: ScanRecord? = nil, ending: ScanEnding,
        under lock: StoreLock
    ) throws -> String {
        defer { withExtendedLifetime(lock) {} }
        let process = ProcessInfo.processInfo.processIdentifier
        var bar = ProgressBar("recording", total: scan.scope.inside.count, on: console)
        let id = interrupted?.id ?? UUID().uuidString.lowercased()
        try StoreOptions.using {
            let recorder =
                if let interrupted {
                    try ScanRecorder(
                        resuming: interrupted, with: scan, process: process, in: store,
                        evidence: EvidenceJSON.evidence)
                } else {
                    try ScanRecorder(
                        scan, id: id, startedAt: startedAt, process: process, in: store,
                        evidence: EvidenceJSON.evidence)
                }
            guard let recorder else { throw CommandFailure(StoreDiagnostics.cannotResume(id)) }
            try recorder.record(finishedAt: finishedAt, ending: ending) { bar.update($0) }
        }
        return id
    }
}
