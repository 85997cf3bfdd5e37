import ResourceDocuments
import RuleChecker
import Synchronization

/// The resources of a kind in inventory order, none of them under test, and by the keys of joins.
final class ResourceList: Sendable {
    /// What two resources have in common that are the same words of the same document.
    private struct Words: Hashable {
        let document: ObjectIdentifier
        let properties: TapeWord

        init(_ resource: Resource) {
            document = ObjectIdentifier(resource.document)
            properties = resource.properties
        }
    }

    /// What several equalities leave open, for keys of these kinds.
    private struct OpenKey: Hashable {
        let paths: [JoinIndex.Path]
        let kinds: [JoinIndex.Kind]
    }

    fileprivate let resources: [TracedResource]
    /// Of all resources, in order.
    let positions: [Int]
    private let positionsByWords: [Words: [Int]]
    let isIndexed: Bool
    /// Why there may be others that nobody read; nil where these are all.
    let open: Unknown?
    private let indexes = Mutex<[JoinIndex.Path: JoinIndex]>([:])
    private let compositeIndexes = Mutex<[CompositeJoinIndex.Paths: CompositeJoinIndex]>([:])
    private let openPositions = Mutex<[OpenKey: [Int]]>([:])
    private let saidElements = Mutex<[SaidElements.Key: SaidElements]>([:])

    /// O(resources)
    init(_ resources: [Resource], isIndexed: Bool, open: Unknown?) {
        self.resources = resources.map { TracedResource($0, isTested: false) }
        positions = Array(resources.indices)
        positionsByWords = Dictionary(grouping: resources.indices) { Words(resources[$0]) }
        self.isIndexed = isIndexed
        self.open = open
    }

    /// Where that very resource stands.
    fileprivate func positions(of resource: Resource) -> [Int] {
        positionsByWords[Words(resource), default: []].filter { resources[$0].resource.isSame(as: resource) }
    }

    /// The resources of which `path is key` may be other than false; nil where that may be so of all. O(resources) the first time.
    func candidates(by path: JoinIndex.Path, for key: TracedValue) -> JoinIndex.Candidates? {
        isIndexed ? indexed(by: path, for: key) : nil
    }

    /// The same of two equalities that both have to hold.
    func candidates(
        by paths: CompositeJoinIndex.Paths, for first: TracedValue, _ second: TracedValue
    ) -> JoinIndex.Candidates? {
        guard isIndexed else { return nil }
        let index = compositeIndexes.withLock { indexes in
            if let index = indexes[paths] { return index }
            let index = CompositeJoinIndex(resources, by: paths)
            indexes[paths] = index
            return index
        }
        return index.candidates(for: first, second)
    }

    /// Those of which one of several equalities may be other than false.
    ///
    /// - Parameter found: what each says.
    func candidates(by paths: [JoinIndex.Path], _ found: [JoinIndex.Candidates]) -> JoinIndex.Candidates {
        let equal = Self.union(found.map(\.equal))
        let key = OpenKey(paths: paths, kinds: found.compactMap(\.kind))
        let open =
            openPositions.withLock { $0[key] }
            ?? {
                let open = Self.union(found.map(\.uncertain))
                openPositions.withLock { $0[key] = open }
                return open
            }()
        // One of which one is true, and another open, is asked; what is said of the others is then no longer the same for all.
        let isWhole = !equal.contains { open.place(ofAscending: $0) != nil }
        return JoinIndex.Candidates(
            equal: equal, uncertain: isWhole ? open : open.filter { equal.place(ofAscending: $0) == nil },
            kind: isWhole ? .several(key.kinds) : nil)
    }

    private static func union(_ lists: [[Int]]) -> [Int] {
        let lists = lists.filter { !$0.isEmpty }
        return lists.count > 1 ? Set(lists.joined()).sorted() : lists.first ?? []
    }

    /// What was found out of a join's candidates.
    func saidElements(_ key: SaidElements.Key) -> SaidElements? { saidElements.withLock { $0[key] } }

    func keep(_ said: SaidElements, _ key: SaidElements.Key) { saidElements.withLock { $0[key] = said } }

    /// How many resources there are of which `path is key` is true. O(resources) the first time.
    func partners(by path: JoinIndex.Path, for key: TracedValue) -> (count: Int, open: Int)? {
        indexed(by: path, for: key).map { ($0.equal.count, $0.uncertain.count) }
    }

    private func indexed(by path: JoinIndex.Path, for key: TracedValue) -> JoinIndex.Candidates? {
        let index = indexes.withLock { indexes in
            if let index = indexes[path] { return index }
            let index = JoinIndex(resources, by: path)
            indexes[path] = index
            return index
        }
        return index.candidates(for: key)
    }
}

/// The same for one trace: the resource under test is known among them.
struct RangedResources {
    let list: ResourceList
    private let tested: TracedResource?
    let testedPositions: [Int]

    init(_ list: ResourceList, tested: TracedResource?) {
        self.list = list
        self.tested = tested
        testedPositions = tested.map { list.positions(of: $0.resource) } ?? []
    }

    var count: Int { list.resources.count }

    /// INVARIANT: `position` is below `count`.
    subscript(position: Int) -> Elements.Element {
        let own = testedPositions.contains(position) ? tested : nil
        let resource = own ?? list.resources[position]
        return Elements.element(TracedValue(.resource(resource), .at(.properties(resource))), at: position)
    }
}
