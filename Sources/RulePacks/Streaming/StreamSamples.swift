package import ResourceDocuments
package import ResourceReaders
import SourceText

/// The first lines of each kind of a stream, for what is told when it ends: what writes a long stream writes all lines alike.
///
/// Each worker keeps its own. Put together they give the same lines however many workers there were, for a worker's lines come in order.
package struct StreamSamples: Sendable {
    private struct Line {
        let file: Int
        let fileName: String
        let number: Int
        let text: [UInt8]
    }

    /// The first lines of one kind, up to the first that makes them too many or too long. So those of all workers together begin with what one worker would have
    /// kept of all.
    private struct Sample {
        private(set) var lines: [Line] = []
        private var byteCount = 0
        private var isFull = false

        init(_ lines: [Line] = []) { for line in lines { add(line) } }

        mutating func add(_ line: @autoclosure () -> Line) {
            if isFull { return }
            let line = line()
            isFull = lines.count == keptLines || byteCount + line.text.count > keptBytes
            if isFull { return }
            lines.append(line)
            byteCount += line.text.count
        }
    }

    /// Of each worker's part of the stream.
    private var samples: [String: [Sample]] = [:]

    /// Of a kind: as many as of a file that is read line by line.
    static let keptLines = MisspeltProperties.lineSample
    /// Of a kind, in bytes: memory is not to grow with the stream.
    private static let keptBytes = 1 << 17
    /// A longer line is not kept, in bytes.
    private static let longestLine = 1 << 16
    /// More kinds than a provider has.
    private static let keptKinds = 1 << 12

    package init() {}

    /// - Parameter file: its position in the stream, and its name.
    package mutating func keep(_ line: StreamLine, of frame: ResourceFrame, in file: (number: Int, name: String)) {
        guard line.span.count <= Self.longestLine else { return }
        let kind = String(decoding: frame.view.bytes(of: frame.attributes.kind), as: UTF8.self)
        guard samples[kind] != nil || samples.count < Self.keptKinds else { return }
        samples[kind, default: [Sample()]][0].add(
            Line(
                file: file.number, fileName: file.name, number: line.number,
                text: Array(line.bytes[line.span.start..<line.span.end])))
    }

    package mutating func add(_ other: StreamSamples) { samples.merge(other.samples, uniquingKeysWith: +) }

    /// Sorted.
    package var kinds: [String] { samples.keys.sorted() }

    /// Some resources of a kind, in the order of the stream.
    package func resources(
        ofKind kind: String, limit: Int = .max, keys: KeyTable, limits: DocumentLimits
    ) -> [Resource] {
        let lines = (samples[kind] ?? []).flatMap(\.lines).sorted { ($0.file, $0.number) < ($1.file, $1.number) }
        return Sample(lines).lines.prefix(limit).compactMap { line in
            line.text.withUnsafeBufferPointer { text in
                StreamedLine.read(
                    text, number: line.number, of: line.fileName, keys: keys, limits: limits, isKnown: true
                ).resource
            }
        }
    }
}
