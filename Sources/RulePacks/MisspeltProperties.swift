package import ResourceDocuments
package import ResourceReaders
package import RuleChecker
package import SourceText

/// Finds properties of resources that nobody meant: their kind's schema does not have them, and lacks one in the same place that is spelt
/// nearly the same.
///
/// An unknown property alone says nothing: schemas list what rules may read, and providers have more. Kinds that no rule reads are passed
/// over, and so is every place that a schema leaves open.
///
/// What a key means at a place of a kind is settled once, by the key's id. A resource then costs one look into a table for each member
/// down to where its schema ends.
package struct MisspeltProperties {
    /// A key at a place of a schema; 0 is no key, and stands for the elements of a list.
    private struct Member: Hashable {
        var place: Int
        var key: UInt32
    }

    private enum Meaning {
        /// A property, whose schema goes on there.
        case known(place: Int)
        /// No property; another one is meant where that is missing.
        case slip(meant: String)
        /// Nothing to look into: the end of a schema, an open place, or no property and close to none.
        case nothing
    }

    private struct Slip {
        var name: String
        var owner: String
        var meant: String
        var place: SourcePlace?
        var count: Int
    }

    private let schemas: KindSchemas
    private let patterns: [KindPattern]
    /// The place of a kind's root; nil for one without a schema, or that no rule reads.
    private var roots: [String: Int?] = [:]
    private var places: [SchemaView] = []
    private var meanings: [Member: Meaning] = [:]
    private var slips: [Slip] = []
    private var positions: [Member: Int] = [:]

    /// How many lines of each kind are read again: what writes a long file writes all lines alike.
    static let lineSample = 100

    package init(_ schemas: KindSchemas, readBy rules: [CheckedRule]) {
        self.schemas = schemas
        patterns = rules.flatMap { $0.kinds + $0.inventoryKinds }
    }

    /// Every resource that is in memory, and of each kind the first lines of files that are not.
    package mutating func look(through rows: ResourceRows) {
        for resource in rows.resources { look(at: resource) }
        var lines: [String: Int] = [:]
        guard rows.resources.count < rows.count else { return }
        for row in rows.indices where !rows.isHeld(row) {
            let kind = rows.kind(of: row)
            guard root(of: kind) != nil, lines[kind, default: 0] < Self.lineSample else { continue }
            lines[kind, default: 0] += 1
            if let resource = rows.resource(at: row) { look(at: resource) }
        }
    }

    /// - Parameter fallback: where the resource is given, for one that has no text of its own.
    package mutating func look(at resource: Resource, orAt fallback: SourcePlace? = nil) {
        guard let root = root(of: resource.kind) else { return }
        var walk = Walk(resource: resource, fallback: fallback)
        look(into: resource.propertiesNode, at: root, &walk)
    }

    /// As many of a stream's first lines of each kind.
    package mutating func look(through samples: StreamSamples, keys: KeyTable, limits: DocumentLimits) {
        for kind in samples.kinds where root(of: kind) != nil {
            for resource in samples.resources(ofKind: kind, keys: keys, limits: limits) { look(at: resource) }
        }
    }

    /// In the order they were found; after `limit` of them their number alone.
    package func warnings(limit: Int = .max) -> [Diagnostic] {
        let shown = slips.prefix(limit).map {
            Diagnostic.misspeltProperty($0.name, of: $0.owner, meant: $0.meant, count: $0.count, at: $0.place)
        }
        return shown + (slips.count > limit ? [.moreMisspeltProperties(slips.count - limit)] : [])
    }

    // MARK: Walking

    /// A resource, and the positions of members and elements on the way to the value that is looked into.
    private struct Walk {
        let resource: Resource
        let fallback: SourcePlace?
        var trail: [Int] = []
    }

    private mutating func look(into node: DocumentNode, at place: Int, _ walk: inout Walk) {
        switch node.kind {
        case .map:
            for position in 0..<(node.count ?? 0) {
                guard let (key, value) = node.member(at: position) else { continue }
                let member = Member(place: place, key: key)
                switch meaning(of: member, in: node, at: position) {
                case .known(let next):
                    walk.trail.append(position)
                    look(into: value, at: next, &walk)
                    walk.trail.removeLast()
                case .slip(let meant):
                    if !value.isNull, node[meant] == nil {
                        note(member, node.entries[position].key, meant, position, walk)
                    }
                case .nothing: continue
                }
            }
        case .list:
            guard case .known(let next) = meaningOfElements(at: place) else { return }
            for (position, element) in node.elements.enumerated() {
                walk.trail.append(position)
                look(into: element, at: next, &walk)
                walk.trail.removeLast()
            }
        case .null, .boolean, .number, .string, .undetermined: return
        }
    }

    private mutating func note(_ member: Member, _ name: String, _ meant: String, _ position: Int, _ walk: Walk) {
        if let known = positions[member] {
            slips[known].count += 1
            return
        }
        let resource = walk.resource
        var path = DocumentPath()
        var node = resource.propertiesNode
        for position in walk.trail {
            if node.kind == .list, let element = node[position] {
                path = path.appending(.index(position))
                node = element
            } else if let (_, value) = node.member(at: position) {
                path = path.appending(.key(node.entries[position].key))
                node = value
            }
        }
        let key = resource.path(ofProperty: path.appending(.key(name)))
        positions[member] = slips.count
        slips.append(
            Slip(
                name: name, owner: path.isRoot ? "'\(resource.kind)'" : "'\(path)' of '\(resource.kind)'", meant: meant,
                place: resource.document.keyPlace(of: key) ?? walk.fallback, count: 1))
    }

    // MARK: What schemas say

    private mutating func root(of kind: String) -> Int? {
        if let known = roots[kind] { return known }
        var root: Int?
        if let schema = schemas[kind], patterns.contains(where: { $0.matches(kind) }) {
            root = place(of: SchemaView(nodes: [schema.root], isOpen: false))
        }
        roots[kind] = .some(root)
        return root
    }

    /// nil where nothing can be said of what stands there.
    private mutating func place(of view: SchemaView) -> Int? {
        guard !view.isOpen, !view.isLeaf else { return nil }
        places.append(view)
        return places.count - 1
    }

    private mutating func meaning(of member: Member, in map: DocumentNode, at position: Int) -> Meaning {
        if let known = meanings[member] { return known }
        let view = places[member.place]
        let name = map.entries[position].key
        var meaning = Meaning.nothing
        if let property = view.member(name) {
            if let next = place(of: property) { meaning = .known(place: next) }
        } else if let meant = Spelling.slip(of: name, among: view.memberNames) {
            meaning = .slip(meant: meant)
        }
        meanings[member] = meaning
        return meaning
    }

    private mutating func meaningOfElements(at place: Int) -> Meaning {
        let member = Member(place: place, key: 0)
        if let known = meanings[member] { return known }
        let meaning = self.place(of: places[place].elements).map { Meaning.known(place: $0) } ?? .nothing
        meanings[member] = meaning
        return meaning
    }
}
