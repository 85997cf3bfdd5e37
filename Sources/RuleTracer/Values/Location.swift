package import ResourceDocuments

/// A resource while a rule is traced.
final class TracedResource: Sendable {
    let resource: Resource
    /// Whether this is the resource that the rule judges; findings have places in no other.
    let isTested: Bool

    init(_ resource: Resource, isTested: Bool) {
        self.resource = resource
        self.isTested = isTested
    }
}

extension Resource {
    /// Whether both are the same words of the same document.
    func isSame(as other: Resource) -> Bool {
        document === other.document && properties == other.properties && attributes == other.attributes
    }
}

/// Where a value stands: the way to it from a resource's properties, or from one of its attributes.
///
/// A chain of steps, so that an element of a long list costs no copy of the path to the list.
indirect enum Location: Sendable {
    case properties(TracedResource)
    case attribute(ResourceAttribute, TracedResource)
    case step(Location, DocumentPath.Step)

    var resource: TracedResource {
        var location = self
        while true {
            switch location {
            case .properties(let resource), .attribute(_, let resource): return resource
            case .step(let before, _): location = before
            }
        }
    }

    /// O(steps)
    var path: ResourcePath {
        var location = self
        var steps: [DocumentPath.Step] = []
        while true {
            switch location {
            case .properties:
                steps.reverse()
                return ResourcePath(DocumentPath(steps))
            case .attribute(let attribute, _):
                steps.reverse()
                return ResourcePath(DocumentPath(steps), of: attribute)
            case .step(let before, let step):
                if steps.isEmpty { steps.reserveCapacity(Self.usualDepth) }
                steps.append(step)
                location = before
            }
        }
    }

    /// More steps than most paths have.
    private static let usualDepth = 6

    func appending(_ steps: [DocumentPath.Step]) -> Location { steps.reduce(self) { .step($0, $1) } }
}

/// A path inside one resource, from its properties or from one of its attributes.
package struct ResourcePath: Hashable, Sendable {
    /// nil for a path from the properties.
    package var attribute: ResourceAttribute?
    package var path: DocumentPath

    package init(_ path: DocumentPath, of attribute: ResourceAttribute? = nil) {
        self.attribute = attribute
        self.path = path
    }

    /// Whether it leads to the resource itself.
    package var isWhole: Bool { attribute == nil && path.isRoot }

    /// Whether it leads to `other` or below it.
    func isInside(_ other: ResourcePath) -> Bool { attribute == other.attribute && path.hasPrefix(other.path) }

    /// The same path from the root of the resource's document; nil for an attribute that a reader added.
    package func documentPath(in resource: Resource) -> DocumentPath? {
        guard let attribute else { return resource.path(ofProperty: path) }
        return resource.attributePaths[attribute]?.appending(path)
    }
}

extension ResourcePath: CustomStringConvertible {
    /// As a rule writes it: `rules[2].remote`, `@tags[0]`; `this` for the resource itself.
    package var description: String {
        guard let attribute else { return isWhole ? "this" : path.description }
        guard case .key = path.steps.first else { return "@\(attribute)\(path)" }
        return "@\(attribute).\(path)"
    }
}
