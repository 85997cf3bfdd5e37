import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Which kind a response is of is told from what is in it, and nothing that stands beside it is lost without a word.
@Suite struct CloudResponseListTests {
    private func described(_ text: String, name: String = "r.json") -> [String] {
        read(text, name: name).resources.map {
            "\($0.kind) \($0.id) \($0.name ?? "-") \($0.account ?? "-") \($0.region ?? "-")"
        }
    }

    // MARK: AWS

    @Test(arguments: [
        (
            #"{"NotebookInstances": [{"NotebookInstanceName": "n", "NotebookInstanceArn": "arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/n"}]}"#,
            "aws.sagemaker.NotebookInstance arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/n n 123456789012 eu-west-1"
        ),
        (
            #"{"BackupVaultList": [{"BackupVaultName": "v", "BackupVaultArn": "arn:aws:backup:eu-west-1:123456789012:backup-vault:v"}]}"#,
            "aws.backup.BackupVault arn:aws:backup:eu-west-1:123456789012:backup-vault:v v 123456789012 eu-west-1"
        ),
        (
            #"{"analyzers": [{"arn": "arn:aws:access-analyzer:eu-west-1:123456789012:analyzer/a", "name": "a"}]}"#,
            "aws.access-analyzer.Analyzer arn:aws:access-analyzer:eu-west-1:123456789012:analyzer/a a 123456789012 eu-west-1"
        ),
        (
            #"{"FileSystems": [{"FileSystemId": "fs-1", "ResourceARN": "arn:aws:fsx:eu-west-1:123456789012:file-system/fs-1"}]}"#,
            "aws.fsx.FileSystem fs-1 fs-1 123456789012 eu-west-1"
        ),
        (
            #"{"TrailARN": "arn:aws:cloudtrail:eu-west-1:123456789012:trail/t", "EventSelectors": []}"#,
            "aws.cloudtrail.EventSelectors arn:aws:cloudtrail:eu-west-1:123456789012:trail/t t 123456789012 eu-west-1"
        ),
        (
            #"{"KeyId": "arn:aws:kms:eu-west-1:123456789012:key/k", "KeyRotationEnabled": true}"#,
            "aws.kms.KeyRotationStatus arn:aws:kms:eu-west-1:123456789012:key/k k 123456789012 eu-west-1"
        ),
        (
            #"{"Rules": [{"RuleArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/w/1/2/3"}]}"#,
            "aws.elbv2.Rule arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/w/1/2/3 3 123456789012 eu-west-1"
        ),
        (
            #"{"Clusters": [{"Name": "m", "ARN": "arn:aws:memorydb:eu-west-1:123456789012:cluster/m"}]}"#,
            "aws.memorydb.Cluster arn:aws:memorydb:eu-west-1:123456789012:cluster/m m 123456789012 eu-west-1"
        ),
        (
            #"{"Attributes": {"QueueArn": "arn:aws:sqs:eu-west-1:123456789012:q", "Policy": "{}"}}"#,
            "aws.sqs.Queue arn:aws:sqs:eu-west-1:123456789012:q q 123456789012 eu-west-1"
        ),
        (
            #"{"Attributes": {"TopicArn": "arn:aws:sns:eu-west-1:123456789012:t", "SubscriptionArn": "arn:aws:sns:eu-west-1:123456789012:t:1"}}"#,
            "aws.sns.Subscription arn:aws:sns:eu-west-1:123456789012:t:1 1 123456789012 eu-west-1"
        ),
        (
            #"{"ARN": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf", "Name": "db", "VersionIdsToStages": {}}"#,
            "aws.secretsmanager.Secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf db 123456789012 eu-west-1"
        ),
        (
            #"{"stateMachineArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:s", "name": "s", "definition": "{}", "roleArn": "arn:aws:iam::123456789012:role/r"}"#,
            "aws.states.StateMachine arn:aws:states:eu-west-1:123456789012:stateMachine:s s 123456789012 eu-west-1"
        ),
        (
            #"{"UserPool": {"Id": "eu_1", "Name": "p", "Arn": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu_1"}}"#,
            "aws.cognito-idp.UserPool eu_1 p 123456789012 eu-west-1"
        ),
    ])
    func awsKindsAreToldByTheARN(_ text: String, _ expected: String) {
        #expect(described(text) == [expected])
    }

