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
                "aws.ec2.Instance i-1 i-1 123456789012 eu-central-1 -", "aws.ec2.Instance i-2 i-2 123456789012 - -",
            ])
        let groups = try Fixture("cloud/aws-security-groups.json").read()
        let group = try groups.resource("sg-0a1")
        #expect(group.place("IpPermissions", "0", "ToPort") == "6:73")
        #expect(shown(group.node(of: .tags)) == #"{Name: "web", env: "prod"}"#)
    }

    /// What describes one resource has a key of its own; names are those of the resource's type.
    @Test(arguments: [
        (
            #"{"Role": {"RoleName": "app", "Arn": "arn:aws:iam::123456789012:role/app"}}"#,
            "aws.iam.Role arn:aws:iam::123456789012:role/app app 123456789012"
        ),
        (#"{"Table": {"TableName": "orders"}}"#, "aws.dynamodb.Table orders orders -"),
        (
            #"{"KeyMetadata": {"KeyId": "k1", "AWSAccountId": "1", "Arn": "arn:aws:kms:eu-west-1:123456789012:key/k1"}}"#,
            "aws.kms.Key arn:aws:kms:eu-west-1:123456789012:key/k1 k1 123456789012"
        ),
        (
            #"{"DistributionList": {"Quantity": 1, "Items": [{"Id": "E1", "ARN": "arn:aws:cloudfront::1:distribution/E1"}]}}"#,
            "aws.cloudfront.Distribution arn:aws:cloudfront::1:distribution/E1 E1 1"
        ),
    ])
    func aResponseMayBeOneResource(_ text: String, _ expected: String) {
        let found = read(text, name: "r.json").resources.map {
            "\($0.kind) \($0.id) \($0.name ?? "-") \($0.account ?? "-")"
        }
        #expect(found == [expected])
    }

    /// A configuration may be text that holds a document; its place is the text's.
    @Test func configItemsAreRead() throws {
        #expect(
            try described("aws-config.json") == [
                "aws-config.EC2.SecurityGroup sg-0a1 web 123456789012 eu-central-1 -",
                "aws-config.S3.Bucket logs logs 123456789012 eu-central-1 -",
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

    /// A bucket's name says no project, and what a search finds has no data of its own.
    @Test func assetsBelongToTheirProjects() throws {
        let reading = read(
            """
            [{"name": "//storage.googleapis.com/logs", "assetType": "storage.googleapis.com/Bucket",
              "ancestors": ["projects/123", "organizations/1"], "resource": {"data": {"name": "logs"}}},
             {"name": "//compute.googleapis.com/projects/shop/zones/europe-west1-b/disks/d",
              "assetType": "compute.googleapis.com/Disk", "project": "projects/123", "location": "europe-west1-b",
              "displayName": "d", "labels": {"env": "prod"}}]
            """, name: "assets.json")
        #expect(reading.diagnostics.isEmpty)
        #expect(
            reading.resources.map { "\($0.kind) \($0.name ?? "") \($0.account ?? "") \($0.region ?? "")" } == [
                "gcp.storage.bucket logs 123 ", "gcp.compute.disk d shop europe-west1",
            ])
        #expect(reading.resources[1].value("labels") == #"{env: "prod"}"#)
    }

    @Test func ibmKindsAreToldByTheKey() throws {
        #expect(try described("ibm-security-groups.json") == ["is.security-group r010-sg1 web acc1 eu-de rg1"])
    }

    /// Kinds, ids, accounts and regions of pages whose key says nothing, of lists, and of resources by themselves.
    @Test(arguments: [
        (
            #"{"metadata": {"collectionTotal": 1}, "resources": [{"id": "rk1", "type": "application/vnd.ibm.kms.key+json", "name": "root", "crn": "crn:v1:bluemix:public:kms:us-south:a/acc1:k1:key:rk1"}]}"#,
            "kms.key rk1 root acc1 us-south -"
        ),
        (
            #"{"rows_count": 1, "resources": [{"id": "crn:v1:bluemix:public:databases-for-postgresql:eu-de:a/acc1:d1::", "crn": "crn:v1:bluemix:public:databases-for-postgresql:eu-de:a/acc1:d1::", "name": "orders", "resource_group_id": "rg1"}]}"#,
            "databases-for-postgresql crn:v1:bluemix:public:databases-for-postgresql:eu-de:a/acc1:d1:: orders acc1 eu-de rg1"
        ),
        (
            #"{"total_results": 1, "resources": [{"id": "u1", "iam_id": "IBMid-1", "user_id": "ann@example.org", "account_id": "acc1"}]}"#,
            "user-management.user u1 - acc1 - -"
        ),
        (
            #"{"resources": [{"metadata": {"guid": "acc1"}, "entity": {"name": "Shop", "owner": "9d0c", "owner_userid": "root@example.org"}}]}"#,
            "iam-identity.account acc1 Shop - - -"
        ),
        (
            #"{"success": true, "errors": [], "result_info": {"page": 1}, "result": [{"id": "z1", "name": "example.org", "name_servers": [], "original_name_servers": null, "status": "active"}]}"#,
            "internet-svcs.zone z1 example.org - - -"
        ),
        (
            #"{"success": true, "result": [{"id": "z1", "name": "example.org", "name_servers": [], "original_name_servers": [], "status": "active"}]}"#,
            "internet-svcs.zone z1 example.org - - -"
        ),
        (
            #"{"success": true, "result": {"id": "z1", "name": "example.org", "name_servers": [], "original_name_servers": []}}"#,
            "internet-svcs.zone z1 example.org - - -"
        ),
        (
            #"{"account_id": "acc1", "restrict_create_service_id": "NOT_SET", "mfa": "NONE", "entity_tag": "1"}"#,
            "iam-identity.accountsettings acc1 - acc1 - -"
        ),
        (
            #"{"name": "logs-1", "crn": "crn:v1:bluemix:public:cloud-object-storage:global:a/acc1:s1:bucket:logs-1", "location": "us-south"}"#,
            "cloud-object-storage.bucket crn:v1:bluemix:public:cloud-object-storage:global:a/acc1:s1:bucket:logs-1 logs-1 acc1 global -"
        ),
        (
            #"[{"id": "r1", "name": "prod", "crn": "crn:v1:bluemix:public:is:us-south:a/acc1::vpc:r1"}]"#,
            "is.vpc r1 prod acc1 us-south -"
        ),
        (
            #"{"count": 1, "rules": [{"id": "cr1", "crn": "crn:v1:bluemix:public:context-based-restrictions:global:a/acc1::rule:cr1", "contexts": []}]}"#,
            "context-based-restrictions.rule cr1 - acc1 global -"
        ),
        (
            #"{"groups": [{"id": "AccessGroupId-1", "name": "Devs", "account_id": "acc1", "is_federated": false}]}"#,
            "iam-groups.accessgroup AccessGroupId-1 Devs acc1 - -"
        ),
        (
            #"{"certificates": [{"_id": "crn:v1:bluemix:public:cloudcerts:us-south:a/acc1:cm1:certificate:ab1", "name": "shop"}]}"#,
            "cloudcerts.certificate crn:v1:bluemix:public:cloudcerts:us-south:a/acc1:cm1:certificate:ab1 shop acc1 us-south -"
        ),
        (
            #"[{"id": "cl1", "name": "shop", "masterKubeVersion": "1.31.4_1530", "region": "us-south"}]"#,
            "containers-kubernetes.cluster cl1 shop - us-south -"
        ),
    ])
    func ibmKindsAreToldByTheResource(_ text: String, _ expected: String) {
        let reading = read(text, name: "r.json")
        let found = reading.resources.map {
            "\($0.kind) \($0.id) \($0.name ?? "-") \($0.account ?? "-") \($0.region ?? "-") \($0.group ?? "-")"
        }
        #expect(found == [expected], "\(reading.diagnostics.map(\.message))")
    }

    @Test func anElementWithoutAnIdentityIsReported() {
        let text = #"{"Volumes": [{"VolumeId": "v1"}, {"Size": 3}]}"#
        #expect(places(read(text, name: "v.json").diagnostics) == ["v.json:1:34 E2222"])
    }
}
