import ResourceReaders
import SourceText
import Testing

@Suite struct InventoryPagesTests {
    /// A page's example is an inventory, or a manifest beside one zone.
    private func codes(_ kind: DiagnosticKind, _ text: String) -> [String] {
        if kind.medium == .manifest {
            let zone = SourceFile(
                name: "zones.json",
                text: #"{"kind": "internet-svcs.zone", "id": "1", "properties": {}}"#)
            return read([zone, SourceFile(name: "inventory.yaml", text: text)]).codes
        }
        return read(
            text, name: text.hasPrefix("-") ? "a.yaml" : "a.json",
            selection: kind.medium == .response ? ("internet-svcs.zone", "result") : nil,
            reader: kind.medium == .template ? "cloudformation" : nil
        ).codes
    }

    @Test(arguments: InventoryDiagnostics.allInventoryKinds)
    func wrongExampleGivesTheKindAndRightExampleNothing(_ kind: DiagnosticKind) {
        #expect(codes(kind, kind.wrong).contains(kind.code))
        #expect(codes(kind, kind.right).isEmpty)
    }

    @Test func codesAreDistinct() {
        let codes = InventoryDiagnostics.allInventoryKinds.map(\.code)
        #expect(Set(codes).count == codes.count)
    }
}
