import CZlib
import Foundation
import ResourceDocuments

/// Evidence of some findings together, one a line, in the format of zlib (RFC 1950). What findings of one rule show differs in little
/// but values and places: together they take a thirtieth of what they take as text.
enum EvidenceBlock {
    /// A number of evidence is that of its block times this, and its line. Never changed: numbers in stores are made of it.
    static let lineCount: Int64 = 64
    /// After so many bytes of text a block ends before it has all its lines, so that one of them is read fast.
    static let byteLimit = 1 << 18

    static func block(of evidence: Int64) -> Int64 { evidence / lineCount }
    static func line(of evidence: Int64) -> Int { Int(evidence % lineCount) }

    /// nil where zlib says no: it has no memory.
    static func pack(_ text: [UInt8]) -> Data? {
        var packed = Data(count: Int(compressBound(uLong(text.count))))
        var count = uLongf(packed.count)
        let result = packed.withUnsafeMutableBytes { buffer in
            compress2(
                buffer.bindMemory(to: Bytef.self).baseAddress, &count, text, uLong(text.count), level)
        }
        return result == Z_OK ? packed.prefix(Int(count)) : nil
    }

    /// Says of a block that it stands where it was written, as it was written, without unpacking it.
    ///
    /// - Parameter size: bytes of the text.
    static func seal(_ key: DigestKey, _ block: Int64, size: Int, _ packed: Data) -> ContentDigest {
        var stream = DigestStream(key)
        stream.append(number: Int(block))
        stream.append(number: size)
        packed.withUnsafeBytes { stream.append($0) }
        return stream.finish()
    }

    /// Of nine: the next ones take twice the time for a tenth of the bytes.
    private static let level: Int32 = 3

    /// The lines, as far as there is something to read of them: whether they are what was packed, `EvidenceLines` tells.
    ///
    /// - Parameter size: bytes of the text.
    static func unpack(_ packed: Data, size: Int) -> [String] {
        // The format packs a thousand bytes in one at most: no memory is taken for a size that cannot be.
        guard size >= 0, size / 1100 <= packed.count else { return [] }
        var count = uLongf(size)
        let text = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            let result = packed.withUnsafeBytes { bytes in
                uncompress(buffer.baseAddress, &count, bytes.bindMemory(to: Bytef.self).baseAddress, uLong(bytes.count))
            }
            // What came before a fault is there; of a call that did not begin nothing is.
            filled = [Z_OK, Z_DATA_ERROR, Z_BUF_ERROR].contains(result) ? min(Int(count), size) : 0
        }
        return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
