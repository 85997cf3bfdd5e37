import Foundation
import TestSupport
import Testing

/// What nobody judged, and what masks set aside, reads as good in no report; and no report replaces what it is about.
@Suite struct HonestReportTests {
    private static let files = [
        "p/r.norma": "rule r {\n  id \"r\"\n  title \"t\"\n  for x.y\n  require a is 1\n}\n",
        "p/controls/c.yaml": """
        control_library_name: C
        controls:
          - { control_name: C-1, control_specifications: [{ assessments: [{ assessment_id: r }] }] }
          - { control_name: C-2, control_specifications: [{ description: a person looks }] }

        """,
        "p/profiles/p.yaml": "profile_name: P\ncontrols: [{ control_id: C-1 }, { control_id: C-2 }]\n",
        "p/attachments/a.yaml": "name: a\nprofile_id: P\nscope: { scope_type: enterprise, scope_id: e }\n",
        "none.json": "[]",
        "one.json": #"[{"kind": "x.y", "id": "i", "account": "acc", "properties": {"a": 2}}]"#,
        "masks.yaml":
            "masks: [{ resource: i, rule: r, category: waiver, justification: j, author: ann, expires_at: 2027-01-01T00:00:00Z }]\n",
    ]
    private static let formats = ["sarif", "junit", "github", "markdown", "ndjson", "html", "oscal", "gitlab"]

    private func reports(_ command: String) throws -> [String: String] {
        let folder = try ScratchFolder(Self.files)
        let written = Self.formats.map { "--report \($0)=o.\($0)" }.joined(separator: " ")
        let run = try folder.run("\(command) --as-of 2026-11-01T00:00:00Z \(written)")
        #expect(run.standardError.contains("error") == false, "\(run.output)")
        var texts: [String: String] = [:]
        for format in Self.formats {
            texts[format] = String(
                decoding: try Data(contentsOf: folder.url.appending(path: "o.\(format)")), as: UTF8.self)
        }
        return texts
    }

    private func expectNoPass(_ texts: [String: String], _ words: String) throws {
        #expect(try #require(texts["sarif"]).contains("\"executionSuccessful\": false"))
        #expect(try #require(texts["junit"]).contains("<error message=\"\(words)\""))
        #expect(try #require(texts["github"]).contains("::warning"))
        #expect(try #require(texts["ndjson"]).contains("\"judged\":false"))
        #expect(try #require(texts["gitlab"]).contains(words))
        for format in ["sarif", "markdown", "html", "oscal"] {
            #expect(try #require(texts[format]).lowercased().contains(words), "\(format)")
        }
        for format in ["markdown", "html"] { #expect(try !#require(texts[format]).contains("Nothing fails")) }
    }

    @Test func anEmptyScanWithControlsForPersonsIsNoPass() throws {
        let texts = try reports("norma scan --attachment p/attachments/a.yaml --inventory none.json")
        try expectNoPass(texts, "nothing was judged")
    }

    /// In two accounts one id is two resources; where the id has the account it is not said twice.
    @Test func twoAccountsAreToldApart() throws {
        let arn = "arn:aws:s3:eu:123:b"
        let resource = { (id: String, account: String, value: Int) in
            #"{"kind": "x.y", "id": "\#(id)", "account": "\#(account)", "properties": {"a": \#(value)}}"#
        }
        let two = { "[\(resource("i", "acc", $0)), \(resource("i", "other", $0)), \(resource(arn, "123", $0))]" }
        let folder = try ScratchFolder(Self.files.merging(["bad.json": two(2), "good.json": two(1)]) { $1 })
        func said(_ command: String) throws -> [String] {
            try folder.run(command).standardOutput.split(separator: "\n").map(String.init)
                .filter { $0.contains("x.y)") }
        }
        #expect(
            try said("norma eval --rules p/r.norma --inventory bad.json --as-of 2026-11-01T00:00:00Z") == [
                "fail  r  medium  i (x.y) in account acc", "fail  r  medium  i (x.y) in account other",
                "fail  r  medium  \(arn) (x.y)",
            ])
        let scan = "norma scan --attachment p/attachments/a.yaml --database s.sqlite --record"
        _ = try folder.run("\(scan) --inventory good.json --as-of 2026-11-01T00:00:00Z")
        _ = try folder.run("\(scan) --inventory bad.json --as-of 2026-11-02T00:00:00Z")
        let newestLast = "$(norma history --database s.sqlite | awk '{ print $1 }' | tac)"
        let changes = try said("norma diff \(newestLast) --database s.sqlite")
        #expect(
            changes.map { $0.split(separator: " ").prefix(5).joined(separator: " ") } == [
                "r medium \(arn) (x.y) 123", "r medium i (x.y) acc", "r medium i (x.y) other",
            ])
    }

    @Test func aScanOfWhichAllIsMaskedIsNoPass() throws {
        let texts = try reports(
            "norma mask add --rule r --resource i --author ann --justification j --as-of 2026-10-01T00:00:00Z --database s.sqlite >/dev/null; "
                + "norma scan --attachment p/attachments/a.yaml --inventory one.json --database s.sqlite")
        try expectNoPass(texts, "all that was judged is masked")
    }

    @Test(arguments: [
        "norma eval --rules p/r.norma --inventory one.json --report html=one.json",
        "norma eval --rules p/r.norma --inventory one.json --format csv --output ./p/../p/r.norma",
        "norma gate --rules p/r.norma --inventory one.json --report html=one.json",
        "norma gate --rules p/r.norma --inventory one.json --masks masks.yaml --report csv=masks.yaml",
        "norma scan --attachment p/attachments/a.yaml --inventory none.json --report csv=p/attachments/a.yaml",
    ])
    func noReportReplacesWhatIsRead(_ command: String) throws {
        let folder = try ScratchFolder(Self.files)
        let result = try folder.run(command)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E5023]"), "\(result.output)")
        #expect(result.standardError.contains("cannot be written: the command reads it"), "\(result.output)")
        for (name, text) in Self.files {
            #expect(try Data(contentsOf: folder.url.appending(path: name)) == Data(text.utf8), "\(name)")
        }
    }
}
