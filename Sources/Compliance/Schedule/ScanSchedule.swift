package import ResourceDocuments

/// `schedule`: how often an attachment is scanned.
package enum ScanSchedule: String, CaseIterable, Sendable {
    case daily
    case everySevenDays = "every_7_days"
    case everyThirtyDays = "every_30_days"
    /// Never. SCC's pages offer it, and its service then keeps the attachment as disabled and without a schedule.
    case none
    /// The same, by the word for what it means.
    case paused

    /// In seconds; nil: never. A day is 24 hours, in UTC and without summer time.
    package var period: Int64? {
        switch self {
        case .daily: 86_400
        case .everySevenDays: 7 * 86_400
        case .everyThirtyDays: 30 * 86_400
        case .none, .paused: nil
        }
    }
}

/// What is decided of an attachment at an instant.
package enum ScheduleDecision: Hashable, Sendable {
    /// `scheduled` is the instant that the scan is for: the last one that has come, however many were missed before it.
    case due(scheduled: Instant)
    case notDue(until: Instant)
    /// Its schedule is `none` or `paused`.
    case paused
    /// Its status is `disabled`.
    case disabled
}

extension ScanSchedule {
    /// Whether a scan is due.
    ///
    /// Scheduled instants follow on one another by the period from the first scan on, so that no run's own duration moves the
    /// next. What was missed is made up once. Where the clock was set back by less than a period, the next scan waits so much
    /// longer; by more, and the instants that are kept say nothing any more: a scan is due at once.
    ///
    /// - Parameter last: the instant that the last scan of the schedule was for; nil: there was none, and the first is due now.
    package func decision(after last: Instant?, now: Instant) -> ScheduleDecision {
        guard let period = period.map({ Int128($0) }) else { return .paused }
        guard let last else { return .due(scheduled: now) }
        let elapsed = Int128(now.seconds) - Int128(last.seconds) - (now.nanoseconds < last.nanoseconds ? 1 : 0)
        // Towards the past: -1 where the clock was set back by less than a period.
        let periods = elapsed / period - (elapsed % period < 0 ? 1 : 0)
        if periods > 0 || periods < -1 { return .due(scheduled: last.advanced(by: periods * period)) }
        return .notDue(until: last.advanced(by: period))
    }

    /// `next_scan_time` once the scan for `scheduled` is done; nil: never.
    package func next(after scheduled: Instant) -> Instant? {
        period.map { scheduled.advanced(by: Int128($0)) }
    }
}

extension Instant {
    fileprivate func advanced(by seconds: Int128) -> Instant {
        Instant(seconds: Int64(clamping: Int128(self.seconds) + seconds), nanoseconds: nanoseconds)
    }
}

extension Attachment {
    /// Whether a scan is due: as its schedule says, and never while it is disabled.
    package func decision(after last: Instant?, now: Instant) -> ScheduleDecision {
        availability == .disabled ? .disabled : schedule.decision(after: last, now: now)
    }
}
