package import ResourceReaders

/// `notifications` of an attachment: whether its scans are told of, and which failures.
package struct Notifications: Sendable {
    package let isEnabled: Bool
    /// `threshold_limit`: the share of failed controls, in percent, from which on a scan's failures are told of.
    package let threshold: Int
    /// `failed_control_ids`: controls whose failure is told of below the threshold too.
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
    /// SCC's own limit.
    package static let maximumFailedControls = 15

    package init(isEnabled: Bool, threshold: Int = defaultThreshold, failedControls: [FailedControl] = []) {
        self.isEnabled = isEnabled
        self.threshold = threshold
        self.failedControls = failedControls
    }
}
