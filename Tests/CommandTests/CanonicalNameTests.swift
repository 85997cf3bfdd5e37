import Foundation
import TestSupport
import Testing

/// Ids are equal where their bytes are, in the inventory, in masks, in scopes and in the store; and none is cut.
@Suite struct CanonicalNameTests {
    /// One scalar, and `e` with an accent behind it.
    private static let one = "caf\u{E9}"
    private static let two = "cafe\u{301}"

    private func inventory(_ ids: [(id: String, account: String)]) -> String {
        ids.map { #"{"kind":"demo.door","id":"\#($0.id)","account":"\#($0.account)","properties":{"open_for":3}}"# }
            .joined(separator: "\n") + "\n"
    }

    private func folder(_ ids: [(id: String, account: String)], scope: String = "acc1") throws -> ScratchFolder {
        let folder = try DoorPack.folder(
            attachments: ["a": "name: prod\nprofile_id: Doors\nscope: [{ scope_type: account, scope_id: \(scope) }]\n"],
            files: ["doors.jsonl": inventory(ids)])
        return folder
    }

    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory doors.jsonl --as-of 2026-11-01T00:00:00Z"
    private static let stored = "\(scan) --database s.sqlite"

    private func evaluations(_ output: String) throws -> [[String: Any]] {
        let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        return try #require(report?["evaluations"] as? [[String: Any]])
    }

    private func bytes(_ texts: [String]) -> Set<[UInt8]> { Set(texts.map { Array($0.utf8) }) }

    @Test(arguments: ["doors.jsonl", "doors.json"]) func theyAreTwoResources(_ file: String) throws {
        let folder = try folder([(Self.one, "acc1"), (Self.two, "acc1"), (Self.one, "acc1")])
        let lines = inventory([(Self.one, "acc1"), (Self.two, "acc1"), (Self.one, "acc1")]).split(separator: "\n")
        try folder.write(Data("[\(lines.joined(separator: ","))]".utf8), to: "doors.json")
        let run = try folder.run(Self.scan.replacing("doors.jsonl", with: file) + " --format json")
        let ids = try evaluations(run.standardOutput).compactMap { $0["resource"] as? String }
        #expect(ids.count == 2, "\(run.output)")
        #expect(bytes(ids) == bytes([Self.one, Self.two]))
        // The third is the first again.
        #expect(run.output.components(separatedBy: "E2206").count == 2, "\(run.output)")
    }

    @Test func aMaskLiesOnOneOfThem() throws {
        let folder = try folder([(Self.one, "acc1"), (Self.two, "acc1")])
        let mask = try folder.run(
            "norma mask add --resource \(Self.one) --justification known --author ann --as-of 2026-10-01T00:00:00Z --database s.sqlite"
        )
        #expect(mask.exitCode == 0, "\(mask.output)")
        let run = try folder.run("\(Self.stored) --format json")
        let masked = try evaluations(run.standardOutput).filter { $0["verdict"] as? String == "masked" }
        #expect(bytes(masked.compactMap { $0["resource"] as? String }) == bytes([Self.one]), "\(run.output)")
    }

    @Test func aScopeHoldsOneOfTwoAccounts() throws {
        let folder = try folder([("a", Self.one), ("b", Self.two)], scope: Self.one)
        let run = try folder.run("\(Self.scan) --format json")
        let ids = try evaluations(run.standardOutput).compactMap { $0["resource"] as? String }
        #expect(ids == ["a"], "\(run.output)")
    }

    @Test func theStoreKeepsThemApart() throws {
        let folder = try folder([(Self.one, "acc1"), (Self.two, "acc1")])
        #expect(try folder.run("\(Self.stored) --record").exitCode == 0)
        let output = try folder.run("norma results --format json --database s.sqlite").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        let ids = (report?["results"] as? [[String: Any]] ?? []).compactMap { $0["resource"] as? String }
        #expect(ids.count == 2)
        #expect(bytes(ids) == bytes([Self.one, Self.two]))
        let one = try folder.run("norma results --resource \(Self.two) --format json --database s.sqlite")
            .standardOutput
        let found = try JSONSerialization.jsonObject(with: Data(one.utf8)) as? [String: Any]
        #expect((found?["results"] as? [Any])?.count == 1)
    }

    /// SQLite's own texts end there.
    @Test(arguments: [#""id": "zone\u0000-1", "account": "acc1""#, #""id": "front", "account": "acc1\u0000x""#])
    func anIdentityWithANullCharacterIsLeftOut(_ identity: String) throws {
        let line = #"{"kind": "demo.door", \#(identity), "properties": {"open_for": 3}}"#
        for file in ["doors.jsonl", "doors.json"] {
            let folder = try folder([("back", "acc1")])
            let good = inventory([("back", "acc1")]).trimmingCharacters(in: .newlines)
            try folder.write(Data("\(good)\n\(line)\n".utf8), to: "doors.jsonl")
            try folder.write(Data("[\(good),\(line)]".utf8), to: "doors.json")
            let run = try folder.run(Self.scan.replacing("doors.jsonl", with: file) + " --record")
            #expect(run.exitCode == 2)
            #expect(run.standardError.contains("error[E2214]"), "\(run.output)")
        }
    }
}
