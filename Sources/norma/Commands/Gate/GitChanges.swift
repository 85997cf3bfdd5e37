import Foundation
import ResourceDocuments
import ResourceReaders
import RulePacks
import SourceText

/// What changed in a git repository since a revision: committed, staged or only written.
struct GitChanges {
    /// As it was asked for.
    let revision: String
    private let git: URL
    private let root: String
    private let commit: String
    /// Files of the revision, and those of them that are different now, by their paths from the root.
    private let before: Set<String>
    private let changed: Set<String>

    /// A git that takes longer than this has a fault, in seconds.
    private static let patience = 120.0
    private static let maximumOutput = 1 << 28

    /// Of the repository that the command runs in. Throws where there is none, and where it has no such revision.
    init(since revision: String) throws {
        // What git would take for an option, or a line of several, is no revision's name.
        guard !revision.isEmpty, !revision.hasPrefix("-"), revision.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw CommandFailure(.badRevision(revision))
        }
        guard let git = BoundedProcess.find("git") else { throw CommandFailure(.noGit) }
        self.git = git
        self.revision = revision
        guard let top = try Self.output(git, ["rev-parse", "--show-toplevel"]) else {
            throw CommandFailure(.noRepository)
        }
        root = top.trimmingCharacters(in: .newlines)
        let named = ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"]
        guard let commit = try Self.output(git, named) else {
            let isShallow = try Self.output(git, ["rev-parse", "--is-shallow-repository"])
            throw CommandFailure(.unknownRevision(revision, isShallow: isShallow?.hasPrefix("true") ?? false))
        }
        self.commit = commit.trimmingCharacters(in: .newlines)
        before = try Self.names(git, root, ["ls-tree", "-r", "-z", "--name-only", self.commit])
        changed = try Self.names(
            git, root, ["diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", self.commit, "--"])
    }

    /// The lines of a file that changed, counted from 1; where lines went away, those beside them. nil: all of it.
    func lines(of file: String) throws -> [ClosedRange<Int>]? {
        let path = URL(filePath: file).resolvingSymlinksInPath().path
        let folder = URL(filePath: root).resolvingSymlinksInPath().path
        guard path.hasPrefix(folder + "/") else { throw CommandFailure(.outsideRepository(file)) }
        let name = String(path.dropFirst(folder.count + 1))
        if !before.contains(name) { return nil }
        if !changed.contains(name) { return [] }
        let arguments = [
            "-C", root, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", commit,
            "--", ":(top,literal)\(name)",
        ]
        guard let diff = try Self.output(git, arguments) else { throw CommandFailure(.gitFailed("diff")) }
        let hunks = diff.split(separator: "\n").compactMap { Self.lines(ofHunk: $0) }
        // A change without hunks is one of a file that git takes for binary.
        return hunks.isEmpty ? nil : hunks
    }

    /// `@@ -3,2 +3,4 @@`
    private static func lines(ofHunk line: Substring) -> ClosedRange<Int>? {
        guard let match = line.prefixMatch(of: #/@@ -\d+(,\d+)? \+(\d+)(,(\d+))? @@/#), let start = Int(match.2) else {
            return nil
        }
        let count = match.4.flatMap { Int($0) } ?? 1
        return count == 0 ? start...(start + 1) : start...(start + count - 1)
    }

    private static func names(_ git: URL, _ root: String, _ arguments: [String]) throws -> Set<String> {
        guard let text = try output(git, ["-C", root] + arguments) else {
            throw CommandFailure(.gitFailed(arguments[0]))
        }
        return Set(text.split(separator: "\0").map(String.init))
    }

    /// nil where git ends with a fault.
    private static func output(_ git: URL, _ arguments: [String]) throws -> String? {
        let result = try BoundedProcess.run(
            git, ["--no-optional-locks", "-c", "core.quotePath=false"] + arguments, input: "", seconds: patience,
            keeping: maximumOutput)
        return result.status == 0 ? result.standardOutput : nil
    }
}

extension Resource {
    /// The lines that it is written on; empty where that is not known.
    ///
    /// An envelope is written in one piece. What a reader put into one stands from its id to the end of its properties, as a template and a
    /// manifest have it; its kind may stand further off, at the head of a list.
    var lines: [ClosedRange<Int>] {
        var envelope = propertiesPath
        if case .key = envelope.steps.last { envelope = DocumentPath(Array(envelope.steps.dropLast())) }
        if let lines = document.lines(of: envelope) { return [lines] }
        let own = [propertiesPath, attributePaths[.id]].compactMap { $0.flatMap { document.lines(of: $0) } }
        guard let first = own.map(\.lowerBound).min(), let last = own.map(\.upperBound).max() else { return [] }
        return [first...last] + [attributePaths[.kind].flatMap { document.lines(of: $0) }].compactMap(\.self)
    }
}

extension Document {
    /// nil where the value stands in no text.
    fileprivate func lines(of path: DocumentPath) -> ClosedRange<Int>? {
        guard let place = place(of: path) else { return nil }
        let first = place.file.line(at: place.span.start)
        return first...max(first, place.file.line(at: max(place.span.start, place.span.end - 1)))
    }
}
