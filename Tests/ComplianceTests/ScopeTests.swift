import Compliance
import ResourceReaders
import Testing

@Suite struct ScopeTests {
    private func area(_ level: Scope.Level, _ id: String) -> Scope.Area {
        Scope.Area(level: level, id: id, source: nil)
    }

    private func placement(
        _ scopes: [Scope], account: String?, group: String? = nil, accounts: [InventoryManifest.Account] = []
    ) -> ScopeMembership.Placement {
        var membership = ScopeMembership(scopes, accounts: accounts)
        return membership.place(account: account, group: group)
    }

    @Test(arguments: [Scope.Level.account, .enterpriseAccount])
    func anAccountHoldsItsResources(_ level: Scope.Level) {
        let scopes = [Scope(area: area(level, "acc1"))]
        #expect(placement(scopes, account: "acc1", group: "rg1") == .inside)
        #expect(placement(scopes, account: "acc2") == .outside)
        #expect(placement(scopes, account: nil) == .outside)
    }

    @Test func aResourceGroupHoldsItsResources() {
        let scopes = [Scope(area: area(.resourceGroup, "rg1"))]
        #expect(placement(scopes, account: "acc1", group: "rg1") == .inside)
        #expect(placement(scopes, account: "acc1", group: "rg2") == .outside)
        #expect(placement(scopes, account: "acc1") == .outside)
    }

    @Test func anExclusionLeavesOutOfItsOwnScope() {
        let scopes = [
            Scope(area: area(.account, "acc1"), exclusions: [area(.resourceGroup, "sandbox")]),
            Scope(area: area(.account, "acc2")),
        ]
        #expect(placement(scopes, account: "acc1", group: "prod") == .inside)
        #expect(placement(scopes, account: "acc1", group: "sandbox") == .excluded)
        #expect(placement(scopes, account: "acc2", group: "sandbox") == .inside)
        #expect(placement(scopes, account: "acc3", group: "sandbox") == .outside)
        // Another scope takes the group in by name.
        let both = scopes + [Scope(area: area(.resourceGroup, "sandbox"))]
        #expect(placement(both, account: "acc1", group: "sandbox") == .inside)
    }

    @Test func anEnterpriseIsWhatTheManifestSays() {
        let scopes = [Scope(area: area(.enterprise, "ent1"), exclusions: [area(.enterpriseAccount, "acc2")])]
        // Nobody names an enterprise: the inventory is of one.
        #expect(placement(scopes, account: "acc1") == .inside)
        #expect(placement(scopes, account: nil) == .inside)
        #expect(placement(scopes, account: "acc2") == .excluded)
        let accounts = [
            InventoryManifest.Account(id: "acc1", enterprise: "ent1"),
            InventoryManifest.Account(id: "acc3", enterprise: "ent2"), InventoryManifest.Account(id: "acc4"),
        ]
        #expect(placement(scopes, account: "acc1", accounts: accounts) == .inside)
        #expect(placement(scopes, account: "acc3", accounts: accounts) == .outside)
        #expect(placement(scopes, account: "acc4", accounts: accounts) == .outside)
        #expect(placement(scopes, account: nil, accounts: accounts) == .outside)
    }

    @Test func anAccountGroupIsWhatTheManifestSays() {
        let scopes = [Scope(area: area(.accountGroup, "europe"))]
        let accounts = [
            InventoryManifest.Account(id: "acc1", groups: ["shops", "europe"]),
            InventoryManifest.Account(id: "acc2", groups: ["shops"]),
        ]
        #expect(placement(scopes, account: "acc1", accounts: accounts) == .inside)
        #expect(placement(scopes, account: "acc2", accounts: accounts) == .outside)
        #expect(placement(scopes, account: "acc1") == .outside)
    }

    @Test func whatMatchedNothingIsKnown() {
        var membership = ScopeMembership(
            [
                Scope(
                    area: area(.account, "acc1"),
                    exclusions: [area(.resourceGroup, "sandbox"), area(.resourceGroup, "gone")]),
                Scope(area: area(.account, "acc9"), exclusions: [area(.resourceGroup, "x")]),
            ], accounts: [])
        _ = membership.place(account: "acc1", group: "sandbox")
        #expect(membership.unmatched.scopes.map(\.id) == ["acc9"])
        #expect(membership.unmatched.exclusions.map(\.id) == ["gone"])
    }
}
