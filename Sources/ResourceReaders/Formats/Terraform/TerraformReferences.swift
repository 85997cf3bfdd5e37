import ResourceDocuments

/// Follows what the attributes of a plan's resources were written as, to the attribute of one instance of a resource.
///
/// A plan lists what an expression refers to, not the expression: one that refers to one attribute alone is taken to be that attribute. Of
/// `aws_s3_bucket.logs[each.key].id` it lists `aws_s3_bucket.logs` and `each.key`: the instance is then the one with that key, and the
/// attribute its `arn` where the property's name ends so, else its `id`.
struct TerraformReferences {
    typealias Block = TerraformConfiguration.Block
    typealias Word = TerraformAddress.Word

    let configuration: TerraformConfiguration
    let instances: TerraformInstances
    let blocks: TerraformBlocks

    /// How an attribute was written.
    enum Origin {
        /// As the attribute of another resource, `aws_s3_bucket.logs["a"].id`.
        case reference(String)
        /// As anything else, as far as the plan tells.
        case expression
        /// Not at all, though it might have been: the provider gives it a value, or none.
        case provider
        /// As a block of `dynamic`, which may make none, or not at all.
        case dynamicBlock
    }

    /// - Parameter after: the resource as it will be, as far as that is known.
    func origin(of path: DocumentPath, in resource: TerraformAddress, after: DocumentCursor?) -> Origin {
        guard let block = configuration.block(of: resource) else { return .expression }
        var expression = block.content["expressions"]
        var planned = after
        for (position, step) in path.steps.enumerated() {
            switch step {
            case .key(let key, _):
                // What a block named `dynamic` writes is not listed.
                let isLast = position == path.steps.count - 1
                let mayBeDynamic = position == 0 && blocks.contains(key, ofType: resource.type)
                let nobody: Origin =
                    !isLast || Self.identities.contains(key) ? .expression : mayBeDynamic ? .dynamicBlock : .provider
                guard let block = expression else { return position == 0 ? nobody : .expression }
                if block["references"] != nil || block["constant_value"] != nil { return .expression }
                guard let written = block[key] else { return nobody }
                expression = written
                planned = planned?[key]
            case .index(let index):
                let elements = planned?.elements ?? []
                planned = index < elements.count ? elements[index] : nil
                guard let list = expression, list.kind == .list else { continue }
                expression = TerraformBlocks.written(list.elements, for: index, among: elements)
            }
        }
        guard let expression,
            let target = target(
                of: expression, in: block, for: Self.name(of: path), steps: TerraformConfiguration.maximumSteps)
        else { return .expression }
        return .reference(target)
    }

    /// What nobody writes.
    private static let identities: Set<String> = ["arn", "crn", "guid", "id", "self_link", "tags_all", "unique_id"]

    /// The last key on the way to a property.
    private static func name(of path: DocumentPath) -> String {
        path.steps.reversed().lazy.compactMap { step in
            if case .key(let key, _) = step { key } else { nil }
        }.first ?? ""
    }

    private func target(of expression: DocumentCursor, in block: Block, for property: String, steps: Int) -> String? {
        let references = TerraformReference.all(in: expression).filter { !hasNoInstance($0, in: block) }
        let iterations = references.filter(\.isIteration)
        let others = references.filter { !$0.isIteration }
        guard steps > 0, iterations.count <= 1, others.count <= 1 else { return nil }
        guard let reference = others.first else {
            return iterations.first.flatMap { target(ofEach: $0, in: block, for: property, steps: steps) }
        }
        switch reference.subject {
        case .variable(let name):
            guard iterations.isEmpty, reference.rest.isEmpty, let call = configuration.call(around: block),
                let given = call.content["expressions"]?[name]
            else { return nil }
            return target(of: given, in: call, for: property, steps: steps - 1)
        case .module(var name):
            guard reference.rest.count <= 1, iterations.isEmpty != reference.rest.isEmpty else { return nil }
            if let iteration = iterations.first {
                guard let index = index(iteration, in: block, among: [Word(name: "module"), name]) else { return nil }
                name.index = index
            }
            return target(ofOutput: reference.rest.first?.name, of: name, in: block, for: property, steps: steps)
        case .resource(let words):
            return target(ofResource: words, reference.rest, iterations.first, in: block, for: property)
        case .eachKey, .eachValue, .countIndex, .other: return nil
        }
    }

