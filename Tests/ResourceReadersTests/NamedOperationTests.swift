import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Responses of AWS that do not say what they are of, in the shapes that the CLI reference documents.
@Suite struct NamedOperationTests {
    private static let encryption = """
        {"ServerSideEncryptionConfiguration": {"Rules": [
        {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": false}]}}
        """

    @Test(arguments: [
        "shop.logs.get-bucket-encryption.json", "get-bucket-encryption.shop.logs.json",
        "rec/shop.logs_get-bucket-encryption.json", "rec/get-bucket-encryption-shop.logs.json",
        "rec/shop.logs/get-bucket-encryption.json", "rec/get-bucket-encryption/shop.logs.json",
    ])
    func theFileNamesTheBucket(_ file: String) throws {
        let reading = read(Self.encryption, name: file)
        #expect(reading.codes.isEmpty)
        #expect(reading.resources.map { "\($0.kind) \($0.id)" } == ["aws.s3.BucketEncryption shop.logs"])
        let rule = try #require(reading.resources.first)
        #expect(
            rule.value("ServerSideEncryptionConfiguration", "Rules", "0", "ApplyServerSideEncryptionByDefault")
                == #"{SSEAlgorithm: "AES256"}"#)
        #expect(rule.place("ServerSideEncryptionConfiguration", "Rules", "0", "BucketKeyEnabled") == "2:88")
    }

    @Test(arguments: [
        (
            "b.get-bucket-versioning.json", #"{"Status": "Enabled", "MFADelete": "Disabled"}"#,
            "aws.s3.BucketVersioning b"
        ),
        ("b.get-bucket-versioning.json", "{}", "aws.s3.BucketVersioning b"),
        (
            "main.get-trail-status.json", #"{"IsLogging": true, "LatestDeliveryTime": "2026-01-01T00:00:00Z"}"#,
            "aws.cloudtrail.TrailStatus main"
        ),
        (
            "123456789012/get-ebs-encryption-by-default.json", #"{"EbsEncryptionByDefault": false, "SseType": "none"}"#,
            "aws.ec2.EbsEncryptionByDefault 123456789012"
        ),
        (
            "k1.get-key-policy.json", #"{"Policy": "{\"Version\": \"2012-10-17\"}", "PolicyName": "default"}"#,
            "aws.kms.KeyPolicy k1"
        ),
        (
            "d1.get-detector.json",
            #"{"CreatedAt": "x", "FindingPublishingFrequency": "SIX_HOURS", "ServiceRole": "r", "Status": "ENABLED"}"#,
            "aws.guardduty.Detector d1"
        ),
        (
            "b.get-bucket-logging.json", #"{"LoggingEnabled": {"TargetBucket": "logs", "TargetPrefix": "b/"}}"#,
            "aws.s3.BucketLogging b"
        ),
        (
            "b.get-public-access-block.json", #"{"PublicAccessBlockConfiguration": {"BlockPublicAcls": true}}"#,
            "aws.s3.PublicAccessBlock b"
        ),
        (
            "b.get-bucket-acl.json", #"{"Owner": {"ID": "1"}, "Grants": [{"Permission": "FULL_CONTROL"}]}"#,
            "aws.s3.BucketACL b"
        ),
        (
            "b.get-bucket-lifecycle-configuration.json", #"{"Rules": [{"ID": "old", "Status": "Enabled"}]}"#,
            "aws.s3.BucketLifecycle b"
        ),
        (
            "b.get-bucket-policy-status.json", #"{"PolicyStatus": {"IsPublic": false}}"#, "aws.s3.BucketPolicyStatus b"
        ),
        (
            "web.describe-load-balancer-attributes.json",
            #"{"Attributes": [{"Key": "deletion_protection.enabled", "Value": "true"}]}"#,
            "aws.elbv2.LoadBalancerAttributes web"
        ),
        (
            "123456789012.get-account-summary.json", #"{"SummaryMap": {"AccountMFAEnabled": 1, "Users": 27}}"#,
            "aws.iam.AccountSummary 123456789012"
        ),
        (
            "123456789012/get-account-password-policy.json", #"{"PasswordPolicy": {"MinimumPasswordLength": 14}}"#,
            "aws.iam.PasswordPolicy 123456789012"
        ),
    ])
    func everyOperationHasAKind(_ file: String, _ text: String, _ expected: String) throws {
        let reading = read(text, name: file)
        #expect(reading.codes.isEmpty)
        #expect(reading.resources.map { "\($0.kind) \($0.id)" } == [expected])
        #expect(reading.resources.first?.account == (expected.hasSuffix("123456789012") ? "123456789012" : nil))
    }

    /// The policy of a bucket comes as text; what is in it stands where the text does.
    @Test func aPolicyIsADocument() throws {
        let reading = read(
            #"{"Policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\"}]}"}"#,
            name: "b.get-bucket-policy.json")
        let policy = try #require(reading.resources.first)
        #expect(policy.kind == "aws.s3.BucketPolicy")
        #expect(policy.value("Policy", "Statement", "0", "Effect") == #""Deny""#)
        #expect(policy.place("Policy", "Statement", "0", "Effect") == "1:12")
    }

    @Test func aFileThatNamesNothingIsReported() throws {
        let reading = read(Self.encryption, name: "encryption.json")
        #expect(places(reading.diagnostics) == ["encryption.json:1:1 E2222"])
        #expect(reading.diagnostics.first?.hint?.contains("'NAME.get-bucket-encryption.json'") == true)
    }

    /// A name alone does not make a response of what is something else.
    @Test func anotherDocumentOfThatNameIsReadAsWhatItIs() {
        let reading = read(
            #"{"kind": "k", "id": "1", "properties": {}}"#, name: "b.get-bucket-versioning.json")
        #expect(reading.resources.map(\.kind) == ["k"])
    }

    /// The interface of IAM gives policies with the escapes of a URL; the command `aws` does not.
    @Test func escapedPoliciesAreDocuments() throws {
        let text = """
            {"Role": {"RoleName": "app", "Arn": "arn:aws:iam::123456789012:role/app",
            "AssumeRolePolicyDocument": "%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%22%2A%22%7D%5D%7D"}}
            """
        let role = try #require(read(text, name: "role.json").resources.first)
        #expect(role.value("AssumeRolePolicyDocument") == #"{Statement: [{Effect: "Allow", Principal: "*"}]}"#)
        #expect(role.place("AssumeRolePolicyDocument", "Statement") == "2:29")
        let item = """
            {"configurationItems": [{"resourceType": "AWS::IAM::Role", "resourceId": "AROA1", "tags": {"Name": "app"},
            "configuration": {"assumeRolePolicyDocument": "%7B%22Statement%22%3A%5B%5D%7D", "path": "%2F"}}]}
            """
        let recorded = try #require(read(item, name: "items.json").resources.first)
        #expect(recorded.value("assumeRolePolicyDocument") == "{Statement: []}")
        #expect(recorded.value("path") == #""%2F""#)
        #expect(recorded.name == "app")
    }
}
