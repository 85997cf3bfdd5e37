import Compliance
import Crypto
import RuleChecker
import SourceText

/// What tells one finding from another for as long as it lasts: the rule and the clause, the resource and the place in its properties, and
/// not the line that either stands on or what it says. Of a place in a list its element is known by what it is, and not by its position.
struct Fingerprint: Hashable {
    /// Where one finding stands in its resource.
    struct Place: Hashable {
        let path: String
        let missing: String
        /// nil where it is not recorded.
        let clauseDigest: String?
        /// The clause's number in the rule, which moves as clauses are added.
        let clause: Int?
        /// Of the path with the elements that it leads through; nil outside of lists, and where it is not recorded.
        let elementDigest: String?
    }

    /// What is recorded of a finding: more with each version of these, the last one first.
    enum Version: CaseIterable {
        case current
        /// The clause, and the position in a list.
        case positions
        /// The clause's number, and the position in a list.
        case clauseNumbers
    }

    /// `normaFinding/v3`
    let text: String
    /// The same of a finding of which less is recorded.
    let positional: String
    let numbered: String

    /// What SARIF calls it.
    static let name = "normaFinding/v3"

    subscript(version: Version) -> String {
        switch version {
        case .clauseNumbers: numbered
        case .positions: positional
        case .current: text
        }
    }

    /// One for each finding of a result, in their order; one for a result without findings.
    ///
    /// - Parameter occurrence: how many of the results before it are open, of the same rule, and of resources that are called the same.
    static func fingerprints(
        of findings: [ReportedFinding], rule: AssessedRule, resource: AssessedResource, occurrence: Int
    ) -> [Fingerprint] {
        fingerprints(
            of: findings.map(\.fingerprintPlace), rule: rule.reference, resource: resource.key, occurrence: occurrence)
    }

    /// The same of findings by their places.
    static func fingerprints(
        of places: [Place], rule: String, resource: [String], occurrence: Int
    ) -> [Fingerprint] {
        let resource = occurrence > 0 ? resource + ["occurrence", String(occurrence)] : resource
        var counts: [[String]: Int] = [:]
        func numbered(_ parts: [String]) -> String {
            let count = counts[parts, default: 0]
            counts[parts] = count + 1
            return digest([rule] + resource + parts + [String(count)])
        }
        if places.isEmpty {
            let whole = numbered([])
            return [Fingerprint(text: whole, positional: whole, numbered: whole)]
        }
        return places.map { place in
            let clause = place.clauseDigest ?? ""
            let positional = numbered([place.path, place.missing, clause])
            return Fingerprint(
                text: place.elementDigest.map { numbered(["element", $0, clause, ""]) } ?? positional,
                positional: positional,
                numbered: numbered([place.path, place.missing, "clause", place.clause.map(String.init) ?? ""]))
        }
    }

    /// Counts open results: two resources may be called the same, and what is known of one says nothing of the other.
    struct Occurrences {
        private var counts: [[String]: Int] = [:]

        mutating func next(rule: String, resource: [String]) -> Int {
            let count = counts[[rule] + resource, default: 0]
            counts[[rule] + resource] = count + 1
            return count
        }
    }

    /// The same of results in the order of a report, in which those that are called the same stand together.
    struct OccurrencesInOrder {
        private var name: [String] = []
        private var count = 0
        /// What was written under this name.
        private var written: Set<String> = []

        /// 0 of what is not open: nothing is known of it, nor asked.
        mutating func next(_ result: AssessedResult, in assessment: AssessmentResults) -> Int {
            let name = [assessment.rule(of: result).reference] + assessment.resource(of: result).key
            if name != self.name { (self.name, count, written) = (name, 0, []) }
            guard ReportedStatus.open.contains(result.status) else { return 0 }
            defer { count += 1 }
            return count
        }

        /// The fingerprint's text, or another one where a result that is not open, and called the same, has it: to who reads it two of one
        /// text are one.
        mutating func text(of fingerprint: Fingerprint) -> String {
            var text = fingerprint.text
            while !written.insert(text).inserted { text = Fingerprint.fingerprint(of: [text, "again"]) }
            return text
        }
    }

    /// What tells a clause from the others of its rule: half of a digest is enough for that, and stands in each finding.
    static func digest(ofClause index: Int?, in rule: CheckedRule) -> String {
        rule.digest(ofClause: index) { digest([$0], bytes: halfBytes) }
    }

    /// The same of what tells an element from others.
    static func digest(ofElement words: [String]) -> String { digest(words, bytes: halfBytes) }

    /// What tells a rule from what it was, layout and comments apart.
    static func digest(of rule: CheckedRule) -> String { digest(rule.canonicalMeaning) }

    /// Of what is neither a result nor a place.
    static func fingerprint(of parts: [String]) -> String { digest(parts) }

    private static let halfBytes = 8

    /// The first bytes of a SHA-256, in hexadecimal. Parts are told apart by their lengths.
    private static func digest(_ parts: [String], bytes count: Int = 16) -> String {
        var text: [UInt8] = []
        for part in parts {
            text.append(decimal: part.utf8.count)
            text.append(UInt8(ascii: ":"))
            text.append(contentsOf: part.utf8)
        }
        return SHA256.hash(data: text).withUnsafeBytes {
            HexadecimalText.text(of: UnsafeRawBufferPointer(rebasing: $0.prefix(count)))
        }
    }
}

extension ReportedFinding {
    var fingerprintPlace: Fingerprint.Place {
        Fingerprint.Place(
            path: path, missing: missing ?? "", clauseDigest: clauseDigest, clause: clause, elementDigest: elementDigest
        )
    }

    /// How much of it is recorded.
    var fingerprintVersion: Fingerprint.Version {
        if clauseDigest == nil { return .clauseNumbers }
        return tellsElement || !path.contains(/\[\d+\]/) ? .current : .positions
    }
}