    /// `each.value.id`, where `for_each` goes over a resource or a module.
    private func target(
        ofEach value: TerraformReference, in block: Block, for property: String, steps: Int
    ) -> String? {
        let domain = TerraformReference.all(in: block.content["for_each_expression"])
        guard value.subject == .eachValue, value.rest.count == 1, domain.count == 1, domain[0].rest.isEmpty else {
            return nil
        }
        switch domain[0].subject {
        case .resource(var words):
            guard instances.indices(of: block.path + words).contains(block.index), let last = words.indices.last else {
                return nil
            }
            words[last].index = block.index
            return TerraformAddress(words: block.path + words + value.rest).description
        case .module(var name):
            guard instances.indices(of: block.path + [Word(name: "module"), name]).contains(block.index) else {
                return nil
            }
            name.index = block.index
            return target(ofOutput: value.rest[0].name, of: name, in: block, for: property, steps: steps)
        case .variable, .eachKey, .eachValue, .countIndex, .other: return nil
        }
    }

    private func target(
        ofOutput output: String?, of name: Word, in block: Block, for property: String, steps: Int
    ) -> String? {
        guard let (expression, inner) = configuration.output(output, of: name, calledBeside: block) else { return nil }
        return target(of: expression, in: inner, for: property, steps: steps - 1)
    }

    private func target(
        ofResource words: [Word], _ attributes: [Word], _ iteration: TerraformReference?, in block: Block,
        for property: String
    ) -> String? {
        if attributes.count == 1, attributes[0].index.isEmpty, iteration == nil {
            return TerraformAddress(words: block.path + words + attributes).description
        }
        guard attributes.isEmpty, var last = words.last, last.index.isEmpty else { return nil }
        if let iteration {
            guard let index = index(iteration, in: block, among: words) else { return nil }
            last.index = index
        } else {
            let indices = instances.indices(of: block.path + words)
            guard indices.count == 1, let index = indices.first, !index.isEmpty else { return nil }
            last.index = index
        }
        let instance = TerraformAddress(words: block.path + words.dropLast() + [last])
        return identity(of: instance, for: property).map { "\(instance).\($0)" }
    }

    /// The index of the instance that `iteration` selects of what is named by `words` beside `block`; nil where there is none.
    private func index(_ iteration: TerraformReference, in block: Block, among words: [Word]) -> String? {
        let indices = instances.indices(of: block.path + words)
        guard let index = TerraformIteration(block: block, configuration: configuration).index(iteration),
            indices.contains(index)
        else { return nil }
        // Of `count.index + 1` a plan lists no more than `count.index`: it would lead outside where both have as many.
        let isSame = iteration.subject != .countIndex || indices == instances.indices(of: block.address)
        return isSame ? index : nil
    }

    /// The attribute of a resource that stands for the resource in a property of this name; nil where it could be another, or is known.
    private func identity(of resource: TerraformAddress, for property: String) -> String? {
        let attribute = property.hasSuffix("arn") ? "arn" : "id"
        let isBucket = property == "bucket" && resource.words.dropLast().last?.name == "aws_s3_bucket"
        if property != attribute, !isBucket, instances.isKnownLater(property, of: resource) { return nil }
        return instances.isKnownLater(attribute, of: resource) ? attribute : nil
    }

    /// Of a resource with `count = 0`, `try(aws_s3_bucket.a[0].id, aws_s3_bucket.b[0].id)` is nothing.
    private func hasNoInstance(_ reference: TerraformReference, in block: Block) -> Bool {
        guard case .resource(let words) = reference.subject else { return false }
        return instances.indices(of: block.path + words).isEmpty && configuration.isRepeated(words, beside: block)
    }
}
