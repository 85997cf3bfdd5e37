import Foundation
import ResourceDocuments
import RulePacks
import SourceText

/// The files of this machine, as the core asks for them.
struct DiskFiles: FileTree {
    /// A larger file is refused, in bytes.
    var maximumBytes: Int
    private let realPaths = RealPaths()

    init(maximumBytes: Int = DocumentLimits.default.maximumBytes) { self.maximumBytes = maximumBytes }

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        let size = try requireFile(path, within: root)
        return SourceFile(name: path, text: try bytes(of: path, expected: size))
    }

    /// Refuses a folder, and what leads out of `root`.
    ///
    /// - Returns: the size of a regular file; 0 for what may be of any size.
    @discardableResult
    func requireFile(_ path: String, within root: String?) throws(FileProblem) -> Int {
        var information = stat()
        guard lstat(path, &information) == 0 else { throw Self.problem(path, errno) }
        let isLink = information.st_mode & S_IFMT == S_IFLNK
        if isLink, stat(path, &information) != 0 { throw Self.problem(path, errno) }
        guard information.st_mode & S_IFMT != S_IFDIR else { throw FileProblem(path, .isFolder) }
        if let root, let real = isLink ? realPath(path) : realPaths.folder(of: path),
            let realRoot = realPaths.folder(root), !PathText.isInside(real, realRoot)
        {
            throw FileProblem(path, .leavesPack)
        }
        return information.st_mode & S_IFMT == S_IFREG ? Int(information.st_size) : 0
    }

    private static let pieceSize = 1 << 18
    /// A file may say that it is longer than memory.
    private static let largestPiece = 1 << 26

    /// Reads to the end, so that a pipe or a device works as well as a file; stops above the limit.
    ///
    /// - Parameter expected: how many there will be where nobody writes meanwhile: one piece then holds all of them.
    private func bytes(of path: String, expected: Int) throws(FileProblem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Self.problem(path, errno) }
        defer { close(descriptor) }
        FilesRead.shared.note(descriptor)
        var bytes = try piece(of: descriptor, path, size: min(max(expected, 0), maximumBytes, Self.largestPiece) + 1)
        if bytes.isEmpty || bytes.count == expected, bytes.count <= maximumBytes { return bytes }
        while true {
            if bytes.count > maximumBytes { throw FileProblem(path, .tooLarge(limit: maximumBytes)) }
            let more = try piece(of: descriptor, path, size: Self.pieceSize)
            if more.isEmpty { return bytes }
            bytes += more
        }
    }

    /// What one read gives; nothing at the end.
    private func piece(of descriptor: Int32, _ path: String, size: Int) throws(FileProblem) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 { code = errno } else { filled = count }
        }
        if code != 0 { throw Self.problem(path, code) }
        return bytes
    }

    /// Writes a file whole, in place of what was there.
    func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Self.problem(path, errno) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { throw Self.problem(path, errno) }
            rest = rest.dropFirst(written)
        }
    }

    /// The folder and those above it, where they are not there yet.
    func makeFolder(_ path: String) throws(FileProblem) {
        if isFolder(path) { return }
        if exists(path) { throw FileProblem(path, .isNotFolder) }
        let parent = PathText.folder(of: path)
        if parent != path { try makeFolder(parent) }
        guard mkdir(path, 0o755) == 0 || isFolder(path) else { throw Self.problem(path, errno) }
    }

    func files(below folder: String) -> FolderListing {
        guard isFolder(folder) else {
            return FolderListing(problems: [FileProblem(folder, exists(folder) ? .isNotFolder : .notFound)])
        }
        var listing = FolderListing()
        var visited: Set<String> = []
        guard let real = realPath(folder) else {
            return FolderListing(problems: [Self.problem(folder, errno)])
        }
        collect(folder, real: real, root: real, into: &listing, visited: &visited)
        listing.files.sort()
        return listing
    }

    /// Links to files inside the folder are followed, each folder is entered once, and a link that leads out is an error.
    private func collect(
        _ folder: String, real: String, root: String, into listing: inout FolderListing, visited: inout Set<String>
    ) {
        func stop(_ problem: FileProblem) { listing.problems.append(problem) }
        guard PathText.isInside(real, root) else { return stop(FileProblem(folder, .leavesPack)) }
        guard visited.insert(real).inserted else { return stop(FileProblem(folder, .linkLoop)) }
        guard let stream = opendir(folder) else { return stop(Self.problem(folder, errno)) }
        defer { closedir(stream) }
        var entries: [(name: String, type: Int32)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { entries.append((name, Int32(entry.pointee.d_type))) }
        }
        for (name, type) in entries.sorted(by: { $0.name < $1.name }) {
            let path = folder == "." ? name : "\(folder)/\(name)"
            // What the folder says of its entries spares a question for each; of a link it does not say enough.
            if type == Int32(DT_REG) {
                listing.files.append(path)
            } else if type == Int32(DT_DIR) {
                collect(path, real: "\(real)/\(name)", root: root, into: &listing, visited: &visited)
            } else if isFolder(path) {
                guard let real = realPath(path) else {
                    stop(Self.problem(path, errno))
                    continue
                }
                collect(path, real: real, root: root, into: &listing, visited: &visited)
            } else if isEndless(path) {
                stop(FileProblem(path, .other("it is no regular file")))
            } else {
                listing.files.append(path)
            }
        }
    }

    func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// A pipe, a socket or a device: nobody named it, and reading it may never end.
    private func isEndless(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT != S_IFREG
    }

    func exists(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0
    }

    private func realPath(_ path: String) -> String? { RealPaths.ask(path) }

    static func problem(_ path: String, _ code: Int32) -> FileProblem {
        switch code {
        case ENOENT, ENOTDIR: FileProblem(path, .notFound)
        case EACCES, EPERM: FileProblem(path, .notPermitted)
        case ELOOP: FileProblem(path, .linkLoop)
        case EISDIR: FileProblem(path, .isFolder)
        default: FileProblem(path, .other(String(cString: strerror(code))))
        }
    }
}
