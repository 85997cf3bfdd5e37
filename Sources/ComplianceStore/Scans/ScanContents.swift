import Compliance
import ResourceDocuments

/// What stands in the resources of a scan: a digest of each, made once, and one of all together.
struct ScanContents {
    /// In the order of the scan's rows; nil where a resource cannot be read any more. None where the scan has no rule that could have judged them.
    let each: [ContentDigest?]
    /// A sum, in which the order says nothing: what is written is compared piece by piece.
    let digest: ContentDigest

    /// O(bytes of the resources)
    init(of scan: Scan, key: DigestKey) {
        guard let evaluations = scan.rules.first?.evaluations else {
            each = []
            digest = ContentDigest(high: 0, low: 0)
            return
        }
        var seen = SeenResources(of: evaluations)
        var each: [ContentDigest?] = []
        var sum = ContentDigest(high: 0, low: 0)
        for row in scan.scope.inside {
            let content = scan.reusable?.states[row]?.content ?? seen.content(at: row, key)
            each.append(content)
            guard let content else { continue }
            sum = ContentDigest(high: sum.high &+ content.high, low: sum.low &+ content.low)
        }
        self.each = each
        let count = ContentDigest(high: 0, low: UInt64(scan.scope.inside.count))
        digest = key.digest(of: sum.bytes + count.bytes)
    }
}
