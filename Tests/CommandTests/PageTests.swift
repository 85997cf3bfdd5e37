import Foundation
import TestSupport
import Testing

/// The HTML report in headless Chromium, two widths, light and dark: see `Pages/pages.py`. What it has to show is worked out from the JSON of the
/// same scan. `make pages` installs what it takes; the screenshots are left in `.build/pages`.
@Suite(.serialized) struct PageTests {
    private static let asOf = "--as-of 2026-11-01T00:00:00Z"

    /// What `pages.py` says of some reports: its times, and the faults.
    private func look(_ reports: [(name: String, html: URL, json: URL)]) throws -> (times: [String], faults: [String])?
    {
        guard let browser = PageBrowser.installed else { return nil }
        let lines = try browser.look(reports.map { "\($0.name)=\($0.html.path),\($0.json.path)" })
        return (lines.filter { $0.hasPrefix("time ") }, lines.filter { !$0.hasPrefix("time ") })
    }

    private func report(_ name: String, of scan: String, in folder: ScratchFolder) throws -> (
        name: String, html: URL, json: URL
    ) {
        let result = try folder.run(
            "\(scan) \(Self.asOf) --report html=\(name).html --format json --output \(name).json")
        try #require(result.exitCode == 0, "\(result.output)")
        return (name, folder.url.appending(path: "\(name).html"), folder.url.appending(path: "\(name).json"))
    }

    /// What `make demo` scans.
    @Test func theSampleInventory() throws {
        if PageBrowser.installed == nil { return }
        let folder = try ScratchFolder()
        try folder.copy("rules")
        let report = try report(
            "demo", of: "norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory", in: folder)
        let seen = try #require(try look([report]))
        #expect(seen.faults.isEmpty, "\(seen.faults.joined(separator: "\n"))")
    }

    /// Twenty thousand findings in more accounts than a list can show, with names that would do something.
    @Test func manyFindings() throws {
        if PageBrowser.installed == nil { return }
        let folder = try Self.manyDoors(20_000)
        let report = try report(
            "many", of: "norma scan --attachment a.yaml --pack rules --inventory doors.ndjson", in: folder)
        let seen = try #require(try look([report]))
        #expect(seen.faults.isEmpty, "\(seen.faults.joined(separator: "\n"))")
        print(seen.times.joined(separator: "\n"))
        #expect(
            seen.times.contains { $0.hasPrefix("time many load ") }
                && seen.times.contains { $0.hasPrefix("time many filter ") })
    }

    /// A look that finds nothing would prove nothing.
    @Test func whatIsBrokenIsFound() throws {
        if PageBrowser.installed == nil { return }
        let folder = try Self.manyDoors(3)
        let report = try report(
            "broken", of: "norma scan --attachment a.yaml --pack rules --inventory doors.ndjson", in: folder)
        let text = try String(contentsOf: report.html, encoding: .utf8)
        let policy = try #require(text.firstRange(of: /<meta http-equiv[^>]*>/))
        let broken = text.replacingCharacters(in: policy, with: "")
            .replacing("--quiet: #59616b", with: "--quiet: #dddddd")
            .replacing("body { margin: 0;", with: "body { margin: 0; min-width: 1400px;")
            .replacing("outline: 3px solid var(--accent)", with: "outline: none")
            .replacing(
                "\"use strict\";", with: "\"use strict\"; console.log(\"here\"); fetch(\"other.json\").catch(() => {});"
            )
            .replacing(
                "if (missed < 0) shown.push(position);", with: "if (missed < 0 && position > 0) shown.push(position);"
            ).replacing("const mostInFull = 500;", with: "const mostInFull = 2;")
        try Data(broken.utf8).write(to: report.html)
        let faults = try #require(try look([report])).faults
        for word in [
            "axe color-contrast", "scrolls sideways", "without a visible focus", "console", "asks for",
            "all: 3 instead of 4", "printed in full: 2 instead of 4",
        ] {
            #expect(faults.contains { $0.contains(word) }, "\(word) in \(faults.joined(separator: "\n"))")
        }
    }

    /// A pack, an attachment and an inventory in which each door fails.
    private static func manyDoors(_ count: Int) throws -> ScratchFolder {
        let hostile = [
            "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "<!--<script>",
            "\\u2028 \\u202e back",
        ]
        let lines = (0..<count).map { number in
            let kind = ["demo.door", "yard.gate", "AWS::S3::Bucket"][number % 3]
            let name = number % 500 == 0 ? hostile[number / 500 % 4] : "door \(number)"
            return
                #"{"kind": "\#(kind)", "id": "d\#(number)", "name": "\#(name)", "account": "acc\#(number % 70)", "region": "r\#(number % 7)", "properties": {"open_for": \#(number + 1)}}"#
        }
        let severities = ["critical", "medium", "low"]
        let rules = zip(["demo.door", "yard.gate", "AWS::S3::Bucket"], severities).map { kind, severity in
            """
            rule \(severity)_is_shut {
              severity \(severity)
              param longest: numeric = 0
              for "\(kind)"
              require open_for is at most longest
            }

            """
        }
        let controls = severities.map {
            "  - control_name: \($0) doors\n    control_specifications: [{ assessments: [{ assessment_id: \($0)_is_shut }] }]\n"
        }
        let scopes = (0..<min(count, 70)).map { "  - { scope_type: account, scope_id: acc\($0) }\n" }
        return try ScratchFolder([
            "doors.ndjson": lines.joined(separator: "\n"), "rules/doors.norma": rules.joined(),
            "rules/controls/doors.yaml":
                "control_library_name: Doors\ncontrols:\n\(controls.joined())  - control_name: by hand\n",
            "rules/profiles/doors.yaml":
                "profile_name: Doors\ncontrols: [\((severities.map { "\($0) doors" } + ["by hand"]).map { "{ control_id: \($0) }" }.joined(separator: ", "))]\n",
            "a.yaml": "name: many\nprofile_id: Doors\nscope:\n\(scopes.joined())",
        ])
    }
}

/// A browser, and what drives it.
private struct PageBrowser {
    let chromium: URL
    let python: URL

    /// nil, said loudly, where one of them is not there.
    static let installed: PageBrowser? = {
        let python = ProjectFolder.root.appending(path: ".build/validators/bin/python3")
        let mark = ProjectFolder.root.appending(path: ".build/validators/pages")
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let chromium = folders.map { URL(filePath: "\($0)/chromium") }.first {
            FileManager.default.isExecutableFile(atPath: $0.path)
        }
        guard let chromium, FileManager.default.fileExists(atPath: mark.path) else {
            print("SKIPPED: no Chromium, or nothing to drive it ('make pages' installs both), so no page was looked at")
            return nil
        }
        return PageBrowser(chromium: chromium, python: python)
    }()

    /// The lines that `pages.py` prints.
    func look(_ reports: [String]) throws -> [String] {
        let process = Process()
        process.executableURL = python
        let script = ProjectFolder.root.appending(path: "Tests/CommandTests/Pages/pages.py")
        process.arguments =
            [script.path, chromium.path, ProjectFolder.root.appending(path: ".build/pages").path] + reports
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        let isDone = process.terminationStatus == 0 || process.terminationStatus == 1 && !lines.isEmpty
        return isDone ? lines : lines + ["pages.py ended with \(process.terminationStatus)"]
    }
}
