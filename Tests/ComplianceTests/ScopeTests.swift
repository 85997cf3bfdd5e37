import Compliance
import ResourceReaders
import Testing

@Suite struct ScopeTests {
    private func area(_ level: Scope.Level, _ id: String) -> Scope.Area {
        Scope.Area(level: level, id: id, source: nil)
    }

    private func part(_ level: Scope.Level, _ id: String) -> Scope.Part { Scope.Part(area: area(level, id)) }

    private func selector(_ property: ScopeSelector.Property, _ values: String...) -> ScopeSelector {
        ScopeSelector(property, values.map { ScopeSelector.Value($0, source: nil) })
    }

    private func placement(
        _ scopes: [Scope], account: String?, group: String? = nil, accounts: [InventoryManifest.Account] = [],
        kind: String = "is.vpc", _ attributes: SelectableAttributes = SelectableAttributes(name: "n")
    ) -> ScopeMembership.Placement {
        var membership = ScopeMembership(scopes, accounts: accounts)
        return membership.place(kind: kind, account: account, group: group) { attributes }
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
            Scope(area: area(.account, "acc1"), exclusions: [part(.resourceGroup, "sandbox")]),
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

    @Test func anExclusionOfTheAttachmentLeavesOutOfEveryScope() {
        var membership = ScopeMembership(
            [Scope(area: area(.account, "acc1")), Scope(area: area(.account, "acc2"))],
            exclusions: [part(.resourceGroup, "sandbox")], accounts: [])
        let place = { (membership: inout ScopeMembership, account: String, group: String) in
            membership.place(kind: "is.vpc", account: account, group: group) { nil }
        }
        #expect(place(&membership, "acc1", "sandbox") == .excluded)
        #expect(place(&membership, "acc2", "sandbox") == .excluded)
        #expect(place(&membership, "acc2", "prod") == .inside)
    }

    @Test func anEnterpriseIsWhatTheManifestSays() {
        let scopes = [Scope(area: area(.enterprise, "ent1"), exclusions: [part(.enterpriseAccount, "acc2")])]
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

    // MARK: Selectors

    /// Any value of a selector, and every selector.
    @Test(
        arguments: [
            ("eu-de", ["env:prod"], "web-1", true), ("eu-gb", ["env:prod", "x"], "web-2", true),
            ("us-south", ["env:prod"], "web-1", false), ("eu-de", ["env:dev"], "web-1", false),
            ("eu-de", [], "web-1", false), ("eu-de", ["env:prod"], "db-1", false), (nil, ["env:prod"], "web-1", false),
        ] as [(String?, [String], String, Bool)])
    func allSelectorsMustFit(_ region: String?, _ tags: [String], _ name: String, _ isInside: Bool) {
        let scope = Scope(
            area: area(.account, "acc1"),
            selectors: [selector(.regions, "eu-*"), selector(.tags, "env:prod", "env:test"), selector(.names, "web-*")])
        let attributes = SelectableAttributes(name: name, region: region, tags: tags)
        #expect(placement([scope], account: "acc1", attributes) == (isInside ? .inside : .outside))
        #expect(placement([scope], account: "acc2", attributes) == .outside)
    }

    @Test(arguments: [
        ("is.vpc", "ibm-cloud", true), ("ibm_is_vpc", "ibm-cloud", true), ("cloud-object-storage.bucket", "ibm", true),
        ("aws_s3_bucket", "aws-cloud", true), ("aws.s3.Bucket", "aws", true), ("AWS::S3::Bucket", "aws-cloud", true),
        ("aws-config.EC2.VPC", "aws-cloud", true), ("aws_s3_bucket", "ibm-cloud", false),
        ("Microsoft.Storage/storageAccounts", "azure", true), ("azurerm_subnet", "azure-cloud", true),
        ("compute.googleapis.com/Firewall", "gcp", true), ("google_compute_network", "google-cloud", true),
        ("k8s.apps.Deployment", "kubernetes", true), ("k8s.Pod", "ibm-cloud", false), ("is.vpc", "aws-*", false),
        ("account", "aws-cloud", true), ("account", "ibm-cloud", true),
    ])
    func anEnvironmentIsToldByTheKind(_ kind: String, _ environment: String, _ isInside: Bool) {
        let scope = Scope(area: area(.account, "acc1"), selectors: [selector(.environment, environment)])
        #expect(placement([scope], account: "acc1", kind: kind) == (isInside ? .inside : .outside))
    }

    @Test func anExclusionMayBeSelectors() {
        let scope = Scope(
            area: area(.account, "acc1"),
            exclusions: [
                Scope.Part(selectors: [selector(.tags, "env:dev")]),
                Scope.Part(area: area(.resourceGroup, "labs"), selectors: [selector(.kinds, "is.*")]),
            ])
        let dev = SelectableAttributes(name: "n", tags: ["env:dev"])
        #expect(placement([scope], account: "acc1", dev) == .excluded)
        #expect(placement([scope], account: "acc1", group: "labs") == .excluded)
        #expect(placement([scope], account: "acc1", group: "labs", kind: "kms.key") == .inside)
        #expect(placement([scope], account: "acc1", group: "prod") == .inside)
    }

    /// A document is read where a selector asks for it, and nowhere else.
    @Test func documentsAreReadWhereASelectorAsks() {
        let scope = Scope(
            area: area(.account, "acc1"), selectors: [selector(.regions, "eu-*"), selector(.kinds, "is.vpc")])
        var membership = ScopeMembership([scope], accounts: [])
        nonisolated(unsafe) var reads = 0
        let read = { () -> SelectableAttributes? in
            reads += 1
            return SelectableAttributes(name: "n", region: "eu-de")
        }
        _ = membership.place(kind: "is.vpc", account: "acc2", group: nil, attributes: read)
        _ = membership.place(kind: "kms.key", account: "acc1", group: nil, attributes: read)
        #expect(reads == 0)
        #expect(membership.place(kind: "is.vpc", account: "acc1", group: nil, attributes: read) == .inside)
        #expect(reads == 1)
    }

    // MARK: Subscopes

    @Test func aSubscopeHidesWhatItLeavesOut() {
        let hiding = Scope(
            area: area(.account, "acc1"), exclusions: [part(.resourceGroup, "out")],
            subscopes: [Scope.Subscope(exclusions: [part(.resourceGroup, "labs"), part(.resourceGroup, "out")])])
        let hidden = ScopeMembership.Placement.hidden(.init(scope: 0, subscope: 0, exclusion: 0))
        #expect(placement([hiding], account: "acc1", group: "labs") == hidden)
        // What a scope leaves out is not evaluated, whatever a subscope says.
        #expect(placement([hiding], account: "acc1", group: "out") == .excluded)
        #expect(placement([hiding], account: "acc1", group: "prod") == .inside)
        // Another scope shows it.
        let other = Scope(area: area(.resourceGroup, "labs"))
        #expect(placement([hiding, other], account: "acc1", group: "labs") == .inside)
        // A subscope speaks of its own part.
        let narrow = Scope(
            area: area(.account, "acc1"),
            subscopes: [
                Scope.Subscope(
                    part: Scope.Part(selectors: [selector(.kinds, "kms.*")]), exclusions: [part(.resourceGroup, "labs")]
                )
            ])
        #expect(placement([narrow], account: "acc1", group: "labs") == .inside)
        #expect(placement([narrow], account: "acc1", group: "labs", kind: "kms.key") == hidden)
    }

    // MARK: What could not be read

    @Test func aKindThatWasNotReadMayBeInScope() {
        let scope = Scope(
            area: area(.account, "acc1"), selectors: [selector(.kinds, "is.*"), selector(.regions, "eu-*")],
            exclusions: [Scope.Part(selectors: [selector(.kinds, "is.image")])])
        let membership = ScopeMembership([scope], accounts: [])
        #expect(membership.mayHold(kind: "is.vpc", account: "acc1"))
        #expect(!membership.mayHold(kind: "is.vpc", account: "acc2"))
        #expect(!membership.mayHold(kind: "is.image", account: "acc1"))
        #expect(!membership.mayHold(kind: "kms.key", account: "acc1"))
    }

    // MARK: Size

    /// Five thousand exclusions and two thousand scopes, beyond SCC's thousand and three hundred: a resource costs a few look-ups,
    /// counted and not timed.
    @Test func aResourceCostsNoMoreForManyScopesAndExclusions() {
        func work(scopes: Int, exclusions: Int, common: Int) -> Int {
            let all = (0..<scopes).map { number in
                Scope(
                    area: area(.account, "acc\(number)"),
                    exclusions: number == 0 ? (0..<exclusions).map { part(.resourceGroup, "rg\($0)") } : [])
            }
            var membership = ScopeMembership(
                all, exclusions: (0..<common).map { part(.resourceGroup, "common\($0)") }, accounts: [])
            var excluded = 0
            for number in 0..<1_000 {
                let placement = membership.place(kind: "is.vpc", account: "acc0", group: "rg\(number)") { nil }
                if placement == .excluded { excluded += 1 }
            }
            #expect(excluded == min(1_000, exclusions))
            return membership.work
        }
        // Three keys in each of three indexes: everywhere, the group, the account.
        #expect(work(scopes: 2_000, exclusions: 5_000, common: 5_000) == 9_000)
        #expect(work(scopes: 1, exclusions: 1, common: 1) == 9_000)
    }
}
