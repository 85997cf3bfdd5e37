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
        guard let slash = path.utf8.lastIndex(of: separator) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    package static func name(of path: String) -> String {
        path.utf8.lastIndex(of: separator).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    private static let separator = UInt8(ascii: "/")

    package static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") { return normal(path) }
        return normal(folder == "." || folder.isEmpty ? path : "\(folder)/\(path)")
    }

    /// Without `.`, empty parts, and `..` where a folder stands before it.
    package static func normal(_ path: String) -> String {
        if isNormal(path) { return path }
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        let joined = parts.joined(separator: "/")
        if path.hasPrefix("/") { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }

    /// Whether no part is empty, `.` or `..`; most paths are so, and are told by one look.
    private static func isNormal(_ path: String) -> Bool {
        var path = path
        return path.withUTF8 { bytes in
            // A slash in front begins no part.
            var start = bytes.first == separator ? 1 : 0
            for end in start...bytes.count where end == bytes.count || bytes[end] == separator {
                let length = end - start
                if length == 0 || length <= 2 && bytes[start..<end].allSatisfy({ $0 == UInt8(ascii: ".") }) {
                    return false
                }
                start = end + 1
            }
            return true
        }
    }

    /// True when `path` is `folder` or lies below it, both normal.
    package static func isInside(_ path: String, _ folder: String) -> Bool {
        if folder == "." { return !path.hasPrefix("/") && path != ".." && !path.hasPrefix("../") }
        if path == folder { return true }
        guard path.utf8.starts(with: folder.utf8) else { return false }
        return folder.utf8.last == separator || path.utf8.dropFirst(folder.utf8.count).first == separator
    }
}
