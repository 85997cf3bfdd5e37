import ResourceDocuments

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
    /// Whether text that holds a number is read as one.
    var readsNumbers = false

    init(sort: Sort, kinds: [String]) {
        self.sort = sort
        self.kinds = kinds
    }

    /// One for each sort of value that the questions can tell apart; nil where that cannot be said.
    var representatives: [Representative]? {
        switch sort {
        case .kind where !kinds.isEmpty: return kinds.map { .value(.string($0)) }
        case .kind: return texts + [.otherText]
        case .count: return counts
        case .value:
            guard let numbers = numbers else { return nil }
            let containers = constants.compactMap { value -> Representative? in
                switch value {
                case .list, .map: .value(value)
                case .boolean, .number, .string, .address, .instant, .span, .version, .pattern: nil
                }
            }
            let plain: [Representative] = [
                .absent, .missing, .undetermined, .value(.boolean(true)), .value(.boolean(false)), .otherText,
                .value(.list([])), .otherList, .value(.map([])), .otherMap,
            ]
            let all = plain + texts + numbers + containers
            var seen: Set<Representative> = []
            return all.filter { seen.insert($0).inserted }
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
        return [.missing] + all.filter { $0 >= 0 }.sorted().map { .value(.number(ExactNumber($0))) }
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
