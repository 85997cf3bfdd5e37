import Foundation
import ResourceDocuments

/// Digests one behind another, as a column holds them.
enum DigestList {
    static func pack(_ digests: some Sequence<ContentDigest>) -> Data {
        var data = Data()
        for digest in digests {
            withUnsafeBytes(of: (digest.low.littleEndian, digest.high.littleEndian)) { data.append(contentsOf: $0) }
        }
        return data
    }

    /// nil of anything but whole digests.
    static func unpack(_ data: Data) -> [ContentDigest]? {
        guard data.count % 16 == 0 else { return nil }
        return data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 16).map { offset in
                ContentDigest(
                    high: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)),
                    low: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            }
        }
    }
}

extension ContentDigest {
    static let zero = ContentDigest(high: 0, low: 0)
}
