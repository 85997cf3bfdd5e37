import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct ManifestTests {
    private let zones = SourceFile(
        name: "inv/zones.json",
        text: #"[{"kind": "zone", "id": "1", "account": "acc2", "properties": {}}]"#)

    private func manifest(_ text: String) -> SourceFile { SourceFile(name: "inv/inventory.yaml", text: text) }

    @Test func withoutOneTheKindsThatOccurWereCollected() {
        #expect(read([zones]).inventory.collectedKinds == nil)
    }

    @Test func itSaysWhatWasCollected() {
        let reading = read([
            zones,
            manifest(
                """
                name: the shop
                kinds: [zone, is.vpc, key]
                accounts: [acc1, {id: acc2, name: Staging, enterprise: ent1, account_groups: [grp1]}]
                collected_at: 2026-11-01T06:00:00Z
                could_not_read:
                  - {kind: key, account: acc2, reason: 403 Forbidden}
                """),
        ])
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.inventory.collectedKinds == ["account", "is.vpc", "zone"])
        #expect(reading.collectedAt == Instant("2026-11-01T06:00:00Z"))
        #expect(reading.unread.map(\.kind) == ["key"])
        #expect(reading.inventory.unreadKinds == ["key"])
        #expect(!reading.inventory.wasCollected("*"))
        #expect(reading.unread.map(\.reason) == ["403 Forbidden"])
        #expect(
            reading.manifestAccounts == [
                InventoryManifest.Account(id: "acc1"),
                InventoryManifest.Account(id: "acc2", name: "Staging", enterprise: "ent1", groups: ["grp1"]),
            ])
        #expect(reading.resources.count == 1)
    }

    @Test func aFileOfResourcesMayHaveItsName() {
        let reading = read([
            SourceFile(name: "inventory.yaml", text: "- {kind: k, id: '1', properties: {}}\n"),
            SourceFile(name: "inventory.json", text: #"{"kind": "k", "id": "2", "properties": {}}"#),
        ])
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.resources.map(\.id) == ["1", "2"])
    }

    @Test func everyAccountIsAResource() throws {
        let reading = read([zones, manifest("kinds: [zone]\naccounts: [{id: acc1, name: Prod}]\n")])
        let accounts = reading.inventory.resources.filter { $0.kind == "account" }
        #expect(accounts.map(\.id) == ["acc1", "acc2"])
        #expect(accounts.map(\.account) == ["acc1", "acc2"])
        #expect(accounts.map(\.name) == ["Prod", nil])
        #expect(accounts.map { $0.propertiesNode["name"]?.string } == ["Prod", nil])
    }

    /// What a finding of it points at: the manifest's entry, else the first resource that names it.
    @Test func anAccountStandsWhereTheInventorySpeaksOfIt() throws {
        let reading = read([zones, manifest("kinds: [zone]\naccounts:\n  - acc0\n  - name: Prod\n    id: acc1\n")])
        func place(_ id: String, _ path: DocumentPath?) throws -> String {
            let account = try #require(reading.inventory.resources.first { $0.kind == "account" && $0.id == id })
            let place = try #require(path.flatMap { account.document.place(of: account.path(ofProperty: $0)) })
            return "\(place.file.name):\(place.position.line):\(place.position.column)"
        }
        let (id, name) = (DocumentPath([.key("id")]), DocumentPath([.key("name")]))
        #expect(try place("acc0", id) == "inv/inventory.yaml:3:5")
        #expect(try place("acc1", id) == "inv/inventory.yaml:5:9")
        #expect(try place("acc1", name) == "inv/inventory.yaml:4:11")
        #expect(try place("acc1", .root) == "inv/inventory.yaml:4:5")
        #expect(try place("acc2", id) == "inv/zones.json:1:41")
        #expect(reading.inventory.resources.filter { $0.kind == "account" }.compactMap(\.source).count == 3)
    }

    @Test func anAccountThatIsDescribedIsNotAddedAgain() {
        let account = SourceFile(
            name: "a.json",
            text: #"{"kind": "account", "id": "acc2", "account": "acc2", "properties": {"plan": "lite"}}"#)
        let accounts = read([zones, account]).inventory.resources.filter { $0.kind == "account" }
        #expect(accounts.map { $0.propertiesNode["plan"]?.string } == ["lite"])
    }

    @Test func aKindThatOccursUnlistedIsAWarning() {
        let reading = read([zones, manifest("kinds: [is.vpc]\n")])
        #expect(reading.codes == ["W2213"])
        #expect(reading.inventory.collectedKinds == ["account", "is.vpc"])
        #expect(read([zones, manifest("kinds: ['z*']\n")]).codes.isEmpty)
    }

    @Test(arguments: [
        ("kinds: zone\n", "E2210"), ("kinds: [zone, 1]\n", "E2210"), ("kinds: [zone]\ncollected_at: soon\n", "E2210"),
        ("kinds: [zone]\naccounts: [{name: x}]\n", "E2211"), ("accounts: [acc2]\n", "E2211"),
        ("kinds: [zone]\ncould_not_read: [{account: acc2}]\n", "E2211"),
        ("kinds: [zone]\ncould_not_read: [{kind: key, account: ''}]\n", "E2210"),
        ("kinds: [zone]\ncould_not_raed: []\n", "E2212"), ("kinds: [zone]\naccounts: [{id: a, nmae: x}]\n", "E2212"),
    ])
    func itsFaultsAreFound(_ text: String, _ code: String) {
        #expect(read([zones, manifest(text)]).diagnostics.filter(\.isError).map(\.kind.code) == [code])
    }
}
