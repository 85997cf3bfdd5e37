import Compliance
import ComplianceStore
import Foundation
import ResourceDocuments
import SourceText

/// Hands on what is due, destination by destination.
struct OutboxDelivery {
    let store: ScanStore
    let settings: NotificationSettings
    /// Delivered events are forgotten after so long, in seconds: thirty days.
    private static let keeping: Int64 = 30 * 86_400

    struct Outcome {
        /// Destination by destination.
        var deliveries: [DeliveryReport] = []
        /// What is wrong with the settings: a secret that is not there, events for a destination that they do not have.
        var diagnostics: [Diagnostic] = []
    }

    /// - Parameter scanned: names of attachments that may have no scan in the store yet.
    func run(scanned: Set<String> = [], now: @escaping () -> Instant) throws -> Outcome {
        var random = SystemRandomNumberGenerator()
        var outcome = Outcome()
        for destination in settings.destinations {
            let delivery: EventDelivery
            do throws(CommandFailure) {
                delivery = try EventDelivery(destination)
            } catch {
                outcome.diagnostics += error.diagnostics
                continue
            }
            let report = try StoreOptions.using {
                try store.deliver(to: destination.name, now: now, random: &random) { entry, instant in
                    delivery.send(id: entry.event, body: entry.body, now: instant)
                }
            }
            outcome.deliveries.append(report)
        }
        try StoreOptions.using {
            let known = Set(settings.destinations.map(\.name))
            let waiting = try store.outbox(states: [.pending]).map(\.destination)
            for name in Set(waiting).subtracting(known).sorted() {
                outcome.diagnostics.append(.unknownDestination(name, count: waiting.count { $0 == name }))
            }
            let attachments = try store.attachmentNames().union(scanned)
            outcome.diagnostics += settings.unknownAttachments(among: attachments).map {
                Diagnostic.unknownAttachment($0.attachment, of: $0.of, known: attachments)
            }
            try store.forgetDelivered(before: Instant(seconds: now().seconds - Self.keeping))
        }
        return outcome
    }
}
