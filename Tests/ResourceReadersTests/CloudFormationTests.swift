import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct CloudFormationTests {
    private let storage: InventoryReading
    private let api: InventoryReading

    init() throws {
        storage = try Fixture("cloudformation/storage.yaml").read()
        api = try Fixture("cloudformation/api.json").read()
    }

    @Test func resourcesHaveTheirTypesAndLogicalIDs() {
        #expect(storage.diagnostics.isEmpty)
        #expect(
            storage.resources.map { "\($0.kind) \($0.id)" } == [
                "AWS::S3::Bucket Logs", "AWS::S3::Bucket Data", "AWS::RDS::DBInstance Database",
                "AWS::SNS::Topic Topic",
                "AWS::CloudFormation::Parameter Stage", "AWS::CloudFormation::Parameter Encrypt",
                "AWS::CloudFormation::Parameter Port", "AWS::CloudFormation::Parameter Subnets",
                "AWS::CloudFormation::Parameter Image", "AWS::CloudFormation::Parameter Password",
                "AWS::CloudFormation::Template cloudformation/storage.yaml",
            ])
    }

    @Test func parametersWithADefaultAreResolved() throws {
        #expect(try storage.resource("Logs").value("BucketName") == "\"prod-logs\"")
        let database = try storage.resource("Database")
        #expect(database.value("StorageEncrypted") == "true")
        #expect(database.value("Port") == "5432")
        #expect(database.value("SubnetIds") == #"["subnet-1", "subnet-2"]"#)
    }

    /// A parameter without a default, the name of a stored value, and what AWS knows; the function can still be read.
    @Test func otherFunctionsAreDecidedLater() throws {
        let database = try storage.resource("Database")
        #expect(database.value("MasterUserPassword", "Ref") == "\"Password\"")
        #expect(database.value("MasterUserPassword") == "?!Ref Password")
        #expect(database.value("ImageId") == "?!Ref Image")
        let data = try storage.resource("Data")
        #expect(data.value("BucketName") == "?!Sub ${AWS::AccountId}-data")
        #expect(data.value("LoggingConfiguration", "DestinationBucketName") == "?!Ref Logs")
        #expect(data.value("LoggingConfiguration", "LogFilePrefix") == "?!GetAtt Logs.Arn")
    }

    @Test func noValueIsNothing() throws {
        let database = try storage.resource("Database")
        #expect(database.value("KmsKeyId") == "null")
        #expect(database.value("VPCSecurityGroups") == #"["sg-1"]"#)
    }

    @Test func aResourceWithoutPropertiesHasNone() throws {
        #expect(try storage.resource("Topic").value() == "{}")
    }

    @Test func whatStandsBesideThePropertiesIsReachable() throws {
        let logs = try storage.resource("Logs")
        #expect(logs.value("DeletionPolicy") == "\"Retain\"")
        #expect(logs.value("Metadata", "guard", "SuppressedRules", "0") == "\"S3_BUCKET_LOGGING_ENABLED\"")
        #expect(try storage.resource("Data").value("Condition") == "\"IsProd\"")
    }

    @Test func suppressionsAreRead() throws {
        let suppressions = try storage.resource("Logs").suppressions
        #expect(suppressions.map(\.rule) == ["S3_BUCKET_LOGGING_ENABLED", "W35", "CKV_AWS_18"])
        #expect(suppressions.map(\.reason) == [nil, "it holds the logs itself", "it holds the logs itself"])
        #expect(suppressions.map { $0.place?.position.line } == [32, 35, 39])
    }

    /// Also a resolved value points at the line that the author wrote.
    @Test func placesAreThoseOfTheTemplate() throws {
        let logs = try storage.resource("Logs")
        #expect(logs.place("BucketName") == "42:24")
        #expect(logs.place("DeletionPolicy") == "28:21")
        #expect(try storage.resource("Database").place("SubnetIds") == "61:23")
        #expect(try storage.resource("Topic").place("KmsMasterKeyId") == "69:5")
        #expect(try api.resource("Orders").place("Timeout") == "16:20")
    }

    @Test func tagsAreAMap() throws {
        let logs = try storage.resource("Logs")
        #expect(shown(logs.node(of: .tags)) == #"{env: "prod", team: "platform"}"#)
    }

    @Test func globalsOfASAMTemplateStandUnderItsFunctions() throws {
        let orders = try api.resource("Orders")
        #expect(orders.value("Timeout") == "30")
        #expect(
            orders.value("Layers")
                == #"["arn:aws:lambda:eu-central-1:123456789012:layer:base:1", "arn:aws:lambda:eu-central-1:123456789012:layer:orders:4"]"#
        )
        #expect(orders.value("Environment", "Variables") == #"{TABLE: ?!Ref Table, DEBUG: "on", STAGE: "prod"}"#)
        #expect(try api.resource("Table").value() == "{}")
    }

    @Test func aTemplateIsCompleteInItself() {
        #expect(storage.inventory.wasCollected("AWS::S3::BucketPolicy"))
        #expect(!storage.inventory.wasCollected("aws_s3_bucket"))
    }

    @Test func twoTemplatesMayUseOneLogicalID() throws {
        let text = #"{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}"#
        let files = ["a.json", "b.json"].map { SourceFile(name: $0, text: text) }
        let reading = read(files)
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.resources.count { $0.kind == "AWS::S3::Bucket" } == 2)
    }

    @Test func faultyResourcesAreLeftOut() {
        let text = """
            AWSTemplateFormatVersion: "2010-09-09"
            Resources:
              A: { Properties: {} }
              B: { Type: "AWS::S3::Bucket" }
              C: [Name, [a], {}]
            """
        let reading = read(text, name: "t.yaml")
        #expect(places(reading.diagnostics) == ["t.yaml:3:6 E2222", "t.yaml:5:6 E2222"])
        #expect(reading.resources.map(\.id) == ["B", "t.yaml"])
    }

    /// The functions of the section `Rules` have short forms as the others do.
    @Test func rulesOfParametersAreRead() {
        let reading = read(
            """
            Rules: { R: { Assertions: [{ Assert: !Contains [[a], !RefAll 'AWS::EC2::VPC::Id'] }] } }
            Resources: { A: { Type: 'AWS::S3::Bucket' } }
            """, name: "t.yaml")
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.resources.map(\.id).contains("A"))
    }

    @Test func aTemplateMayStandInAResponse() throws {
        let reading = read(
            """
            {"TemplateBody": {"Parameters": {"Name": {"Type": "String", "Default": "logs"}}, "Resources": {
              "A": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Ref": "Name"}}}}},
             "StagesAvailable": ["Original", "Processed"]}
            """, name: "t.json")
        #expect(reading.diagnostics.isEmpty)
        #expect(try reading.resource("A").value("BucketName") == "\"logs\"")
        #expect(try reading.resource("A").place("BucketName") == "2:65")
    }
}
