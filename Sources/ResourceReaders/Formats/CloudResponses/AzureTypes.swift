/// How the types of Azure's resources are spelt: Azure takes them in any case, and answers in several (Resource Graph in small letters).
///
/// Source: the resource reference of "Azure Resource Manager templates" (learn.microsoft.com/azure/templates), 2026.
enum AzureTypes {
    /// By the namespace, the types in it that people keep in templates and inventories.
    private static let types: [(namespace: String, types: String)] = [
        ("Microsoft.ApiManagement", "service service/apis service/backends service/namedValues"),
        ("Microsoft.App", "containerApps jobs managedEnvironments"),
        ("Microsoft.AppConfiguration", "configurationStores"),
        ("Microsoft.Authorization", "locks policyAssignments policyDefinitions roleAssignments roleDefinitions"),
        ("Microsoft.Automation", "automationAccounts automationAccounts/runbooks automationAccounts/variables"),
        ("Microsoft.Batch", "batchAccounts"),
        ("Microsoft.Cache", "redis redis/firewallRules redisEnterprise"),
        ("Microsoft.Cdn", "profiles profiles/endpoints profiles/afdEndpoints"),
        ("Microsoft.CognitiveServices", "accounts accounts/deployments"),
        (
            "Microsoft.Compute",
            "availabilitySets diskEncryptionSets disks galleries images snapshots virtualMachines virtualMachines/extensions "
                + "virtualMachineScaleSets"
        ),
        ("Microsoft.ContainerInstance", "containerGroups"),
        ("Microsoft.ContainerRegistry", "registries registries/replications registries/webhooks"),
        ("Microsoft.ContainerService", "managedClusters managedClusters/agentPools"),
        ("Microsoft.DBforMariaDB", "servers"),
        (
            "Microsoft.DBforMySQL",
            "flexibleServers flexibleServers/configurations flexibleServers/firewallRules servers"
        ),
        (
            "Microsoft.DBforPostgreSQL",
            "flexibleServers flexibleServers/configurations flexibleServers/firewallRules servers servers/configurations "
                + "servers/firewallRules"
        ),
        ("Microsoft.DataFactory", "factories"),
        ("Microsoft.Databricks", "workspaces"),
        ("Microsoft.Devices", "IotHubs"),
        ("Microsoft.DocumentDB", "databaseAccounts databaseAccounts/sqlDatabases mongoClusters"),
        ("Microsoft.EventGrid", "domains eventSubscriptions systemTopics topics"),
        ("Microsoft.EventHub", "namespaces namespaces/eventhubs namespaces/networkRuleSets"),
        (
            "Microsoft.Insights",
            "actionGroups activityLogAlerts autoscalesettings components diagnosticSettings logprofiles metricAlerts "
                + "scheduledQueryRules webtests"
        ),
        (
            "Microsoft.KeyVault",
            "managedHSMs vaults vaults/accessPolicies vaults/keys vaults/secrets"
        ),
        ("Microsoft.Kusto", "clusters"),
        ("Microsoft.Logic", "workflows"),
        ("Microsoft.MachineLearningServices", "workspaces workspaces/computes"),
        ("Microsoft.ManagedIdentity", "userAssignedIdentities"),
        (
            "Microsoft.Network",
            "applicationGateways applicationSecurityGroups azureFirewalls bastionHosts ddosProtectionPlans dnsZones "
                + "expressRouteCircuits firewallPolicies frontDoors loadBalancers localNetworkGateways natGateways "
                + "networkInterfaces networkSecurityGroups networkSecurityGroups/securityRules "
                + "networkSecurityGroups/defaultSecurityRules networkWatchers networkWatchers/flowLogs privateDnsZones "
                + "privateEndpoints privateLinkServices publicIPAddresses publicIPPrefixes routeTables routeTables/routes "
                + "trafficManagerProfiles virtualNetworkGateways virtualNetworks virtualNetworks/subnets "
                + "virtualNetworks/virtualNetworkPeerings vpnGateways"
        ),
        ("Microsoft.NotificationHubs", "namespaces"),
        ("Microsoft.OperationalInsights", "workspaces"),
        ("Microsoft.RecoveryServices", "vaults vaults/backupPolicies"),
        ("Microsoft.Resources", "deployments resourceGroups subscriptions subscriptions/resourceGroups"),
        ("Microsoft.Search", "searchServices"),
        (
            "Microsoft.Security",
            "autoProvisioningSettings pricings securityContacts settings workspaceSettings"
        ),
        ("Microsoft.ServiceBus", "namespaces namespaces/queues namespaces/topics"),
        ("Microsoft.ServiceFabric", "clusters managedClusters"),
        ("Microsoft.SignalRService", "SignalR WebPubSub"),
        (
            "Microsoft.Sql",
            "managedInstances servers servers/administrators servers/auditingSettings servers/databases "
                + "servers/databases/auditingSettings servers/databases/securityAlertPolicies "
                + "servers/databases/transparentDataEncryption servers/elasticPools servers/encryptionProtector "
                + "servers/firewallRules servers/securityAlertPolicies servers/vulnerabilityAssessments"
        ),
        (
            "Microsoft.Storage",
            "storageAccounts storageAccounts/blobServices storageAccounts/blobServices/containers "
                + "storageAccounts/fileServices storageAccounts/fileServices/shares storageAccounts/managementPolicies "
                + "storageAccounts/queueServices storageAccounts/tableServices"
        ),
        ("Microsoft.StreamAnalytics", "streamingjobs"),
        ("Microsoft.Synapse", "workspaces workspaces/sqlPools"),
        (
            "Microsoft.Web",
            "certificates hostingEnvironments serverfarms sites sites/config sites/slots staticSites"
        ),
    ]

