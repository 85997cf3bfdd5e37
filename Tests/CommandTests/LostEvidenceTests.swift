import Foundation
import GRDB
import TestSupport
import Testing

/// A store whose evidence a disk, a hand or another program has damaged: everything else is told, and so is what is lost, until a scan writes
/// it again.
@Suite struct LostEvidenceTests {
    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory zones.ndjson --database s.sqlite --format ndjson --status manual"

    /// 200 zones, each of which fails: four blocks.
    private func folder() throws -> ScratchFolder {
        let zones = (100..<300).map {
            #"{"kind": "z.zone", "id": "z\#($0)", "account": "a", "properties": {"size": \#($0)}}"# + "\n"
        }
        let folder = try ScratchFolder([
            "rules/rules.norma": "rule small {\n  for z.zone\n  require size is at most 5\n}\n",
            "rules/controls/l.yaml": """
            control_library_name: L
            controls: [{control_name: small, control_specifications: [{assessments: [{assessment_id: small}]}]}]

            """,
            "rules/profiles/p.yaml": "profile_name: P\ncontrols: [{control_id: small}]\n",
            "rules/attachments/a.yaml": "name: a\nprofile_id: P\nscope: [{scope_type: account, scope_id: a}]\n",
            "zones.ndjson": zones.joined(),
        ])
        let run = try folder.run("\(Self.scan) --record --as-of 2026-01-01T00:00:00Z")
        #expect(run.exitCode == 0, "\(run.output)")
        return folder
    }

    private func execute(_ sql: String, in folder: ScratchFolder) throws {
        try DatabaseQueue(path: folder.url.appending(path: "s.sqlite").path).write { try $0.execute(sql: sql) }
    }

    private func firstScan(of folder: ScratchFolder) throws -> String {
        try DatabaseQueue(path: folder.url.appending(path: "s.sqlite").path).read {
            try #require(try String.fetchOne($0, sql: "SELECT id FROM scan WHERE number = 1"))
        }
    }

    private static let damages = [
        "DELETE FROM evidence_block WHERE id = 2",
        "UPDATE evidence_block SET content = CAST(substr(content, 1, 1) || x'00' || substr(content, 3) AS BLOB) WHERE id = 2",
    ]

    @Test(arguments: damages) func whatIsLostIsToldBesideEverythingElse(_ damage: String) throws {
        let folder = try folder()
        let id = try firstScan(of: folder)
        func results(_ options: String) throws -> NormaProcess.Result {
            try folder.run("norma results \(id) --database s.sqlite \(options)")
        }
        let whole = try results("--format csv")
        #expect(whole.exitCode == 0 && whole.standardError.isEmpty)
        try execute(damage, in: folder)
        let rows = whole.standardOutput.split(separator: "\r\n")
        let left = try results("--format csv")
        let found = left.standardOutput.split(separator: "\r\n")
        // A header, and a row each.
        #expect(rows.count == 201 && found.count == 201)
        #expect(zip(rows, found).count { $0 == $1 } == 201 - 64)
        #expect(found.allSatisfy { $0.hasPrefix("attachment,") || $0.contains(",fail,") })
        let message =
            "what 64 findings show of scan '\(id.prefix(8))' is lost: in the store 's.sqlite', block 2 of 'evidence_block' is damaged or gone"
        for options in ["--format csv", "--format sarif --output r.sarif", "--format json --limit 500", "--limit 500"] {
            let run = try results(options)
            #expect(run.exitCode == 2, "\(options)")
            #expect(run.standardError.contains("error[E5108]: \(message)"), "\(options): \(run.standardError)")
            #expect(run.standardError.contains("scan 'a' again with 'norma scan --record'"), "\(run.standardError)")
        }
        // Nothing of the block is asked for.
        #expect(try results("--resource z100 --limit 1").exitCode == 0)
        let gate = try folder.run(
            "norma gate --attachment rules/attachments/a.yaml --inventory zones.ndjson --baseline \(id) --database s.sqlite"
        )
        #expect(gate.exitCode == 2 && gate.standardError.contains("E5108"), "\(gate.output)")
    }

    /// Whether the results are taken from the scan before or evaluated again; and the scan before has its findings back.
    @Test(arguments: damages, ["", " --fresh"]) func theNextScanWritesItAgain(_ damage: String, _ options: String)
        throws
    {
        let folder = try folder()
        let id = try firstScan(of: folder)
        let listing = "norma results --database s.sqlite --format ndjson"
        let whole = try folder.run("\(listing) \(id)").standardOutput
        try execute(damage, in: folder)
        #expect(try folder.run("\(listing) \(id)").standardOutput != whole)
        let run = try folder.run("\(Self.scan) --record --as-of 2026-01-02T00:00:00Z\(options)")
        #expect(run.exitCode == 0, "\(run.output)")
        let mended = try folder.run("\(listing) \(id)")
        #expect(mended.standardOutput == whole && mended.exitCode == 0, "\(mended.standardError)")
        let next = try folder.run(listing)
        #expect(
            next.exitCode == 0
                && next.standardOutput == whole.replacing("2026-01-01T00:00:00Z", with: "2026-01-02T00:00:00Z"))
    }
}
