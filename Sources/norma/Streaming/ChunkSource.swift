import Foundation
import ResourceDocuments
import ResourceReaders
import RulePacks
import SourceText

/// The lines of the files of a stream, or of standard input, in chunks that workers take one after another.
///
/// Unchecked because of the lock: what changes is used by the worker alone that has it. The one that waits for input has it too, and
/// others wait for that one.
final class ChunkSource: @unchecked Sendable {
    /// Where a chunk comes in the stream.
    struct Place {
        /// From 0, and without a gap.
        let sequence: Int
        /// From 0.
        let fileNumber: Int
        let file: String
        /// When it was read; nil where nobody asks.
        let time: Instant?
        /// In place of a chunk: the file could not be read from some line on.
        var fault: Fault?
    }

    struct Fault {
        /// From 1.
        let line: Int
        let diagnostic: Diagnostic
    }

    private let lock = NSLock()
    private var waiting: ArraySlice<String>
    private let maximumLineBytes: Int
    private let clock: (() -> Instant)?
    private var input: UnpackedInput?
    /// Of the input.
    private var name: String
    private var chunks: LineChunks
    /// Whether the input had a line.
    private var hasLines = false
    private var sequence = 0
    private var fileNumber = 0
    private var found: [Diagnostic] = []

    /// - Parameter files: none for standard input.
    init(files: [String], maximumLineBytes: Int, clock: (() -> Instant)?) {
        self.clock = clock
        waiting = files[...]
        self.maximumLineBytes = maximumLineBytes
        chunks = LineChunks(maximumLineBytes: maximumLineBytes)
        name = DescriptorInput.standardInput.name
        if files.isEmpty { input = UnpackedInput(DescriptorInput.standardInput) }
    }

    /// What could not be read.
    var problems: [Diagnostic] { lock.withLock { found } }

    /// Fills a chunk with what comes next, or says what could not be read of it; nil at the end.
    func next(into chunk: LineChunk) -> Place? {
        lock.lock()
        defer { lock.unlock() }
        while input != nil || !waiting.isEmpty {
            var isFilled = false
            var fault: Fault?
            do throws(FileProblem) {
                isFilled = try fill(chunk)
            } catch {
                fault = self.fault(error)
            }
            if isFilled { hasLines = true }
            let place = Place(sequence: sequence, fileNumber: fileNumber, file: name, time: clock?(), fault: fault)
            if !isFilled {
                // Standard input may have nothing to say; a file without a line is a download that failed.
                if fault == nil, !hasLines, name != DescriptorInput.standardInput.name {
                    found.append(InventoryDiagnostics.emptyStream(name))
                }
                input = nil
                fileNumber += 1
            }
            if isFilled || fault != nil {
                sequence += 1
                return place
            }
        }
        return nil
    }

    private func fill(_ chunk: LineChunk) throws(FileProblem) -> Bool {
        let input = try current()
        return try chunks.fill(chunk) { room throws(FileProblem) in try input.read(into: room) }
    }

    /// INVARIANT: there is one, or one is waiting.
    private func current() throws(FileProblem) -> UnpackedInput {
        if let input { return input }
        name = waiting.popFirst() ?? name
        hasLines = false
        chunks = LineChunks(maximumLineBytes: maximumLineBytes)
        let opened = UnpackedInput(try DescriptorInput(name))
        input = opened
        return opened
    }

    /// A line of which only the begin came is none: where it breaks off it may look like another.
    private func fault(_ problem: FileProblem) -> Fault {
        var diagnostic = Diagnostic.unreadableFile(problem, at: nil)
        diagnostic.message += "; line \(chunks.line) and what follows it are not judged"
        if let start = input?.damagedFrom, start < chunks.line {
            let answered = start == chunks.line - 1 ? "line \(start)" : "lines \(start) to \(chunks.line - 1)"
            diagnostic.message += ", and what is said of \(answered) may rest on damaged text"
        }
        found.append(diagnostic)
        let begin = SourceFile(name: name, text: [], firstLine: chunks.line)
        diagnostic.primary = Diagnostic.Label(SourcePlace(begin, .empty(at: 0)))
        return Fault(line: chunks.line, diagnostic: diagnostic)
    }
}
