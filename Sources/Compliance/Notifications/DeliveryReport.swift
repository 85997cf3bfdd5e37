/// What came of handing on what was due at one destination.
package struct DeliveryReport: Sendable {
    package struct Attempt: Sendable {
        /// As it was before.
        package let entry: OutboxEntry
        package let result: DeliveryResult
        package let step: DeliveryPolicy.Step

        package init(entry: OutboxEntry, result: DeliveryResult, step: DeliveryPolicy.Step) {
            self.entry = entry
            self.result = result
            self.step = step
        }
    }

    package let destination: String
    /// nil: another process is at it.
    package let attempts: [Attempt]?

    package init(destination: String, attempts: [Attempt]?) {
        self.destination = destination
        self.attempts = attempts
    }
}
