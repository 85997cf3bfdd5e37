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

    private var lines: [String: [Line]] = [:]

    /// Of a kind: as many as of a file that is read line by line.
    static let keptLines = MisspeltProperties.lineSample
    /// A longer line is not kept, in bytes: memory is not to grow with the stream.
    private static let longestLine = 1 << 16
    /// More kinds than a provider has.
    private static let keptKinds = 1 << 12

    package init() {}

    /// - Parameter file: its position in the stream, and its name.
    package mutating func keep(_ line: StreamLine, of frame: ResourceFrame, in file: (number: Int, name: String)) {
        guard line.span.count <= Self.longestLine else { return }
        let kind = String(decoding: frame.view.bytes(of: frame.attributes.kind), as: UTF8.self)
        let count = lines[kind]?.count ?? 0
        guard count < Self.keptLines, count > 0 || lines.count < Self.keptKinds else { return }
        lines[kind, default: []].append(
            Line(
                file: file.number, fileName: file.name, number: line.number,
                text: Array(line.bytes[line.span.start..<line.span.end])))
    }

    package mutating func add(_ other: StreamSamples) { lines.merge(other.lines, uniquingKeysWith: +) }

    /// Sorted.
    package var kinds: [String] { lines.keys.sorted() }

    /// Some resources of a kind, in the order of the stream.
    package func resources(
        ofKind kind: String, limit: Int = .max, keys: KeyTable, limits: DocumentLimits
    ) -> [Resource] {
        (lines[kind] ?? []).sorted(by: Self.isBefore).prefix(min(limit, Self.keptLines)).compactMap { line in
            line.text.withUnsafeBufferPointer { text in
                StreamedLine.read(
                    text, number: line.number, of: line.fileName, keys: keys, limits: limits, isKnown: true
                ).resource
            }
        }
    }

    private static func isBefore(_ line: Line, _ other: Line) -> Bool {
        (line.file, line.number) < (other.file, other.number)
    }
}
