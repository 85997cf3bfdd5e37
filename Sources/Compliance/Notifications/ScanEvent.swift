package import ResourceDocuments
import ResourceReaders
import SourceText

/// A kind of resource, and how many of it a scan had in scope.
package struct KindCount: Hashable, Sendable {
    package let kind: String
    package let resources: Int

    package init(kind: String, resources: Int) {
        self.kind = kind
        self.resources = resources
    }

    /// By name, without the accounts that the reader adds. O(resources)
    package static func of(_ kinds: some Sequence<String>) -> [KindCount] {
        var counts: [String: Int] = [:]
        for kind in kinds { counts[kind, default: 0] += 1 }
        counts[AccountResources.kind] = nil
        return counts.sorted { $0.key < $1.key }.map { KindCount(kind: $0.key, resources: $0.value) }
    }
}

/// The end of a scan, and what only its store knows of it.
package struct ScanEnd: Sendable {
    package let scan: String
    package let startedAt: Instant
    package let finishedAt: Instant
    /// Kinds that no earlier scan of the attachment had in scope, by name. Empty of a first scan: it has nothing to compare with.
    package let newKinds: [KindCount]

    package init(scan: String, startedAt: Instant, finishedAt: Instant, newKinds: [KindCount]) {
        self.scan = scan
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.newKinds = newKinds
    }
}

/// Something of a scan that is told: an event of SCC's type `com.ibm.cloud.compliance.posture`.
package struct ScanEvent: Sendable {
    package static let type = "com.ibm.cloud.compliance.posture"

    /// SCC's subtypes, by its names.
    package enum Subtype: String, CaseIterable, Sendable {
        case completed = "posture-scan-completed"
        case thresholdReached = "posture-scan-failure-threshold-limit-exceeds"
        case newResources = "posture-scan-new-resource-in-inventory"
        /// Norma's own: SCC has no name for it.
        case failed = "posture-scan-failed"
    }

    package enum Occasion: Sendable {
        /// For one profile.
        case completed(ScannedProfile)
        /// Of one profile's controls.
        case failures(ControlFailures, ScannedProfile)
        /// Of all profiles: they look at the same resources.
        case newKinds([KindCount])
        /// The codes of what could not be read, each once. The messages may quote a resource.
        case failed(errors: [String])
    }

    package let occasion: Occasion
    package let end: ScanEnd

    package var subtype: Subtype {
        switch occasion {
        case .completed: .completed
        case .failures: .thresholdReached
        case .newKinds: .newResources
        case .failed: .failed
        }
    }

    /// What is told of a scan, in the order in which it is told; nothing where its attachment does not ask for it. Completion and
    /// failures are told for each profile, as SCC tells them, whose attachments have one each.
    package static func events(of scan: Scan, end: ScanEnd) -> [ScanEvent] {
        guard let notifications = scan.plan.attachment.notifications, notifications.isEnabled else { return [] }
        if scan.isFailed {
            let codes = Set(scan.diagnostics.filter(\.isError).map(\.kind.code)).sorted()
            return [ScanEvent(occasion: .failed(errors: codes), end: end)]
        }
        let profiles = scan.profiles
        var occasions = profiles.map { Occasion.completed($0) }
        for profile in profiles {
            let controls = scan.controls[profile.planned.controls]
            let failures = ControlFailures(controls.lazy.map { ($0.control, $0.status) }, notifications)
            if failures.isTold { occasions.append(.failures(failures, profile)) }
        }
        if !end.newKinds.isEmpty { occasions.append(.newKinds(end.newKinds)) }
        return occasions.map { ScanEvent(occasion: $0, end: end) }
    }
}
