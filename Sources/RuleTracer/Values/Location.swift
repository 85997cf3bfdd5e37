package import ResourceDocuments
import RuleChecker
import SourceText

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

/// Where a value stands: the way to it from a resource's properties, or from one of its attributes, and on inside of what a function made
/// of what stands there.
///
/// A chain of steps, so that an element of a long list costs no copy of the path to the list.
final class Location: Sendable {
    enum Way: Sendable {
        case properties
        case attribute(ResourceAttribute)
        case step(Location, DocumentPath.Step)
        case made(Location, Making)
    }

    let way: Way
    /// In which it stands.
    let resource: TracedResource

    private init(_ way: Way, in resource: TracedResource) {
        self.way = way
        self.resource = resource
    }

    static func properties(_ resource: TracedResource) -> Location { Location(.properties, in: resource) }

    static func attribute(_ attribute: ResourceAttribute, _ resource: TracedResource) -> Location {
        Location(.attribute(attribute), in: resource)
    }

    static func step(_ location: Location, _ step: DocumentPath.Step) -> Location {
        Location(.step(location, step), in: location.resource)
    }

    static func made(_ location: Location, _ making: Making) -> Location {
        Location(.made(location, making), in: location.resource)
    }

    /// Where what it is a part of stands; nil of the beginning of a way, and of what a function made.
    var container: Location? { if case .step(let before, _) = way { before } else { nil } }

    /// The way to it; of what was made as a whole, to what it was made of. O(steps)
    var path: ResourcePath {
        var location = self
        while case .made(let before, _) = location.way { location = before }
        return location.name
    }

    /// The same, with the functions that made it. O(steps)
    var name: ResourcePath {
        if let (attribute, steps) = plainWay { return ResourcePath(DocumentPath(steps), of: attribute) }
        var location = self
        var steps: [DocumentPath.Step] = []
        var inside: [ResourcePath.Inside] = []
        while true {
            switch location.way {
            case .properties:
                return ResourcePath(DocumentPath(steps.reversed()), inside: inside.reversed())
            case .attribute(let attribute):
                return ResourcePath(DocumentPath(steps.reversed()), of: attribute, inside: inside.reversed())
            case .step(let before, let step):
                steps.append(step)
                location = before
            case .made(let before, let making):
                inside.append(ResourcePath.Inside(making: making, path: DocumentPath(steps.reversed())))
                steps = []
                location = before
            }
        }
    }

    /// The way from the properties, or from an attribute; nil where a function made something on it.
    private var plainWay: (attribute: ResourceAttribute?, steps: [DocumentPath.Step])? {
        var depth = 0
        var location = self
        while case .step(let before, _) = location.way {
            depth += 1
            location = before
        }
        let attribute: ResourceAttribute?
        switch location.way {
        case .properties, .step: attribute = nil
        case .attribute(let own): attribute = own
        case .made: return nil
        }
        var steps = [DocumentPath.Step](repeating: .index(0), count: depth)
        location = self
        while depth > 0, case .step(let before, let step) = location.way {
            depth -= 1
            steps[depth] = step
            location = before
        }
        return (attribute, steps)
    }

    func appending(_ steps: [DocumentPath.Step]) -> Location { steps.reduce(self) { .step($0, $1) } }
}

/// What a function makes of a value, as the rule calls it: `json(…)`, `split(…, ",")`.
struct Making: Hashable, Sendable {
    let function: BuiltinFunction
    /// Of a `split`.
    var separator: String?

    func text(of argument: String) -> String {
        let separator = separator.map { ", \(JSONText.quoted(ValueText.cut($0, to: Self.maximumSeparator)))" } ?? ""
        return "\(function.rawValue)(\(argument)\(separator))"
    }

    private static let maximumSeparator = 20
}

/// A path inside one resource, from its properties or from one of its attributes, and on inside of what was made of what stands there.
package struct ResourcePath: Hashable, Sendable {
    /// The way on inside of what a function made.
    struct Inside: Hashable, Sendable {
        let making: Making
        let path: DocumentPath
    }

    /// nil for a path from the properties.
    package var attribute: ResourceAttribute?
    package var path: DocumentPath
    /// Empty for what stands in the resource's own document. From the outside in: a text inside of a text is read on.
    private(set) var inside: [Inside]

    package init(_ path: DocumentPath, of attribute: ResourceAttribute? = nil) {
        self.init(path, of: attribute, inside: [])
    }

    init(_ path: DocumentPath, of attribute: ResourceAttribute? = nil, inside: [Inside]) {
        self.attribute = attribute
        self.path = path
        self.inside = inside
    }

    /// Whether it leads to the resource itself.
    package var isWhole: Bool { attribute == nil && path.isRoot && inside.isEmpty }

    /// Whether it leads on inside of what a function made.
    var isMade: Bool { !inside.isEmpty }

    /// The way to what stands in the document: the text that is read on.
    package var written: ResourcePath { ResourcePath(path, of: attribute) }

    /// Whether it leads to `other` or below it.
    func isInside(_ other: ResourcePath) -> Bool {
        guard attribute == other.attribute else { return false }
        guard let last = other.inside.last else { return path.hasPrefix(other.path) }
        let position = other.inside.count - 1
        return path == other.path && inside.starts(with: other.inside.dropLast()) && inside.count > position
            && inside[position].making == last.making && inside[position].path.hasPrefix(last.path)
    }

    /// The path of its text from the root of the resource's document; nil for an attribute that a reader added.
    package func documentPath(in resource: Resource) -> DocumentPath? {
        guard let attribute else { return resource.path(ofProperty: path) }
        return resource.attributePaths[attribute]?.appending(path)
    }
}

extension ResourcePath: CustomStringConvertible {
    /// As a rule writes it: `rules[2].remote`, `@tags[0]`, `json(policy).Statement[0]`; `this` for the resource itself.
    package var description: String {
        inside.reduce(writtenText) { text, inside in
            Self.joined(inside.making.text(of: text), inside.path)
        }
    }

    private var writtenText: String {
        guard let attribute else { return path.isRoot ? "this" : path.description }
        return Self.joined("@\(attribute)", path)
    }

    /// The same for a sentence: of a long key its beginning.
    package var words: String {
        if path.steps.allSatisfy(Self.isShort), inside.allSatisfy({ $0.path.steps.allSatisfy(Self.isShort) }) {
            return description
        }
        let short = ResourcePath(
            Self.shortened(path), of: attribute,
            inside: inside.map { Inside(making: $0.making, path: Self.shortened($0.path)) })
        return short.description
    }

    private static func isShort(_ step: DocumentPath.Step) -> Bool {
        guard case .key(let key, _) = step else { return true }
        return key.utf8.count <= ValueText.maximumLabel
    }

    private static func shortened(_ path: DocumentPath) -> DocumentPath {
        DocumentPath(
            path.steps.map { step in
                guard case .key(let key, let occurrence) = step else { return step }
                return .key(ValueText.cut(key, to: ValueText.maximumLabel), occurrence: occurrence)
            })
    }

    private static func joined(_ text: String, _ path: DocumentPath) -> String {
        guard case .key = path.steps.first else { return "\(text)\(path)" }
        return "\(text).\(path)"
    }
}
