import ArgumentParser
import Foundation
import ResourceDocuments

/// What tells this engine from every other one that may have written to a store: what one worked out another one has to work out
/// again.
enum EngineIdentity {
    /// The version, and that of the library of patterns; and of the program's file when it was made and how large it is, for
    /// between two versions there are many builds.
    static let text: String = {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let file = own ?? CommandLine.arguments.first ?? ""
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        let made = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let size = attributes?[.size] as? Int ?? 0
        return "norma \(NormaCommand.configuration.version); PCRE2 \(Pattern.libraryVersion); \(made); \(size)"
    }()
}