    /// As `--output yaml-stream` and `jq -s` put them together.
    @Test func pagesMayStandInAList() {
        #expect(
            read("- Vpcs:\n  - VpcId: vpc-1\n- Vpcs:\n  - VpcId: vpc-2\n", name: "p.yaml").resources.map(\.id) == [
                "vpc-1", "vpc-2",
            ])
    }

    /// Nothing names itself by the ARN of what it belongs to.
    @Test(arguments: [
        #"{"Findings": [{"Id": "f1", "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub"}]}"#,
        #"{"Targets": [{"Id": "1", "Arn": "arn:aws:lambda:eu-west-1:123456789012:function:f"}]}"#,
        #"{"UserId": "AIDA", "Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/ann"}"#,
        #"{"ARN": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf", "Name": "db", "ResourcePolicy": "{}"}"#,
        #"{"ResourceTagMappingList": [{"ResourceARN": "arn:aws:s3:::b", "Tags": []}]}"#,
        #"{"things": [{"roleArn": "arn:aws:iam::123456789012:role/r"}]}"#,
    ])
    func anotherResourcesARNTellsNothing(_ text: String) {
        #expect(read(text, name: "r.json").codes == ["E2201"])
    }

    @Test func tagsBesideOneResourceAreItsOwn() throws {
        let reading = read(
            """
            {"taskDefinition": {"taskDefinitionArn": "arn:aws:ecs:eu-west-1:1:task-definition/web:3", "family": "web"},
             "tags": [{"key": "env", "value": "prod"}]}
            """, name: "t.json")
        #expect(reading.diagnostics.isEmpty)
        #expect(shown(try #require(reading.resources.first).node(of: .tags)) == #"{env: "prod"}"#)
    }

    @Test(arguments: [
        (#"{"Vpcs": [{"VpcId": "vpc-1"}], "Widgets": [{"WidgetId": "w"}]}"#, "r.json:1:43 W2242"),
        (
            #"{"services": [{"serviceArn": "arn:aws:ecs:eu-west-1:1:service/c/s"}], "failures": [{"arn": "x", "reason": "MISSING"}]}"#,
            "r.json:1:83 W2242"
        ),
        (
            #"{"vpcs": [{"id": "v1", "crn": "crn:v1:bluemix:public:is:us-south:a/acc1::vpc:v1"}], "lamps": [{"id": "l"}]}"#,
            "r.json:1:94 W2242"
        ),
        (#"{"topics": [{"name": "projects/p/topics/t"}], "lamps": [{"id": "l"}]}"#, "r.json:1:56 W2242"),
        (
            #"{"value": [{"id": "/subscriptions/s/resourceGroups/g", "type": "Microsoft.Resources/resourceGroups"}], "lamps": [{}]}"#,
            "r.json:1:113 W2242"
        ),
    ])
    func aListThatNobodyReadsIsNamed(_ text: String, _ expected: String) {
        #expect(places(read(text, name: "r.json").diagnostics) == [expected])
    }

    // MARK: Azure

    @Test func azureTypesHaveOneSpelling() {
        let text = """
            {"count": 3, "data": [
              {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a", "name": "a",
               "type": "microsoft.storage/storageaccounts", "location": "West Europe"},
              {"id": "/subscriptions/s/resourcegroups/g/providers/Microsoft.ContainerService/managedClusters/k", "name": "k",
               "type": "Microsoft.ContainerService/ManagedClusters", "location": "westeurope"},
              {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Odd/thingies/t", "name": "t",
               "type": "microsoft.odd/thingies", "location": "westeurope"}],
             "skip_token": null, "total_records": 3}
            """
        #expect(read(text, name: "r.json").diagnostics.isEmpty)
        #expect(
            read(text, name: "r.json").resources.map {
                "\($0.kind) \($0.account ?? "") \($0.region ?? "") \($0.group ?? "")"
            } == [
                "Microsoft.Storage/storageAccounts s westeurope g",
                "Microsoft.ContainerService/managedClusters s westeurope g",
                "microsoft.odd/thingies s westeurope g",
            ])
    }

    /// Of a type that the reader does not know, the rules' spelling is the kind.
    @Test func rulesSayHowUnknownTypesAreSpelt() {
        let file = SourceFile(
            name: "r.json", text: #"[{"id": "/subscriptions/s/x", "type": "microsoft.odd/thingies"}]"#)
        var reader = InventoryReader(namedKinds: ["Microsoft.Odd/thinGies"])
        reader.read([file])
        #expect(reader.finish().resources.map(\.kind) == ["Microsoft.Odd/thinGies"])
    }

    @Test func aTypeThatIsNotWrittenIsToldByTheID() {
        let id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a"
        #expect(
            described(#"[{"id": "\#(id)", "name": "a"}]"#) == [
                "Microsoft.Network/virtualNetworks/subnets \(id) a s -"
            ])
    }

    @Test func aPageOfResourceGraphGoesOn() {
        let text = """
            {"count": 1, "data": [{"id": "/subscriptions/s/x", "type": "microsoft.compute/disks"}], "skip_token": "abc"}
            """
        #expect(read(text, name: "r.json").codes == ["W2241"])
    }

    // MARK: Google Cloud

    @Test(arguments: [
        (
            #"{"clusters": [{"name": "c", "location": "europe-west1-b", "selfLink": "https://container.googleapis.com/v1/projects/p/zones/europe-west1-b/clusters/c"}]}"#,
            "gcp.container.cluster https://container.googleapis.com/v1/projects/p/zones/europe-west1-b/clusters/c c p europe-west1"
        ),
        (
            #"[{"name": "c", "selfLink": "https://container.googleapis.com/v1/projects/p/locations/europe-west1/clusters/c"}]"#,
            "gcp.container.cluster https://container.googleapis.com/v1/projects/p/locations/europe-west1/clusters/c c p europe-west1"
        ),
        (
            #"{"accounts": [{"name": "projects/p/serviceAccounts/a@p.iam.gserviceaccount.com", "email": "a@p.iam.gserviceaccount.com"}]}"#,
            "gcp.iam.serviceAccount projects/p/serviceAccounts/a@p.iam.gserviceaccount.com a@p.iam.gserviceaccount.com p -"
        ),
        (
            #"[{"name": "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k", "purpose": "ENCRYPT_DECRYPT"}]"#,
            "gcp.cloudkms.cryptoKey projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k k p europe-west1"
        ),
        (
            #"[{"name": "projects/p/serviceAccounts/a/keys/1"}]"#,
            "gcp.iam.serviceAccountKey projects/p/serviceAccounts/a/keys/1 1 p -"
        ),
        (#"[{"name": "projects/p/secrets/s"}]"#, "gcp.secretmanager.secret projects/p/secrets/s s p -"),
        (
            #"[{"projectId": "p", "projectNumber": "1", "name": "Shop", "lifecycleState": "ACTIVE"}]"#,
            "gcp.cloudresourcemanager.project p Shop p -"
        ),
        (
            #"[{"kind": "sql#instance", "name": "db", "project": "p", "region": "europe-west1", "selfLink": "https://sqladmin.googleapis.com/sql/v1beta4/projects/p/instances/db"}]"#,
            "gcp.sql.instance https://sqladmin.googleapis.com/sql/v1beta4/projects/p/instances/db db p europe-west1"
        ),
        (
            #"{"instances": [{"kind": "compute#instance", "id": "1", "name": "web", "selfLink": "https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/instances/web"}]}"#,
            "gcp.compute.instance https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/instances/web web p europe-west1"
        ),
        (
            #"[{"clusterName": "c", "clusterUuid": "u", "projectId": "p"}]"#, "gcp.dataproc.cluster c c p -"
        ),
        (
            #"[{"name": "shop-logs", "storage_url": "gs://shop-logs/", "location": "EU"}]"#,
            "gcp.storage.bucket shop-logs shop-logs - eu"
        ),
    ])
    func googleKindsAreToldByLinksAndNames(_ text: String, _ expected: String) {
        #expect(described(text) == [expected])
    }

    /// What one asset is, and who may do what with it: in one object, in two of one file, in either order, and in two files.
    @Test func anAssetsPolicyIsAmongItsProperties() throws {
        let name = #""name": "//storage.googleapis.com/logs", "assetType": "storage.googleapis.com/Bucket""#
        let data = #""resource": {"data": {"name": "logs", "location": "EU"}}"#
        let policy = #""iamPolicy": {"bindings": [{"role": "r"}]}"#
        let dumped = #""name": "//storage.googleapis.com/logs", "asset_type": "storage.googleapis.com/Bucket""#
        let exports = [
            SourceFile(name: "p.ndjson", text: "{\(dumped), \(policy.replacing("iamPolicy", with: "iam_policy"))}\n"),
            SourceFile(name: "r.ndjson", text: "{\(dumped), \(data)}\n"),
        ]
        let both = [SourceFile(name: "a.json", text: "[{\(name), \(data), \(policy)}]")]
        let lines = [SourceFile(name: "a.ndjson", text: "{\(name), \(data)}\n{\(name), \(policy)}\n")]
        let turned = [SourceFile(name: "a.ndjson", text: "{\(name), \(policy)}\n{\(name), \(data)}\n")]
        let apart = [
            SourceFile(name: "p.json", text: "[{\(name), \(policy)}]"),
            SourceFile(name: "r.json", text: "[{\(name), \(data)}]"),
        ]
        for files in [both, lines, turned, apart, exports] {
            let reading = read(files)
            #expect(reading.diagnostics.isEmpty)
            #expect(reading.resources.count == 1)
            let bucket = try #require(reading.resources.first)
            #expect(bucket.kind == "gcp.storage.bucket")
            #expect(bucket.name == "logs")
            #expect(bucket.value("location") == "\"EU\"")
            #expect(bucket.value("iamPolicy", "bindings", "0", "role") == "\"r\"")
        }
        #expect(try #require(read(lines).resources.first).place("iamPolicy", "bindings", "0", "role") == "2:125")
        #expect(read([both[0], SourceFile(name: "b.json", text: "[{\(name), \(data)}]")]).codes == ["E2206"])
    }

    // MARK: AWS Config

    @Test func theResultsOfAQueryAreItems() throws {
        let reading = read(
            """
            {"Results": [
              "{\\"resourceId\\":\\"sg-1\\",\\"resourceType\\":\\"AWS::EC2::SecurityGroup\\",\\"accountId\\":\\"123456789012\\",\\"awsRegion\\":\\"eu-west-1\\",\\"configuration\\":{\\"groupName\\":\\"web\\"}}"],
             "QueryInfo": {"SelectFields": [{"Name": "resourceId"}]}}
            """, name: "q.json")
        #expect(reading.diagnostics.isEmpty)
        let group = try #require(reading.resources.first)
        #expect(group.kind == "aws-config.EC2.SecurityGroup")
        #expect(group.account == "123456789012")
        #expect(group.value("groupName") == "\"web\"")
        #expect(group.place("groupName") == "2:3")
    }

    @Test func aResultWithoutTypeIsReported() {
        let text = #"{"Results": ["{\"resourceId\":\"sg-1\"}"], "QueryInfo": {"SelectFields": []}}"#
        #expect(read(text, name: "q.json").codes == ["E2222"])
    }

    /// The latest item counts; where that says that the resource is deleted, there is none.
    @Test(arguments: [("OK", ["2"]), ("ResourceDeleted", [])])
    func ofAHistoryTheLatestItemIsRead(_ status: String, _ expected: [String]) {
        func item(_ day: Int, _ status: String) -> String {
            """
            {"resourceType": "AWS::EC2::Volume", "resourceId": "v", "configurationItemStatus": "\(status)",
             "configurationItemCaptureTime": "2026-01-0\(day)T00:00:00Z", "configuration": "{\\"size\\": \(day)}"}
            """
        }
        let reading = read(
            #"{"configurationItems": [\#(item(1, "OK")), \#(item(2, status))]}"#, name: "h.json")
        #expect(reading.diagnostics.map(\.kind.code).allSatisfy { $0 == "W2239" })
        #expect(reading.resources.map { $0.value("size") } == expected)
    }

    /// JSON in JSON's quotes is the document, and so is a list; what is written in the configuration itself stays as it is.
    @Test func supplementsAreDocuments() throws {
        let reading = read(
            #"""
            {"resourceType": "AWS::S3::Bucket", "resourceId": "logs", "configuration": {"note": "{\"a\": 1}"},
             "supplementaryConfiguration": {
              "AccessControlList": "\"{\\\"grantSet\\\": null, \\\"owner\\\": {\\\"id\\\": \\\"x\\\"}}\"",
              "Tags": "[{\"key\": \"env\"}]", "IsRequesterPaysEnabled": "false"}}
            """#, name: "b.json")
        let bucket = try #require(reading.resources.first)
        #expect(bucket.value("supplementaryConfiguration", "AccessControlList", "owner", "id") == "\"x\"")
        #expect(bucket.place("supplementaryConfiguration", "AccessControlList", "owner", "id") == "3:24")
        #expect(bucket.value("supplementaryConfiguration", "Tags", "0", "key") == "\"env\"")
        #expect(bucket.value("supplementaryConfiguration", "IsRequesterPaysEnabled") == "\"false\"")
        #expect(bucket.value("note") == #""{"a": 1}""#)
    }

    @Test func aListOfManifestsIsRead() {
        let text =
            #"[{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}, {"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": {"name": "b"}}]"#
        #expect(read(text, name: "m.json").resources.map(\.kind) == ["k8s.Pod", "k8s.serving.Service"])
    }
}
