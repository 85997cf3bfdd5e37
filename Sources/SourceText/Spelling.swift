/// Finds what somebody probably meant to write.
package enum Spelling {
    /// The candidate closest to `word` by edit distance, or nil when none is near: at most a third of the
    /// word's length away, at least one edit. Ties go to the first in `candidates`' sorted order, so that the
    /// answer does not depend on hashing. O(candidates × length²).
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let wordScalars = Array(word.lowercased().unicodeScalars)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates.sorted() where candidate != word {
            let limit = max(1, min(3, max(wordScalars.count, candidate.unicodeScalars.count) / 3))
            let meant = Array(candidate.lowercased().unicodeScalars)
            // Far apart in length is far apart in edits.
            guard abs(meant.count - wordScalars.count) <= limit else { continue }
            let distance = distance(wordScalars, meant)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// The candidate that `word` is a slip of the pen away from, or nil: one edit, of ten letters and more two, and none at all but
    /// for capitals. Stricter than `nearest`, for words that may well be meant as they stand: a short one is passed over, and so is one
    /// that another has with more behind or in front of it (`availabilityZoneId`). O(candidates × length²).
    package static func slip(of word: String, among candidates: some Sequence<String>) -> String? {
        let written = Array(word.lowercased().unicodeScalars)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates.sorted() where candidate != word {
            let meant = Array(candidate.lowercased().unicodeScalars)
            let (shorter, longer) = written.count < meant.count ? (written, meant) : (meant, written)
            let limit = shorter.count < 4 ? 0 : shorter.count < 10 ? 1 : 2
            // Far apart in length is far apart in edits.
            guard longer.count - shorter.count <= limit else { continue }
            if longer.count - shorter.count > 1,
                longer.starts(with: shorter) || longer.suffix(shorter.count) == shorter[...]
            {
                continue
            }
            let distance = distance(written, meant)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// Edits (insert, delete, replace, swap of neighbours) that turn one into the other.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforePrevious = [Int](repeating: 0, count: right.count + 1)
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [row] + [Int](repeating: 0, count: right.count)
            for column in 1...right.count {
                let replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
                var cost = min(previous[column] + 1, current[column - 1] + 1, replaced)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, beforePrevious[column - 2] + 1)
                }
                current[column] = cost
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
