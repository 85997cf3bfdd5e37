import Crypto

/// What the page may do: its own style, its own script, and nothing else. No request leaves it.
enum PageSecurity {
    /// Content Security Policy, level 3.
    ///
    /// - Parameter script: nil of an edition that has none.
    static func policy(style: String, script: String?) -> String {
        let scripts = script.map { "script-src \(source($0))" } ?? "script-src 'none'"
        return
            "default-src 'none'; style-src \(source(style)); \(scripts); img-src data:; base-uri 'none'; form-action 'none'"
    }

    /// `'sha256-…'`: the digest of what stands between the tags, in base 64 (RFC 4648, 4).
    static func source(_ text: String) -> String {
        "'sha256-\(base64(Array(SHA256.hash(data: Array(text.utf8)))))'"
    }

    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (group + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
            for position in 0..<4 {
                text.append(position <= group.count ? alphabet[bits >> (18 - 6 * position) & 63] : "=")
            }
        }
        return text
    }
}
