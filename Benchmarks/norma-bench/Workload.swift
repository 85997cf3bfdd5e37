import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// Rules, and the file of resources that they judge.
struct Workload {
    let rules: [BoundRule]
    let keys = KeyTable()
    /// Of the resources.
    let path: String

    var checkedRules: [CheckedRule] { rules.map(\.rule) }
    var ruleNames: [String] { rules.map(\.rule.name.text) }

    init(_ rules: String, _ resources: String) throws {
        path = resources
        let source = SourceFile(name: rules, text: try FileManager.default.bytes(of: rules))
        let parsed = Parser.parse(source)
        let checked = Checker.check([RuleModule(file: parsed.file)])
        let errors = (parsed.diagnostics + checked.diagnostics).filter(\.isError)
        guard errors.isEmpty else {
            throw BenchFailure(errors.map { DiagnosticRenderer().render($0) }.joined(separator: "\n"))
        }
        self.rules = checked.rules.map { BoundRule(rule: $0, parameters: []) }
    }

    /// Hands over the file's lines in chunks, as a stream does.
    func read(_ body: (LineChunk) throws -> Void) throws {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var chunks = LineChunks()
        let chunk = LineChunk()
        while chunks.fill(chunk, reading: { Foundation.read(file.fileDescriptor, $0.baseAddress, $0.count) }) {
            try body(chunk)
        }
    }
}

/// The rules that fail on each resource, as the reference says.
struct ReferenceSets {
    private let sets: [Set<String>]

    init(_ path: String) throws {
        sets = try String(contentsOfFile: path, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .dropLast().map { Set($0.split(separator: " ").map(String.init)) }
    }

    var failures: Int { sets.reduce(0) { $0 + $1.count } }

    /// Throws at the first resource on which other rules fail.
    func verify(_ found: [Set<String>]) throws {
        for (number, pair) in zip(found, sets).enumerated() where pair.0 != pair.1 {
            let differing = pair.0.symmetricDifference(pair.1).sorted().joined(separator: ", ")
            throw BenchFailure("DISAGREE on resource \(number + 1): \(differing)")
        }
        guard found.count == sets.count else {
            throw BenchFailure("DISAGREE: \(found.count) resources, and the reference has \(sets.count)")
        }
    }
}

extension FileManager {
    func bytes(of path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
}
