import ResourceDocuments

/// The elements of a long list by what they are, so that one is found by a look. It stands in the arena.
struct ElementTable {
    private struct Place {
        var hash: UInt32
        /// From 1; 0 where there is none.
        var element: UInt32
    }

    private let elements: ListElements
    private let places: UnsafeMutablePointer<Place>
    private let mask: Int
    /// The kinds that known elements have, one bit each.
    private var kinds: UInt8 = 0
    /// Why others are Unknown.
    private var unknown = UnknownCauses()

    /// nil of a list with elements that equal others in part, such as lists, or that nothing can be told of. O(elements)
    init?(_ elements: ListElements, _ operations: Operations) {
        self.elements = elements
        var size = 16
        while size < elements.count * 2 { size *= 2 }
        mask = size - 1
        places = operations.state.pointee.arena.allocate(size * MemoryLayout<Place>.stride)
            .bindMemory(to: Place.self, capacity: size)
        places.initialize(repeating: Place(hash: 0, element: 0), count: size)
        // Texts may be written so that they meet in one place.
        var looks = elements.count * Self.mostLooks
        for index in 0..<elements.count {
            let element = elements[index]
            if element.isUnknown {
                unknown.formUnion(element.causes)
                continue
            }
            guard let kind = Self.kind(of: element), looks > 0 else { return nil }
            kinds |= kind
            let hash = Self.hash(element, operations)
            var place = Int(hash) & mask
            while places[place].element != 0, !isElement(element, at: places[place], hash, operations) {
                place = (place + 1) & mask
                looks -= 1
            }
            if places[place].element == 0 {
                places[place] = Place(hash: hash, element: UInt32(truncatingIfNeeded: index + 1))
            }
        }
    }

    /// So many for each element, and there is another way.
    private static let mostLooks = 8

    /// One bit for the element's kind; nil where equality is not all or nothing.
    private static func kind(of element: Register) -> UInt8? {
        if element.word.tag == .decimal, Operations.number(element) == nil { return nil }
        return JoinTable.position(of: element).map { 1 &<< UInt8($0) }
    }

    private static func hash(_ element: Register, _ operations: Operations) -> UInt32 {
        let hash = operations.structuralHash(element)
        return UInt32(truncatingIfNeeded: hash ^ (hash &>> 32))
    }

    private func isElement(_ value: Register, at place: Place, _ hash: UInt32, _ operations: Operations) -> Bool {
        place.hash == hash && operations.equal(elements[Int(place.element) - 1], value) == .true
    }

    /// What `value is one of` the list says; nil of a value that has to be compared with each.
    func answer(of value: Register, _ operations: Operations) -> Answer? {
        guard let kind = Self.kind(of: value) else { return nil }
        let hash = Self.hash(value, operations)
        var place = Int(hash) & mask
        while places[place].element != 0 {
            if isElement(value, at: places[place], hash, operations) { return .true }
            place = (place + 1) & mask
        }
        var causes = unknown
        if kinds & ~kind != 0 { causes.formUnion(.wrongType) }
        return causes.isEmpty ? .false : Answer(causes)
    }
}

/// Lists that were asked for elements again and again in this run. A list is known by its register: what it holds does not change before the next
/// resource comes.
struct AskedLists: ~Copyable {
    /// A shorter list is as quickly gone through.
    static let leastCount = 16
    /// From so many questions on a table pays.
    private static let fewQuestions = 8
    private static let capacity = 8

    struct Entry {
        fileprivate let list: Register
        fileprivate var questions = 0
        fileprivate var table: UnsafePointer<ElementTable>?
    }

    private let entries: UnsafeMutablePointer<Entry>
    private var count = 0
    /// The one that makes room for another.
    private var oldest = 0

    init() { entries = .allocate(capacity: Self.capacity) }
    deinit { entries.deallocate() }

    mutating func removeAll() {
        count = 0
        oldest = 0
    }

    fileprivate mutating func entry(of list: Register) -> UnsafeMutablePointer<Entry> {
        for index in 0..<count where entries[index].list.word == list.word && entries[index].list.aux == list.aux {
            return entries + index
        }
        let place = entries + (count < Self.capacity ? count : oldest)
        if count < Self.capacity { count += 1 } else { oldest = (oldest + 1) % Self.capacity }
        place.initialize(to: Entry(list: list))
        return place
    }

    /// Whether it is time to make a table.
    fileprivate static func isDue(_ entry: UnsafeMutablePointer<Entry>) -> Bool {
        entry.pointee.questions += 1
        return entry.pointee.questions == fewQuestions
    }
}

extension Operations {
    /// Whether a long list has an element that equals `value`; nil where each has to be asked.
    @inline(never)
    func lookUp(_ value: Register, in list: Register, _ elements: ListElements) -> Answer? {
        if value.isUnknown { return nil }
        let entry = state.pointee.askedLists.entry(of: list)
        if AskedLists.isDue(entry), let table = ElementTable(elements, self) {
            let place = state.pointee.arena.allocate(MemoryLayout<ElementTable>.size)
                .bindMemory(to: ElementTable.self, capacity: 1)
            place.initialize(to: table)
            entry.pointee.table = UnsafePointer(place)
        }
        return entry.pointee.table?.pointee.answer(of: value.asValue, self)
    }
}
