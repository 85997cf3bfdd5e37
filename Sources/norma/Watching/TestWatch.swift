import ResourceDocuments
import RuleAnalysis
import RulePacks
import RuleTesting
import SourceText

/// Runs cases again whenever a file that they read has changed, and no others.
///
/// It looks at the files' stamps every so often: that works on every file system, also on one that tells nobody of its changes.
struct TestWatch {
    private let paths: [String]
    private let tree: any FileTree
    private let dependencies: [String: String]
    private let stamp: @Sendable (String) -> FileStamp?
    /// By case file, what running it asked of the file system, and how that stood before.
    private var asked: [String: [String: FileStamp?]] = [:]

    /// - Parameter stamp: how a file stands.
    init(
        _ paths: [String], in tree: any FileTree, dependencies: [String: String],
        stamp: @escaping @Sendable (String) -> FileStamp? = { FileStamp(of: $0) }
    ) {
        self.paths = paths
        self.tree = tree
        self.dependencies = dependencies
        self.stamp = stamp
    }

    /// Runs what is due now, then what becomes due, until `pause` says that it is enough.
    ///
    /// - Parameters:
    ///   - pause: waits a while; false ends the watch.
    ///   - report: is given each run, the files that brought it about (none the first time), and the case files that are gone; where
    ///     nothing is left to run, the run says so.
    mutating func run(pause: () -> Bool, report: (TestSuite, _ changed: [String], _ gone: [String]) -> Void) {
        var isFirst = true
        repeat {
            let found = TestSuite.caseFiles(at: paths, in: tree)
            var changed: Set<String> = []
            let due = found.files.filter { file in
                guard let known = asked[file] else { return true }
                let moved = known.filter { stamp($0.key) != $0.value }.map(\.key)
                changed.formUnion(moved)
                return !moved.isEmpty
            }
            let gone = asked.keys.filter { !found.files.contains($0) }.sorted()
            for file in gone { asked[file] = nil }
            let hasNothing = due.isEmpty && asked.isEmpty && (isFirst || !gone.isEmpty)
            if !due.isEmpty || !gone.isEmpty || hasNothing {
                let suite = hasNothing ? TestSuite.run(paths, files: tree, keys: KeyTable()) : run(due)
                report(suite, isFirst ? [] : changed.subtracting(gone).sorted(), gone)
            }
            isFirst = false
        } while pause()
    }

    private mutating func run(_ files: [String]) -> TestSuite {
        var all = TestSuite()
        for file in files {
            let recording = RecordingFiles(tree, stamp: stamp)
            let keys = KeyTable()
            var suite = TestSuite.run([file], files: recording, keys: keys, dependencies: dependencies)
            suite.report(
                SurvivorFaults.diagnostics(
                    of: suite.files.map(\.file), in: recording, keys: keys, dependencies: dependencies))
            all.append(suite)
            asked[file] = recording.stamps
        }
        return all
    }
}
