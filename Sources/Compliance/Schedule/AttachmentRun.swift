package import ResourceDocuments

/// What `norma run` did about one attachment.
package struct AttachmentRun: Sendable {
    package enum Outcome: Sendable {
        /// `next` is nil for a schedule that is none.
        case ran(Summary, next: Instant?)
        case notDue(until: Instant)
        case paused
        case disabled
        /// Another process scans it.
        case held
        /// It cannot be read or scanned; why is among the diagnostics.
        case failed
    }

    /// What came of a scan.
    package struct Summary: Sendable {
        package let scan: String
        package let score: Int?
        /// What could not be read.
        package let gaps: ReadingGaps
        package let controls: ControlSummary
        package let evaluationCount: Int
        /// Of these, how many the last scan had made.
        package let evaluationsReused: Int

        package init(
            scan: String, score: Int?, gaps: ReadingGaps = .none, controls: ControlSummary, evaluationCount: Int,
            evaluationsReused: Int
        ) {
            self.scan = scan
            self.score = score
            self.gaps = gaps
            self.controls = controls
            self.evaluationCount = evaluationCount
            self.evaluationsReused = evaluationsReused
        }
    }

    /// Its name; its file's where it has none.
    package let attachment: String
    package let outcome: Outcome

    /// It was scanned, and not all that its rules judge could be read.
    package var isIncomplete: Bool {
        switch outcome {
        case .ran(let summary, _): !summary.gaps.isEmpty
        case .notDue, .paused, .disabled, .held, .failed: false
        }
    }

    package init(attachment: String, outcome: Outcome) {
        self.attachment = attachment
        self.outcome = outcome
    }
}
