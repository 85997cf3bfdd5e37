import Compliance
import Foundation
import ResourceDocuments
import RulePacks
import SourceText

/// Judges a stream with workers side by side; what comes out does not depend on how many they are.
struct StreamEvaluation {
    let run: StreamedRun
    /// None for standard input.
    let files: [String]
    let masks: StreamMasks?
    /// nil: all of it is judged as of the run's instant.
    let clock: (() -> Instant)?
    let explains: Bool
    let jobs: Int

    /// Parts that may wait for an earlier one, for each worker.
    private static let window = 4

    /// - Returns: the sum of what came, what could not be read, and how the writing of the answers ended.
    func evaluate() -> (tally: StreamTally, problems: [Diagnostic], output: OrderedOutput.State) {
        let source = ChunkSource(files: files, maximumLineBytes: run.limits.maximumBytes, clock: clock)
        let output = OrderedOutput(window: jobs * Self.window)
        let worker = StreamWorker(
            run: run, source: source, output: output, masks: masks, showsFile: !files.isEmpty, explains: explains)
        let total = WorkerTotal(workers: jobs)
        for _ in 1..<jobs {
            let thread = Thread { total.add(worker.work()) }
            thread.stackSize = Self.stackSize
            thread.start()
        }
        total.add(worker.work())
        return (total.wait(), source.problems, output.state)
    }

    /// As the main thread has: rules and documents nest.
    private static let stackSize = 8 << 20
}

/// Adds up what workers have counted.
///
/// Unchecked because of the lock: what changes is used under it alone.
private final class WorkerTotal: @unchecked Sendable {
    private let lock = NSCondition()
    private var tally = StreamTally()
    private var working: Int

    init(workers: Int) { working = workers }

    func add(_ part: StreamTally) {
        lock.withLock {
            tally.add(part)
            working -= 1
            lock.signal()
        }
    }

    /// Returns when every worker is done.
    func wait() -> StreamTally {
        lock.withLock {
            while working > 0 { lock.wait() }
            return tally
        }
    }
}
