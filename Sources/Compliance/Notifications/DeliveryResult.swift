package import ResourceDocuments

/// What came of one attempt to hand an event on.
package enum DeliveryResult: Hashable, Sendable {
    case delivered
    /// Not now: nobody was there, nobody answered in time, or the receiver has trouble of its own.
    ///
    /// - `retryAfter`: how long the receiver wants to be left alone, in seconds.
    case failed(reason: String, retryAfter: Int64? = nil)
    /// The receiver does not take it as it is, and will hardly take it the next time.
    case refused(reason: String)
    /// There is no such receiver any more.
    case gone(reason: String)

    /// What a receiver's answer means: 2xx is delivered; 410 is gone; 408, 425, 429 and 5xx are no answer for good; redirects, which
    /// are not followed, and every other 4xx are refusals.
    ///
    /// - Parameter retryAfter: the header, of RFC 9110, 10.2.3.
    package init(status: Int, retryAfter: String?, now: Instant) {
        let reason = "HTTP status \(status)"
        switch status {
        case 200..<300: self = .delivered
        case 410: self = .gone(reason: reason)
        case 408, 425, 429, 500...:
            self = .failed(reason: reason, retryAfter: retryAfter.flatMap { Self.seconds($0, now: now) })
        case 300..<400: self = .refused(reason: "\(reason): redirects are not followed")
        default: self = .refused(reason: reason)
        }
    }

    package var reason: String? {
        switch self {
        case .delivered: nil
        case .failed(let reason, _), .refused(let reason), .gone(let reason): reason
        }
    }

    /// Seconds, or until a date `Sun, 06 Nov 1994 08:49:37 GMT`; nil of anything else.
    private static func seconds(_ header: String, now: Instant) -> Int64? {
        if let seconds = Int64(header) { return max(seconds, 0) }
        let parts = header.split(separator: " ")
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        let number = month + 1
        let date = "\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z"
        return Instant(date).map { max($0.seconds - now.seconds, 0) }
    }
}
