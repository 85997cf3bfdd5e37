package import ResourceDocuments
import ResourceReaders
package import RuleChecker
import SourceText

/// A resource that a search made.
package struct SampleResource: Hashable, Sendable {
    package var kind: String
    package var id: String
    /// What a scan knows of it beside its properties, as its envelope names it: `region`, `tags`.
    package var attributes: [SampleValue.Member]
    package var properties: SampleValue

    package init(kind: String, id: String, attributes: [SampleValue.Member] = [], properties: SampleValue) {
        self.kind = kind
        self.id = id
        self.attributes = attributes
        self.properties = properties
    }

    package init(_ resource: Resource) {
        kind = resource.kind
        id = resource.id
        attributes = ResourceAttribute.allCases.filter { $0 != .id && $0 != .kind && $0 != .source }.compactMap {
            let node = resource.node(of: $0)
            return node.isNull ? nil : SampleValue.Member($0.envelopeKey, SampleValue(node))
        }
        properties = SampleValue(resource.propertiesNode)
    }

    /// Norma's own form of a resource.
    package var envelope: SampleValue {
        .map(
            [SampleValue.Member("kind", .text(kind)), SampleValue.Member("id", .text(id))] + attributes
                + [SampleValue.Member("properties", isOfTemplate ? properties.withFunctions() : objectProperties)])
    }

    /// An object of Kubernetes says its kind itself.
    private var objectProperties: SampleValue {
        guard let name = KubernetesKind.objectKind(of: kind), case .map(let members) = properties else {
            return properties
        }
        return .map(members.map { $0.key == "kind" ? SampleValue.Member("kind", .text(name)) : $0 })
    }

    /// Whether the functions of a template may stand in it, which no other kind's document can say so.
    private var isOfTemplate: Bool { SingleResource.mayHoldFunctions(ofKind: kind) }

    /// nil for what no resource is, such as one whose attribute has the wrong type.
    func resource(keys: KeyTable) -> Resource? {
        var builder = DocumentBuilder(source: SourceFile(name: "witness", text: ""), medium: .json, keys: keys)
        envelope.write(to: &builder)
        return builder.finish().flatMap { SingleResource.read($0).resource }
    }
}

/// What a rule is asked about: the resource that it judges, and the others that it may range over.
package struct Sample: Hashable, Sendable {
    package var tested: SampleResource
    package var others: [SampleResource]

    package init(_ tested: SampleResource, others: [SampleResource] = []) {
        self.tested = tested
        self.others = others
    }

    var size: Int {
        resources.reduce(0) { $0 + $1.properties.size + $1.attributes.reduce(1) { $0 + $1.value.size } }
    }

    /// Each resource as JSON on a line of its own, the one that is judged first.
    package var lines: [String] { resources.map(\.envelope.text) }

    package var resources: [SampleResource] { [tested] + others }

    /// Kinds that the rules range over and of which there is nothing here: what was said of it is so where they were collected, as
    /// `collected` says of a case and `kinds` of an inventory.
    package func collectedKinds(for rules: [CheckedRule]) -> [String] {
        let kinds = rules.flatMap(\.inventoryKinds).filter { kind in !resources.contains { kind.matches($0.kind) } }
        return kinds.map(\.text).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension ResourceAttribute {
    /// What an envelope calls it.
    var envelopeKey: String { self == .group ? "resource_group" : description }
}
