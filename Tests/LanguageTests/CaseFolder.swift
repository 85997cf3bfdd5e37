import Foundation
import SourceText

/// The cases on disk.
enum CaseFolder {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    /// Every case by its name, `FOLDER/CLAIM`, in order.
    static let names: [String] = {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return folders.sorted().flatMap { folder in
            let files = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
            return files.sorted().filter { $0.hasSuffix(".norma") }.map { "\(folder)/\($0.dropLast(6))" }
        }
    }()

    static func url(_ name: String) -> URL { root.appending(path: "\(name).norma") }

    static func path(_ name: String) -> String { url(name).path }

    static func read(_ name: String) throws -> LanguageCase {
        let source = SourceFile(name: "\(name).norma", text: Array(try Data(contentsOf: url(name))))
        return try LanguageCaseReader.read(name: name, source: source)
    }
}
