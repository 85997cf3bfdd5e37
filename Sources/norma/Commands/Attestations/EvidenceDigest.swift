import Compliance
import Crypto
import Foundation
import ResourceReaders
import RulePacks
import SourceText

/// SHA-256 of files that show what is attested.
enum EvidenceDigest {
    static func file(_ path: String) throws -> Attestation.EvidenceFile {
        do throws(FileProblem) {
            // Whoever looks at it later may be in another folder.
            let place = PathText.join(FileManager.default.currentDirectoryPath, path)
            return Attestation.EvidenceFile(path: place, digest: try digest(of: path))
        } catch {
            throw CommandFailure(.unreadableFile(error, at: nil))
        }
    }

    /// nil where there is no file that can be read. O(bytes), in pieces.
    static func hexadecimal(of path: String) -> String? { try? digest(of: path) }

    /// What a pipe or a device gives is nowhere to be shown again, and may never end.
    private static func digest(of path: String) throws(FileProblem) -> String {
        // Opening a pipe would wait for somebody who writes to it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskFiles.problem(path, errno) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw DiskFiles.problem(path, errno) }
        switch information.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw FileProblem(path, .isFolder)
        default: throw FileProblem(path, .isNoRegularFile)
        }
        var digest = SHA256()
        do {
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { digest.update(data: piece) }
        } catch {
            throw FileProblem(path, .other(error.localizedDescription))
        }
        return HexadecimalText.text(digest.finalize())
    }
}
