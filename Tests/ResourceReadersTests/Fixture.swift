import Foundation
import ResourceDocuments
import ResourceReaders
import SourceText
import TestSupport
import Testing

/// A file of `Fixtures/`, written for these tests in the shape of the tool that makes such files.
struct Fixture: CustomTestStringConvertible {
    let path: String
    let text: [UInt8]

    var testDescription: String { path }

    private static let folder = ProjectFolder.root.appending(path: "Tests/ResourceReadersTests/Fixtures")

    init(_ path: String) throws {
        self.path = path
        text = Array(try Data(contentsOf: Self.folder.appending(path: path)))
    }

    /// Every file there is, in the order of their paths.
    static let all: [Fixture] = {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.sorted().compactMap { try? Fixture($0) }
    }()

    var file: SourceFile { SourceFile(name: path, text: text) }

    func read(by reader: String? = nil) -> InventoryReading { ResourceReadersTests.read([file], reader: reader) }
}

extension InventoryReading {
    func resource(_ id: String) throws -> Resource { try #require(resources.first { $0.id == id }) }
}
