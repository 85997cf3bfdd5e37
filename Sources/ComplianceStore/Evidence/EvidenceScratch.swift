import Foundation

/// What findings of one rule show, unpacked into a file that has no name: a report asks for it by resource, and the store has it packed in the
/// order of the scan, where each look at another block unpacks up to 64 texts.
struct EvidenceScratch {
    /// In order, each once.
    private var numbers: [Int64] = []
    /// Where each text ends in the file.
    private var ends: [UInt64] = []
    private let file: FileHandle

    private static let pieceSize = 1 << 18

    /// Throws where there is no room for it.
    ///
    /// - Parameter evidence: in order, each once; what cannot be read is left out.
    init(of evidence: [Int64], from reader: EvidenceReader) throws {
        file = try Self.unnamedFile()
        var piece = Data()
        var end: UInt64 = 0
        for number in evidence {
            guard let content = try reader.content(of: number) else { continue }
            piece.append(contentsOf: content.utf8)
            end += UInt64(content.utf8.count)
            numbers.append(number)
            ends.append(end)
            if piece.count >= Self.pieceSize {
                try file.write(contentsOf: piece)
                piece.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: piece)
    }

    /// nil where it could not be read from the store.
    func content(of evidence: Int64) throws -> String? {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = low + (high - low) / 2
            if numbers[middle] < evidence { low = middle + 1 } else { high = middle }
        }
        guard low < numbers.count, numbers[low] == evidence else { return nil }
        let start = low == 0 ? 0 : ends[low - 1]
        try file.seek(toOffset: start)
        return try file.read(upToCount: Int(ends[low] - start)).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func unnamedFile() throws -> FileHandle {
        let place = FileManager.default.temporaryDirectory.appending(path: "norma-evidence-\(UUID().uuidString)")
        guard
            FileManager.default.createFile(
                atPath: place.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        defer { try? FileManager.default.removeItem(at: place) }
        return try FileHandle(forUpdating: place)
    }
}
