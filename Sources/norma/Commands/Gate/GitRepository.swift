import Foundation
import RulePacks
import SourceText

/// A git repository, asked through the program.
struct GitRepository {
    /// The folder that its files stand in.
    let root: String
    private let git: URL
    /// A submodule is not the repository that a hook's variables speak of.
    private let isSubmodule: Bool

    /// A git that takes longer than this has a fault, in seconds.
    private static let patience = 120.0
    private static let maximumOutput = 1 << 28
    private static let ownVariables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"]

    /// The one that the command runs in.
    static func ofWorkingFolder() throws -> GitRepository {
        guard let git = BoundedProcess.find("git") else { throw CommandFailure(.noGit) }
        let result = try run(git, ["rev-parse", "--show-toplevel"])
        guard result.status == 0 else {
            throw CommandFailure(result.standardError.contains("dubious ownership") ? .distrusted : .noRepository)
        }
        return GitRepository(
            root: result.standardOutput.trimmingCharacters(in: .newlines), git: git, isSubmodule: false)
    }

    /// What a revision of it was, where the submodule is there and holds that.
    func submodule(_ path: String, at commit: String) throws -> GitRepository? {
        let folder = PathText.join(root, path)
        guard DiskFiles().exists(PathText.join(folder, ".git")) else { return nil }
        let submodule = GitRepository(root: folder, git: git, isSubmodule: true)
        return try submodule.commit(commit) == nil ? nil : submodule
    }

    /// The commit that a word stands for; nil where there is none.
    func commit(_ word: String) throws -> String? {
        try output(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(word)^{commit}"])?
            .trimmingCharacters(in: .newlines)
    }

    /// The tree without files, where the repository has no commit at all: what its first one is compared with. nil where it has some.
    func emptyTree() throws -> String? {
        guard try output(["rev-list", "--max-count=1", "--all"]) == "" else { return nil }
        return try output(["hash-object", "-t", "tree", "--stdin"])?.trimmingCharacters(in: .newlines)
    }

    var isShallow: Bool {
        get throws { try output(["rev-parse", "--is-shallow-repository"])?.hasPrefix("true") ?? false }
    }

    /// - Parameter index: the file that stands in for the repository's own index.
    /// - Returns: what it prints; nil where it ends with a fault.
    func output(_ arguments: [String], input: String = "", index: String? = nil) throws -> String? {
        var environment = ProcessInfo.processInfo.environment
        if isSubmodule { for name in Self.ownVariables { environment[name] = nil } }
        if let index { environment["GIT_INDEX_FILE"] = index }
        let result = try Self.run(git, ["-C", root] + arguments, input: input, environment: environment)
        return result.status == 0 ? result.standardOutput : nil
    }

    private static func run(
        _ git: URL, _ arguments: [String], input: String = "", environment: [String: String]? = nil
    ) throws -> BoundedProcess.Result {
        // What the folder's own git writes for itself, and files that it leaves out of a checkout, are nothing to a comparison.
        var environment = environment ?? ProcessInfo.processInfo.environment
        // What it says is read.
        environment["LC_ALL"] = "C"
        // What a revision holds is what its hash says, whatever stands in its place here.
        environment["GIT_NO_REPLACE_OBJECTS"] = "1"
        let settings = ["core.quotePath=false", "core.sparseCheckout=false", "core.splitIndex=false"]
        return try BoundedProcess.run(
            git, ["--no-optional-locks"] + settings.flatMap { ["-c", $0] } + arguments, input: input,
            environment: environment, seconds: patience, keeping: maximumOutput)
    }
}

/// A commit of the repository that the command runs in; before its first one, what 'HEAD' stands for is nothing.
struct GitRevision {
    /// As it was asked for.
    let word: String
    let repository: GitRepository
    /// The commit, or the tree without files.
    let tree: String

    /// Throws where there is no repository, and where it has no such revision.
    init(_ word: String) throws {
        // What git would take for an option, or a line of several, is no revision's name.
        guard !word.isEmpty, !word.hasPrefix("-"), word.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw CommandFailure(.badRevision(word))
        }
        let repository = try GitRepository.ofWorkingFolder()
        if let commit = try repository.commit(word) {
            tree = commit
        } else if let empty = try repository.emptyTree() {
            guard word == "HEAD" else { throw CommandFailure(.revisionBeforeAny(word)) }
            tree = empty
        } else {
            throw CommandFailure(.unknownRevision(word, isShallow: try repository.isShallow))
        }
        self.word = word
        self.repository = repository
    }

    /// Throws for a file that stands elsewhere: nobody knows what it was.
    func requireInside(_ file: String) throws {
        guard let real = RealPaths.ask(file), let root = RealPaths.ask(repository.root) else { return }
        if !PathText.isInside(real, root) { throw CommandFailure(.outsideRepository(file)) }
    }
}
