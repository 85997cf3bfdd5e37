import Compliance
import ComplianceStore
import Foundation
import TestSupport
import Testing

/// What is told of each day's scan of a `ZoneWorld`, worked out without the engine.
struct ToldModel {
    /// What an attachment says of notifications.
    struct Settings {
        let isEnabled: Bool
        /// In percent.
        let threshold: Int
        /// Told of always.
        let names: [String]

        var lines: String {
            "notifications: {enabled: \(isEnabled), controls: {threshold_limit: \(threshold), "
                + "failed_control_ids: [\(names.joined(separator: ", "))]}}"
        }
    }

    /// An event as a receiver would read it.
    struct Event: Hashable {
        let subtype: String
        let scan: String
        /// `kind count`
        var kinds: [String] = []
        /// In percent.
        var failed: Int?
    }

    private var known: Set<String> = []
    private var count = 0
    private(set) var seen: Set<String> = []

    /// Another day's settings: nobody is told on some days.
    func settings(with random: inout SeededGenerator) -> Settings {
        Settings(
            isEnabled: Int.random(in: 0..<10, using: &random) > 0,
            threshold: [15, 50, 51, 100].randomElement(using: &random) ?? 15,
            names: [[], ["safe"], ["small"]].randomElement(using: &random) ?? [])
    }

    mutating func expected(of world: ZoneWorld, _ settings: Settings, scan: String) -> [Event] {
        let kinds = Set(["z.zone"] + world.otherKinds)
        let new = known.isEmpty ? [] : kinds.subtracting(known).sorted()
        known.formUnion(kinds)
        guard settings.isEnabled else { return [] }
        var events = [Event(subtype: "posture-scan-completed", scan: scan)]
        let failed = [("safe", "tls"), ("small", "size")].filter { world.hasFailure($0.1) }.map(\.0)
        let reaches = !failed.isEmpty && failed.count * 50 >= settings.threshold
        if reaches || failed.contains(where: settings.names.contains) {
            events.append(
                Event(
                    subtype: "posture-scan-failure-threshold-limit-exceeds", scan: scan, failed: failed.count * 50))
        }
        if !new.isEmpty {
            events.append(
                Event(
                    subtype: "posture-scan-new-resource-in-inventory", scan: scan, kinds: new.map { "\($0) 1" }))
        }
        seen.formUnion(events.map(\.subtype))
        return events
    }

    /// What came into the outbox since the last call.
    mutating func said(in store: ScanStore) throws -> [Event] {
        let entries = try store.outbox().dropFirst(count)
        count += entries.count
        return try entries.map { entry in
            let event = try #require(
                try JSONSerialization.jsonObject(with: Data(entry.body.utf8)) as? [String: Any])
            let data = try #require(event["data"] as? [String: Any])
            let kinds = data["resource_kinds"] as? [[String: Any]] ?? []
            return Event(
                subtype: entry.subtype, scan: event["subject"] as? String ?? "",
                kinds: kinds.map { "\($0["kind"] ?? "") \($0["resources"] ?? "")" },
                failed: data["failed_percent"] as? Int)
        }
    }
}
