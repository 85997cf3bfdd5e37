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

@Suite struct TerraformStateTests {
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
