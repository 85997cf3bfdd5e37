import Compliance
import Foundation
import ResourceDocuments
import RulePacks
import SourceText

/// Hands an event to a destination, once.
struct EventDelivery {
    let destination: Destination
    /// Of a webhook's secret; empty for the others.
    private let key: [UInt8]

    /// Throws where the destination's secret cannot be had.
    init(
        _ destination: Destination, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandFailure) {
        self.destination = destination
        guard case .webhook(let webhook) = destination.route else {
            key = []
            return
        }
        let secret: String?
        switch webhook.secret {
        case .environment(let name): secret = environment[name]
        case .file(let path):
            do throws(FileProblem) {
                secret = String(
                    decoding: try DiskFiles(maximumBytes: 1 << 16).read(path, within: nil).text, as: UTF8.self)
            } catch {
                throw CommandFailure(.unreadableFile(error, at: nil))
            }
        }
        guard let key = secret.flatMap({ WebhookSignature.key(of: $0) }) else {
            throw CommandFailure(.noSecret(webhook.secret, of: destination.name))
        }
        self.key = key
    }

    func send(id: String, body: String, now: Instant) -> DeliveryResult {
        do {
            switch destination.route {
            case .webhook(let webhook):
                return try WebhookDelivery.send(id: id, body: body, to: webhook, key: key, now: now)
            case .file(let path): return append(body, to: path)
            case .command(let command): return try run(command, body)
            }
        } catch {
            return .failed(reason: error.localizedDescription)
        }
    }

    /// In one write, so that lines of several processes do not mix, and onto the disk before it counts.
    private func append(_ body: String, to path: String) -> DeliveryResult {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { return .failed(reason: "\(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        let line = Array((body + "\n").utf8)
        let written = write(descriptor, line, line.count)
        guard written == line.count, fsync(descriptor) == 0 || errno == EINVAL else {
            return .failed(reason: "\(path): \(String(cString: strerror(errno)))")
        }
        return .delivered
    }

    private func run(_ command: Destination.Command, _ body: String) throws -> DeliveryResult {
        guard let name = command.words.first, let program = BoundedProcess.find(name) else {
            return .failed(reason: "the program '\(command.words.first ?? "")' is not there")
        }
        let result = try BoundedProcess.run(
            program, Array(command.words.dropFirst()), input: body + "\n", seconds: Double(command.timeout))
        guard let status = result.status else {
            return .failed(reason: "'\(name)' did not end within \(command.timeout) s")
        }
        if status == 0 { return .delivered }
        let said = result.standardError.split(separator: "\n").last.map { ": \($0.prefix(200))" } ?? ""
        return .failed(reason: "'\(name)' ended with \(status)\(said)")
    }
}
