import ResourceDocuments
import RuleChecker

/// A place whose value decides questions.
struct Subject {
    enum Sort {
        case value
        /// A whole number that is not below zero.
        case count
        /// The kind of the resource that the rule judges.
        case kind
    }

    let sort: Sort
    let kinds: [String]
    /// What the questions name.
    var constants: [Value] = []
    /// What text at the place is read as, by one question or another.
    var readings: Set<Conversion> = []
    /// The beginnings and the ends of texts that the questions ask for.
    var starts: Set<String> = []
    var ends: Set<String> = []

    init(sort: Sort, kinds: [String]) {
        self.sort = sort
        self.kinds = kinds
    }

    fileprivate var readsNumbers: Bool { readings.contains(.number) }

    var readsAddresses: Bool { readings.contains(.address) }
}

/// The sorts of values that the questions about one place can tell apart.
struct SubjectSorts {
    let addresses: AddressSorts?
    let instants: InstantSorts?
    /// Whether texts are told apart by how they begin and end.
    let haveEdges: Bool
    /// One for each sort; nil where the sorts cannot be told.
    let representatives: [Representative]?

    private static let maximumEdges = 10

    init(_ subject: Subject) {
        addresses = subject.readsAddresses ? AddressSorts(subject.constants) : nil
        instants = subject.readings.contains(.instant) ? InstantSorts(subject.constants) : nil
        haveEdges = max(subject.starts.count, subject.ends.count) <= Self.maximumEdges
        representatives = subject.representatives(
            otherTexts: haveEdges ? subject.otherTexts : [.otherText(start: "", end: "")],
            otherLists: addresses?.lists ?? [.otherList],
            read: (addresses?.ranges.map(Representative.addresses) ?? [])
                + (instants?.all.map(Representative.instant) ?? []))
    }

    /// Whether text that reads so has sorts of its own, and other text none of them.
    func tellApart(_ reading: Conversion) -> Bool {
        switch reading {
        case .address: addresses != nil
        case .instant: instants != nil
        case .span, .version, .quantity, .pattern, .number: false
        }
    }
}

extension Subject {
    fileprivate func representatives(
        otherTexts: [Representative], otherLists: [Representative], read: [Representative]
    ) -> [Representative]? {
        switch sort {
        case .kind where !kinds.isEmpty: return kinds.map { .value(.string($0)) }
        case .kind: return texts + otherTexts
        case .count: return counts
        case .value:
            guard let numbers else { return nil }
            let containers = constants.compactMap { value -> Representative? in
                switch value {
                case .list, .map: .value(value)
                case .boolean, .number, .string, .address, .instant, .span, .version, .pattern: nil
                }
            }
            let plain: [Representative] = [
                .absent, .missing, .unreadable, .undetermined, .optional, .value(.boolean(true)),
                .value(.boolean(false)), .value(.map([])), .otherMap,
            ]
            return plain + otherTexts + texts + read + numbers + otherLists + containers + [.value(.list([]))]
        }
    }

    /// A text that begins with one of the beginnings begins with those that this one begins with; so it ends.
    fileprivate var otherTexts: [Representative] {
        starts.union([""]).sorted().flatMap { start in
            ends.union([""]).sorted().map { .otherText(start: start, end: $0) }
        }
    }

    private var texts: [Representative] {
        let named = constants.compactMap { if case .string(let text) = $0 { text } else { nil } }
        return ([""] + named).map { .value(.string($0)) }
    }

    /// The numbers that are named, one between each two, and one on either side.
    private var numbers: [Representative]? {
        var named: [ExactNumber] = []
        for value in constants {
            switch value {
            case .number(let number): named.append(number)
            case .string(let text): if readsNumbers, let number = ExactNumber(text) { named.append(number) }
            case .boolean, .list, .map, .address, .instant, .span, .version, .pattern: continue
            }
        }
        guard let scaled = Self.scaled(named) else { return nil }
        let sorted = Set(scaled).sorted()
        var all = sorted
        if let first = sorted.first, let last = sorted.last { all += [first - Self.scale, last + Self.scale] }
        all += zip(sorted, sorted.dropFirst()).map { $0 + ($1 - $0) / 2 }
        if all.isEmpty { all = [0] }
        let numbers = all.map { ExactNumber($0).scaled(byPowerOfTen: -Self.digits) }
        let written = readsNumbers ? numbers.map { Representative.value(.string($0.description)) } : []
        return numbers.map { .value(.number($0)) } + written
    }

    /// Zero, and each number that is named with its two neighbours.
    private var counts: [Representative]? {
        var all: Set<Int64> = [0, 1]
        for case .number(let number) in constants {
            guard let whole = number.int64, abs(whole) < 1 << 40 else { return nil }
            all.formUnion([whole - 1, whole, whole + 1])
        }
        return [.missing, .unreadable] + all.filter { $0 >= 0 }.sorted().map { .value(.number(ExactNumber($0))) }
    }

    // So many digits behind the point leave room between any two numbers that have at most six.
    private static let digits = 7
    private static let scale: Int64 = 10_000_000

    private static func scaled(_ numbers: [ExactNumber]) -> [Int64]? {
        let scaled = numbers.compactMap { number -> Int64? in
            guard let whole = number.scaled(byPowerOfTen: digits).int64, abs(whole / scale) < 1 << 38, whole % 10 == 0
            else { return nil }
            return whole
        }
        return scaled.count == numbers.count ? scaled : nil
    }
}
