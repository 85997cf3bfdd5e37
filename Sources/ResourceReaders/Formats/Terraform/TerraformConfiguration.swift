import ResourceDocuments

/// The part `configuration` of a plan: which expressions the attributes of a resource were written as.
struct TerraformConfiguration {
    private struct Module {
        let content: DocumentCursor
        /// The call in the module around it, by which its variables are given.
        let call: (module: Int, expressions: DocumentCursor?)?
        var calls: [String: Int] = [:]
    }

    private struct Declared {
        let content: DocumentCursor
        let module: Int
    }

    private var modules: [Module] = []
    /// By address without indices.
    private var resources: [String: Declared] = [:]
    private let providers: DocumentCursor?
    private let variables: DocumentCursor?

    /// More steps than a value takes through modules.
    private static let maximumSteps = 32

    init(of plan: DocumentCursor) {
        let configuration = plan["configuration"]
        providers = configuration?["provider_config"]
        variables = plan["variables"]
        if let root = configuration?["root_module"] { _ = add(root, path: "", call: nil) }
    }

    private mutating func add(
        _ module: DocumentCursor, path: String, call: (module: Int, expressions: DocumentCursor?)?
    ) -> Int {
        let index = modules.count
        modules.append(Module(content: module, call: call))
        for resource in module["resources"]?.elements ?? [] {
            guard let address = resource["address"]?.string else { continue }
            resources[path + address] = Declared(content: resource, module: index)
        }
        for (name, call) in module["module_calls"]?.members ?? [] {
            guard let content = call["module"] else { continue }
            modules[index].calls[name] = add(
                content, path: "\(path)module.\(name).", call: (index, call["expressions"]))
        }
        return index
    }

    /// The attribute of another resource that an attribute of this one was written as, `aws_s3_bucket.logs.id`; nil where
    /// it was written as anything else, as far as the plan tells.
    ///
    /// A plan lists what an expression refers to, not the expression: one that refers to one attribute alone is taken to be that attribute.
    ///
    /// - Parameter module: the module's own address with indices, empty of the root.
    func reference(_ path: DocumentPath, of address: String, in module: String) -> String? {
        guard let declared = resources[TerraformAddress.withoutIndices(address)] else { return nil }
        var expression = declared.content["expressions"]
        for step in path.steps {
            switch step {
            case .key(let key, _): expression = expression?[key]
            case .index(let index):
                guard let list = expression, list.kind == .list else { continue }
                let elements = list.elements
                expression = index < elements.count ? elements[index] : nil
            }
        }
        return expression.flatMap { target(of: $0, in: declared.module, at: module, steps: Self.maximumSteps) }
    }

    private func target(of expression: DocumentCursor, in module: Int, at path: String, steps: Int) -> String? {
        let references = (expression["references"]?.elements ?? []).compactMap(\.string)
        guard let first = references.first, steps > 0, references.allSatisfy({ first.hasPrefix($0) }) else {
            return nil
        }
        if let variable = TerraformAddress.component(of: first, after: "var.") {
            guard variable.rest.isEmpty, let call = modules[module].call, let given = call.expressions?[variable.name]
            else { return nil }
            return target(of: given, in: call.module, at: Self.parent(of: path), steps: steps - 1)
        }
        if let called = TerraformAddress.component(of: first, after: "module.") {
            let name = TerraformAddress.withoutIndices(called.name)
            guard let child = modules[module].calls[name],
                let output = modules[child].content["outputs"]?[called.rest]?["expression"]
            else { return nil }
            let inner = (path.isEmpty ? "" : path + ".") + "module." + called.name
            return target(of: output, in: child, at: inner, steps: steps - 1)
        }
        let parts = TerraformAddress.withoutIndices(first).split(separator: ".")
        let isData = parts.first == "data"
        guard parts.count == (isData ? 4 : 3),
            !["local", "each", "count", "path", "self", "terraform"].contains(parts[0])
        else { return nil }
        return (path.isEmpty ? "" : path + ".") + first
    }

    /// `module.a` of `module.a.module.b["x"]`.
    private static func parent(of path: String) -> String {
        guard let last = path.ranges(of: ".module.").last else { return "" }
        return String(path[..<last.lowerBound])
    }

    /// What the provider of a resource is configured with, where that is a constant or a variable of the plan.
    func provider(_ setting: String, of address: String) -> DocumentCursor? {
        guard let declared = resources[TerraformAddress.withoutIndices(address)],
            let key = declared.content["provider_config_key"]?.string
        else { return nil }
        let provider = providers?[key] ?? providers?[String(key.split(separator: ":").last ?? "")]
        guard let expression = provider?["expressions"]?[setting] else { return nil }
        if let constant = expression["constant_value"] { return constant }
        let reference = expression["references"]?.elements.first?.string ?? ""
        guard let variable = TerraformAddress.component(of: reference, after: "var.") else { return nil }
        return variables?[variable.name]?["value"]
    }

    /// The providers that the configuration names, such as `aws`.
    var providerNames: [String] { (providers?.members ?? []).compactMap { $0.value["name"]?.string } }
}
