import Foundation
import ResourceDocuments
import RulePacks

/// Unpacks one format piece by piece.
protocol Unpacker: AnyObject {
    /// Nothing is open: the packed bytes may end here.
    var isComplete: Bool { get }

    /// What came before a fault is given with it.
    func unpack(_ packed: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> UnpackedPart
}

struct UnpackedPart {
    /// Of the packed bytes.
    var taken = 0
    /// Written to the buffer.
    var given = 0
    /// Nothing can be unpacked behind what was given.
    var fault: UnpackingFault?
}

/// Why packed bytes cannot be unpacked.
enum UnpackingFault {
    /// They are not what the format has.
    case damaged(String)
    /// They ask for more memory than any packed input gets; in bytes, nil where they do not say how much.
    case window(UInt64?, limit: UInt64)
}

/// A format that files are packed in, known by their first bytes (RFC 1952, 2.3.1; RFC 8878, 3.1.1).
enum PackedFormat: CaseIterable {
    case gzip, zstd

    var name: String {
        switch self {
        case .gzip: "gzip"
        case .zstd: "Zstandard"
        }
    }

    var fileEnding: String {
        switch self {
        case .gzip: ".gz"
        case .zstd: ".zst"
        }
    }

    /// One of them begins each file; one of Zstandard may begin with a frame that is passed over (RFC 8878, 3.1.2).
    fileprivate var beginnings: [[UInt8]] {
        switch self {
        case .gzip: [[0x1F, 0x8B]]
        case .zstd: [[0x28, 0xB5, 0x2F, 0xFD]] + (0x50...0x5F).map { [$0, 0x2A, 0x4D, 0x18] }
        }
    }

    /// What formats begin with that are not read.
    fileprivate static let others: [(name: String, beginning: [UInt8])] = [
        ("bzip2", [0x42, 0x5A, 0x68]), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]), ("LZ4", [0x04, 0x22, 0x4D, 0x18]),
        ("ZIP", [0x50, 0x4B, 0x03, 0x04]),
    ]

    /// nil where there is no memory for it.
    fileprivate var unpacker: (any Unpacker)? {
        switch self {
        case .gzip: GzipUnpacker()
        case .zstd: ZstdUnpacker()
        }
    }
}

/// What another input holds, unpacked where its first bytes say that it is packed.
final class UnpackedInput: ByteInput {
    private enum State {
        case unknown
        case plain
        case packed(PackedFormat, any Unpacker)
        case damaged(FileProblem)
    }

    private let input: any ByteInput
    private var state = State.unknown
    /// Bytes of the input that were read and not handed on.
    private var held: [UInt8] = []
    private var taken = 0
    private var isAtEnd = false
    /// The line that comes next, from 1, and the one in which the frame or member begins that is open: what a damaged one gave before its check sum
    /// may be damaged too.
    private var line = 1
    private var frameLine = 1
    /// Where the damaged frame begins; nil where nothing is damaged.
    private(set) var damagedFrom: Int?

    private static let pieceSize = 1 << 16

    init(_ input: any ByteInput) { self.input = input }

    var name: String { input.name }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileProblem) -> Int {
        switch state {
        case .unknown:
            state = try lookAtStart()
            return try read(into: buffer)
        case .plain:
            return taken < held.count ? takeHeld(into: buffer) : try input.read(into: buffer)
        case .packed(let format, let unpacker):
            return try unpack(with: unpacker, of: format, into: buffer)
        case .damaged(let problem): throw problem
        }
    }

    /// Waits for no byte more than it takes to tell: what comes may be one short line whose answer somebody waits for.
    private func lookAtStart() throws(FileProblem) -> State {
        while true {
            let possible = PackedFormat.allCases.filter {
                $0.beginnings.contains { $0.starts(with: held.prefix($0.count)) }
            }
            if possible.isEmpty || isAtEnd {
                if let other = PackedFormat.others.first(where: { held.starts(with: $0.beginning) }) {
                    throw FileProblem(
                        name, .other("it is packed as \(other.name), which is not read: unpack it, or pack it as gzip"))
                }
                return .plain
            }
            if let format = possible.first(where: { $0.beginnings.contains { held.starts(with: $0) } }) {
                guard let unpacker = format.unpacker else {
                    throw FileProblem(name, .other("there is no memory for it"))
                }
                return .packed(format, unpacker)
            }
            try readMore()
        }
    }

    private func readMore() throws(FileProblem) {
        var piece = [UInt8](repeating: 0, count: Self.pieceSize)
        var problem: FileProblem?
        let count = piece.withUnsafeMutableBytes { room -> Int in
            do throws(FileProblem) {
                return try input.read(into: room)
            } catch {
                problem = error
                return 0
            }
        }
        if let problem { throw problem }
        held = Array(held[taken...] + piece[..<count])
        taken = 0
        isAtEnd = count == 0
    }

    private func takeHeld(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = held[taken...].prefix(buffer.count)
        buffer.copyBytes(from: part)
        taken += part.count
        return part.count
    }

    private func unpack(
        with unpacker: any Unpacker, of format: PackedFormat, into buffer: UnsafeMutableRawBufferPointer
    ) throws(FileProblem) -> Int {
        while true {
            if taken < held.count || !unpacker.isComplete {
                let given = try unpackHeld(with: unpacker, of: format, into: buffer)
                if given > 0 { return given }
            }
            if taken < held.count { continue }
            if isAtEnd {
                if unpacker.isComplete { return 0 }
                throw FileProblem(name, .other("its \(format.name) data ends before its end"))
            }
            try readMore()
        }
    }

    /// What comes before a fault is handed on, and the fault the next time.
    private func unpackHeld(
        with unpacker: any Unpacker, of format: PackedFormat, into buffer: UnsafeMutableRawBufferPointer
    ) throws(FileProblem) -> Int {
        if unpacker.isComplete { frameLine = line }
        let part = held.withUnsafeBytes {
            unpacker.unpack(UnsafeRawBufferPointer(rebasing: $0[taken...]), into: buffer)
        }
        taken += part.taken
        let given = UnsafeRawBufferPointer(rebasing: buffer[..<part.given])
        line += JSONLines.feedCount(of: given.bindMemory(to: UInt8.self))
        if let fault = part.fault {
            let problem = FileProblem(name, .other(reason(fault, of: format)))
            state = .damaged(problem)
            if case .damaged = fault { damagedFrom = frameLine }
            if part.given == 0 { throw problem }
        }
        return part.given
    }

    private func reason(_ fault: UnpackingFault, of format: PackedFormat) -> String {
        switch fault {
        case .damaged(let reason): return "its \(format.name) data is damaged: \(reason)"
        case .window(let size, let limit):
            let words = { (bytes: UInt64) in DocumentLimits.words(forBytes: Int(clamping: bytes)) }
            return "its \(format.name) data is packed with a window\(size.map { " of \(words($0))" } ?? "") "
                + "that is larger than the \(words(limit)) that are allowed: pack it with 'zstd --long=27' or less"
        }
    }
}
