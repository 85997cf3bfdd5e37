/// What GitHub's code scanning takes of a SARIF file, and refuses the file for beyond it.
package struct SARIFLimits: Sendable {
    package let runs: Int
    /// Of one run.
    package let results: Int

    package static let gitHub = SARIFLimits(runs: 20, results: 25_000)
}

/// Of what a SARIF report holds more than GitHub's code scanning takes, and how many.
package enum SARIFExcess: Hashable, Sendable {
    case runs(Int)
    /// In the run that has the most.
    case results(Int)

    /// - Parameter counts: of each run's results.
    static func all(_ counts: [Int], beyond limits: SARIFLimits) -> [SARIFExcess] {
        let most = counts.max() ?? 0
        return (counts.count > limits.runs ? [.runs(counts.count)] : [])
            + (most > limits.results ? [.results(most)] : [])
    }
}
