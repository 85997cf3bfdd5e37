import CZstd

/// Zstandard's frames (RFC 8878), one behind another.
///
/// Where a call fails, libzstd does not say what it wrote before. So it is given no more at once than it asks for, a block at most, and nothing before it
/// has handed on what it holds: a call that fails has written nothing then.
final class ZstdUnpacker: Unpacker {
    private let stream: OpaquePointer
    private(set) var isComplete = false
    /// What libzstd asks for next.
    private var wanted: Int
    /// The last call filled all the room it had.
    private var mayHoldMore = false
    /// What came of the frame's head.
    private var head: [UInt8] = []

    /// As libzstd has it unless somebody says otherwise: 2 to the power of `ZSTD_WINDOWLOG_LIMIT_DEFAULT`, and what `zstd` itself unpacks.
    private static let largestWindow: UInt64 = 1 << 27

    /// nil where zstd has no memory.
    init?() {
        guard let stream = ZSTD_createDStream() else { return nil }
        self.stream = stream
        wanted = max(ZSTD_initDStream(stream), 1)
    }

    deinit { ZSTD_freeDStream(stream) }

    func unpack(_ packed: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> UnpackedPart {
        if mayHoldMore {
            let part = step(UnsafeRawBufferPointer(rebasing: packed.prefix(0)), into: buffer)
            if part.given > 0 || part.fault != nil { return part }
        }
        return step(UnsafeRawBufferPointer(rebasing: packed.prefix(wanted)), into: buffer)
    }

    private func step(_ packed: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> UnpackedPart {
        var input = ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: 0)
        var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        if isComplete { head = [] }
        head += packed.prefix(ZstdFrame.longestHead - head.count)
        let result = ZSTD_decompressStream(stream, &output, &input)
        if ZSTD_isError(result) != 0 {
            if ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge {
                return UnpackedPart(fault: .window(ZstdFrame(head: head).window, limit: Self.largestWindow))
            }
            return UnpackedPart(fault: .damaged(String(cString: ZSTD_getErrorName(result))))
        }
        isComplete = result == 0
        wanted = max(result, 1)
        mayHoldMore = !isComplete && output.pos == output.size
        return UnpackedPart(taken: input.pos, given: output.pos)
    }
}
