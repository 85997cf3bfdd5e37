package import ResourceDocuments
package import SourceText

/// Schemas of kinds out of the schemas that providers publish.
package enum ProviderSchemas {
    package typealias Reading = (schemas: [WrittenSchema], diagnostics: [Diagnostic])

    /// A CloudFormation registry schema: one type, `typeName`, with its `definitions`.
    ///
    /// Source: CloudFormation resource provider schemas
    /// (docs.aws.amazon.com/cloudformation-cli, resource-type-schema).
    package static func cloudFormation(_ document: Document) -> Reading {
        guard let kind = document.root["typeName"]?.string, document.root["properties"]?.kind == .map else {
            let wanted = document.root["typeName"]?.string == nil ? "typeName" : "properties"
            return ([], [.notAProviderSchema("CloudFormation registry schema", wanted: wanted, of: document)])
        }
        var translation = SchemaTranslation(of: document)
        let (root, definitions) = translation.translate(document.root)
        let schema = WrittenSchema(
            kind: kind, title: nil, source: "CloudFormation registry schema of \(kind)",
            root: withObjectType(root), definitions: definitions)
        return ([schema], translation.diagnostics)
    }

    /// A Kubernetes OpenAPI document, or its definitions alone: one kind for each definition that names one group, version
    /// and kind; of several versions of a kind the stable and newest one.
    ///
    /// Source: `x-kubernetes-group-version-kind` of kubernetes.io/docs/concepts/overview/kubernetes-api.
    ///
    /// - Parameter isWanted: whether a kind such as `k8s.apps.Deployment` is to be written.
    package static func kubernetes(_ document: Document, where isWanted: (String) -> Bool) -> Reading {
        let root = document.root
        guard root["typeName"] == nil,
            let all = root["definitions"] ?? root["$defs"] ?? root["components"]?["schemas"]
        else {
            return ([], [.notAProviderSchema("Kubernetes OpenAPI document", wanted: "definitions", of: document)])
        }
        var chosen: [String: (version: KubernetesVersion, node: DocumentNode)] = [:]
        for (_, node) in all.entries {
            guard let names = node["x-kubernetes-group-version-kind"], names.count == 1, let name = names[0],
                let kind = name["kind"]?.string, let version = name["version"]?.string
            else { continue }
            let group = name["group"]?.string?.split(separator: ".").first.map { "\($0)." } ?? ""
            let full = "k8s.\(group)\(kind)"
            let candidate = KubernetesVersion(version)
            if isWanted(full), chosen[full].map({ $0.version < candidate }) ?? true {
                chosen[full] = (candidate, node)
            }
        }
        var schemas: [WrittenSchema] = []
        var diagnostics: [Diagnostic] = []
        for (kind, entry) in chosen.sorted(by: { $0.key < $1.key }) {
            var translation = SchemaTranslation(of: document)
            let (root, definitions) = translation.translate(entry.node)
            schemas.append(
                WrittenSchema(
                    kind: kind, title: nil, source: "Kubernetes OpenAPI, version \(entry.version.text)",
                    root: withObjectType(root), definitions: definitions))
            diagnostics += translation.diagnostics
        }
        return (schemas, diagnostics)
    }

    private static func withObjectType(_ members: [SchemaTree.Member]) -> [SchemaTree.Member] {
        members.contains { $0.key == "type" } ? members : [SchemaTree.Member("type", .text("object"))] + members
    }
}

/// `v2beta1` < `v1` < `v2`: stable before beta before alpha, as Kubernetes orders versions.
private struct KubernetesVersion: Comparable {
    let text: String
    private let order: [Int]

    init(_ text: String) {
        self.text = text
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.map { Int($0) ?? 0 }
        let stability = text.contains("alpha") ? 0 : text.contains("beta") ? 1 : 2
        order = [stability] + numbers
    }

    static func < (left: KubernetesVersion, right: KubernetesVersion) -> Bool {
        left.order.lexicographicallyPrecedes(right.order)
    }
}
