import Compliance
import Foundation
import GRDB
import ResourceDocuments

/// What a scan's rules with their values were, as the store has it: by their numbers, without those that look beyond a resource.
struct ScanPrograms: Equatable {
    private(set) var each: [Int: ScanDigests.Program] = [:]

    init(_ digests: ScanDigests) {
        for (rule, program) in digests.programs.enumerated() { each[rule] = program }
    }

    /// A row that is none is left out: no seal holds without it.
    init(of scan: Int64, in database: Database) throws {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT rule, verdict, evidence FROM program_digest WHERE scan = ?", arguments: [scan])
        while let row = try rows.next() {
            guard let rule = Int.fromDatabaseValue(row["rule"]),
                let verdict = Data.fromDatabaseValue(row["verdict"]).flatMap({ ContentDigest(bytes: $0) }),
                let evidence = Data.fromDatabaseValue(row["evidence"]).flatMap({ ContentDigest(bytes: $0) })
            else { continue }
            each[rule] = ScanDigests.Program(verdict: verdict, evidence: evidence)
        }
    }

    /// Of all together, each with its number.
    func digest(_ key: DigestKey) -> ContentDigest {
        var stream = DigestStream(key)
        stream.append(measured: "programs")
        stream.append(number: each.count)
        for (rule, program) in each.sorted(by: { $0.key < $1.key }) {
            stream.append(number: rule)
            stream.append(program.verdict)
            stream.append(program.evidence)
        }
        return stream.finish()
    }
}
