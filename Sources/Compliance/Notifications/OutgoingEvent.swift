package import ResourceDocuments

/// An event as it is sent, and to whom.
package struct OutgoingEvent: Hashable, Sendable {
    /// The same for the same event, wherever and however often it is sent.
    package let id: String
    package let subtype: String
    package let attachment: String
    /// Names of destinations.
    package let destinations: [String]
    /// A CloudEvent as JSON, on one line.
    package let body: String

    package init(id: String, subtype: String, attachment: String, destinations: [String], body: String) {
        self.id = id
        self.subtype = subtype
        self.attachment = attachment
        self.destinations = destinations
        self.body = body
    }
}

/// An event on its way to one destination.
package struct OutboxEntry: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        case pending
        case delivered
        /// No attempt will be made any more unless somebody asks for it.
        case givenUp = "given_up"
    }

    /// In the order in which events came about.
    package var number: Int64
    package var event: String
    package var subtype: String
    package var attachment: String
    package var destination: String
    package var body: String
    package var createdAt: Instant
    package var state: State
    package var attempts: Int
    /// Attempts in a row that the receiver answered with a refusal.
    package var refusals: Int
    /// Not before this; nil: at once. Of an entry behind others of its attachment, not before they are done either.
    package var nextAttempt: Instant?
    package var lastError: String?
    package var finishedAt: Instant?

    package init(
        number: Int64, event: String, subtype: String, attachment: String, destination: String, body: String,
        createdAt: Instant, state: State, attempts: Int, refusals: Int, nextAttempt: Instant?, lastError: String?,
        finishedAt: Instant?
    ) {
        self.number = number
        self.event = event
        self.subtype = subtype
        self.attachment = attachment
        self.destination = destination
        self.body = body
        self.createdAt = createdAt
        self.state = state
        self.attempts = attempts
        self.refusals = refusals
        self.nextAttempt = nextAttempt
        self.lastError = lastError
        self.finishedAt = finishedAt
    }
}
