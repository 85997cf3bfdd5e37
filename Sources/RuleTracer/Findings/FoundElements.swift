package import ResourceDocuments
import RuleChecker
import SourceText

/// What tells the elements of a resource's lists from one another wherever they stand in them: a finding is known again by it when another
/// element is put in front of its own, or in its place.
///
/// An element that has a name is known by that and by what was tested of it, for the rest of it may change every day; one without by all that
/// it says. Of the lists around it the elements are known by their names, or by their own values that are neither a list nor a map. In what
/// order lists stand is no part of it.
package struct FoundElements {
    private let resource: Resource
    /// All of it; few findings ask for it.
    private lazy var whole = Self.whole(resource)
    /// What functions made of what the text at each path holds: the findings in one text are many.
    private var made: [[Step]: TracedValue] = [:]
    /// What tells the elements around others, for the findings in them are many too.
    private var around: [[Step]: [String]] = [:]

    fileprivate enum Step: Hashable {
        case attribute(ResourceAttribute)
        case part(DocumentPath.Step)
        case making(Making)
    }

    package init(in resource: Resource) { self.resource = resource }

    private static func whole(_ resource: Resource) -> TracedValue {
        let traced = TracedResource(resource, isTested: true)
        let value = TracedValue(.resource(traced), .at(.properties(traced)))
        // By its place alone is it known what may not be shown.
        return resource.document.source.hasMask ? value : value.placeless
    }

    /// Where a finding stands, list by list which element that is in, and what it lacks; nil of one that stands in no list: its path says it.
    ///
    /// - Complexity: O(steps + values of the element)
    package mutating func words(of finding: Finding) -> [String]? {
        if !finding.path.leadsThroughList { return nil }
        let steps = Self.steps(to: finding.path)
        guard let innermost = steps.lastIndex(where: \.isElement) else { return nil }
        var words: [String] = []
        var value = whole
        for (position, step) in steps.enumerated() {
            value = part(of: value, steps[...position])
            words += step.words
            guard step.isElement else { continue }
            let path = steps[...position]
            if position < innermost {
                words += identity(of: value, around: path)
            } else if let name = value.elementName {
                words += name + tested(by: finding, in: value, at: path)
            } else {
                words.append(value.identity)
            }
        }
        return words + (finding.missing.map { ["missing"] + Self.steps(to: $0).flatMap(\.words) } ?? [])
    }

    private mutating func identity(of element: TracedValue, around path: ArraySlice<Step>) -> [String] {
        let path = Array(path)
        if let known = around[path] { return known }
        let words = element.elementName ?? [element.ownIdentity]
        around[path] = words
        return words
    }

    /// What the tests saw in an element and in no list within it, in an order that has nothing to do with that of the document.
    private mutating func tested(
        by finding: Finding, in value: TracedValue, at element: ArraySlice<Step>
    ) -> [String] {
        var seen: [[String]] = []
        for path in finding.tests.compactMap(\.path) {
            let steps = Self.steps(to: path)
            let rest = steps.dropFirst(element.count)
            guard steps.starts(with: element), !rest.contains(where: \.isElement) else { continue }
            var value = value
            for position in rest.indices { value = part(of: value, steps[...position]) }
            let words = ["tested"] + rest.flatMap(\.words) + [value.identity]
            if !seen.contains(words) { seen.append(words) }
        }
        return seen.sorted { $0.lexicographicallyPrecedes($1) }.flatMap(\.self)
    }

    /// - Parameter steps: the last leads on from `value`, the ones before to it.
    private mutating func part(of value: TracedValue, _ steps: ArraySlice<Step>) -> TracedValue {
        switch steps.last {
        case .attribute(let attribute): return value.attribute(attribute)
        case .part(.key(let key, _)): return value.member(key)
        case .part(.index(let index)):
            guard let list = value.list, list.indices.contains(index) else { return value.nowhere }
            return list[index]
        case .making(let making):
            let path = Array(steps)
            if let known = made[path] { return known }
            let separator = making.separator.map { TracedValue(.text($0), .rule) }
            let result = TracedValue.call(making.function, [value, separator].compactMap(\.self))
            made[path] = result
            return result
        case nil: return value
        }
    }

    private static func steps(to path: ResourcePath) -> [Step] {
        let written = path.attribute.map { [Step.attribute($0)] } ?? []
        return path.inside.reduce(written + path.path.steps.map(Step.part)) { steps, inside in
            steps + [.making(inside.making)] + inside.path.steps.map(Step.part)
        }
    }
}

