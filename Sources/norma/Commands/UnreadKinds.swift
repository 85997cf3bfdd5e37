import Compliance
import SourceText

/// Kinds of which an inventory says that not all could be read.
enum UnreadKinds {
    /// One warning of all that the rules judge, or need to judge others.
    static func diagnostics(of gaps: ReadingGaps) -> [Diagnostic] {
        gaps.kindsText.map { kinds in
            [
                Diagnostic(
                    .unreadKinds, severity: .warning, at: nil,
                    "the inventory says that resources which the rules judge or range over could not be read: \(kinds)",
                    hint: "collect them again; until then nobody knows whether they pass")
            ]
        } ?? []
    }
}

extension DiagnosticKind {
    static let unreadKinds = DiagnosticKind(
        "W5039", "resources that the rules judge or range over could not be read",
        """
        A manifest lists under 'could_not_read' what its collector could not read. Where rules judge such a kind, what they say of the resources that \
        are there is not the whole answer: 'norma eval', 'scan' and 'run' end with 1, a gate is closed unless --allow-unknown is given, and every \
        report says so. So it is where a scan's rules range over such a kind and leave something unknown.
        """, .command,
        wrong: """
            mkdir zones
            echo '{"kind": "internet-svcs.zone", "id": "a", "properties": {"min_tls_version": "1.2"}}' > zones/a.json
            echo '{"kinds": ["internet-svcs.zone"], "could_not_read": [{"kind": "internet-svcs.zone", "reason": "403"}]}' > zones/inventory.json
            norma eval --rules rules/internet-svcs/cis_tls_version.norma --inventory zones
            """,
        right: """
            mkdir zones
            echo '{"kind": "internet-svcs.zone", "id": "a", "properties": {"min_tls_version": "1.2"}}' > zones/a.json
            echo '{"kinds": ["internet-svcs.zone"], "could_not_read": []}' > zones/inventory.json
            norma eval --rules rules/internet-svcs/cis_tls_version.norma --inventory zones
            """)
}
