import Compliance
import ComplianceReports
import Foundation
import TestSupport
import Testing

/// Every format by its schema: of a scan that passes, of one in which every status occurs, of an empty one and of a hostile one.
@Suite struct SchemaTests {
    private static let worlds: [(name: String, world: ReportWorld)] =
        ReportWorld.Sort.allCases.map { ($0.rawValue, ReportWorld(sort: $0)) }
        + [("hostile", ReportWorld(word: HostileText.word))]

    /// Of Markdown, annotations, CSV and the page there is no schema: `written.py` holds them to what those who read them ask for.
    private static let formats = ReportFormat.allCases

    @Test func everyReportIsValid() throws {
        guard let schemas = ProjectFolder.shared("schemas"), let python = ReportValidators.python else { return }
        let folder = FileManager.default.temporaryDirectory.appending(path: "norma-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var arguments: [String] = []
        for (name, world) in Self.worlds {
            let results = try world.results()
            for format in Self.formats {
                for statuses in [nil, Set(ReportedStatus.allCases)] {
                    let file = folder.appending(path: "\(name)-\(statuses == nil ? "own" : "all").\(format.rawValue)")
                    try Data(format.text(results, statuses: statuses).utf8).write(to: file)
                    arguments.append("\(format.rawValue)=\(file.path)")
                }
            }
            var json = ""
            ScanJSONReport.write(try world.scan()) { json += $0 }
            var printed = ""
            PrintedReport.write([results]) { printed += $0 }
            let paper = folder.appending(path: "\(name)-printed.html")
            try Data(printed.utf8).write(to: paper)
            arguments.append("html=\(paper.path)")
            let file = folder.appending(path: "\(name).json")
            try Data(json.utf8).write(to: file)
            arguments.append("json=\(file.path)")
            let explained = folder.appending(path: "\(name)-explained.json")
            try Data(Self.explanation(of: try world.scan()).utf8).write(to: explained)
            arguments.append("json=\(explained.path)")
        }
        // Of several scans together there is one document.
        for format in Self.formats {
            let file = folder.appending(path: "several.\(format.rawValue)")
            let text = format.text(
                try ReportWorld().results(), try ReportWorld(sort: .passing).results(),
                try ReportWorld(word: "other").results())
            try Data(text.utf8).write(to: file)
            arguments.append("\(format.rawValue)=\(file.path)")
        }
        let faults = try ReportValidators.faults(in: arguments, schemas: schemas, python: python)
        #expect(faults.isEmpty, "\(faults.prefix(20).joined(separator: "\n"))")
    }

    /// Every rule on every resource in scope.
    private static func explanation(of scan: Scan) -> String {
        let evaluations = scan.rules.flatMap { rule in
            (0..<scan.resourceCount).compactMap { rule.evaluations.explanation(at: $0, controls: []) }
        }
        return ExplanationJSONReport.render(evaluations, asOf: scan.asOf, diagnostics: scan.diagnostics)
    }

    /// A validator that finds nothing would prove nothing.
    @Test(arguments: [
        ("sarif", #"{"version": "2.1.0", "runs": [{}]}"#), ("oscal", #"{"assessment-results": {}}"#),
        ("ocsf", #"[{"class_uid": 2003}]"#), ("junit", "<testsuites><testsuite/></testsuites>"),
        ("xccdf", #"<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2" id="x"/>"#),
        ("ndjson", #"{"type": "scan"}"#), ("gitlab", #"[{"description": "x", "check_name": "y"}]"#),
        ("gitlab", "{}"),
        (
            "gitlab",
            #"[{"description": "x", "check_name": "y", "fingerprint": "1", "severity": "high", "location": {"path": "a", "lines": {"begin": 1}}}]"#
        ),
        ("json", #"{"format": "norma.scan"}"#), ("csv", "status,rule\r\npass\r\n"),
        ("csv", "status,rule\r\ngood,r\r\n"), ("csv", "status,rule\npass,r\n"), ("github", "hello\n"),
        ("github", "::error file=a,line=0,title=x::y\n"), ("github", "::error title=x::\n"), ("markdown", "hello\n"),
        ("markdown", "## Norma: x\n\n### Open (2)\n\n- one\n"), ("html", "<!DOCTYPE html>\n<html><p></html>"),
    ])
    func whatIsNotValidIsFound(_ format: String, _ text: String) throws {
        guard let schemas = ProjectFolder.shared("schemas"), let python = ReportValidators.python else { return }
        let file = FileManager.default.temporaryDirectory.appending(path: "norma-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try !ReportValidators.faults(in: ["\(format)=\(file.path)"], schemas: schemas, python: python).isEmpty)
    }
}

/// The validators of others, as `make validators` installs them.
enum ReportValidators {
    /// nil, said loudly, where they are not installed.
    static var python: URL? {
        let python = ProjectFolder.root.appending(path: ".build/validators/bin/python3")
        if FileManager.default.isExecutableFile(atPath: python.path) { return python }
        print(
            "SKIPPED: no validators in .build/validators ('make validators' installs them), so no report was held against a schema"
        )
        return nil
    }

    /// A line for each fault; empty where everything is valid.
    static func faults(in arguments: [String], schemas: URL, python: URL) throws -> [String] {
        let process = Process()
        process.executableURL = python
        let script = ProjectFolder.root.appending(path: "Tests/ComplianceReportsTests/validate.py")
        // Nothing is left beside the scripts.
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        let own = ProjectFolder.root.appending(path: "Sources/ComplianceReports/ComplianceReports.docc/Schemas")
        process.arguments = [script.path, schemas.path, own.path] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        // It ends with 1 where it said what is wrong.
        return process.terminationStatus == 0 || !lines.isEmpty
            ? lines : ["validate.py ended with \(process.terminationStatus)"]
    }
}
