package import ResourceDocuments

/// When an event is sent again, and when no more.
package struct DeliveryPolicy: Sendable {
    package enum Step: Hashable, Sendable {
        case done
        case again(at: Instant)
        case giveUp
    }

    /// Before the second attempt, in seconds; it doubles with each further one.
    package var firstWait: Int64 = 30
    /// In seconds: half a day.
    package var longestWait: Int64 = 43_200
    /// A receiver's own wish is honoured up to a day.
    package var longestRetryAfter: Int64 = 86_400
    /// Twenty attempts take about five days.
    package var attemptLimit = 20
    /// So many refusals in a row are final.
    package var refusalLimit = 3

    package init() {}

    /// - Parameters:
    ///   - attempt: which one this was, from 1.
    ///   - refusals: how many in a row ended with a refusal, this one included.
    package func step(
        after result: DeliveryResult, attempt: Int, refusals: Int, now: Instant,
        random: inout some RandomNumberGenerator
    ) -> Step {
        let wanted: Int64
        switch result {
        case .delivered: return .done
        case .gone: return .giveUp
        case .refused:
            if refusals >= refusalLimit { return .giveUp }
            wanted = 0
        case .failed(_, let retryAfter): wanted = min(retryAfter ?? 0, longestRetryAfter)
        }
        if attempt >= attemptLimit { return .giveUp }
        let wait = max(wait(after: attempt, random: &random), wanted)
        let (seconds, overflow) = now.seconds.addingReportingOverflow(wait)
        return .again(at: Instant(seconds: overflow ? .max : seconds))
    }

    /// Between half of the wait and all of it, so that what failed together does not come back together.
    private func wait(after attempt: Int, random: inout some RandomNumberGenerator) -> Int64 {
        let doublings = min(max(attempt - 1, 0), 40)
        let (doubled, overflow) = firstWait.multipliedReportingOverflow(by: 1 << Int64(doublings))
        let wait = overflow ? longestWait : min(doubled, longestWait)
        return wait / 2 + Int64.random(in: 0...(wait - wait / 2), using: &random)
    }
}
