import ResourceDocuments

/// Which kind a resource of Google Cloud is: told by its `kind`, by its link or its name, or by fields that no other has.
///
/// The kinds are `gcp.SERVICE.TYPE`, the type with a small letter in front, as the asset inventory has it. Source: "Supported asset types"
/// of the asset inventory and the resource names of the interfaces' references, 2026.
enum GoogleKinds {
    /// nil of what is no resource of Google Cloud.
    static func kind(of element: DocumentNode) -> String? {
        guard element.kind == .map else { return nil }
        if let kind = element["kind"]?.string { return self.kind(kind) }
        if let link = element["selfLink"]?.string, let kind = kind(ofLink: link) { return kind }
        if let name = element["name"]?.string, let kind = kind(ofName: name, element) { return kind }
        return marks.first { mark in mark.fields.allSatisfy { element[$0] != nil } }?.kind
    }

    /// Of `compute#firewall`.
    static func kind(_ kind: String) -> String? {
        let parts = kind.split(separator: "#")
        return parts.count == 2 ? "gcp.\(parts[0]).\(parts[1])" : nil
    }

    /// What a page lists: `compute#firewallList`, `dns#managedZonesListResponse`; nil of what is no page.
    static func listedKind(_ kind: String?) -> String? {
        guard let kind, let ending = ["List", "ListResponse"].first(where: { kind.hasSuffix($0) }) else { return nil }
        let single = singular(String(kind.dropLast(ending.count)))
        return self.kind(single.hasSuffix("Aggregated") ? String(single.dropLast("Aggregated".count)) : single)
    }

    /// Of `compute.googleapis.com/Firewall`.
    static func kind(ofAssetType type: String) -> String {
        let service = String(type.prefix { $0 != "." })
        let word = type.split(separator: "/").last.map(String.init) ?? ""
        let kind = "\(service).\(word.prefix(1).lowercased() + word.dropFirst())"
        return "gcp.\(otherNames[kind] ?? "\(otherServices[service] ?? service).\(kind.dropFirst(service.count + 1))")"
    }

    /// What the asset inventory calls otherwise than the interface does.
    private static let otherServices = ["sqladmin": "sql"]
    private static let otherNames = ["cloudfunctions.cloudFunction": "cloudfunctions.function"]

    /// Of `https://container.googleapis.com/v1/projects/P/locations/L/clusters/C` and of `https://www.googleapis.com/compute/v1/…`.
    private static func kind(ofLink link: String) -> String? {
        guard link.hasPrefix("https://") else { return nil }
        let parts = link.dropFirst("https://".count).split(separator: "/").map(String.init)
        guard let host = parts.first, host.hasSuffix(".googleapis.com"), parts.count >= 4 else { return nil }
        let name = host.hasPrefix("www.") ? parts[1] : String(host.prefix { $0 != "." })
        return "gcp.\(otherServices[name] ?? name).\(singular(parts[parts.count - 2]))"
    }

    /// Of `projects/P/locations/L/keyRings/R/cryptoKeys/K`; nil where the last word of the way says no type.
    private static func kind(ofName name: String, _ element: DocumentNode) -> String? {
        let parts = name.split(separator: "/").map(String.init)
        guard let owner = parts.first, parts.count >= 2, parts.count % 2 == 0 else { return nil }
        if parts.count == 2 { return owners[owner].map { "gcp.cloudresourcemanager.\($0)" } }
        guard owners[owner] != nil else { return nil }
        let collection = parts[parts.count - 2]
        let parent = parts.count > 4 ? parts[parts.count - 4] : nil
        let found = collections.first { known in
            known.name == collection && (known.parent == nil || known.parent == parent)
                && (known.field.map { element[$0] != nil } ?? true)
        }
        return found.map { "gcp.\($0.kind)" }
    }

    private static let owners = ["projects": "project", "folders": "folder", "organizations": "organization"]

    /// What is in a collection, by its name, by the collection around it, and by a field that only this kind has.
    private struct Collection {
        let name: String
        let kind: String
        var parent: String?
        var field: String?

        init(_ name: String, _ kind: String, in parent: String? = nil, with field: String? = nil) {
            self.name = name
            self.kind = kind
            self.parent = parent
            self.field = field
        }
    }

