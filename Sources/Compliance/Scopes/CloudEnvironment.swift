/// Whose cloud, or which other platform, a resource is of: SCC's word `environment`. It is told by the kind's first part.
///
/// | kinds that begin with | environment | also written |
/// |---|---|---|
/// | `aws.`, `aws_`, `aws-config.`, `AWS::` | `aws-cloud` | `aws` |
/// | `azure.`, `azurerm_`, `azuread_`, `azapi_`, `Microsoft.` | `azure` | `azure-cloud` |
/// | `gcp.`, `google_`, and types of `….googleapis.com` | `gcp` | `gcp-cloud`, `google-cloud` |
/// | `k8s.`, `kubernetes_` | `kubernetes` | `k8s` |
/// | `docker.` | `docker` | |
/// | `github.`, `github_` | `github` | |
/// | anything else: SCC's kinds begin with a service, `is.vpc`; and `ibm_` | `ibm-cloud` | `ibm` |
///
/// An account that the reader adds is of no one environment, and in each.
package enum CloudEnvironment: String, Hashable, CaseIterable, Sendable {
    case aws = "aws-cloud"
    case azure
    case googleCloud = "gcp"
    case kubernetes
    case docker
    case github
    case ibmCloud = "ibm-cloud"

    /// Of a resource of this kind.
    package init(ofKind kind: String) {
        let first = kind.prefix { $0 != "." && $0 != "_" && $0 != ":" && $0 != "/" }.lowercased()
        if let known = Self.firstParts[first] {
            self = known
        } else {
            self = kind.contains(".googleapis.com/") ? .googleCloud : .ibmCloud
        }
    }

    private static let firstParts: [String: CloudEnvironment] = [
        "aws": .aws, "aws-config": .aws, "azure": .azure, "azurerm": .azure, "azuread": .azure, "azapi": .azure,
        "microsoft": .azure, "gcp": .googleCloud, "google": .googleCloud, "k8s": .kubernetes,
        "kubernetes": .kubernetes, "docker": .docker, "github": .github, "ibm": .ibmCloud,
    ]

    /// What it may be called; the first name is its own.
    package var names: [String] {
        switch self {
        case .aws: [rawValue, "aws"]
        case .azure: [rawValue, "azure-cloud"]
        case .googleCloud: [rawValue, "gcp-cloud", "google-cloud"]
        case .kubernetes: [rawValue, "k8s"]
        case .docker, .github: [rawValue]
        case .ibmCloud: [rawValue, "ibm"]
        }
    }
}