    /// How each type is spelt, by its small letters.
    static let spellings: [String: String] = Dictionary(
        types.flatMap { namespace, types in
            types.split(separator: " ").map { "\(namespace)/\($0)" }.map { ($0.lowercased(), $0) }
        }, uniquingKeysWith: { first, _ in first })

    /// The type that an id says: `Microsoft.Network/virtualNetworks/subnets` of
    /// `/subscriptions/ID/resourceGroups/NAME/providers/Microsoft.Network/virtualNetworks/shop/subnets/a`; nil of another id.
    static func type(ofID id: String) -> String? {
        let parts = id.split(separator: "/").map(String.init)
        guard let provider = parts.lastIndex(where: { $0.lowercased() == "providers" }) else {
            let isGroup = parts.count == 4 && parts[2].lowercased() == "resourcegroups"
            return isGroup ? "Microsoft.Resources/resourceGroups" : nil
        }
        let names = parts[(provider + 1)...]
        guard names.count >= 3, names.count % 2 == 1, let namespace = names.first, namespace.contains(".") else {
            return nil
        }
        let types = names.dropFirst().enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        return ([namespace] + types).joined(separator: "/")
    }
}

/// Kinds that a provider takes in any case, each in one spelling: the one that rules name it by, else the provider's own, else as the
/// document has it.
struct KindSpellings: Sendable {
    /// By their small letters, the kinds that rules spell in their own way.
    private var own: [String: String] = [:]

    /// - Parameter named: what rules call kinds. Where they do not agree, the provider's spelling stands.
    init(named: [String]) {
        for kind in named.sorted() where kind.contains("/") && !kind.contains("*") {
            let key = kind.lowercased()
            let spelling = own[key] ?? AzureTypes.spellings[key]
            if !named.contains(where: { $0 == spelling }) { own[key] = kind }
        }
    }

    /// O(length of the kind)
    subscript(kind: String) -> String {
        guard kind.utf8.contains(UInt8(ascii: "/")) else { return kind }
        let key = kind.lowercased()
        return own[key] ?? AzureTypes.spellings[key] ?? kind
    }
}
