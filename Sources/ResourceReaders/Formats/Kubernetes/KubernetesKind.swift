/// The kinds of resources that are objects of Kubernetes: `k8s.`, the first part of the API group where there is one, and the object's kind.
package enum KubernetesKind {
    /// `networking.k8s.io/v1` and `NetworkPolicy` are `k8s.networking.NetworkPolicy`.
    ///
    /// - Parameters:
    ///   - object: what the object says in `kind`.
    ///   - version: what it says in `apiVersion`.
    static func kind(of object: String, version: String) -> String {
        guard let slash = version.firstIndex(of: "/") else { return "\(prefix)\(object)" }
        let group = version[..<slash].prefix { $0 != "." }
        return "\(prefix)\(group).\(object)"
    }

    /// What an object of a kind says in `kind`, `Deployment` of `k8s.apps.Deployment`; nil for a kind of something else.
    package static func objectKind(of kind: String) -> String? {
        guard kind.hasPrefix(prefix) else { return nil }
        return kind.split(separator: ".").dropFirst().last.map(String.init)
    }

    private static let prefix = "k8s."
}
