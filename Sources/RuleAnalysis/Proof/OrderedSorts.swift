import ResourceDocuments

/// The sorts of versions, and of spans of time, that questions about some of them can tell apart: those that are named, what lies between
/// two of them, and what lies on either side.
enum OrderedSorts {
    /// nil where nobody knows what lies between two of them.
    static func values(of constants: [Value]) -> [Value]? {
        let versions = constants.compactMap { if case .version(let version) = $0 { version } else { nil } }
        let spans = constants.compactMap { if case .span(let span) = $0 { span } else { nil } }
        guard let versions = sorts(of: versions, least: VersionNumber("0-0"), between: Self.between),
            let spans = sorts(of: spans)
        else { return nil }
        return versions.map(Value.version) + spans.map(Value.span)
    }

    // MARK: Versions

    private static func sorts(
        of named: [VersionNumber], least: VersionNumber?, between: (VersionNumber, VersionNumber) -> VersionNumber?
    ) -> [VersionNumber]? {
        let sorted = Set(named).sorted()
        guard let first = sorted.first, let last = sorted.last, let least else { return [] }
        // So many nines come after every number that is written in fewer digits.
        let nines = VersionNumber(String(repeating: "9", count: last.description.count + 1))
        let gaps = zip(sorted, sorted.dropFirst()).map(between)
        guard let nines, gaps.allSatisfy({ $0 != nil }) else { return nil }
        return sorted + gaps.compactMap(\.self) + (least < first ? [least] : []) + [nines]
    }

    private static let mostZeros = 6

    private static func between(_ low: VersionNumber, _ high: VersionNumber) -> VersionNumber? {
        var numbers = low.description.prefix { $0.isNumber || ["v", "V", ".", "_"].contains($0) }
        // A label stands behind the last one.
        if numbers.hasSuffix("_") { numbers.removeLast() }
        let smaller = (0...mostZeros).map { "\(numbers)\(String(repeating: ".0", count: $0)).1" }
        let candidates = ["\(low).0", "\(low)-0", "\(high)-0"] + smaller
        return candidates.lazy.compactMap { VersionNumber($0) }.first { low < $0 && $0 < high }
    }

    // MARK: Spans

    private static let nanosecondsInASecond: Int128 = 1_000_000_000

    /// nil where one lies beyond what can be counted.
    private static func sorts(of named: [TimeSpan]) -> [TimeSpan]? {
        let sorted = Set(named.map { Int128($0.seconds) * nanosecondsInASecond + Int128($0.nanoseconds) }).sorted()
        guard let first = sorted.first, let last = sorted.last else { return [] }
        let between = zip(sorted, sorted.dropFirst()).map { $0 + ($1 - $0) / 2 }
        let sorts = Set(sorted + between + [first - 1, last + 1]).sorted()
        let spans = sorts.compactMap { nanoseconds -> TimeSpan? in
            let rest = (nanoseconds % nanosecondsInASecond + nanosecondsInASecond) % nanosecondsInASecond
            let seconds = Int64(exactly: (nanoseconds - rest) / nanosecondsInASecond)
            return seconds.map { TimeSpan(seconds: $0, nanoseconds: Int32(rest)) }
        }
        return spans.count == sorts.count ? spans : nil
    }
}
