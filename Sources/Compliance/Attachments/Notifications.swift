package import ResourceReaders

/// When an attachment's scans would be told of; checked and kept, and not yet acted on.
package struct Notifications: Sendable {
    package let isEnabled: Bool
    /// The share of failed controls, in percent, from which on a scan is told of.
    package let threshold: Int
    /// Controls whose failure is told of below the threshold too.
    package let failedControls: [FailedControl]

    package struct FailedControl: Sendable {
        /// A control's id or name.
        package let control: String
        package let source: PlacedNode?

        package init(control: String, source: PlacedNode?) {
            self.control = control
            self.source = source
        }
    }

    /// SCC's own, where an attachment gives none.
    package static let defaultThreshold = 15

    package init(isEnabled: Bool, threshold: Int = defaultThreshold, failedControls: [FailedControl] = []) {
        self.isEnabled = isEnabled
        self.threshold = threshold
        self.failedControls = failedControls
    }
}