    private static let collections: [Collection] = [
        Collection("alertPolicies", "monitoring.alertPolicy"),
        Collection("attestors", "binaryauthorization.attestor"),
        Collection("buckets", "logging.logBucket"),
        Collection("builds", "cloudbuild.build"),
        Collection("caPools", "privateca.caPool"),
        Collection("clusters", "alloydb.cluster", with: "clusterType"),
        Collection("clusters", "bigtableadmin.cluster", in: "instances"),
        Collection("connectors", "vpcaccess.connector"),
        Collection("cryptoKeyVersions", "cloudkms.cryptoKeyVersion"),
        Collection("cryptoKeys", "cloudkms.cryptoKey"),
        Collection("databases", "spanner.database", in: "instances"),
        Collection("databases", "firestore.database"),
        Collection("environments", "composer.environment"),
        Collection("functions", "cloudfunctions.function"),
        Collection("instances", "redis.instance", with: "redisVersion"),
        Collection("instances", "file.instance", with: "fileShares"),
        Collection("instances", "memcache.instance", with: "memcacheVersion"),
        Collection("instances", "notebooks.instance", with: "proxyUri"),
        Collection("instances", "spanner.instance", with: "processingUnits"),
        Collection("instances", "spanner.instance", with: "config"),
        Collection("instances", "bigtableadmin.instance", with: "type"),
        Collection("jobs", "cloudscheduler.job", with: "schedule"),
        Collection("jobs", "run.job", with: "template"),
        Collection("keyRings", "cloudkms.keyRing"),
        Collection("keys", "iam.serviceAccountKey", in: "serviceAccounts"),
        Collection("keys", "apikeys.key"),
        Collection("metrics", "logging.logMetric"),
        Collection("notificationChannels", "monitoring.notificationChannel"),
        Collection("policies", "orgpolicy.policy"),
        Collection("providers", "iam.workloadIdentityPoolProvider", in: "workloadIdentityPools"),
        Collection("queues", "cloudtasks.queue"),
        Collection("repos", "sourcerepo.repo"),
        Collection("repositories", "artifactregistry.repository"),
        Collection("roles", "iam.role"),
        Collection("schemas", "pubsub.schema"),
        Collection("secrets", "secretmanager.secret"),
        Collection("serviceAccounts", "iam.serviceAccount"),
        Collection("services", "run.service", in: "locations"),
        Collection("services", "serviceusage.service"),
        Collection("sinks", "logging.logSink"),
        Collection("subscriptions", "pubsub.subscription"),
        Collection("tables", "bigtableadmin.table", in: "instances"),
        Collection("topics", "pubsub.topic"),
        Collection("uptimeCheckConfigs", "monitoring.uptimeCheckConfig"),
        Collection("versions", "secretmanager.secretVersion", in: "secrets"),
        Collection("workerPools", "cloudbuild.workerPool"),
        Collection("workflows", "workflows.workflow"),
        Collection("workloadIdentityPools", "iam.workloadIdentityPool"),
    ]

    /// Of resources with neither link nor such a name; only this kind has the fields.
    private static let marks: [(kind: String, fields: [String])] = [
        ("gcp.cloudresourcemanager.project", ["projectId", "projectNumber", "lifecycleState"]),
        ("gcp.dataproc.cluster", ["clusterName", "clusterUuid"]),
        ("gcp.logging.logMetric", ["name", "filter", "metricDescriptor"]),
        ("gcp.logging.logSink", ["name", "destination", "writerIdentity"]),
        ("gcp.storage.bucket", ["name", "storage_url"]),
    ]

    /// The first of these that is text. A name that is no way is known in its project alone.
    static func identities(of kind: String) -> [String] {
        switch kind {
        // Its name is what people call it.
        case "gcp.cloudresourcemanager.project": ["projectId"]
        case "gcp.dataproc.cluster": ["clusterName"]
        default: ["selfLink", "id", "name"]
        }
    }

    private static func singular(_ collection: String) -> String {
        if collection.hasSuffix("ies") { return collection.dropLast(3) + "y" }
        for ending in ["sses", "xes"] where collection.hasSuffix(ending) { return String(collection.dropLast(2)) }
        return collection.hasSuffix("s") && !collection.hasSuffix("ss") ? String(collection.dropLast()) : collection
    }
}
