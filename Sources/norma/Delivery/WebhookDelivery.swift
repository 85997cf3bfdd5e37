import Compliance
import ComplianceReports
import Foundation
import ResourceDocuments

/// Calls webhooks through the machine's own `curl`: a library for HTTP in the command would be loaded at each of its starts, also
/// where nothing is sent.
enum WebhookDelivery {
    /// One attempt, signed for this instant.
    static func send(
        id: String, body: String, to webhook: Destination.Webhook, key: [UInt8], now: Instant
    ) throws -> DeliveryResult {
        guard let curl = BoundedProcess.find("curl") else { return .failed(reason: "the program 'curl' is not there") }
        let file = FileManager.default.temporaryDirectory.appending(path: "norma-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let isWritten = FileManager.default.createFile(
            atPath: file.path, contents: Data(body.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { return .failed(reason: "the event cannot be written to '\(file.path)'") }
        let signature = WebhookSignature.header(id: id, timestamp: now.seconds, body: body, key: key)
        let headers = [
            "content-type: \(CloudEventJSON.contentType)", "user-agent: norma", "webhook-id: \(id)",
            "webhook-timestamp: \(now.seconds)", "webhook-signature: \(signature)",
            // The body is sent at once, without a question first.
            "expect:",
        ]
        // On standard input: what stands on a command line can be seen by everybody on the machine, and some addresses are secrets.
        let settings =
            [
                option("url", webhook.address.text), option("data-binary", "@\(file.path)"),
                option("output", "/dev/null"),
                option("dump-header", "-"), option("proto", "=http,https"), option("max-time", "\(webhook.timeout)"),
                "globoff", "silent", "show-error", "suppress-connect-headers",
            ] + headers.map { option("header", $0) }
        let result = try BoundedProcess.run(
            curl, ["-q", "--config", "-"], input: settings.joined(separator: "\n") + "\n",
            seconds: Double(webhook.timeout) + 5)
        switch result.status {
        case 0:
            let answer = HTTPAnswer(result.standardOutput)
            guard let status = answer.status else { return .failed(reason: "the answer is no HTTP") }
            return DeliveryResult(status: status, retryAfter: answer.retryAfter, now: now)
        case nil, 28: return .failed(reason: "no answer within \(webhook.timeout) s")
        case let code?: return .failed(reason: reason(result.standardError, code))
        }
    }

    /// A line of curl's configuration file.
    private static func option(_ name: String, _ value: String) -> String {
        let quoted = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\(name) = \"\(quoted)\""
    }

    /// `curl: (7) Failed to connect …` without its first words.
    private static func reason(_ error: String, _ code: Int32) -> String {
        let line = error.split(separator: "\n").first.map(String.init) ?? ""
        let words = line.replacing("curl: (\(code)) ", with: "")
        return words.isEmpty ? "curl ended with \(code)" : words
    }
}

/// The head of an HTTP answer; of several, the last.
struct HTTPAnswer {
    private(set) var status: Int?
    private(set) var retryAfter: String?

    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("HTTP/") {
                status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
                retryAfter = nil
            } else if line.lowercased().hasPrefix("retry-after:") {
                retryAfter = line.dropFirst("retry-after:".count).trimmingCharacters(in: .whitespaces)
            }
        }
    }
}
