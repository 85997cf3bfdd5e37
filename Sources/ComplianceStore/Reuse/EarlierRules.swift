import Compliance
import Foundation
import GRDB
import ResourceDocuments
import RuleChecker
import RuleSyntax

/// What the rules of an earlier scan said of resources that are as they were.
struct EarlierRules {
    private let scan: EarlierScan
    private let resources: EarlierResources
    private let key: DigestKey
    private let database: Database
    /// The earlier scan's rules and what their findings came from, by what decides their verdicts.
    private var programs: [ContentDigest: (rule: Int, evidence: ContentDigest)] = [:]
    /// Pieces of which some rule's results are not as they were written.
    private var damaged: Set<Int> = []

    init(of scan: EarlierScan, _ resources: EarlierResources, key: DigestKey, in database: Database) {
        self.scan = scan
        self.resources = resources
        self.key = key
        self.database = database
        for (rule, program) in resources.programs.each { programs[program.verdict] = (rule, program.evidence) }
    }

    /// nil where the earlier scan did not run the rule with these values. O(its results)
    mutating func results(
        of rule: CheckedRule, _ program: ScanDigests.Program
    ) throws -> ReusableResults.RuleResults? {
        guard let earlier = programs[program.verdict] else { return nil }
        var verdicts = [StoredVerdict?](repeating: nil, count: resources.known.count)
        var evidence = [Int64?](repeating: nil, count: resources.known.count)
        var seals = resources.pieces.map { _ in ResultSeal(key) }
        try readPasses(of: earlier.rule, &verdicts, &seals)
        try readFindings(of: earlier.rule, &verdicts, &evidence, &seals)
        for (index, piece) in resources.pieces.enumerated() {
            let isWhole =
                piece.results.indices.contains(earlier.rule)
                && piece.results[earlier.rule] == seals[index].digest(of: earlier.rule, in: piece.seal)
            if !isWhole { damaged.insert(index) }
        }
        let hasEvidence = program.evidence == earlier.evidence
        let applies = resources.kinds.map { rule.applies(toKind: $0) }
        var results = ReusableResults.RuleResults()
        for (index, known) in resources.known.enumerated() where applies[known.kind] {
            let row = UInt32(truncatingIfNeeded: known.row)
            // What does not apply is not stored.
            results.verdicts.append((row, verdicts[index].map(Verdict.init) ?? .notApplicable))
            if hasEvidence, known.hasPlaces, let number = evidence[index] { results.evidence.append((row, number)) }
        }
        return results
    }

    private func readPasses(of rule: Int, _ verdicts: inout [StoredVerdict?], _ seals: inout [ResultSeal]) throws {
        let find = try database.cachedStatement(sql: "SELECT piece, rows FROM pass WHERE scan = ? AND rule = ?")
        let rows = try Row.fetchCursor(find, arguments: [scan.number, rule])
        while let row = try rows.next() {
            guard let number = Int.fromDatabaseValue(row[0]), let packed = Data.fromDatabaseValue(row[1]),
                let index = resources.pieces.firstIndex(where: { $0.number == number })
            else { continue }
            seals[index].add(passes: packed)
            let range = resources.pieces[index].range
            for passing in PackedNumbers.unpack([UInt8](packed)) ?? [] where (0..<Int64(range.count)).contains(passing)
            {
                if let known = resources.knownPositions[range.lowerBound + Int(passing)] { verdicts[known] = .pass }
            }
        }
    }

    private func readFindings(
        of rule: Int, _ verdicts: inout [StoredVerdict?], _ evidence: inout [Int64?], _ seals: inout [ResultSeal]
    ) throws {
        let find = try database.cachedStatement(
            sql: "SELECT state, verdict, evidence FROM finding WHERE scan = ? AND rule = ?")
        let rows = try Row.fetchCursor(find, arguments: [scan.number, rule])
        var piece = 0
        while let row = try rows.next() {
            guard let state = Int64.fromDatabaseValue(row[0]), let verdict = Int.fromDatabaseValue(row[1]),
                let position = resources.positions[state]
            else { continue }
            let number = Int64.fromDatabaseValue(row[2])
            if !resources.pieces[piece].range.contains(position) {
                piece = resources.pieces.firstIndex { $0.range.contains(position) } ?? piece
            }
            seals[piece].add(state: state, verdict: verdict, evidence: number)
            guard let known = resources.knownPositions[position] else { continue }
            verdicts[known] = StoredVerdict(rawValue: verdict)
            evidence[known] = number
        }
    }

    /// Without the resources of pieces that are damaged.
    ///
    /// - Parameter written: how many resources the scan wrote.
    func reusable(_ results: [ReusableResults.RuleResults?], written: Int) -> ReusableResults {
        let known = damaged.isEmpty ? resources.known : resources.known.filter { !damaged.contains($0.piece) }
        let states = Dictionary(
            known.map { ($0.row, (number: $0.state, content: $0.content)) }, uniquingKeysWith: { first, _ in first })
        var results = results
        if !damaged.isEmpty {
            results = results.map { result in
                guard var result else { return nil }
                result.verdicts.removeAll { states[Int($0.row)] == nil }
                result.evidence.removeAll { states[Int($0.row)] == nil }
                return result
            }
        }
        return ReusableResults(scan: scan, rules: results, states: states, damaged: damagedCount(of: written))
    }

    private func damagedCount(of written: Int) -> Int {
        let whole = resources.pieces.indices.filter { !damaged.contains($0) }
        let count = whole.reduce(0) { $0 + resources.pieces[$1].range.count }
        // A count that was changed is damage too.
        return count == written ? 0 : max(written - count, 1)
    }
}

extension Verdict {
    fileprivate init(_ stored: StoredVerdict) {
        switch stored {
        case .pass: self = .pass
        case .fail: self = .fail
        case .unknown: self = .unknown
        }
    }
}
