import ResourceDocuments

/// The names that a template's functions may refer to.
///
/// Not only the template declares them: a transform adds resources (those of SAM: "Generated AWS CloudFormation resources" in the SAM
/// developer guide), and so does a module. nil stands for names that nobody can tell.
struct TemplateNames {
    let parameters: Set<String>?
    let conditions: Set<String>?
    let mappings: Set<String>?
    private let resources: Set<String>?
    /// How the names of resources begin that a transform or a module adds.
    private let addedPrefixes: Set<String>
    /// Of a logical id, as CloudFormation allows it.
    private static let longestName = 255

    /// "Pseudo parameters reference" of the CloudFormation user guide.
    static let pseudoParameters: Set<String> = [
        "AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region", "AWS::StackId",
        "AWS::StackName", "AWS::URLSuffix",
    ]

    /// Transforms that declare nothing that a template could refer to, or nothing but SAM's.
    private static let knownTransforms = [
        "AWS::LanguageExtensions", "AWS::Serverless-", "AWS::SecretsManager-", "AWS::CodeDeployBlueGreen",
    ]
    /// What SAM adds to a template as a whole.
    private static let serverlessPrefixes = [
        "ServerlessRestApi", "ServerlessHttpApi", "ServerlessDeploymentApplication", "ServerlessUsagePlan",
        "ServerlessApiKey", "CodeDeployServiceRole",
    ]

    /// What makes the template into another one, which nobody knows before.
    static func macros(of template: DocumentCursor) -> [DocumentCursor] {
        let transforms = template["Transform"].map { $0.kind == .list ? $0.elements : [$0] } ?? []
        let unknown = transforms.filter { transform in
            !knownTransforms.contains { transform.string?.hasPrefix($0) ?? false }
        }
        return unknown + [template[transform]].compactMap(\.self)
    }

    /// nil where a macro makes the template into another one.
    init?(_ template: DocumentCursor, _ resolved: ResolvedTemplate) {
        guard Self.macros(of: template).isEmpty else { return nil }
        parameters = Self.keys(of: template["Parameters"])
        conditions = Self.keys(of: template["Conditions"])
        mappings = Self.keys(of: template["Mappings"])
        let declared = resolved.resources
        let areOpen = template["Resources"]?[Self.transform] != nil || !resolved.unwrittenLoops.isEmpty
        resources = areOpen ? nil : Set(declared.map(\.id))
        var isServerless = false
        var prefixes: Set<String> = []
        for (id, resource) in declared {
            let type = resource["Type"]?.string ?? ""
            if type.hasPrefix("AWS::Serverless::") { isServerless = true }
            if type.hasPrefix("AWS::Serverless::") || type.hasSuffix("::MODULE") || resource["Connectors"] != nil {
                prefixes.insert(id)
            }
        }
        addedPrefixes = isServerless ? prefixes.union(Self.serverlessPrefixes) : prefixes
    }

    /// nil where a loop or a transform makes more of them.
    private static func keys(of section: DocumentCursor?) -> Set<String>? {
        let keys = (section?.members ?? []).map(\.key)
        return keys.contains { $0 == transform || TemplateLoop.isLoop($0) } ? nil : Set(keys)
    }

    private static let transform = "Fn::Transform"

    /// The resources that the template itself declares.
    var declaredResources: Set<String> { resources ?? [] }

    /// O(length of the name)
    func hasResource(_ name: String) -> Bool {
        guard let resources else { return true }
        if resources.contains(name) { return true }
        if addedPrefixes.isEmpty { return false }
        let start = name.prefix(Self.longestName)
        return start.indices.contains { addedPrefixes.contains(String(start[...$0])) }
    }
}
