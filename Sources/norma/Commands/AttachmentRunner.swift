import Compliance
import ComplianceStore
import ResourceDocuments
import SourceText

/// Decides of one attachment whether it is scanned now, and scans it.
struct AttachmentRunner {
    let command: RunCommand
    let recording: ScanRecording
    let settings: NotificationSettings?
    let clock: () -> Instant
    /// Of every attachment of the run.
    let names: Set<String>

    /// What cannot be done is among the diagnostics, and the other attachments are run all the same.
    func run(
        _ file: (path: String, attachment: Attachment), _ diagnostics: inout [Diagnostic]
    ) throws -> AttachmentRun {
        let name = file.attachment.name
        do {
            let outcome = try decideAndScan(file.path, file.attachment, &diagnostics)
            return AttachmentRun(attachment: name, outcome: outcome)
        } catch let failure as CommandFailure {
            diagnostics += failure.diagnostics
            return AttachmentRun(attachment: name, outcome: .failed)
        }
    }

    private func decideAndScan(
        _ path: String, _ attachment: Attachment, _ diagnostics: inout [Diagnostic]
    ) throws -> AttachmentRun.Outcome {
        if let reason = Self.reasonToWait(try decision(attachment)) { return reason }
        guard let lock = try recording.tryToHold(attachment.name) else { return .held }
        // Another process may have scanned it since.
        let decision = try decision(attachment)
        if let reason = Self.reasonToWait(decision) { return reason }
        if let notifications = attachment.notifications, notifications.isEnabled, settings == nil {
            diagnostics.append(.nobodyIsTold(attachment.name))
        }
        let startedAt = clock()
        var options = AttachmentOptions()
        options.attachment = [path]
        options.pack = command.pack
        options.strictParameters = command.strictParameters
        var stored = try StoredEntries(of: recording.store)
        stored.known.attachments.formUnion(names)
        var begun: ScanEntry?
        let batch = try ScanRecording.withdrawing(from: recording.store) { entries in
            let (batch, reading) = try options.scan(
                command.resources, dependencies: command.dependencies, entries: stored, asOf: startedAt,
                console: recording.console,
                beginning: { plans in
                    for plan in plans {
                        let entry = try recording.enter(plan, asOf: startedAt, startedAt: startedAt)
                        entries.append(entry)
                        begun = entry
                    }
                }, entering: recording.basis)
            try reading.requireUnchanged()
            return batch
        }
        // One attachment is one scan.
        guard let scan = batch.scans.first, let entry = begun else { return .failed }
        var scheduled: (at: Instant, next: Instant?)?
        if case .due(let instant) = decision, command.due {
            scheduled = (instant, attachment.schedule.next(after: instant))
        }
        try recording.record(
            scan, as: .entered(entry), finishedAt: clock,
            ending: ScanEnding(of: scan, scheduled: scheduled, telling: settings), under: lock)
        diagnostics += scan.diagnostics + UnreadKinds.diagnostics(of: scan.gaps)
        if scan.isFailed { return .failed }
        let kept = try StoreOptions.using { try recording.store.nextScanTime(attachment.name) }
        return .ran(
            AttachmentRun.Summary(
                scan: entry.id, score: scan.score().percent, gaps: scan.gaps, controls: scan.controlSummary,
                evaluationCount: scan.evaluationCount, evaluationsReused: scan.evaluationsReused),
            next: kept)
    }

    private static func reasonToWait(_ decision: ScheduleDecision) -> AttachmentRun.Outcome? {
        switch decision {
        case .due: nil
        case .notDue(let until): .notDue(until: until)
        case .paused: .paused
        case .disabled: .disabled
        }
    }

    /// On demand, everything that is enabled is due now.
    private func decision(_ attachment: Attachment) throws -> ScheduleDecision {
        if !command.due, attachment.availability == .enabled { return .due(scheduled: clock()) }
        let last = try StoreOptions.using { try recording.store.lastScheduled(attachment.name) }
        return attachment.decision(after: last, now: clock())
    }
}
