import ArgumentParser
import Foundation

/// `--stream`, `--explain`, `--jobs`
struct StreamOptions: ParsableArguments {
    @Flag(
        help: """
            Judge resources as they come, an envelope a line, and write a line of JSON for each; from standard input where no \
            --inventory is named.
            """)
    var stream = false

    @Flag(help: "With --stream: also why rules fail or are unknown.")
    var explain = false

    @Option(
        help: ArgumentHelp(
            "With --stream: how many workers share the lines. Default: the processors there are.", valueName: "number"))
    var jobs: Int?

    /// What `jobs` may be: each worker has buffers and a machine of its own.
    private static let workers = 1...256

    func validate() throws {
        if explain, !stream { throw ValidationError("--explain wants --stream; without it findings are always shown") }
        if jobs != nil, !stream { throw ValidationError("--jobs wants --stream") }
        if let jobs, !Self.workers.contains(jobs) {
            throw ValidationError(
                "--jobs is a number of workers from \(Self.workers.lowerBound) to \(Self.workers.upperBound)")
        }
    }

    var workerCount: Int {
        jobs ?? min(max(ProcessInfo.processInfo.activeProcessorCount, 1), Self.workers.upperBound)
    }
}
