import ResourceDocuments
import ResourceReaders
import RuleChecker

/// A place whose value decides questions.
struct Subject {
    enum Sort: Hashable {
        case value
        /// What a function makes of a text, such as `lower`.
        case text(BuiltinFunction)
        /// A whole number that is not below zero.
        case count(most: Int64?)
        /// The kind of the resource that the rule judges.
        case kind
        /// The property `kind`, which an object of Kubernetes has from its kind.
        case objectKind
    }

    let sort: Sort
    /// Those that the rule is for; nil where nobody asks.
    let kinds: [KindPattern]?
    /// nil of what a function makes, or a variable holds.
    let standing: Standing?
    /// What the questions name.
    var constants: [Value] = []
    /// What text at the place is read as, by one question or another.
    var readings: Set<Conversion> = []
    /// The beginnings and the ends of texts that the questions ask for.
    var starts: Set<String> = []
    var ends: Set<String> = []

    init(sort: Sort, kinds: [KindPattern]?, standing: Standing?) {
        self.sort = sort
        self.kinds = kinds
        self.standing = standing
    }

    /// The texts that can stand there; nil for any.
    private var objectKinds: [Value]? {
        guard sort == .objectKind, let kinds, kinds.allSatisfy({ $0.objectKind != nil }) else { return nil }
        return kinds.compactMap { $0.objectKind.map(Value.string) }
    }

    fileprivate var readsNumbers: Bool { readings.contains(.number) }

    var readsAddresses: Bool { readings.contains(.address) }

    /// Whether the representative is the one value of its sort.
    func isOnly(_ representative: Representative) -> Bool {
        switch representative {
        case .absent, .missing, .unreadable: true
        case .value(.boolean), .value(.string("")), .value(.list([])), .value(.map([])): true
        case .value(let value): sort == .kind || constants.contains(value) || objectKinds?.contains(value) == true
        case .undetermined, .optional, .otherText, .addresses, .instant, .addressList, .otherList, .otherMap: false
        }
    }
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
        case .kind:
            guard let kinds else { return texts + otherTexts }
            let exact = kinds.filter { !$0.hasWildcard }.map { Representative.value(.string($0.text)) }
            return exact + (texts + otherTexts).filter { text in kinds.contains { $0.mayTakeIn(text) } }
        case .count(let most): return counts(upTo: most)
        case .text, .value, .objectKind:
            guard let numbers, let ordered = OrderedSorts.values(of: constants) else { return nil }
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
            let texts = objectKinds?.map(Representative.value) ?? (otherTexts + self.texts).filter(mayBeGiven)
            let all: [Representative] =
                plain + texts + read + numbers + ordered.map(Representative.value) + otherLists + containers
                + [.value(.list([]))]
            return all.filter { standing?.allows($0) ?? true }
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
        guard let (scaled, digits) = Self.scaled(named) else { return nil }
        let sorted = Set(scaled).sorted()
        var all = sorted
        if let first = sorted.first, let last = sorted.last { all += [first - 2, last + 2] }
        all += zip(sorted, sorted.dropFirst()).map { $0 + ($1 - $0) / 2 }
        if all.isEmpty { all = [0] }
        let numbers = all.map { ExactNumber($0).scaled(byPowerOfTen: -digits) }
        let written = readsNumbers ? numbers.map { Representative.value(.string($0.description)) } : []
        return numbers.map { .value(.number($0)) } + written
    }

    /// Whether the function may give such a text.
    private func mayBeGiven(_ representative: Representative) -> Bool {
        guard case .text(let function) = sort else { return true }
        switch representative {
        case .value(.string(let text)): return function.mayGive(text)
        case .otherText(let start, let end): return function.mayGive(start: start) && function.mayGive(end: end)
        case .value, .absent, .missing, .unreadable, .undetermined, .optional, .addresses, .instant, .addressList,
            .otherList, .otherMap:
            return true
        }
    }

    /// Zero, and each number that is named with its two neighbours.
    private func counts(upTo most: Int64?) -> [Representative]? {
        var all: Set<Int64> = [0, 1]
        for case .number(let number) in constants {
            guard let whole = number.int64, whole.magnitude < 1 << 40 else { return nil }
            all.formUnion([whole - 1, whole, whole + 1])
        }
        let possible = all.filter { $0 >= 0 && $0 <= most ?? .max }.sorted()
        return [.missing, .unreadable] + possible.map { .value(.number(ExactNumber($0))) }
    }

    private static let mostDigits = 7

    /// As whole numbers, with one digit more behind the point than any of them has: there is room between any two.
    private static func scaled(_ numbers: [ExactNumber]) -> (whole: [Int64], digits: Int)? {
        for digits in 1...mostDigits {
            let scaled = numbers.compactMap { number -> Int64? in
                guard number.scaled(byPowerOfTen: digits - 1).isWhole,
                    let whole = number.scaled(byPowerOfTen: digits).int64, whole.magnitude < 1 << 61
                else { return nil }
                return whole
            }
            if scaled.count == numbers.count { return (scaled, digits) }
        }
        return nil
    }
}

extension KindPattern {
    fileprivate var objectKind: String? { hasWildcard ? nil : KubernetesKind.objectKind(of: text) }

    /// Whether there may be a kind of the pattern that begins and ends so, or is the one.
    fileprivate func mayTakeIn(_ representative: Representative) -> Bool {
        switch representative {
        case .value(.string(let kind)): return matches(kind)
        case .otherText(let start, let end):
            guard hasWildcard else { return false }
            let parts = text.split(separator: "*", omittingEmptySubsequences: false)
            func agree(_ left: some Sequence<Character>, _ right: some Sequence<Character>) -> Bool {
                zip(left, right).allSatisfy { $0 == "?" || $0 == $1 }
            }
            return agree(parts.first ?? "", start) && agree((parts.last ?? "").reversed(), end.reversed())
        case .value, .absent, .missing, .unreadable, .undetermined, .optional, .addresses, .instant, .addressList,
            .otherList, .otherMap:
            return false
        }
    }
}
