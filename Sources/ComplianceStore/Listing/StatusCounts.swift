import Compliance

/// How many results of a group have each status.
struct StatusCounts {
    private var failed = 0
    private var unknown = 0
    private var masked = 0
    private var passed = 0

    mutating func count(_ status: ResultStatus) {
        switch status {
        case .fail: failed += 1
        case .unknown: unknown += 1
        case .masked: masked += 1
        case .pass: passed += 1
        }
    }

    mutating func add(_ other: StatusCounts) {
        failed += other.failed
        unknown += other.unknown
        masked += other.masked
        passed += other.passed
    }

    /// More fail; of as many, more are unknown; of as many, more are masked.
    func isWorse(than other: StatusCounts) -> Bool {
        (failed, unknown, masked) > (other.failed, other.unknown, other.masked)
    }

    /// Without those that no result has.
    var byStatus: [ResultStatus: Int] {
        let all: [(ResultStatus, Int)] = [(.fail, failed), (.unknown, unknown), (.masked, masked), (.pass, passed)]
        return Dictionary(uniqueKeysWithValues: all.filter { $0.1 > 0 })
    }
}
