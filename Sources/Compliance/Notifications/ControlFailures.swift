/// How many controls of a scan's profile failed, and whether that is told of.
package struct ControlFailures: Sendable {
    /// Controls that are `not_compliant`.
    package let failed: [Control]
    /// Those of them that the attachment names to be told of always.
    package let named: [Control]
    /// SCC's `total_count`: every control but those that are not applicable.
    package let total: Int
    /// In percent.
    package let threshold: Int

    package init(
        _ controls: some Sequence<(control: Control, status: ComplianceStatus)>, _ notifications: Notifications
    ) {
        let controls = Array(controls)
        let failed = controls.filter { $0.status == .notCompliant }.map(\.control)
        self.failed = failed
        named = failed.filter { control in
            notifications.failedControls.contains { control.isNamed($0.control) }
        }
        total = ControlSummary(controls.map(\.status)).total
        threshold = notifications.threshold
    }

    /// The share of failed controls in whole percent, rounded down; nil where there is no control to fail.
    package var percent: Int? { total > 0 ? failed.count * 100 / total : nil }

    /// The share, unrounded, is at least the threshold. Without a failed control no threshold is reached, not even 0.
    package var reachesThreshold: Bool { !failed.isEmpty && failed.count * 100 >= threshold * total }

    package var isTold: Bool { reachesThreshold || !named.isEmpty }
}
