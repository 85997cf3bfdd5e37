package import SourceText

/// Files and folders by path, as the caller sees them: the core never opens anything itself.
package protocol FileTree: Sendable {
    /// The file's bytes. A folder, a file that cannot be read and a link that leads out of `root` throw.
    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile
    /// The same of a rule file, which may have been parsed before it is asked for.
    func parsed(_ path: String, within root: String?) throws(FileProblem) -> ParsedSource
    /// Every file below a folder, sorted, as paths that start with `folder`; hidden files are left out. Where there is no folder,
    /// and where a link leads out of it or back into it, there is a problem instead.
    func files(below folder: String) -> FolderListing
    func isFolder(_ path: String) -> Bool
    func exists(_ path: String) -> Bool
}

extension FileTree {
    package func parsed(_ path: String, within root: String?) throws(FileProblem) -> ParsedSource {
        ParsedSource(of: try read(path, within: root))
    }
}

/// What stands below a folder, and what of it could not be entered.
package struct FolderListing: Sendable {
    package var files: [String]
    package var problems: [FileProblem]

    package init(files: [String] = [], problems: [FileProblem] = []) {
        self.files = files
        self.problems = problems
    }
}

/// Why a file could not be had.
package struct FileProblem: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case notFound, isFolder, isNotFolder, isNoRegularFile, notPermitted, leavesPack, linkLoop
        case tooLarge(limit: Int)
        case other(String)
    }

    package var path: String
    package var reason: Reason

    package init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

/// Paths as text, with `/`; nothing here touches a disk.
package enum PathText {
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    package static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    package static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") { return normal(path) }
        return normal(folder == "." || folder.isEmpty ? path : "\(folder)/\(path)")
    }

    /// Without `.`, empty parts, and `..` where a folder stands before it.
    package static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        let joined = parts.joined(separator: "/")
        if path.hasPrefix("/") { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }

    /// True when `path` is `folder` or lies below it, both normal.
    package static func isInside(_ path: String, _ folder: String) -> Bool {
        if folder == "." { return !path.hasPrefix("/") && path != ".." && !path.hasPrefix("../") }
        return path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }
}
