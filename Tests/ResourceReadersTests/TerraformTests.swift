import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct TerraformPlanTests {
    private let plan: InventoryReading

    init() throws { plan = try Fixture("terraform/plan.json").read() }

    /// Without what is to be deleted; with the data source that the plan has read.
    @Test func resourcesAreThoseThatWillBe() {
        #expect(plan.diagnostics.isEmpty)
        #expect(
            plan.resources.map { "\($0.kind) \($0.id)" } == [
                "aws_s3_bucket aws_s3_bucket.logs",
                "aws_s3_bucket_public_access_block aws_s3_bucket_public_access_block.logs",
                "aws_s3_bucket module.data[0].aws_s3_bucket.this",
                "aws_s3_bucket_policy module.data[0].aws_s3_bucket_policy.this",
                "aws_s3_bucket_logging aws_s3_bucket_logging.data",
                "data.aws_caller_identity data.aws_caller_identity.me",
            ])
    }

    @Test func whatIsKnownAfterApplyIsUndeterminedAndNotMissing() throws {
        let logs = try plan.resource("aws_s3_bucket.logs")
        #expect(logs.value("bucket") == "?aws_s3_bucket.logs.bucket")
        #expect(logs.value("force_destroy") == "false")
        #expect(
            logs.value("versioning", "0") == "{mfa_delete: false, enabled: ?aws_s3_bucket.logs.versioning[0].enabled}")
        #expect(try plan.resource("module.data[0].aws_s3_bucket.this").value("bucket") == "\"data\"")
    }

    /// Both sides of a join have one name: through a plain reference, a module's output and a module's variable.
    @Test func referencesAreResolved() throws {
        #expect(try plan.resource("aws_s3_bucket.logs").value("id") == "?aws_s3_bucket.logs.id")
        let block = try plan.resource("aws_s3_bucket_public_access_block.logs")
        #expect(block.value("bucket") == "?aws_s3_bucket.logs.id")
        #expect(block.value("id") == "?aws_s3_bucket_public_access_block.logs.id")
        let policy = try plan.resource("module.data[0].aws_s3_bucket_policy.this")
        #expect(policy.value("bucket") == "?module.data[0].aws_s3_bucket.this.id")
        #expect(policy.value("policy") == "?aws_s3_bucket.logs.arn")
        #expect(
            try plan.resource("aws_s3_bucket_logging.data").value("bucket") == "?module.data[0].aws_s3_bucket.this.id")
    }

    /// An expression of two things is no reference.
    @Test func otherExpressionsKeepTheirOwnName() throws {
        let logging = try plan.resource("aws_s3_bucket_logging.data")
        #expect(logging.value("target_bucket") == "?aws_s3_bucket_logging.data.target_bucket")
    }

    @Test func placesAreThoseOfTheChange() throws {
        let logs = try plan.resource("aws_s3_bucket.logs")
        #expect(logs.place("force_destroy") == "29:62")
        #expect(logs.place("bucket") == "30:50")
        #expect(try plan.resource("data.aws_caller_identity.me").place("account_id") == "74:38")
    }

    @Test func theProviderSaysTheRegion() throws {
        let logs = try plan.resource("aws_s3_bucket.logs")
        #expect(logs.region == "eu-central-1")
        #expect(logs.name == "logs")
        #expect(shown(logs.node(of: .tags)) == #"{env: "prod"}"#)
        #expect(try plan.resource("data.aws_caller_identity.me").account == "123456789012")
    }

    @Test func aPlanIsCompleteInTheKindsOfItsProviders() {
        #expect(plan.inventory.wasCollected("aws_vpc"))
        #expect(plan.inventory.wasCollected("google_storage_bucket"))
        #expect(!plan.inventory.wasCollected("azurerm_subnet"))
    }
}

/// What a plan says beside what is to be created: `resource_changes` one by one.
@Suite struct TerraformChangeTests {
    private func plan(_ changes: String, configuration: String = "{}") -> InventoryReading {
        read(
            """
            {"format_version": "1.2", "planned_values": {"root_module": {}}, "resource_drift": [
            {"address": "t_x.drifted", "mode": "managed", "type": "t_x", "name": "drifted", "change": {"actions": ["update"], "after": {}}}
            ], "resource_changes": [\(changes)], "configuration": \(configuration)}
            """, name: "plan.json")
    }

    private func change(_ name: String, _ actions: String, _ more: String = "", mode: String = "managed") -> String {
        """
        {"address": "t_x.\(name)", "mode": "\(mode)", "type": "t_x", "name": "\(name)" \(more),
         "change": {"actions": [\(actions)], "before": {"n": 1}, "after": {"n": 2}, "after_unknown": {}}}
        """
    }

    @Test(arguments: [
        #""no-op""#, #""create""#, #""read""#, #""update""#, #""delete", "create""#, #""create", "delete""#,
        #""create", "forget""#,
    ])
    func whatWillBeIsRead(_ actions: String) throws {
        #expect(try plan(change("a", actions)).resource("t_x.a").value("n") == "2")
    }

