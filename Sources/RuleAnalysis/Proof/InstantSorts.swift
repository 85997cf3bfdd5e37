import ResourceDocuments

/// The sorts of instants that questions about some instants and ages can tell apart: those that are named, and what lies between them.
struct InstantSorts {
    let all: [Instant]
    /// Whether every age is measured from `asOf`, which may be any day: beside an instant that is named it may lie before or after that.
    let agesAreOfOneDay: Bool

    /// When ages are measured from, where only they are asked about.
    static let asOf = Instant(seconds: 4_000_000_000)

    private static let nanosecondsInASecond: Int128 = 1_000_000_000

    /// nil where one lies beyond what can be counted.
    init?(_ constants: [Value]) {
        var named: [Instant] = []
        var ages: [Instant] = []
        for value in constants {
            switch value {
            case .instant(let instant): named.append(instant)
            case .span(let age):
                guard let instant = Self.asOf - age else { return nil }
                ages.append(instant)
            case .boolean, .number, .string, .list, .map, .address, .version, .pattern: continue
            }
        }
        agesAreOfOneDay = named.isEmpty
        let sorted = Set((named + (named.isEmpty ? ages : [])).map(Self.nanoseconds)).sorted()
        guard let first = sorted.first, let last = sorted.last else {
            all = [Self.asOf]
            return
        }
        let between = zip(sorted, sorted.dropFirst()).map { $0 + ($1 - $0) / 2 }
        let sorts = Set(sorted + between + [first - 1, last + 1]).sorted()
        all = sorts.compactMap(Self.instant)
        guard all.count == sorts.count else { return nil }
    }

    private static func nanoseconds(_ instant: Instant) -> Int128 {
        Int128(instant.seconds) * nanosecondsInASecond + Int128(instant.nanoseconds)
    }

    private static func instant(_ nanoseconds: Int128) -> Instant? {
        let rest = (nanoseconds % nanosecondsInASecond + nanosecondsInASecond) % nanosecondsInASecond
        guard let seconds = Int64(exactly: (nanoseconds - rest) / nanosecondsInASecond) else { return nil }
        return Instant(seconds: seconds, nanoseconds: Int32(rest))
    }
}
