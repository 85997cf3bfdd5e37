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
        switch kind.medium {
        case .mapping: return ResourceMapping.read(SourceFile(name: "m.yaml", text: text)).diagnostics.map(\.kind.code)
        case .dockerfile: return read(text, name: "example", reader: "dockerfile").codes
        case .template: return read(text, name: "example.json", reader: "cloudformation").codes
        case .response: return read(text, name: "example.json", selection: ("internet-svcs.zone", "result")).codes
        // What is not mapped is no resource, so that the right example, too, is without resources.
        case .toml, .ini: return read(text, name: "example.\(kind.medium)").codes.filter { $0 == kind.code }
        case .inventory, .manifest, .rule, .schema, .lint, .json, .yaml, .cases, .guardRules, .guardTests, .pack, .scc,
            .providerSchema,
            .library,
            .profile, .attachment, .notifications, .masks, .command:
            return read(text, name: text.hasPrefix("-") ? "a.yaml" : "a.json").codes
        }
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
