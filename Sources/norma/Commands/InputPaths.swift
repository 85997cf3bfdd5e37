import RulePacks
import SourceText

/// The files that a command's paths stand for.
enum InputPaths {
    /// Files as they are named, and of folders every file below with one of `endings`, in any case where it is one behind a dot; in order, each once. A path that is not
    /// there, and a folder with nothing for this command in it, is reported, and the rest still counts.
    ///
    /// - Parameter packed: how the names of files end that are told of where they are not read.
    static func files(
        at paths: [String], ending endings: [String], packed: [String] = [], in files: some FileTree,
        _ diagnostics: inout [Diagnostic]
    ) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        for path in paths {
            if files.isFolder(path) {
                let listing = files.files(below: path)
                diagnostics += listing.problems.map { .unreadableFile($0, at: nil) }
                let below = listing.files.filter { ends($0, in: endings) }
                if below.isEmpty, listing.problems.isEmpty {
                    diagnostics.append(.emptyFolder(path, endings: endings))
                }
                let left = listing.files.filter { name in
                    ends(name, in: packed) && !ends(name, in: endings)
                }
                if let first = left.first {
                    diagnostics.append(.packedFiles(in: path, first: first, count: left.count))
                }
                found += below.filter { seen.insert($0).inserted }
            } else if files.exists(path) {
                if seen.insert(path).inserted { found.append(path) }
            } else {
                diagnostics.append(.unreadableFile(FileProblem(path, .notFound), at: nil))
            }
        }
        return found
    }

    /// `plan.JSON` is read where it is named, so it is no other file below a folder.
    private static func ends(_ name: String, in endings: [String]) -> Bool {
        endings.contains { name.hasSuffix($0) || $0.hasPrefix(".") && name.lowercased().hasSuffix($0) }
    }
}
