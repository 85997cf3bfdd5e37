import Foundation
import ResourceDocuments

/// What shows that a piece of a scan is as it was written: nothing is taken from rows that somebody else has changed, or that a
/// disk has.
///
/// A sum of digests, so that rows may come in any order.
struct ResultSeal {
    private let key: DigestKey
    private(set) var digest = ContentDigest.zero

    init(_ key: DigestKey) { self.key = key }

    /// What passes, packed.
    mutating func add(passes: Data) { digest = digest + key.digest(of: Array(passes)) }

    mutating func add(state: Int64, verdict: Int, evidence: Int64?) {
        var stream = DigestStream(key)
        stream.append(number: Int(state))
        stream.append(number: verdict)
        stream.append(number: evidence.map { Int($0) } ?? -1)
        digest = digest + stream.finish()
    }

    /// Of which resources a piece has, and of their digests.
    static func ofResources(states: Data, digests: Data, _ key: DigestKey) -> ContentDigest {
        var stream = DigestStream(key)
        for data in [states, digests] {
            stream.append(number: data.count)
            data.withUnsafeBytes { stream.append($0) }
        }
        return stream.finish()
    }
}
