package import ResourceDocuments

/// From when until when something that a person entered counts.
package struct Validity: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        /// Entered after the instant that is asked about.
        case pending
        case active, expired, removed
    }

    package struct Removal: Hashable, Sendable {
        package let at: Instant
        package let author: String
        package let reason: String

        package init(at: Instant, author: String, reason: String) {
            self.at = at
            self.author = author
            self.reason = reason
        }
    }

    package let createdAt: Instant
    /// From this instant on it counts no more; nil: it has no end.
    package let expiresAt: Instant?
    /// nil while nobody took it back.
    package let removal: Removal?

    package init(createdAt: Instant, expiresAt: Instant? = nil, removal: Removal? = nil) {
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.removal = removal
    }

    package func state(at instant: Instant) -> State {
        if let removal, removal.at <= instant { return .removed }
        if let expiresAt, expiresAt <= instant { return .expired }
        return createdAt <= instant ? .active : .pending
    }

    /// Whether it counts, or will.
    package func isOpen(at instant: Instant) -> Bool {
        switch state(at: instant) {
        case .active, .pending: true
        case .expired, .removed: false
        }
    }

    /// Whether it ends within so long from an instant; the very instant of its end is in it.
    package func ends(within span: TimeSpan, of instant: Instant) -> Bool {
        guard let expiresAt, let start = expiresAt - span else { return false }
        return start <= instant
    }
}

/// What a person enters beside the rules, answers for, and can take back.
package protocol Entered: Sendable {
    var id: String { get }
    var author: String { get }
    var validity: Validity { get }
}

/// Names for what persons enter.
package enum EntryID {
    /// A letter and eight hexadecimal digits, `m-1f3a08c2`.
    package static func make(_ letter: Character, using random: inout some RandomNumberGenerator) -> String {
        let digits = String(UInt32.random(in: 0...UInt32.max, using: &random), radix: 16)
        return "\(letter)-" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
