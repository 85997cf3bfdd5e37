import Compliance
import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Scopes as they are written, on an inventory; also where resources stay in their files.
@Suite struct ScopedResourcesTests {
    private static let inventory = """
        {"kind": "is.vpc", "id": "a", "name": "web-1", "account": "acc1", "region": "eu-de", "resource_group": "prod", "tags": ["env:prod"], "properties": {}}
        {"kind": "is.vpc", "id": "b", "name": "web-2", "account": "acc1", "region": "us-south", "resource_group": "labs", "tags": {"env": "dev"}, "properties": {}}
        {"kind": "kms.key", "id": "db-3", "account": "acc1", "location": "eu-gb", "resource_group": "prod", "properties": {}}
        {"kind": "aws.s3.Bucket", "id": "d", "name": "logs", "account": "acc2", "region": "eu-west-1", "properties": {}}

        """

    /// Lines that are read from memory: what a large inventory does on disk.
    private struct Lines: LineSource {
        let name = "lines.ndjson"
        let text: [UInt8]
        let hasChanged = false

        func bytes(at offset: Int, count: Int) -> [UInt8]? {
            guard offset <= text.count else { return nil }
            return Array(text[offset..<min(text.count, offset + count)])
        }
    }

    private func reading(streamed: Bool) -> InventoryReading {
        var reader = InventoryReader(heldKinds: streamed ? [] : nil)
        if streamed {
            reader.read([.lines(Lines(text: Array(Self.inventory.utf8)))])
        } else {
            reader.read([SourceFile(name: "lines.ndjson", text: Self.inventory)])
        }
        return reader.finish()
    }

