import Crypto
import SourceText

/// UUIDs that follow from what they name: equal content, equal UUID (RFC 9562, 5.5).
enum ContentUUID {
    /// Norma's namespace: version 5 of `urn:norma:reports` in the RFC's namespace of URLs.
    private static let namespace: [UInt8] = bytes(
        in: [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8],
        of: "urn:norma:reports")

    /// - Parameter parts: what is named, from its sort on; told apart by their lengths.
    static func make(_ parts: [String]) -> String {
        let name = parts.map { "\($0.utf8.count):\($0)" }.joined()
        return text(of: bytes(in: namespace, of: name))
    }

    /// Version 5 of a name in a namespace.
    static func bytes(in namespace: [UInt8], of name: String) -> [UInt8] {
        var hash = Insecure.SHA1()
        hash.update(data: namespace)
        hash.update(data: Array(name.utf8))
        var bytes = Array(hash.finalize().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        return bytes
    }

    static func text(of bytes: [UInt8]) -> String {
        [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { HexadecimalText.text(bytes[$0]) }.joined(separator: "-")
    }
}
