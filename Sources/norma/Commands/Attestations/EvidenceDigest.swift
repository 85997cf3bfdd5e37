import Compliance
import Crypto
import Foundation
import ResourceReaders
import RulePacks
import SourceText

/// SHA-256 of files that show what is attested.
enum EvidenceDigest {
    static func file(_ path: String) throws -> Attestation.EvidenceFile {
        guard let digest = hexadecimal(of: path) else {
            let disk = DiskFiles()
            let problem: FileProblem.Reason =
                disk.isFolder(path) ? .isFolder : disk.exists(path) ? .notPermitted : .notFound
            throw CommandFailure(.unreadableFile(FileProblem(path, problem), at: nil))
        }
        return Attestation.EvidenceFile(path: path, digest: digest)
    }

    /// nil where there is no file that can be read. O(bytes), in pieces.
    static func hexadecimal(of path: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        var digest = SHA256()
        do {
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { digest.update(data: piece) }
        } catch {
            return nil
        }
        return digest.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
