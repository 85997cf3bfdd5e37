import ResourceDocuments
import RuleChecker
import SourceText
import Testing

@testable import RuleImporters

/// A kind's schema is one file of its folder, whatever the kind is called, and is found again by it.
@Suite struct SchemaFileNameTests {
    @Test(arguments: ["is.vpc", "Microsoft.Storage/storageAccounts", "../../evil", "/etc/x", "100%2F/y"])
    func aKindsFileStaysInItsFolder(_ kind: String) throws {
        let written = WrittenSchema(kind: kind, title: nil, source: "test", root: [.init("type", .text("object"))])
        #expect(!written.fileName.contains("/"))
        let document = try JSONParser.document(SourceFile(name: written.fileName, text: written.text), keys: KeyTable())
        let read = SchemaReader.read([SchemaReader.File(path: "schemas/\(written.fileName)", document: document)])
        #expect(read.diagnostics.isEmpty)
        #expect(read.schemas.map(\.kind) == [kind])
    }
}
