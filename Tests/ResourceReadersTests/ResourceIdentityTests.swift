import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Two resources are two, whatever they have in common, and none of them is lost without a word.
@Suite struct ResourceIdentityTests {
    private func ids(_ text: String, name: String = "r.json") -> [String] {
        read(text, name: name).resources.map { "\($0.kind) \($0.id)" }
    }

    private func files(_ files: [(name: String, text: String)]) -> InventoryReading {
        read(files.map { SourceFile(name: $0.name, text: $0.text) })
    }

    // MARK: Kubernetes

    private static let pod =
        "apiVersion: v1\nkind: Pod\nmetadata: {labels: {app: x}}\nspec: {containers: [{name: c}]}\n"

    @Test func objectsWithoutANameAreToldApartByTheirPosition() {
        let named = Self.pod.replacing("labels: {app: x}", with: "name: ok")
        let reading = read([Self.pod, named, Self.pod].joined(separator: "---\n"), name: "m.yaml")
        #expect(reading.resources.map(\.id) == ["m.yaml", "ok", "m.yaml#2"])
        #expect(places(reading.diagnostics) == ["m.yaml:3:11 W2243", "m.yaml:13:11 W2243"])
    }

    @Test func objectsOfOneGeneratedNameAreToldApart() {
        let job = "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: run-, namespace: n}\nspec: {}\n"
        let reading = read(job + "---\n" + job, name: "m.yaml")
        #expect(reading.resources.map(\.id) == ["n/run-", "n/run-#2"])
        #expect(reading.diagnostics.isEmpty)
    }

