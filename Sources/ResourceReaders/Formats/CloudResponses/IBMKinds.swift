import ResourceDocuments

/// Which kind a resource of IBM Cloud is: told by the key of the page that it is on, by its CRN, or by fields that no other has.
///
/// The kinds are those of IBM's own catalogue, an instance of a service being of the service's kind: `kms`, `kms.key`.
enum IBMKinds {
    /// Keys of the pages of IBM's interfaces: VPC 2026-10-06, IAM identity v1, IAM access groups v2, Secrets Manager v2,
    /// activity tracker v2, context-based restrictions v1.
    static let pages: [ListedKind] = [
        ListedKind("access_groups", "iam-groups.accessgroup", "id"),
        ListedKind("apikeys", "iam-identity.apikey", "id"),
        ListedKind("certificates", "cloudcerts.certificate", "_id"),
        ListedKind("endpoint_gateways", "is.endpoint-gateway", "id"),
        ListedKind("floating_ips", "is.floating-ip", "id"),
        ListedKind("flow_log_collectors", "is.flow-log-collector", "id"),
        ListedKind("images", "is.image", "id"),
        ListedKind("instance_groups", "is.instance-group", "id"),
        ListedKind("instances", "is.instance", "id"),
        ListedKind("load_balancers", "is.load-balancer", "id"),
        ListedKind("network_acls", "is.network-acl", "id"),
        ListedKind("public_gateways", "is.public-gateway", "id"),
        ListedKind("routes", "atracker.route", "id"),
        ListedKind("secrets", "secrets-manager.secret", "id"),
        ListedKind("security_groups", "is.security-group", "id"),
        ListedKind("serviceids", "iam-identity.serviceid", "id"),
        ListedKind("shares", "is.share", "id"),
        ListedKind("snapshots", "is.snapshot", "id"),
        ListedKind("subnets", "is.subnet", "id"),
        ListedKind("targets", "atracker.target", "id"),
        ListedKind("transit_gateways", "transit.gateway", "id"),
        ListedKind("volumes", "is.volume", "id"),
        ListedKind("vpcs", "is.vpc", "id"),
        ListedKind("vpn_gateways", "is.vpn", "id"),
    ]

    /// The kind of an element of a page whose key says nothing: `resources`, `result`, `rules`, a list without a key, a resource by itself.
    static func kind(of element: DocumentNode) -> String? {
        guard element.kind == .map else { return nil }
        if element["type"]?.string == "application/vnd.ibm.kms.key+json" { return "kms.key" }
        if let crn = crn(of: element), let kind = kind(of: crn) { return kind }
        if let kind = element["href"]?.string.flatMap(kind(ofLink:)) { return kind }
        return marks.first { mark in mark.fields.allSatisfy { element[$0] != nil } }?.kind
    }

    /// Of `https://us-south.iaas.cloud.ibm.com/v1/vpcs/r006-1`, as the interface of VPC links a resource to itself.
    private static func kind(ofLink link: String) -> String? {
        let parts = link.split(separator: "/").map(String.init)
        guard parts.count == 5, parts[1].hasSuffix(".iaas.cloud.ibm.com"), parts[2] == "v1" else { return nil }
        return pages.first { $0.key == parts[3] && $0.kind.hasPrefix("is.") }?.kind
    }

    private static func crn(of element: DocumentNode) -> CloudResourceName? {
        (element["crn"]?.string ?? element["_id"]?.string ?? element["id"]?.string).flatMap { CloudResourceName($0) }
    }

    private static func kind(of crn: CloudResourceName) -> String? {
        guard let service = crn.service else { return nil }
        let kind = crn.type.map { "\(service).\($0)" } ?? service
        return otherNames[kind] ?? kind
    }

    /// What the catalogue calls otherwise than the CRN.
    private static let otherNames = [
        "codeengine": "codeengine.project",
        "containers-kubernetes": "containers-kubernetes.cluster",
        "containers-kubernetes.cluster": "containers-kubernetes.cluster",
        "directlink.dedicated": "directlink.gateway",
        "directlink.connect": "directlink.gateway",
        "iam-access-groups.access-group": "iam-groups.accessgroup",
        "is.vpn-gateway": "is.vpn",
    ]

    private struct Mark {
        let kind: String
        /// Only this kind has them all.
        let fields: [String]

        init(_ kind: String, _ fields: String...) {
            self.kind = kind
            self.fields = fields
        }
    }

    /// Of the interfaces whose resources have no CRN, and of what was written down without it.
    private static let marks: [Mark] = [
        Mark("iam-identity.accountsettings", "account_id", "restrict_create_service_id", "mfa"),
        Mark("iam-groups.service", "account_id", "public_access_enabled"),
        Mark("iam-groups.accessgroup", "id", "is_federated"),
        Mark("iam-identity.account", "owner", "owner_userid"),
        Mark("user-management.user", "iam_id", "user_id"),
        Mark("internet-svcs.zone", "id", "name", "name_servers", "original_name_servers"),
        Mark("containers-kubernetes.cluster", "id", "masterKubeVersion"),
        Mark("internet-svcs.zone", "id", "name", "paused", "status"),
        Mark("cloud-object-storage.bucket", "name", "service_instance_crn"),
        Mark("is.security-group", "id", "rules", "targets", "vpc"),
        Mark("is.network-acl", "id", "rules", "subnets", "vpc"),
        Mark("is.vpc", "id", "default_network_acl", "default_security_group"),
        Mark("is.subnet", "id", "ipv4_cidr_block", "network_acl"),
        Mark("is.public-gateway", "id", "floating_ip", "vpc", "zone"),
        Mark("is.floating-ip", "id", "address", "status", "zone"),
        Mark("is.instance", "id", "metadata_service", "network_interfaces"),
        Mark("is.instance", "id", "primary_network_attachment", "vcpu"),
        Mark("is.volume", "id", "attachment_state", "capacity"),
        Mark("is.load-balancer", "id", "is_public", "listeners"),
        Mark("is.vpn", "id", "availability_mode", "members"),
        Mark("is.flow-log-collector", "id", "active", "storage_bucket", "target"),
    ]

    /// The first of these that is text.
    static let identities = ["id", "crn", "_id", "iam_id", "guid", "account_id", "name"]
}
