import Foundation
import RulePacks
import Synchronization

/// Where folders are when every link is followed, each asked for once: a pack has hundreds of files in few folders.
final class RealPaths: Sendable {
    private let known = Mutex<[String: String]>([:])

    static func ask(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    func folder(_ path: String) -> String? {
        if let known = known.withLock({ $0[path] }) { return known }
        guard let real = Self.ask(path) else { return nil }
        known.withLock { $0[path] = real }
        return real
    }

    /// Of the folder that holds a path.
    func folder(of path: String) -> String? { folder(PathText.folder(of: path)) }
}
