import CByteScan
import ResourceDocuments
import SourceText

/// Where a line stands in its file.
struct LinePlace: Sendable {
    /// In bytes.
    let offset: Int
    let count: Int
    /// From 1.
    let number: Int
}

/// Goes through the lines of a file once, a piece of the file at a time: no more is held than a piece and a line.
struct LineScanner {
    /// A line, in padded bytes that are good until the closure returns.
    enum Line {
        case text(bytes: UnsafeBufferPointer<UInt8>, span: SourceSpan)
        /// Longer than the limit; these are its first bytes.
        case oversized(start: [UInt8])
    }

    private static let pieceSize = 1 << 20
    /// How much of a line that is too long is kept, to show where it begins.
    private static let keptStart = 256

    private let source: any LineSource
    private let maximumLineBytes: Int

    init(_ source: any LineSource, maximumLineBytes: Int) {
        self.source = source
        self.maximumLineBytes = maximumLineBytes
    }

    /// Every line that holds anything, in order, up to where the file cannot be read: its source remembers that. O(file)
    func scan(_ body: (Line, LinePlace) -> Void) {
        var held: [UInt8] = []
        var heldOffset = 0
        var number = 1
        while let piece = source.bytes(at: heldOffset + held.count, count: Self.pieceSize) {
            if piece.isEmpty {
                _ = lines(of: held, at: heldOffset, number: number, body)
                return
            }
            held += piece
            if Self.firstNewline(in: piece) != nil, let end = piece.lastIndex(of: Self.newline) {
                let whole = held.count - piece.count + end + 1
                number += lines(of: Array(held[..<whole]), at: heldOffset, number: number, body)
                held.removeFirst(whole)
                heldOffset += whole
            } else if held.count > maximumLineBytes {
                guard let next = end(ofLineWith: heldOffset + held.count) else { return }
                let place = LinePlace(offset: heldOffset, count: next - heldOffset, number: number)
                body(.oversized(start: Array(held.prefix(Self.keptStart))), place)
                held = []
                heldOffset = next
                number += 1
            }
        }
    }

    private static let newline = UInt8(ascii: "\n")

    /// O(bytes), at the speed of memory: a line may be longer than everything else there is.
    private static func firstNewline(in piece: [UInt8]) -> Int? {
        let index = piece.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { cs_find($0, newline, bytes.count) } ?? bytes.count
        }
        return index < piece.count ? index : nil
    }

    /// Behind the end of the line that `offset` is in; nil where the file cannot be read.
    private func end(ofLineWith offset: Int) -> Int? {
        var offset = offset
        while let piece = source.bytes(at: offset, count: Self.pieceSize) {
            if let end = Self.firstNewline(in: piece) { return offset + end + 1 }
            if piece.isEmpty { return offset }
            offset += piece.count
        }
        return nil
    }

    /// How many lines there were.
    private func lines(of text: [UInt8], at offset: Int, number: Int, _ body: (Line, LinePlace) -> Void) -> Int {
        let padded = PaddedBytes(copying: text)
        let bytes = padded.buffer
        var start = 0
        var count = 0
        while start < bytes.count, let base = bytes.baseAddress {
            let stop = start + cs_find(base + start, Self.newline, bytes.count - start)
            let place = LinePlace(offset: offset + start, count: stop - start, number: number + count)
            if place.count > maximumLineBytes {
                body(.oversized(start: Array(bytes[start..<stop].prefix(Self.keptStart))), place)
            } else if !JSONLines.isBlank(UnsafeBufferPointer(rebasing: bytes[start..<stop])) {
                body(.text(bytes: bytes, span: SourceSpan(start, stop)), place)
            }
            start = stop + 1
            count += 1
        }
        return count
    }
}
