import Foundation
import TestSupport
import Testing

/// A scan that is made up for a day of the past is of that day, and no other scan's place is taken by it.
@Suite struct PastScanTests {
    private static let shut = "- { kind: demo.door, id: front, account: acc1, properties: { open_for: 0 } }\n"

    private func scan(_ inventory: String, on day: String) -> String {
        "norma scan --attachment rules/attachments/a.yaml --inventory \(inventory) --as-of \(day)T00:00:00Z --record --database s.sqlite"
    }

    /// A mask from the beginning; November's two scans, in which the front door fails; then October's, in which it is shut.
    private func folder() throws -> ScratchFolder {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod")], files: ["shut/doors.yaml": Self.shut])
        let mask =
            "norma mask add --resource back --justification known --author ann --as-of 2026-11-01T00:00:00Z --database s.sqlite"
        for command in [
            mask, scan("inventory", on: "2026-11-02"), scan("inventory", on: "2026-11-05"),
            scan("shut", on: "2026-10-05"),
        ] {
            let run = try folder.run(command)
            #expect(run.exitCode == 0, "\(run.output)")
        }
        return folder
    }

    private func days(_ folder: ScratchFolder) throws -> [String] {
        let output = try folder.run("norma history --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        return (report?["scans"] as? [[String: Any]] ?? []).compactMap { ($0["as_of"] as? String)?.prefix(10) }.map(
            String.init)
    }

    @Test func theLastScanIsTheOneOfTheLatestDay() throws {
        let folder = try folder()
        #expect(try days(folder) == ["2026-11-05", "2026-11-02", "2026-10-05"])
        let results = try folder.run("norma results --database s.sqlite")
        #expect(results.output.contains("front"), "\(results.output)")
        #expect(results.standardError == "", "\(results.output)")
        let drift = try folder.run(
            "norma history drift --attachment prod --days 60 --as-of 2026-11-06T00:00:00Z --database s.sqlite"
        ).standardOutput
        let order = drift.split(separator: "\n").compactMap { $0.firstMatch(of: /2026-\d\d-\d\d/)?.output }
        #expect(order == ["2026-10-05", "2026-11-02", "2026-11-05"], "\(drift)")
    }

    @Test func theAuditAsksTheLatestScan() throws {
        let folder = try folder()
        let audit = try folder.run("norma mask audit --as-of 2026-11-06T00:00:00Z --database s.sqlite").output
        #expect(audit.contains("everything beneath it passes"), "\(audit)")
        #expect(!audit.contains("no scan since it was entered"), "\(audit)")
    }

    @Test func theOldestIsForgottenFirst() throws {
        let folder = try folder()
        let run = try folder.run("norma history forget --keep 2 --as-of 2026-11-06T00:00:00Z --database s.sqlite")
        #expect(run.output.contains("forgot 1 scan"), "\(run.output)")
        #expect(try days(folder) == ["2026-11-05", "2026-11-02"])
    }

    /// What a next scan needs is kept of the scan that was entered last, whatever day it is of: of October's, in which the door is shut.
    @Test func theNextScanBuildsOnTheOneEnteredLast() throws {
        let folder = try folder()
        let next = try folder.run(scan("inventory", on: "2026-11-07"))
        #expect(next.output.contains("2 evaluations run, applied"), "\(next.output)")
        let again = try folder.run(scan("inventory", on: "2026-11-06"))
        #expect(again.output.contains("0 evaluations run, 2 taken over from the last scan, applied"), "\(again.output)")
    }

    /// A later scan of an earlier day that failed says nothing of the last one.
    @Test func aFailedScanOfThePastIsNotLater() throws {
        let folder = try folder()
        #expect(try folder.run(scan("nowhere", on: "2026-10-06")).exitCode == 2)
        #expect(try folder.run("norma results --database s.sqlite").standardError == "")
        #expect(try folder.run(scan("nowhere", on: "2026-11-06")).exitCode == 2)
        #expect(try folder.run("norma results --database s.sqlite").standardError.contains("W5105"))
    }

    /// Within one second, too: a fraction is later than none.
    @Test func fractionsOfASecondAreInOrder() throws {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")])
        for instant in ["00:00:00.5Z", "00:00:00Z", "00:00:00.25Z"] {
            let run = try folder.run(
                scan("inventory", on: "2026-11-02").replacing("2026-11-02T00:00:00Z", with: "2026-11-02T\(instant)"))
            #expect(run.exitCode == 0, "\(run.output)")
        }
        let output = try folder.run("norma history --database s.sqlite").standardOutput
        let instants = output.split(separator: "\n").compactMap { $0.firstMatch(of: /T[0-9:.]+Z/)?.output }
        #expect(instants == ["T00:00:00.5Z", "T00:00:00.25Z", "T00:00:00Z"], "\(output)")
    }
}
