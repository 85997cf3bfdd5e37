import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct CloudResponseTests {
    private func described(_ fixture: String) throws -> [String] {
        let reading = try Fixture("cloud/\(fixture)").read()
        #expect(reading.diagnostics.isEmpty)
        return reading.resources.map {
            "\($0.kind) \($0.id) \($0.name ?? "-") \($0.account ?? "-") \($0.region ?? "-") \($0.group ?? "-")"
        }
    }

    @Test func awsKindsAreToldByTheKey() throws {
        #expect(
            try described("aws-security-groups.json") == [
                "aws.ec2.SecurityGroup sg-0a1 web 123456789012 eu-central-1 -"
            ])
        #expect(
            try described("aws-instances.json") == [
                "aws.ec2.Instance i-1 i-1 123456789012 - -", "aws.ec2.Instance i-2 i-2 123456789012 - -",
            ])
        let groups = try Fixture("cloud/aws-security-groups.json").read()
        let group = try groups.resource("sg-0a1")
        #expect(group.place("IpPermissions", "0", "ToPort") == "6:73")
        #expect(shown(group.node(of: .tags)) == #"{Name: "web", env: "prod"}"#)
    }

    /// A configuration may be text that holds a document; its place is the text's.
    @Test func configItemsAreRead() throws {
        #expect(
            try described("aws-config.json") == [
                "aws-config.EC2.SecurityGroup sg-0a1 web 123456789012 eu-central-1 -",
                "aws-config.S3.Bucket logs - 123456789012 eu-central-1 -",
            ])
        let bucket = try Fixture("cloud/aws-config.json").read().resource("logs")
        #expect(bucket.value("versioning", "status") == "\"Enabled\"")
        #expect(
            bucket.value("supplementaryConfiguration", "PublicAccessBlockConfiguration") == "{blockPublicAcls: true}")
        #expect(bucket.place("versioning", "status") == "15:24")
    }

    @Test func azureResourcesAreRead() throws {
        #expect(
            try described("azure-storage.json") == [
                "Microsoft.Storage/storageAccounts /subscriptions/0f0f/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shoplogs shoplogs 0f0f westeurope shop"
            ])
    }

    @Test func googleResourcesAndAssetsHaveOneKind() throws {
        let link = "https://www.googleapis.com/compute/v1/projects/shop-prod"
        #expect(
            try described("gcp-firewalls.json") == [
                "gcp.compute.firewall \(link)/global/firewalls/allow-ssh allow-ssh shop-prod - -"
            ])
        #expect(
            try described("gcp-assets.ndjson") == [
                "gcp.compute.firewall //compute.googleapis.com/projects/shop-prod/global/firewalls/allow-ssh allow-ssh shop-prod global -",
                "gcp.storage.bucket //storage.googleapis.com/shop-logs shop-logs - europe-west1 -",
            ])
        #expect(
            try described("gcp-aggregated.json") == [
                "gcp.compute.instance \(link)/zones/europe-west1-b/instances/web web shop-prod europe-west1 -"
            ])
    }

    @Test func ibmKindsAreToldByTheKey() throws {
        #expect(try described("ibm-security-groups.json") == ["is.security-group r010-sg1 web acc1 eu-de rg1"])
    }

    @Test func anElementWithoutAnIdentityIsReported() {
        let text = #"{"Volumes": [{"VolumeId": "v1"}, {"Size": 3}]}"#
        #expect(places(read(text, name: "v.json").diagnostics) == ["v.json:1:34 E2222"])
    }
}
