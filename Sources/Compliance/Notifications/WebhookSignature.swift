import Crypto
import ResourceDocuments

/// How a receiver knows who sent an event: the form of Standard Webhooks (standardwebhooks.com, version 1).
package enum WebhookSignature {
    /// The key that a secret stands for: `whsec_` and base64, or else the text's own bytes. White space around it is no part of it.
    /// nil of an empty one, and of base64 that is none.
    package static func key(of secret: String) -> [UInt8]? {
        let bytes = Array(secret.utf8)
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
        guard let start = bytes.firstIndex(where: { !isSpace($0) }), let end = bytes.lastIndex(where: { !isSpace($0) })
        else { return nil }
        let trimmed = String(decoding: bytes[start...end], as: UTF8.self)
        guard trimmed.hasPrefix("whsec_") else { return Array(bytes[start...end]) }
        guard let key = Base64.decode(String(trimmed.dropFirst("whsec_".count))), !key.isEmpty else { return nil }
        return key
    }

    /// `webhook-signature`: `v1,` and the HMAC-SHA-256, in base64, of id, timestamp and body with full stops between them.
    ///
    /// - Parameter timestamp: `webhook-timestamp`, the attempt's own, in seconds since 1970.
    package static func header(id: String, timestamp: Int64, body: String, key: [UInt8]) -> String {
        let content = Array("\(id).\(timestamp).\(body)".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: key))
        return "v1," + Base64.encode(Array(code))
    }
}
