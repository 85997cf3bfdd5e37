import Compliance
import ComplianceStore
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

/// What `estate.py` writes: resources, a pack, and what its writer counted.
struct Estate {
    /// How many resources a rule passes, and how many it fails.
    private struct Counts: Hashable {
        let passed: Int
        let failed: Int
    }

    private let folder: String
    private let keys = KeyTable()
    private let expected: [String: Counts]

    init(folder: String) throws {
        self.folder = folder
        let lines = try String(contentsOfFile: "\(folder)/expected.txt", encoding: .utf8).split(separator: "\n")
        let words = lines.map { $0.split(separator: " ").map(String.init) }
        expected = Dictionary(
            words.map { ($0[0], Counts(passed: Int($0[1]) ?? -1, failed: Int($0[2]) ?? -1)) },
            uniquingKeysWith: { first, _ in first })
    }

    func plan() throws -> ScanPlan {
        let parsed = Parser.parse(try source("rules.norma"))
        let checked = Checker.check([RuleModule(file: parsed.file)])
        let library = ControlLibraryReader.read(try document("library.yaml"))
        let profile = ProfileReader.read(try document("profile.yaml"))
        let attachment = AttachmentReader.read(try document("attachment.yaml"))
        let faults =
            parsed.diagnostics + checked.diagnostics + library.diagnostics + profile.diagnostics
            + attachment.diagnostics
        guard let attachment = attachment.attachment, let profile = profile.profile, let library = library.library,
            faults.isEmpty
        else { throw BenchFailure(faults.map { DiagnosticRenderer().render($0) }.joined(separator: "\n")) }
        switch ScanPlan.make(
            attachment: attachment, profiles: [profile], libraries: [library], rules: checked.rules)
        {
        case .success(let plan): return plan
        case .failure(let fault): throw BenchFailure(fault.diagnostics.map(\.message).joined(separator: "\n"))
        }
    }

    /// As the command reads it: the lines stay where they are until they are judged.
    func reading() throws -> InventoryReading {
        var reader = InventoryReader(heldKinds: [], keys: keys)
        reader.read([.lines(Lines(name: "resources.ndjson", text: try bytes("resources.ndjson")))])
        return reader.finish()
    }

    private func bytes(_ name: String) throws -> [UInt8] { try FileManager.default.bytes(of: "\(folder)/\(name)") }

    private func source(_ name: String) throws -> SourceFile { SourceFile(name: name, text: try bytes(name)) }

    private func document(_ name: String) throws -> Document {
        let read = YAMLReader.documents(try source(name), keys: keys)
        return try BenchFailure.require(read.documents.first, "\(folder)/\(name) cannot be read")
    }

    // MARK: What was counted

    func verify(_ scan: Scan) throws {
        for rule in scan.rules {
            let summary = rule.evaluations.summary
            try verify(rule.evaluations.rule.name.text, Counts(passed: summary.passed, failed: summary.failed))
        }
        guard scan.rules.count == expected.count else { throw BenchFailure("DISAGREE: \(scan.rules.count) rules") }
    }

    /// As the store gives it back, result by result.
    func verify(_ record: ScanRecord, in store: ScanStore) throws {
        let resources = try store.resources(of: record)
        for rule in try store.rules(of: record) {
            let results = try store.results(of: record, rule: rule.position, on: resources).values
            let found = Counts(
                passed: results.count { $0.verdict == .pass }, failed: results.count { $0.verdict == .fail })
            try verify(rule.name, found)
        }
    }

    private func verify(_ rule: String, _ found: Counts) throws {
        guard let counted = expected[rule], counted == found else {
            throw BenchFailure("DISAGREE: \(rule) passes \(found.passed) and fails \(found.failed)")
        }
    }
}

/// A file of lines in memory.
struct Lines: LineSource {
    let name: String
    let text: [UInt8]

    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        Array(text[min(offset, text.count)..<min(offset + count, text.count)])
    }

    var hasChanged: Bool { false }
}
