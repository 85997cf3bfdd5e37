package import Foundation

/// Where the project and the data beside it stand, found from this file's own place.
package enum ProjectFolder {
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The data that is read from beside the project and never copied into it; nil, said loudly, where it is absent.
    package static func shared(_ path: String) -> URL? {
        let folder = root.deletingLastPathComponent().appending(path: "shared/\(path)")
        if FileManager.default.fileExists(atPath: folder.path) { return folder }
        print("SKIPPED: ../shared/\(path) is not here, so the tests that read it did not run")
        return nil
    }
}