    private func scoped(
        _ scope: String, streamed: Bool
    ) throws -> (ids: [String], hidden: [String], scoped: ScopedResources) {
        let (attachment, diagnostics) = try ExampleWorld.attachment("name: a\nprofile_id: Example\n\(scope)\n")
        try #require(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
        let reading = reading(streamed: streamed)
        let scoped = ScopedResources(try #require(attachment), in: reading)
        let ids = { (rows: [Int]) in
            rows.compactMap { row in
                let resource = reading.rows.resource(at: row)
                return resource?.kind == "account" ? nil : resource?.id
            }
        }
        return (ids(scoped.inside), ids(scoped.hidden.keys.sorted()), scoped)
    }

    private static let account = "scope_type: account, scope_id: acc1"

    @Test(
        arguments: [
            ("scope: [{ \(account) }]", "a b db-3"), ("scope: [{ \(account), environment: ibm-cloud }]", "a b db-3"),
            ("scope: [{ scope_type: enterprise, scope_id: e, environment: aws }]", "d"),
            ("scope: [{ \(account), regions: 'eu-*' }]", "a db-3"),
            ("scope: [{ \(account), regions: [us-south, eu-gb] }]", "b db-3"),
            ("scope: [{ \(account), tags: ['env:prod'] }]", "a"), ("scope: [{ \(account), tags: ['env:*'] }]", "a b"),
            ("scope: [{ \(account), kinds: [kms.*] }]", "db-3"), ("scope: [{ \(account), names: ['db-*'] }]", "db-3"),
            ("scope: [{ \(account), names: ['web-*'], regions: [eu-de, eu-gb] }]", "a"),
            (
                "scope: [{ properties: [{ name: scope_id, value: acc1 }, { name: scope_type, value: account }, { name: region, value: [eu-de] }] }]",
                "a"
            ), ("scope: [{ \(account), exclusions: [{ tags: ['env:dev'] }] }]", "a db-3"),
            (
                "scope: [{ \(account) }]\nexclusions: [{ scope_type: account.resource_group, scope_id: prod, kinds: kms.key }]",
                "a b"
            ),
        ], [false, true])
    func selectorsNarrowAScope(_ example: (scope: String, ids: String), _ streamed: Bool) throws {
        let found = try scoped(example.scope, streamed: streamed)
        #expect(found.ids.joined(separator: " ") == example.ids)
        #expect(found.scoped.diagnostics.isEmpty, "\(found.scoped.diagnostics.map(\.message))")
    }

    @Test(arguments: [false, true])
    func aSubscopeHides(_ streamed: Bool) throws {
        let found = try scoped(
            "scope: [{ \(Self.account), subscopes: [{ name: auditors, exclusions: [{ regions: us-* }] }] }]",
            streamed: streamed)
        #expect(found.ids == ["a", "b", "db-3"])
        #expect(found.hidden == ["b"])
    }

    @Test(
        arguments: [
            ("scope: [{ \(account), regions: [eu-de, us-suth] }]", "W4130", "us-south"),
            ("scope: [{ \(account), tags: ['env:prd'] }]", "W4130", "env:prod"),
            ("scope: [{ \(account), names: [web-11] }]", "W4130", "web-1"),
            ("scope: [{ \(account), kinds: [is.vpv] }]", "W4130", "is.vpc"),
            ("scope: [{ \(account), environment: ibm-clod }]", "W4130", "ibm-cloud"),
            ("scope: [{ \(account), kinds: [kms.key], tags: ['env:prod'] }]", "W4130", nil),
            ("scope: [{ scope_type: account, scope_id: acc3 }]", "W4120", "acc1"),
            (
                "scope: [{ \(account), exclusions: [{ scope_type: account.resource_group, scope_id: lbs }] }]", "W4121",
                "labs"
            ), ("scope: [{ \(account), exclusions: [{ kinds: [is.subnet] }] }]", "W4130", nil),
            (
                "scope: [{ \(account), subscopes: [{ scope_type: account.resource_group, scope_id: prd, exclusions: [] }] }]",
                "W4120", "prod"
            ),
            ("scope: [{ \(account), subscopes: [{ exclusions: [{ names: [wbe-1] }] }] }]", "W4130", "web-1"),
            ("scope: [{ \(account) }]\nexclusions: [{ regions: [eu-ed] }]", "W4130", "eu-de"),
        ] as [(String, String, String?)])
    func whatMatchesNothingIsSaid(_ scope: String, _ code: String, _ replacement: String?) throws {
        let diagnostics = try scoped(scope, streamed: true).scoped.diagnostics
        #expect(diagnostics.map(\.kind.code) == [code])
        #expect(diagnostics.first?.replacement == replacement)
        #expect(diagnostics.first?.hint?.isEmpty == false)
        #expect((diagnostics.first?.primary?.place.position.line ?? 0) >= 3)
    }

    /// What leaves out something in one of its scopes leaves out something.
    @Test func aCommonExclusionIsSaidOnce() throws {
        let two = "scope: [{ \(Self.account) }, { scope_type: account, scope_id: acc2 }]\n"
        let used = "exclusions: [{ scope_type: account.resource_group, scope_id: labs }]"
        #expect(try scoped(two + used, streamed: false).scoped.diagnostics.isEmpty)
        let unused = "exclusions: [{ scope_type: account.resource_group, scope_id: none }]"
        #expect(try scoped(two + unused, streamed: false).scoped.diagnostics.map(\.kind.code) == ["W4121"])
    }

    @Test(arguments: [
        ("scope: [{ \(account), regions: [] }]", "E4101"), ("scope: [{ \(account), regions: [1] }]", "E4101"),
        ("scope: [{ \(account), tags: '' }]", "E4101"), ("scope: [{ \(account), regionss: eu-de }]", "E4103"),
        ("scope: [{ \(account), exclusions: [{}] }]", "E4102"), ("scope: [{ \(account), subscopes: {} }]", "E4101"),
        ("scope: [{ \(account), subscopes: [{ exclusion: [] }] }]", "E4103"),
        (
            "scope: [{ \(account), subscopes: [{ exclusions: [{ scope_type: enterprise.account, scope_id: a }] }] }]",
            "E4107"
        ),
        ("scope: [{ \(account) }]\nswitched_off_controls: {}", "E4101"),
        ("scope: [{ \(account) }]\nswitched_off_controls: [{ control: '6.1.1' }]", "E4102"),
        ("scope: [{ \(account) }]\nprofiles: [{ name: x }]", "E4102"),
    ])
    func faultsAreFound(_ scope: String, _ code: String) throws {
        let (_, diagnostics) = try ExampleWorld.attachment("name: a\nprofile_id: Example\n\(scope)\n")
        #expect(diagnostics.map(\.kind.code).contains(code), "\(diagnostics.map(\.message))")
    }
}