    @Test(arguments: [#""delete""#, #""forget""#])
    func whatWillNotBeIsLeftOut(_ actions: String) {
        #expect(plan(change("a", actions)).resources.isEmpty)
    }

    /// What a replacement left over is to be deleted, and has the address of the one in its place.
    @Test func deposedObjectsAreLeftOut() {
        let reading = plan(
            [
                change("a", #""no-op""#), change("a", #""delete""#, #", "deposed": "0a1b""#),
                change("a", #""no-op""#, #", "deposed": "0a1c""#),
            ].joined(separator: ","))
        #expect(reading.codes.isEmpty)
        #expect(reading.resources.map(\.id) == ["t_x.a"])
    }

    @Test func movedAndImportedOnesHaveTheirNewAddress() {
        let reading = plan(
            change("a[\\\"x.y\\\"]", #""no-op""#, #", "previous_address": "t_x.b", "action_reason": "x""#))
        #expect(reading.resources.map(\.id) == ["t_x.a[\"x.y\"]"])
    }

    @Test func aDataSourceThatIsReadLaterHasItsOwnKind() {
        #expect(plan(change("a", #""read""#, mode: "data")).resources.map(\.kind) == ["data.t_x"])
    }

    @Test func aProviderSaysTheProjectAndAZoneTheRegion() throws {
        let reading = plan(
            """
            {"address": "google_compute_disk.d", "mode": "managed", "type": "google_compute_disk", "name": "d",
             "change": {"actions": ["create"], "after": {"zone": "europe-west1-b", "labels": {"env": "prod"}}, "after_unknown": {}}}
            """,
            configuration: """
                {"provider_config": {"google": {"name": "google", "expressions": {"project": {"constant_value": "shop"}}}},
                 "root_module": {"resources": [{"address": "google_compute_disk.d", "provider_config_key": "google"}]}}
                """)
        let disk = try reading.resource("google_compute_disk.d")
        #expect(disk.account == "shop")
        #expect(disk.location == "europe-west1-b")
        #expect(disk.region == "europe-west1")
    }

    /// IBM's tags are texts; Google's are no tags.
    @Test func tagsMayBeAList() throws {
        func tags(_ type: String) throws -> String {
            let reading = plan(
                """
                {"address": "\(type).a", "mode": "managed", "type": "\(type)", "name": "a",
                 "change": {"actions": ["create"], "after": {"tags": ["env:prod"]}, "after_unknown": {}}}
                """)
            return shown(try reading.resource("\(type).a").node(of: .tags))
        }
        #expect(try tags("ibm_cos_bucket") == #"["env:prod"]"#)
        #expect(try tags("google_compute_instance") == "null")
    }
}

@Suite struct TerraformStateTests {
    @Test func deposedObjectsAreLeftOut() {
        let kept = """
            {"version": 4, "terraform_version": "1.9.8", "resources": [{"mode": "managed", "type": "t_x", "name": "a", "instances": [
            {"attributes": {"n": 1}}, {"deposed": "0a1b", "attributes": {"n": 2}}]}]}
            """
        #expect(read(kept, name: "t.tfstate.json").resources.map { $0.value("n") } == ["1"])
        #expect(read(kept, name: "t.tfstate.json").codes.isEmpty)
    }

    /// What `terraform show -json` prints where there is nothing.
    @Test(arguments: [
        #"{"format_version": "1.0"}"#,
        #"{"format_version": "1.0", "terraform_version": "1.9.8", "values": {"outputs": {}, "root_module": {}}}"#,
    ])
    func anEmptyStateHasNoResources(_ text: String) {
        #expect(read(text, name: "s.json").codes == ["W2239"])
        #expect(read(text, name: "s.json").resources.isEmpty)
    }

    @Test func modulesAreRead() throws {
        let state = try Fixture("terraform/state.json").read()
        #expect(state.diagnostics.isEmpty)
        let group = try state.resource("module.net.azurerm_network_security_group.web")
        #expect(group.account == "0f0f")
        #expect(group.group == "shop")
        #expect(group.location == "westeurope")
        #expect(group.place("security_rule") == "19:60")
        #expect(shown(try state.resource("aws_s3_bucket.logs").node(of: .tags)) == #"{env: "prod"}"#)
    }

    @Test func theFileThatTerraformKeepsIsRead() throws {
        let state = try Fixture("terraform/terraform.tfstate.json").read()
        #expect(state.diagnostics.isEmpty)
        #expect(
            state.resources.map { "\($0.kind) \($0.id)" } == [
                "aws_subnet module.net.aws_subnet.private[\"a\"]", "aws_subnet module.net.aws_subnet.private[1]",
                "data.aws_region data.aws_region.here",
            ])
        #expect(state.resources.first?.account == "123456789012")
        #expect(state.resources.first?.region == "eu-central-1")
    }

    @Test func aResourceWithoutATypeIsReported() {
        let text = #"{"format_version": "1.0", "values": {"root_module": {"resources": [{"address": "a.b"}]}}}"#
        #expect(places(read(text, name: "s.json").diagnostics) == ["s.json:1:68 E2222"])
    }
}
