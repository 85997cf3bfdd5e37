package import ResourceDocuments

/// Schemas of kinds from samples of their resources.
///
/// What the samples have may be read; nothing is `required`, because no number of samples shows that a property is always
/// there: rules then say what its absence means. Enumerations are not inferred for the same reason.
package struct SchemaInference {
    private var samples: [String: (shape: InferredShape, count: Int)] = [:]

    package init() {}

    /// O(values of the resource)
    package mutating func add(_ resource: Resource) {
        var sample = samples[resource.kind] ?? (InferredShape(), 0)
        sample.shape.add(resource.propertiesNode)
        sample.count += 1
        samples[resource.kind] = sample
    }

    /// One schema for each kind, sorted.
    package var schemas: [WrittenSchema] {
        samples.sorted { $0.key < $1.key }.map { kind, sample in
            WrittenSchema(
                kind: kind, title: nil,
                source: "inferred from \(sample.count) \(sample.count == 1 ? "resource" : "resources")",
                root: sample.shape.members)
        }
    }
}
