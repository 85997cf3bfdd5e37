import CZlib

/// gzip's members (RFC 1952), one behind another.
final class GzipUnpacker: Unpacker {
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var isComplete = false

    /// The largest window, and gzip's header alone.
    private static let windowBits: Int32 = 15 + 16

    /// nil where zlib has no memory.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard
            inflateInit2_(stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func unpack(_ packed: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> UnpackedPart {
        if isComplete {
            // Tapes and archives pad with zeros, as gzip itself takes them.
            let padding = packed.prefix { $0 == 0 }.count
            if padding > 0 { return UnpackedPart(taken: padding) }
            inflateReset(stream)
            isComplete = false
        }
        // zlib does not write to what it reads.
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: packed.bindMemory(to: Bytef.self).baseAddress)
        stream.pointee.avail_in = UInt32(clamping: packed.count)
        stream.pointee.next_out = buffer.bindMemory(to: Bytef.self).baseAddress
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let offered = (Int(stream.pointee.avail_in), Int(stream.pointee.avail_out))
        let result = inflate(stream, Z_NO_FLUSH)
        var part = UnpackedPart(
            taken: offered.0 - Int(stream.pointee.avail_in), given: offered.1 - Int(stream.pointee.avail_out))
        switch result {
        case Z_STREAM_END: isComplete = true
        // Without more input, or more room, there is nothing to do: no fault.
        case Z_OK, Z_BUF_ERROR: break
        default:
            part.fault = .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "error \(result)")
        }
        return part
    }
}
