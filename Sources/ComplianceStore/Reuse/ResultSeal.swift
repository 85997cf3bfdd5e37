import Compliance
import Foundation
import ResourceDocuments

/// What shows that a piece of a scan is as it was written, all that is taken from it together: nothing is taken from rows that
/// somebody else has changed, or that a disk has, nor from rows that belong to another rule, another piece or another scan.
struct PieceSeal {
    /// Of what seals and digests cover, and how: what another version sealed is worked out again.
    static let version = 3

    let digest: ContentDigest

    /// - Parameters:
    ///   - scan: whose piece it is.
    ///   - programs: of the scan.
    ///   - states: of the resources, packed.
    ///   - seen: what the store says of these states.
    ///   - resources: what the next scan knows them by.
    init(
        of piece: Int, in scan: EarlierScan, programs: ContentDigest, states: Data, seen: ContentDigest,
        resources: Data, _ key: DigestKey
    ) {
        var stream = DigestStream(key)
        stream.append(measured: "piece")
        stream.append(number: Self.version)
        stream.append(number: Int(scan.number))
        stream.append(measured: scan.id)
        stream.append(number: piece)
        stream.append(programs)
        stream.append(measured: states)
        stream.append(seen)
        stream.append(measured: resources)
        digest = stream.finish()
    }
}

/// What shows that the results of one rule in a piece are as they were written.
///
/// A sum of digests, so that rows may come in any order.
struct ResultSeal {
    private let key: DigestKey
    private var sum = ContentDigest.zero
    private var count = 0

    init(_ key: DigestKey) { self.key = key }

    /// What passes, packed.
    mutating func add(passes: Data) {
        var stream = DigestStream(key)
        stream.append(measured: "passes")
        stream.append(measured: passes)
        add(stream.finish())
    }

    mutating func add(state: Int64, verdict: Int, evidence: Int64?) {
        var stream = DigestStream(key)
        stream.append(measured: "finding")
        stream.append(number: Int(state))
        stream.append(number: verdict)
        stream.append(number: evidence == nil ? 0 : 1)
        stream.append(number: Int(evidence ?? 0))
        add(stream.finish())
    }

    private mutating func add(_ digest: ContentDigest) {
        sum = sum + digest
        count += 1
    }

    /// - Parameters:
    ///   - rule: its number in the scan.
    ///   - piece: all else that the results belong to.
    func digest(of rule: Int, in piece: PieceSeal) -> ContentDigest {
        var stream = DigestStream(key)
        stream.append(measured: "results")
        stream.append(piece.digest)
        stream.append(number: rule)
        stream.append(number: count)
        stream.append(sum)
        return stream.finish()
    }
}

extension DigestStream {
    fileprivate mutating func append(measured data: Data) {
        append(number: data.count)
        data.withUnsafeBytes { append($0) }
    }
}
