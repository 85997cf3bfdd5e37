import ResourceDocuments
package import SourceText

/// Where events go: the destinations of a file `notifications.yaml`.
///
/// They stand beside attachments, not in them: an attachment keeps to SCC's fields and says what is told, and the installation, as
/// SCC's settings of an instance do, says who is told, with addresses and secrets that are not the attachment's business.
package struct NotificationSettings: Sendable {
    package let destinations: [Destination]

    package init(destinations: [Destination]) { self.destinations = destinations }

    /// The attachments that destinations name and nobody has: events of them would go nowhere, and their own perhaps nowhere too.
    ///
    /// - Parameter known: names.
    package func unknownAttachments(among known: Set<String>) -> [(
        attachment: Destination.NamedAttachment, of: Destination
    )] {
        destinations.flatMap { destination in
            destination.attachments.filter { !known.contains($0.name) }.map {
                (attachment: $0, of: destination)
            }
        }
    }

    /// The names of those that take such an event.
    package func destinations(for subtype: ScanEvent.Subtype, of attachment: String) -> [String] {
        destinations.filter { $0.takes(subtype, of: attachment) }.map(\.name)
    }
}

/// One receiver of events.
package struct Destination: Sendable {
    package enum Route: Sendable {
        case webhook(Webhook)
        /// Events are appended to a file, one a line.
        case file(path: String)
        case command(Command)
    }

    package struct Webhook: Sendable {
        package let address: WebhookAddress
        package let secret: SecretSource
        /// In seconds, for a whole attempt.
        package let timeout: Int
    }

    package enum SecretSource: Hashable, Sendable {
        case environment(String)
        case file(path: String)
    }

    /// A program that gets an event on its standard input; exit 0 says that it took it.
    package struct Command: Sendable {
        /// The program and its arguments.
        package let words: [String]
        /// In seconds, for a whole attempt.
        package let timeout: Int
    }

    package struct NamedAttachment: Sendable {
        package let name: String
        package let source: SourcePlace?
    }

    /// What the outbox calls it.
    package let name: String
    package let route: Route
    /// Empty: all.
    package let subtypes: [ScanEvent.Subtype]
    /// Empty: all.
    package let attachments: [NamedAttachment]
    package let source: SourcePlace?

    package func takes(_ subtype: ScanEvent.Subtype, of attachment: String) -> Bool {
        (subtypes.isEmpty || subtypes.contains(subtype))
            && (attachments.isEmpty || attachments.contains { $0.name == attachment })
    }

    package static let defaultTimeout = 10
    package static let timeouts = 1...120
}

/// `http://` or `https://`, a host and the rest, without a user's name or password.
package struct WebhookAddress: Hashable, Sendable {
    package let text: String
    package let host: String
    package let isEncrypted: Bool

    package init?(_ text: String) {
        let schemes = [("https://", true), ("http://", false)]
        guard let (scheme, isEncrypted) = schemes.first(where: { text.lowercased().hasPrefix($0.0) }),
            text.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") })
        else { return nil }
        let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        guard !authority.contains("@"), let host = Self.host(of: authority) else { return nil }
        self.text = text
        self.host = host
        self.isEncrypted = isEncrypted
    }

    /// It is this machine's own.
    package var isLocal: Bool { host == "localhost" || host.hasPrefix("127.") || host == "[::1]" }

    /// `host`, `host:443` or `[::1]:443`.
    private static func host(of authority: Substring) -> String? {
        let end =
            authority.hasPrefix("[")
            ? authority.firstIndex(of: "]").map(authority.index(after:)) : authority.firstIndex(of: ":")
        let host = authority[..<(end ?? authority.endIndex)]
        let port = authority[host.endIndex...]
        let isPort = port.isEmpty || (port.hasPrefix(":") && UInt16(port.dropFirst()) != nil)
        let isClosed = !host.hasPrefix("[") || host.hasSuffix("]")
        return isPort && isClosed && !host.isEmpty ? host.lowercased() : nil
    }
}