extension FoundElements.Step {
    fileprivate var isElement: Bool { if case .part(.index) = self { true } else { false } }

    /// A key stays, and which of several members with that key it is; the position in a list does not.
    fileprivate var words: [String] {
        switch self {
        case .attribute(let attribute): ["@", "\(attribute)"]
        case .part(.key(let key, 0)): [".", key]
        case .part(.key(let key, let occurrence)): [".", key, "\(occurrence)"]
        case .part(.index): ["[*]"]
        case .making(let making): ["of", making.function.rawValue, making.separator ?? ""]
        }
    }
}

extension TracedValue {
    /// What clouds and Kubernetes call the elements of lists by, most telling first; in any case.
    private static let naming = ["id", "crn", "arn", "name", "key", "sid"]

    fileprivate var nowhere: TracedValue { .unknown(Unknown(.absent, .missing([])), origin) }

    /// The member of a map by which its author calls it, and what that says; nil without one.
    fileprivate var elementName: [String]? {
        guard let map else { return nil }
        let keys = map.keys
        for name in Self.naming {
            for (position, key) in keys.enumerated() where key.isSpelled(name) {
                let value = map.writtenValue(at: position, key)
                if value.isName { return ["named", name, value.identity] }
            }
        }
        return nil
    }

    private var isName: Bool {
        switch content {
        case .text(let text): !text.isEmpty && !isSensitive
        case .number: !isSensitive
        case .unknown, .boolean, .list, .map, .address, .instant, .span, .version, .pattern, .resource: false
        }
    }

    /// All that it says, whatever the order of its members and of its lists; what nobody may be shown is told from nothing else.
    fileprivate var identity: String {
        if isSensitive { return "(sensitive)" }
        let value = asValue
        switch value.content {
        case .unknown(let unknown):
            return unknown.name.map { "(later \(JSONText.quoted($0)))" } ?? "(\(unknown.causes))"
        case .list(let list):
            return "[\(TracedList(list, value.origin).map(\.identity).sorted().joined(separator: ","))]"
        case .map(let map): return Self.identity(of: TracedMap(map, value.origin).members)
        case .boolean, .number, .text, .address, .instant, .span, .version, .pattern, .resource:
            return scalar.map(\.quoted) ?? ""
        }
    }

    /// The same without the lists and maps in it, of which another element may be added or go.
    fileprivate var ownIdentity: String {
        if list != nil { return "[]" }
        return map.map { Self.identity(of: $0.members.filter { $0.value.list == nil && $0.value.map == nil }) }
            ?? identity
    }

    private static func identity(of members: [(key: String, value: TracedValue)]) -> String {
        let words = members.map { "\(JSONText.quoted($0.key)):\($0.value.identity)" }
        return "{\(words.sorted().joined(separator: ","))}"
    }
}

extension String {
    /// In any case.
    fileprivate func isSpelled(_ name: String) -> Bool {
        utf8.allSatisfy { $0 < 0x80 } && utf8.count != name.utf8.count ? false : lowercased() == name
    }
}

extension ResourcePath {
    package var leadsThroughList: Bool {
        path.leadsThroughList || inside.contains { $0.path.leadsThroughList }
    }
}

extension DocumentPath {
    fileprivate var leadsThroughList: Bool { steps.contains { if case .index = $0 { true } else { false } } }
}
