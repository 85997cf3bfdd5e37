import ResourceDocuments

/// The part `configuration` of a plan: which expressions the attributes of a resource were written as.
struct TerraformConfiguration {
    typealias Word = TerraformAddress.Word

    /// A block as one of its instances sees it: a resource, or the call of a module.
    struct Block {
        let content: DocumentCursor
        /// The module that it is written in.
        let module: Int
        /// The words of its address, with the indices of the instance.
        let address: [Word]
        /// How many words of the address lead to the module.
        let pathCount: Int

        var path: ArraySlice<Word> { address[..<pathCount] }
        /// Of the instance, with its brackets; empty without `count` and `for_each`.
        var index: String { address.last?.index ?? "" }
    }

    private struct Module {
        let content: DocumentCursor
        /// The module around it, and the call that gives its variables.
        let caller: (module: Int, call: DocumentCursor)?
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
    static let maximumSteps = 32

    init(of plan: DocumentCursor) {
        let configuration = plan["configuration"]
        providers = configuration?["provider_config"]
        variables = plan["variables"]
        if let root = configuration?["root_module"] { _ = add(root, path: "", caller: nil) }
    }

    private mutating func add(
        _ module: DocumentCursor, path: String, caller: (module: Int, call: DocumentCursor)?
    ) -> Int {
        let index = modules.count
        modules.append(Module(content: module, caller: caller))
        for resource in module["resources"]?.elements ?? [] {
            guard let address = resource["address"]?.string else { continue }
            resources[path + address] = Declared(content: resource, module: index)
        }
        for (name, call) in module["module_calls"]?.members ?? [] {
            guard let content = call["module"] else { continue }
            modules[index].calls[name] = add(content, path: "\(path)module.\(name).", caller: (index, call))
        }
        return index
    }

    /// nil of a resource that the configuration does not write.
    func block(of resource: TerraformAddress) -> Block? {
        guard let declared = resources[resource.withoutIndices] else { return nil }
        return Block(
            content: declared.content, module: declared.module, address: resource.words,
            pathCount: resource.modules.count)
    }

    /// The call of the module that a block is written in; nil in the outermost.
    func call(around block: Block) -> Block? {
        guard modules.indices.contains(block.module), let caller = modules[block.module].caller, block.pathCount >= 2
        else { return nil }
        return Block(
            content: caller.call, module: caller.module, address: Array(block.path), pathCount: block.pathCount - 2)
    }

    /// Where a module that is called in the module of `block` is; `name` has the index of the instance.
    func output(_ output: String?, of name: Word, calledBeside block: Block) -> (expression: DocumentCursor, in: Block)?
    {
        guard modules.indices.contains(block.module), let called = modules[block.module].calls[name.name] else {
            return nil
        }
        let outputs = modules[called].content["outputs"]
        let members = outputs?.members ?? []
        // Behind an index that is computed a plan does not say which output is read.
        guard let expression = output.map({ outputs?[$0] }) ?? (members.count == 1 ? members[0].value : nil) else {
            return nil
        }
        let path = block.path + [Word(name: "module"), name]
        guard let written = expression["expression"] else { return nil }
        return (
            written,
            Block(content: modules[called].content, module: called, address: Array(path), pathCount: path.count)
        )
    }

    /// Whether a resource beside `block` is repeated.
    func isRepeated(_ resource: [Word], beside block: Block) -> Bool {
        let address = TerraformAddress(words: block.path + resource)
        guard let content = resources[address.withoutIndices]?.content else { return false }
        return content["count_expression"] != nil || content["for_each_expression"] != nil
    }

    /// The value that an expression has where it is constant, or a variable that the plan has the value of.
    func constant(
        _ expression: DocumentCursor?, in block: Block, steps: Int = TerraformConfiguration.maximumSteps
    ) -> DocumentCursor? {
        if let constant = expression?["constant_value"] { return constant }
        let references = TerraformReference.all(in: expression)
        guard steps > 0, references.count == 1, case .variable(let name) = references[0].subject else { return nil }
        let value =
            if let call = call(around: block) {
                constant(call.content["expressions"]?[name], in: call, steps: steps - 1)
            } else {
                variables?[name]?["value"]
            }
        return value.flatMap { TerraformIteration.part(references[0].rest, of: $0) }
    }

    /// What the provider of a resource is configured with, where that is a constant or a variable of the plan.
    func provider(_ setting: String, of address: TerraformAddress) -> DocumentCursor? {
        guard let declared = resources[address.withoutIndices],
            let key = declared.content["provider_config_key"]?.string
        else { return nil }
        let provider = providers?[key] ?? providers?[String(key.split(separator: ":").last ?? "")]
        guard let expression = provider?["expressions"]?[setting] else { return nil }
        if let constant = expression["constant_value"] { return constant }
        guard case .variable(let name) = TerraformReference.all(in: expression).first?.subject else { return nil }
        return variables?[name]?["value"]
    }

    /// The providers that the configuration names, such as `aws`.
    var providerNames: [String] { (providers?.members ?? []).compactMap { $0.value["name"]?.string } }
}
