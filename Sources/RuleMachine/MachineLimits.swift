/// How much work a rule may do on one resource before it is unknown (budget).
package struct MachineLimits: Sendable {
    /// The most steps, whatever a rule's static cost says: some seconds on a slow machine.
    package var maximumFuel: Int
    /// Granted to every rule without looking at its static cost: more than a rule takes on an ordinary resource.
    package var ordinaryFuel: Int

    package init(maximumFuel: Int = 50_000_000, ordinaryFuel: Int = 100_000) {
        self.maximumFuel = maximumFuel
        self.ordinaryFuel = ordinaryFuel
    }

    package static let `default` = MachineLimits()
}
