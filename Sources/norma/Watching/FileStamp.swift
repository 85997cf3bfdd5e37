import Foundation

/// What the file system says of a file's latest writing; of a folder, of the latest name that came or went.
struct FileStamp: Hashable, Sendable {
    let seconds: Int
    let nanoseconds: Int
    let size: Int64
    let node: UInt64
}

extension FileStamp {
    /// nil for what is not there.
    init?(of path: String) {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        self.init(
            seconds: information.st_mtim.tv_sec, nanoseconds: information.st_mtim.tv_nsec,
            size: Int64(information.st_size), node: UInt64(information.st_ino))
    }
}
