import CZstd

/// Zstandard's frames (RFC 8878), one behind another.
final class ZstdUnpacker: Unpacker {
    private let stream: OpaquePointer
    private(set) var isComplete = false

    /// nil where zstd has no memory.
    init?() {
        guard let stream = ZSTD_createDStream() else { return nil }
        self.stream = stream
    }

    deinit { ZSTD_freeDStream(stream) }

    func unpack(
        _ packed: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer
    ) throws(UnpackingFault) -> (taken: Int, given: Int) {
        var input = ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: 0)
        var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        let result = ZSTD_decompressStream(stream, &output, &input)
        if ZSTD_isError(result) != 0 {
            throw UnpackingFault(reason: String(cString: ZSTD_getErrorName(result)))
        }
        isComplete = result == 0
        return (input.pos, output.pos)
    }
}
