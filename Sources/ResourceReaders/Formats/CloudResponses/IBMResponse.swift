import ResourceDocuments
import SourceText

/// What IBM Cloud's interfaces answer to a question for a list: the kind is told by the list's key.
///
/// The kinds are those of the bundled rules; the properties are the resource. Account, region and group come from the CRN.
struct IBMResponse: ResourceFormat {
    let name = "ibm"
    let title = "a response of IBM Cloud"

    func recognises(_ root: DocumentNode) -> Bool {
        root.kind == .map && root["kind"] == nil && Self.kinds.contains { $0.isListed(in: root) }
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        for listed in Self.kinds where listed.isListed(in: root.node) {
            for element in root[listed.key]?.elements ?? [] { read(element, as: listed, into: &writer) }
        }
    }

    private func read(_ element: DocumentCursor, as listed: ListedKind, into writer: inout EnvelopeWriter) {
        guard let id = listed.identity.lazy.compactMap({ PlacedText(element[$0]) }).first else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the \(listed.kind)", "has no 'id'", at: element, hint: "give the response as the interface gave it"
                ))
        }
        var head = EnvelopeHead(kind: PlacedText(listed.kind), id: id)
        head.name = PlacedText(element["name"])
        head.account = PlacedText(element["account_id"])
        head.complete(from: element["crn"])
        head.location = PlacedText(element["zone"]?["name"])
        head.region = head.region ?? head.location.map { PlacedText(Self.region(ofZone: $0.text), at: $0.span) }
        head.group = PlacedText(element["resource_group"]?["id"]) ?? PlacedText(element["resource_group_id"])
        writer.resource(head, properties: element)
    }

    /// `us-south-1` is a zone of `us-south`.
    private static func region(ofZone zone: String) -> String {
        guard let dash = zone.lastIndex(of: "-"), zone[dash...].dropFirst().allSatisfy(\.isNumber) else { return zone }
        return String(zone[..<dash])
    }

    /// Keys of the pages of IBM's interfaces: VPC 2026-10-06, IAM identity v1, IAM access groups v2, Secrets Manager v2,
    /// activity tracker v2.
    private static let kinds: [ListedKind] = [
        ListedKind("access_groups", "iam-groups.accessgroup", "id"),
        ListedKind("apikeys", "iam-identity.apikey", "id"),
        ListedKind("endpoint_gateways", "is.endpoint-gateway", "id"),
        ListedKind("floating_ips", "is.floating-ip", "id"),
        ListedKind("flow_log_collectors", "is.flow-log-collector", "id"),
        ListedKind("images", "is.image", "id"),
        ListedKind("instance_groups", "is.instance-group", "id"),
        ListedKind("instances", "is.instance", "id"),
        ListedKind("load_balancers", "is.load-balancer", "id"),
        ListedKind("network_acls", "is.network-acl", "id"),
        ListedKind("public_gateways", "is.public-gateway", "id"),
        ListedKind("security_groups", "is.security-group", "id"),
        ListedKind("secrets", "secrets-manager.secret", "id"),
        ListedKind("serviceids", "iam-identity.serviceid", "id"),
        ListedKind("shares", "is.share", "id"),
        ListedKind("snapshots", "is.snapshot", "id"),
        ListedKind("subnets", "is.subnet", "id"),
        ListedKind("targets", "atracker.target", "id"),
        ListedKind("routes", "atracker.route", "id"),
        ListedKind("volumes", "is.volume", "id"),
        ListedKind("vpcs", "is.vpc", "id"),
        ListedKind("vpn_gateways", "is.vpn", "id"),
    ]
}
