import Crypto

/// What tells one finding from another for as long as it lasts: the rule, the resource and the place in its properties, and not the line
/// that it stands on or what it says.
enum Fingerprint {
    /// One for each finding of a result, in their order; one for a result without findings.
    static func fingerprints(of findings: [ReportedFinding], rule: AssessedRule, resource: AssessedResource) -> [String]
    {
        fingerprints(of: findings.map { [$0.path, $0.missing ?? ""] }, rule: rule.reference, resource: resource.key)
    }

    /// The same of findings by their paths, and what is missing there.
    static func fingerprints(of paths: [[String]], rule: String, resource: [String]) -> [String] {
        var counts: [[String]: Int] = [:]
        return (paths.isEmpty ? [[]] : paths).map { place in
            let count = counts[place, default: 0]
            counts[place] = count + 1
            return digest([rule] + resource + place + [String(count)])
        }
    }

    /// Of what is neither a result nor a place.
    static func fingerprint(of parts: [String]) -> String { digest(parts) }

    /// The first 16 bytes of a SHA-256, in hexadecimal. Parts are told apart by their lengths.
    private static func digest(_ parts: [String]) -> String {
        var hash = SHA256()
        for part in parts {
            hash.update(data: Array("\(part.utf8.count):".utf8))
            hash.update(data: Array(part.utf8))
        }
        return hexadecimal(hash.finalize().prefix(16))
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }
}
