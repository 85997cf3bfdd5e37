import Compliance
import Foundation
import GRDB
import ResourceDocuments
import SourceText

/// Writes one piece of a scan: the states of its resources, what passes packed, what does not as rows.
struct PieceWriter {
    let scan: Int64
    let piece: Int
    let contents: ScanContents
    let key: DigestKey
    let database: Database

    func write(
        _ rows: ArraySlice<Int>, of source: Scan, positions: inout [Int], evidence: ((Evaluation) -> Evidence?)?
    ) throws {
        guard let first = rows.first, let last = rows.last else { return }
        let states = try states(of: rows, in: source)
        let packedStates = Data(PackedNumbers.pack(states))
        try database.execute(
            sql: "INSERT INTO scan_piece (scan, piece, states) VALUES (?, ?, ?)",
            arguments: [scan, piece, packedStates])

        // Rows in scope need not follow on one another.
        var indices: [Int: Int] = [:]
        let areContiguous = last - first == rows.count - 1
        if !areContiguous { for (index, row) in rows.enumerated() { indices[row] = index } }
        try writeControlMasks(of: source, first: first, last: last) { row in
            let index = areContiguous ? row - first : indices[row]
            return index.map { states[$0] }
        }
        let insert = try DirectStatement(
            "INSERT INTO finding (scan, rule, state, verdict, evidence, mask) VALUES (?, ?, ?, ?, ?, ?)", in: database)
        insert.bind(scan, at: 1)
        var shown = try EvidenceWriter(key, in: database)
        let canRefer = try canReferToEarlierScan(source)
        var seals: [ResultSeal] = []
        for (rule, scanned) in source.rules.enumerated() {
            insert.bind(rule, at: 2)
            var passes: [Int64] = []
            var seal = ResultSeal(key)
            defer { seals.append(seal) }
            for stored in scanned.evaluations.stored(from: &positions[rule], below: last + 1) {
                guard let index = areContiguous ? stored.row - first : indices[stored.row] else { continue }
                // What passes under a mask is a row: nothing that is masked is among what passes.
                if stored.verdict == .pass, stored.mask == nil {
                    passes.append(Int64(index))
                    continue
                }
                let known = canRefer && evidence != nil ? stored.evidence : nil
                let number =
                    try known.flatMap { try shown.holds($0) ? $0 : nil }
                    ?? evidence?(scanned.evaluations.evaluation(at: stored.position)).map { try shown.number(of: $0) }
                seal.add(state: states[index], verdict: stored.verdict.rawValue, evidence: number)
                insert.bind(states[index], at: 3)
                insert.bind(stored.verdict.rawValue, at: 4)
                insert.bind(number, at: 5)
                insert.bind(stored.mask, at: 6)
                try insert.run()
            }
            if passes.isEmpty { continue }
            let packed = Data(PackedNumbers.pack(passes))
            seal.add(passes: packed)
            try database.execute(
                sql: "INSERT INTO pass (scan, rule, piece, rows) VALUES (?, ?, ?, ?)",
                arguments: [scan, rule, piece, packed])
        }
        try shown.finish()
        if let digests = source.digests, !states.isEmpty {
            try ReuseWriter(scan: scan, key: key, database: database).enter(
                piece: piece, rows, states: states, packed: packedStates, results: seals, digests)
        }
    }

    /// Whether what the scan takes from an earlier one is still there: somebody may have forgotten that one since.
    private func canReferToEarlierScan(_ source: Scan) throws -> Bool {
        try source.reusable.map { try ScanStore.holds($0.scan, database) } ?? false
    }

    /// Masks that lie on results in one control only.
    private func writeControlMasks(
        of source: Scan, first: Int, last: Int, state: (Int) -> Int64?
    ) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO control_finding_mask (scan, control, rule, state, mask) VALUES (?, ?, ?, ?, ?)")
        for assessment in source.masks.assessments {
            for (row, mask) in assessment.positions.sorted(by: { $0.key < $1.key }) where (first...last).contains(row) {
                guard let state = state(row) else { continue }
                try insert.execute(arguments: [scan, assessment.control, assessment.rule, state, mask])
            }
        }
    }

    /// The numbers of the states of some rows, in their order.
    ///
    /// - Parameter rows: of the scan's, with their positions among them.
    func states(of rows: ArraySlice<Int>, in source: Scan) throws -> [Int64] {
        guard let evaluations = source.rules.first?.evaluations else { return [] }
        var seen = SeenResources(of: evaluations)
        var writer = try StateWriter(in: database)
        var states: [Int64] = []
        let earlier = try canReferToEarlierScan(source) ? source.reusable : nil
        for index in rows.indices {
            if let known = earlier?.states[rows[index]] {
                states.append(known.number)
                continue
            }
            let content = contents.each.indices.contains(index) ? contents.each[index] : nil
            states.append(try writer.number(of: seen.record(at: rows[index], key, content: content)))
        }
        return states
    }
}
