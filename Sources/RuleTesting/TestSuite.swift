package import ResourceDocuments
import ResourceReaders
package import RuleChecker
package import RulePacks
import RuleSyntax
package import SourceText

/// Every case below some paths, run.
package struct TestSuite: Sendable {
    package private(set) var files: [CaseFileResult] = []
    package private(set) var diagnostics: [Diagnostic] = []
    package private(set) var coverage = Coverage()
    private var dependencies: [String: String] = [:]
    /// Those that case files name, also where their cases could not be run.
    private var ruleFiles: Set<String> = []
    /// Of those of them that no pack declares, whichever case file is read; nil before the first.
    private var undeclaredDependencies: [Diagnostic]?

    package var caseCount: Int { files.reduce(0) { $0 + $1.results.count } }
    package var failedCount: Int { files.reduce(0) { $0 + $1.results.count { !$0.passed } } }

    static let suffix = ".cases.yaml"

    /// Finds case files, loads the rules that each names, and runs them.
    ///
    /// - Parameter dependencies: the folders of packs that others depend on, by name.
    package static func run(
        _ paths: [String], files tree: any FileTree, keys: KeyTable, dependencies: [String: String] = [:]
    ) -> TestSuite {
        var suite = TestSuite()
        suite.dependencies = dependencies
        let found = caseFiles(at: paths, in: tree)
        suite.diagnostics = found.diagnostics
        for path in found.files { suite.run(path, in: tree, keys: keys) }
        suite.diagnostics += suite.undeclaredDependencies ?? []
        return suite
    }

    package init() {}

    /// What another run came to, behind this one's.
    package mutating func append(_ other: TestSuite) {
        files += other.files
        diagnostics += other.diagnostics
        coverage.merge(other.coverage)
    }

    /// The rules of files below folders that no case file names, and what is wrong with those: a rule that cannot be understood is tested by
    /// nobody.
    package mutating func addUntestedRules(at paths: [String], in tree: any FileTree, keys: KeyTable) {
        for path in paths.map(PathText.normal) where tree.isFolder(path) {
            for file in tree.files(below: path).files where file.hasSuffix(".norma") && !ruleFiles.contains(file) {
                let library = PackLoader.load([file], from: tree, keys: keys, dependencies: dependencies)
                // A file of defines has no rule to test.
                diagnostics += library.diagnostics.filter {
                    $0.isError && $0.kind != .undeclaredDependency && $0.kind != .folderWithoutRules
                }
                for rule in library.rules { coverage.add(rule) }
            }
        }
    }

    /// The rules below those of the paths that are folders that no case asks about, by file and place, once they were added.
    package func untestedRules(at paths: [String], in tree: any FileTree) -> [CheckedRule] {
        let folders = paths.map(PathText.normal).filter(tree.isFolder)
        return coverage.rules.filter { rule in
            coverage.runCount(of: rule) == 0 && folders.contains { PathText.isInside(rule.file.name, $0) }
        }.sorted { ($0.file.name, $0.name.span.start) < ($1.file.name, $1.name.span.start) }
    }

    /// What is wrong with the cases beside what running them shows.
    package mutating func report(_ diagnostics: [Diagnostic]) { self.diagnostics += diagnostics }

    /// The case files that paths stand for, each once: a rule file stands for the cases beside it.
    package static func caseFiles(
        at paths: [String], in tree: any FileTree
    ) -> (files: [String], diagnostics: [Diagnostic]) {
        var found: [String] = []
        var diagnostics: [Diagnostic] = []
        for path in paths.map(PathText.normal) {
            do throws(FileProblem) {
                var files: [String]
                if tree.isFolder(path) {
                    let listing = tree.files(below: path)
                    diagnostics += listing.problems.map { .unreadableFile($0, at: nil) }
                    files = listing.files.filter { $0.hasSuffix(Self.suffix) }
                } else if path.hasSuffix(".norma") {
                    let cases = String(path.dropLast(".norma".count)) + Self.suffix
                    files = tree.exists(cases) ? [cases] : []
                    if !tree.exists(path) { throw FileProblem(path, .notFound) }
                } else if tree.exists(path) {
                    files = [path]
                } else {
                    throw FileProblem(path, .notFound)
                }
                if files.isEmpty { diagnostics.append(.casesWithoutRules(path)) }
                files.removeAll { found.contains($0) }
                found += files
            } catch {
                diagnostics.append(.unreadableFile(error, at: nil))
            }
        }
        return (found, diagnostics)
    }

    private mutating func run(_ path: String, in tree: any FileTree, keys: KeyTable) {
        guard let source = tree.source(path, &diagnostics) else { return }
        let read = CaseFileReader.read(source, in: tree, keys: keys)
        diagnostics += read.diagnostics
        guard let file = read.file else { return }
        let rules = file.ruleFiles
        ruleFiles.formUnion(rules)
        for (rule, written) in zip(rules, file.rulePaths) where !tree.exists(rule) {
            diagnostics.append(.unreadableFile(FileProblem(rule, .notFound), at: written.place))
        }
        let library = PackLoader.load(
            rules.filter { tree.exists($0) }, from: tree, keys: keys, dependencies: dependencies)
        let undeclared = library.diagnostics.filter { $0.kind == .undeclaredDependency }
        // One pack of several may need what another does not.
        undeclaredDependencies =
            undeclaredDependencies?.filter { known in undeclared.contains { $0.message == known.message } }
            ?? undeclared
        let faults = library.diagnostics.filter { $0.isError && $0.kind != .undeclaredDependency }
        diagnostics += faults
        guard faults.isEmpty, !library.rules.isEmpty else { return }
        for rule in library.rules { coverage.add(rule) }
        var runner = CaseRunner(library: library, keys: keys)
        let run = runner.run(file)
        diagnostics += run.diagnostics
        coverage.merge(runner.coverage)
        files.append(run.result)
    }
}
