package import ResourceDocuments
import SourceText

/// Hands the resources of an inventory to a machine one after another: those in memory as they are, the others out of their
/// lines, in one parser's buffers.
///
/// Rows are best asked for in their order: then each file is read once, piece by piece.
package struct RowReader: ~Copyable {
    private let rows: ResourceRows
    private var stream: ResourceStream?
    private var file: Int?
    private var piece = PaddedBytes(copying: [])
    private var pieceOffset = 0

    private static let pieceSize = 1 << 20

    package init(_ rows: ResourceRows) { self.rows = rows }

    /// The resource of a row, good until the next call; nil where its line cannot be read any more.
    package mutating func frame(of row: Int) -> ResourceFrame? {
        switch rows.place(of: row) {
        case .held(let index): return rows.resources[index].frame
        case .line(let line, let file):
            guard let span = span(of: line, in: file) else { return nil }
            return stream?.frame(of: piece.buffer, at: span)
        }
    }

    /// Does something with the bytes of a row's line; nil where they cannot be read any more, and for a row that is in memory.
    mutating func withLine<Result>(of row: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        guard case .line(let line, let file) = rows.place(of: row), let span = span(of: line, in: file) else {
            return nil
        }
        return body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece.buffer)[span.start..<span.end]))
    }

    /// Where a line stands in the piece that holds it, which is read where another one is in memory.
    private mutating func span(of line: LinePlace, in file: Int) -> SourceSpan? {
        if self.file != file {
            self.file = file
            stream = ResourceStream(
                of: rows.files[file].name, keys: KeyTable(copying: rows.keys), limits: rows.limits)
            piece = PaddedBytes(copying: [])
        }
        if line.offset < pieceOffset || line.offset + line.count > pieceOffset + piece.count {
            guard let bytes = bytes(of: rows.files[file], from: line) else { return nil }
            piece = PaddedBytes(copying: bytes)
            pieceOffset = line.offset
        }
        let start = line.offset - pieceOffset
        return SourceSpan(start, start + line.count)
    }

    /// The id of a row's resource; nil where its line cannot be read any more.
    package mutating func id(of row: Int) -> String? {
        switch rows.place(of: row) {
        case .held(let index): rows.resources[index].id
        case .line:
            frame(of: row).map { String(decoding: $0.view.bytes(of: $0.attributes.id), as: UTF8.self) }
        }
    }

    /// The line, and some of what is behind it.
    private func bytes(of file: any LineSource, from line: LinePlace) -> [UInt8]? {
        for wanted in [max(Self.pieceSize, line.count), line.count] {
            guard let bytes = file.bytes(at: line.offset, count: wanted) else { return nil }
            if bytes.count >= line.count { return bytes }
        }
        return nil
    }
}