    @Test func ofAListTooAndInEachFileAnew() {
        let pod = #"{"metadata": {}, "spec": {}}"#
        let list = #"{"apiVersion": "v1", "kind": "PodList", "items": [\#(pod), \#(pod)]}"#
        #expect(
            files([("a.json", list), ("b.json", list)]).resources.map(\.id)
                == ["a.json", "a.json#2", "b.json", "b.json#2"])
    }

    @Test func theConfigurationOfAToolNeedsNoName() {
        let text =
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {}\nresources: [a.yaml]\n"
        #expect(read(text, name: "kustomization.yaml").diagnostics.isEmpty)
    }

    // MARK: AWS

    @Test func oneIDInTwoRegionsIsTwoResources() {
        func database(_ region: String) -> String {
            """
            {"DBInstances": [{"DBInstanceIdentifier": "db",
              "DBInstanceArn": "arn:aws:rds:\(region):123456789012:db:db"}]}
            """
        }
        let reading = files([("a.json", database("eu-west-1")), ("b.json", database("us-east-1"))])
        #expect(reading.resources.map { "\($0.id) \($0.region ?? "-")" } == ["db eu-west-1", "db us-east-1"])
        #expect(reading.diagnostics.isEmpty)
        #expect(files([("a.json", database("eu-west-1")), ("b.json", database("eu-west-1"))]).codes == ["E2206"])
    }

    @Test(arguments: ["NAME/recorders.json", "recorders-NAME.json", "recorders_NAME.json", "aws/NAME/x.y/r.json"])
    func theRegionIsThatOfTheRecording(_ name: String) {
        let recorder = #"{"ConfigurationRecorders": [{"name": "default", "roleARN": "arn:aws:iam::1:role/r"}]}"#
        let regions = ["eu-west-1", "us-gov-east-1"]
        let reading = files(regions.map { (name.replacing("NAME", with: $0), recorder) })
        #expect(reading.resources.map(\.region) == regions)
        #expect(reading.diagnostics.isEmpty)
    }

    @Test func whatIsInNoRegionHasNoneOfItsFile() {
        let buckets = read(#"{"Buckets": [{"Name": "b"}]}"#, name: "eu-west-1/buckets.json")
        #expect(buckets.resources.map(\.region) == [nil])
    }

    @Test(arguments: [#""AvailabilityZones": ["eu-west-1a"]"#, #""DNSName": "w-1.eu-west-1.elb.amazonaws.com""#])
    func classicLoadBalancersAreInTheRegionOfTheirZonesAndHosts(_ field: String) {
        let text = #"{"LoadBalancerDescriptions": [{"LoadBalancerName": "w", \#(field)}]}"#
        #expect(read(text, name: "r.json").resources.map(\.region) == ["eu-west-1"])
    }

    @Test func whatIsKnownInAnotherHasItsID() {
        #expect(
            ids(
                #"{"metricFilters": [{"filterName": "f", "logGroupName": "a"}, {"filterName": "f", "logGroupName": "b"}]}"#
            ) == ["aws.logs.MetricFilter a:f", "aws.logs.MetricFilter b:f"])
        #expect(
            ids(
                #"{"LaunchTemplateVersions": [{"LaunchTemplateId": "lt-1", "VersionNumber": 1}, {"LaunchTemplateId": "lt-1", "VersionNumber": 2}]}"#
            ) == ["aws.ec2.LaunchTemplateVersion lt-1:1", "aws.ec2.LaunchTemplateVersion lt-1:2"])
        #expect(
            ids(#"{"item": [{"deploymentId": "d", "stageName": "prod"}]}"#) == ["aws.apigateway.Stage d:prod"])
    }

    @Test func subscriptionsThatArePendingAreNotOne() {
        let topic = "arn:aws:sns:eu-west-1:123456789012:t"
        let pending = #""SubscriptionArn": "PendingConfirmation", "TopicArn": "\#(topic)", "Protocol": "https""#
        let text =
            #"{"Subscriptions": [{\#(pending), "Endpoint": "https://a"}, {\#(pending), "Endpoint": "https://b"}]}"#
        let reading = read(text, name: "r.json")
        #expect(reading.resources.map(\.id) == ["\(topic):https:https://a", "\(topic):https:https://b"])
        #expect(reading.diagnostics.isEmpty)
    }

    @Test(arguments: [
        (#"{"items": [{"id": "a1", "name": "api", "apiKeySource": "HEADER"}]}"#, "aws.apigateway.RestApi a1"),
        (
            #"{"Versions": [{"FunctionArn": "arn:aws:lambda:eu-west-1:1:function:f:1", "Version": "1"}]}"#,
            "aws.lambda.Version arn:aws:lambda:eu-west-1:1:function:f:1"
        ),
        (
            #"{"MetricAlarms": [], "CompositeAlarms": [{"AlarmArn": "arn:aws:cloudwatch:eu-west-1:1:alarm:c"}]}"#,
            "aws.cloudwatch.CompositeAlarm arn:aws:cloudwatch:eu-west-1:1:alarm:c"
        ),
    ])
    func furtherListsAreRead(_ text: String, _ expected: String) {
        #expect(ids(text) == [expected])
        #expect(read(text, name: "r.json").diagnostics.isEmpty)
    }

    // MARK: IBM Cloud

    @Test func theZoneOfACRNIsInARegion() {
        let text = #"{"id": "1", "crn": "crn:v1:bluemix:public:is:us-south-1:a/acc1::subnet:1", "name": "s"}"#
        #expect(read(text, name: "r.json").resources.map(\.region) == ["us-south"])
    }

    @Test(arguments: [
        (#""is_public": true, "listeners": [], "subnets": [{"id": "s1"}, {"id": "s2"}]"#, "is.load-balancer"),
        (#""vpc": {"id": "v"}, "rules": [], "subnets": [{"id": "s1"}]"#, "is.network-acl"),
        (#""vpc": {"id": "v"}, "rules": [], "targets": []"#, "is.security-group"),
        (#""default_security_group": {"id": "g"}, "default_network_acl": {"id": "a"}"#, "is.vpc"),
        (#""ipv4_cidr_block": "10.0.0.0/8", "network_acl": {"id": "a"}"#, "is.subnet"),
        (#""address": "203.0.113.5", "status": "available", "zone": {"name": "us-south-1"}"#, "is.floating-ip"),
        (#""metadata_service": {"enabled": true}, "network_interfaces": []"#, "is.instance"),
        (#""attachment_state": "attached", "capacity": 100"#, "is.volume"),
        (#""active": true, "storage_bucket": {"name": "b"}, "target": {"id": "v"}"#, "is.flow-log-collector"),
        (#""status": "active", "paused": false"#, "internet-svcs.zone"),
        (#""href": "https://us-south.iaas.cloud.ibm.com/v1/shares/x", "size": 10"#, "is.share"),
    ])
    func whatHasNoCRNIsToldByItsShape(_ fields: String, _ kind: String) {
        let text = #"{"id": "x", "name": "n", \#(fields)}"#
        #expect(ids(text) == ["\(kind) x"])
        #expect(ids("[\(text)]") == ["\(kind) x"])
    }

    @Test func whatNothingTellsIsNotTakenForWhatItLists() {
        let reading = read(#"{"id": "x", "name": "n", "subnets": [{"id": "s", "name": "a"}]}"#, name: "r.json")
        #expect(reading.resources.isEmpty)
        #expect(reading.codes == ["E2201"])
    }

    // MARK: Google Cloud

    @Test func pagesAreReadWhateverTheirItemsAreCalled() {
        let dataset =
            #"{"kind": "bigquery#dataset", "id": "p:d", "datasetReference": {"datasetId": "d", "projectId": "p"}}"#
        let reading = read(#"{"kind": "bigquery#datasetList", "datasets": [\#(dataset)]}"#, name: "r.json")
        #expect(
            reading.resources.map { "\($0.kind) \($0.id) \($0.name ?? "-") \($0.account ?? "-")" }
                == ["gcp.bigquery.dataset p:d d p"])
        #expect(reading.diagnostics.isEmpty)
        #expect(
            ids(#"{"kind": "dns#managedZonesListResponse", "managedZones": [{"id": "7", "name": "z"}]}"#)
                == ["gcp.dns.managedZone 7"])
        #expect(
            ids(#"{"kind": "compute#addressList", "items": [{"id": "7", "name": "a"}]}"#) == ["gcp.compute.address 7"])
        #expect(read(#"{"kind": "bigquery#datasetList"}"#, name: "r.json").codes == ["W2239"])
    }

    @Test func aPlaceIsCalledTheSameByBothInterfaces() {
        let bucket = #"{"kind": "storage#bucket", "id": "b", "name": "b", "location": "EU"}"#
        #expect(read(bucket, name: "r.json").resources.map(\.region) == ["eu"])
    }

    // MARK: Terraform, and what is no response

    private static let planned =
        #""planned_values": {}, "resource_changes": [{"address": "a.b", "type": "a", "name": "b", "change": {"actions": ["create"], "after": {}}}]"#

    @Test(arguments: [
        (#"{"format_version": "1.2", "complete": false, \#(planned)}"#, ["r.json:1:39 W2244"]),
        (#"{"format_version": "1.2", "complete": true, \#(planned)}"#, []),
    ])
    func aPlanSaysWhatItLeavesOut(_ text: String, _ expected: [String]) {
        let reading = read(text, name: "r.json")
        #expect(places(reading.diagnostics) == expected)
        #expect(reading.resources.map(\.id) == ["a.b"])
    }

    @Test func aPlanOfAnotherVersionIsNotRead() {
        let reading = read(#"{"format_version": "2.0", \#(Self.planned)}"#, name: "r.json")
        #expect(places(reading.diagnostics) == ["r.json:1:20 E2230"])
        #expect(reading.resources.isEmpty)
    }

    @Test func ofAPartOfAPlanNothingIsKnownToBeAbsent() {
        let part = read(#"{"format_version": "1.2", "complete": false, \#(Self.planned)}"#, name: "r.json")
        #expect(part.inventory.collectedKinds == nil)
        let whole = read(#"{"format_version": "1.2", \#(Self.planned)}"#, name: "r.json")
        #expect(whole.inventory.collectedKinds != nil)
    }

    @Test(arguments: [
        (
            #"{"error": {"code": 403, "message": "no"}}"#,
            "this is the error that a cloud answered with, not a response: 403"
        ),
        (
            #"{"errors": [{"code": "not_authorized"}], "trace": "t"}"#,
            "this is the error that a cloud answered with, not a response: not_authorized"
        ),
        (
            #"{"Error": {"Code": "AccessDenied"}}"#,
            "this is the error that a cloud answered with, not a response: AccessDenied"
        ),
        (
            #"{"version": 3, "terraform_version": "0.11.14", "modules": [{"path": ["root"], "resources": {}}]}"#,
            "this is a state of Terraform's version 3, which Terraform 0.11 and earlier wrote"
        ),
    ])
    func whatIsNoResponseIsSaid(_ text: String, _ message: String) {
        #expect(read(text, name: "r.json").diagnostics.map(\.message) == [message])
    }
}
