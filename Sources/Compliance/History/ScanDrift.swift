/// How an attachment's scans moved: SCC's violations drift, and the score beside it.
package struct ScanDrift: Sendable {
    package struct Point: Sendable {
        package let scan: ScanRecord
        /// Against the scan before; nil of the first, and where one of the two has no score.
        package let scoreChange: Int?
        /// How many evaluations fail more, or fewer, than in the scan before; nil of the first.
        package let failureChange: Int?
    }

    /// The oldest first.
    package let points: [Point]

    /// - Parameter scans: of one attachment, the oldest first.
    package init(_ scans: some Sequence<ScanRecord>) {
        var points: [Point] = []
        for scan in scans {
            let before = points.last?.scan
            points.append(
                Point(
                    scan: scan,
                    scoreChange: before.flatMap { before in
                        before.score.flatMap { old in scan.score.map { $0 - old } }
                    }, failureChange: before.map { scan.evaluations.failed - $0.evaluations.failed }))
        }
        self.points = points
    }
}
