package import Compliance
import Crypto
package import ResourceDocuments
import SourceText

/// Events as CloudEvents 1.0 in the structured JSON mode, on one line; `Notifications.md` describes the keys.
package enum CloudEventJSON {
    package static let contentType = "application/cloudevents+json; charset=utf-8"

    /// At most so many controls are listed in an event; the summary counts all of them.
    private static let longestControlList = 50

    /// An event of a scan, for some destinations.
    package static func event(_ event: ScanEvent, of scan: Scan, to destinations: [String]) -> OutgoingEvent {
        let attachment = scan.plan.attachment.name
        let (id, body) = render(
            type: ScanEvent.type, subtype: event.subtype.rawValue, attachment: attachment, subject: event.end.scan,
            time: event.end.finishedAt
        ) { $0.data(of: event, scan) }
        return OutgoingEvent(
            id: id, subtype: event.subtype.rawValue, attachment: attachment, destinations: destinations, body: body)
    }

    /// An event that says nothing but that events arrive: SCC's `com.ibm.cloud.compliance.test`.
    package static func test(at instant: Instant) -> (id: String, body: String) {
        render(
            type: "com.ibm.cloud.compliance.test", subtype: "test", attachment: nil, subject: "test", time: instant
        ) { writer in
            writer.object { writer in
                writer.member("action", "test")
                writer.member("summary", "Norma can reach this destination.")
                writer.member("start_time", instant.description)
                writer.member("end_time", instant.description)
            }
        }
    }

    private static func render(
        type: String, subtype: String, attachment: String?, subject: String, time: Instant,
        data: (inout JSONWriter) -> Void
    ) -> (id: String, body: String) {
        var content = JSONWriter(layout: .oneLine)
        data(&content)
        let id = identifier(of: [type, subtype, subject, content.text])
        var writer = JSONWriter(layout: .oneLine)
        writer.object { writer in
            writer.member("specversion", "1.0")
            writer.member("id", id)
            writer.member("source", attachment.map { "/norma/attachments/\(percentEncoded($0))" } ?? "/norma")
            writer.member("type", type)
            writer.member("subtype", subtype)
            writer.member("subject", subject)
            writer.member("time", time.description)
            writer.member("datacontenttype", "application/json")
            writer.member("data", data)
        }
        return (id, writer.text)
    }

    /// A UUID of version 8 (RFC 9562, 5.8) from what the event says: equal content, equal id.
    private static func identifier(of parts: [String]) -> String {
        var bytes = Array(SHA256.hash(data: Array(parts.joined(separator: "\n").utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x80
        bytes[8] = bytes[8] & 0x3f | 0x80
        return ContentUUID.text(of: bytes)
    }

    /// One segment of a URI's path: RFC 3986, 3.3, unreserved characters alone as they are.
    private static func percentEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            default: "%" + HexadecimalText.text([byte]).uppercased()
            }
        }.joined()
    }

    fileprivate static func listed(_ controls: [Control]) -> ArraySlice<Control> { controls.prefix(longestControlList) }
}

extension JSONWriter {
    /// What every event of a scan says, and then what this one is about.
    fileprivate mutating func data(of event: ScanEvent, _ scan: Scan) {
        let attachment = scan.plan.attachment
        object { writer in
            writer.member("action", event.action)
            writer.member("summary", event.summary(of: scan))
            writer.member("scan_id", event.end.scan)
            writer.member("attachment") { writer in
                writer.object { writer in
                    writer.member("name", attachment.name)
                    writer.member("description", attachment.description)
                }
            }
            writer.member("profile") { $0.profile(event.profile?.planned.profile ?? scan.plan.profile) }
            writer.member("scope", array: attachment.scopes) { $0.scope($1, without: attachment.exclusions) }
            writer.member("start_time", event.end.startedAt.description)
            writer.member("end_time", event.end.finishedAt.description)
            writer.member("as_of", scan.asOf.description)
            let figures = event.figures(of: scan)
            writer.member("percent", figures.score.percent)
            writer.member("complete", (event.profile.map(scan.gaps(of:)) ?? scan.gaps).isEmpty)
            writer.member("controls_summary") { $0.controlSummary(figures.controls) }
            writer.member("evaluations_summary") {
                $0.evaluationSummary(
                    figures.evaluations, hasUnread: event.profile?.hasUnreadKinds ?? !scan.gaps.isEmpty)
            }
            switch event.occasion {
            case .completed: break
            case .failures(let failures, _): writer.members(of: failures)
            case .failed(let errors):
                writer.member("profiles", array: scan.plan.profiles) { $0.profile($1.profile) }
                writer.member("errors", errors)
            case .newKinds(let kinds):
                writer.member("profiles", array: scan.plan.profiles) { $0.profile($1.profile) }
                writer.member("resource_kinds", array: kinds) { writer, kind in
                    writer.object { writer in
                        writer.member("kind", kind.kind)
                        writer.member("resources", kind.resources)
                    }
                }
            }
        }
    }

    private mutating func members(of failures: ControlFailures) {
        member("threshold_limit", failures.threshold)
        member("failed_percent", failures.percent)
        member("failed_control_ids", failures.named.map(\.id))
        member("not_compliant_controls", array: CloudEventJSON.listed(failures.failed)) { writer, control in
            writer.object { writer in
                writer.member("id", control.id)
                writer.member("control_name", control.name)
                writer.member("control_description", control.description)
            }
        }
    }
}

extension ScanEvent {
    fileprivate var action: String {
        switch occasion {
        case .completed: "scan_completed"
        case .failures: "failure_threshold_exceeded"
        case .newKinds: "new_resource_in_inventory"
        case .failed: "scan_failed"
        }
    }

    /// The one that the event is about; nil of what is no profile's.
    fileprivate var profile: ScannedProfile? {
        switch occasion {
        case .completed(let profile), .failures(_, let profile): profile
        case .newKinds, .failed: nil
        }
    }

    /// Of the event's profile, else of the whole scan.
    fileprivate func figures(
        of scan: Scan
    ) -> (score: Score, controls: ControlSummary, evaluations: EvaluationSummary) {
        guard let profile else { return (scan.score(), scan.controlSummary, scan.evaluationSummary) }
        return (profile.score(), profile.controlSummary, profile.evaluationSummary)
    }

    /// One sentence for a person.
    fileprivate func summary(of scan: Scan) -> String {
        let attachment = scan.plan.attachment.name
        let isOfOne = scan.plan.hasSeveralProfiles ? profile : nil
        let name = isOfOne.map { "\(attachment) under \($0.planned.profile.title)" } ?? attachment
        switch occasion {
        case .completed(let profile):
            let score = profile.score().percent.map { "\($0) % of evaluations pass" } ?? "nothing was evaluated"
            guard let missing = scan.gaps(of: profile).text else { return "The scan of \(name) is complete: \(score)." }
            return "The scan of \(name) came to its end, and \(missing). Of what could, \(score)."
        case .failures(let failures, _):
            let share = "\(failures.failed.count) of \(count(failures.total, "control")) failed"
            if failures.reachesThreshold {
                return "In the scan of \(name) \(share): the threshold of \(failures.threshold) % is reached."
            }
            return "In the scan of \(name) \(share), among them \(failures.named.map(\.name).joined(separator: ", "))."
        case .failed(let errors):
            return "The scan of \(name) failed: something could not be read (\(errors.joined(separator: ", ")))."
        case .newKinds(let kinds):
            return
                "The scan of \(name) found resources of \(kinds.count == 1 ? "a kind" : "kinds") that no earlier one had: "
                + "\(kinds.map(\.kind).joined(separator: ", "))."
        }
    }
}
