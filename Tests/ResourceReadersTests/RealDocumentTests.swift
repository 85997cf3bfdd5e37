import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Documents of other projects (`Fixtures/real/NOTICE.md`), as their tools wrote them or their authors did.
@Suite struct RealDocumentTests {
    private func ids(_ reading: InventoryReading, where isWanted: (String) -> Bool = { _ in true }) -> [String] {
        reading.resources.filter { isWanted($0.kind) }.map { "\($0.kind) \($0.id)" }
    }

    /// With `count`, `for_each`, and a module that is called twice.
    @Test func aPlanOfTerraform() throws {
        let plan = try Fixture("real/terraform-plan.json").read()
        #expect(plan.diagnostics.isEmpty)
        #expect(
            ids(plan) == [
                "aws_dynamodb_table aws_dynamodb_table.secure", "aws_kms_key aws_kms_key.secure",
                "aws_sqs_queue aws_sqs_queue.insecure", "aws_sqs_queue aws_sqs_queue.insecure_count[0]",
                "aws_sqs_queue aws_sqs_queue.insecure_count[1]",
                #"aws_sqs_queue aws_sqs_queue.insecure_for_each["blue"]"#,
                #"aws_sqs_queue aws_sqs_queue.insecure_for_each["green"]"#,
                "aws_s3_bucket module.web.aws_s3_bucket.site",
                "aws_s3_bucket_logging module.web.aws_s3_bucket_logging.site[0]",
                #"aws_s3_bucket module.web_many["blue"].aws_s3_bucket.site"#,
                #"aws_s3_bucket_logging module.web_many["blue"].aws_s3_bucket_logging.site[0]"#,
                #"aws_s3_bucket module.web_many["green"].aws_s3_bucket.site"#,
            ])
        #expect(plan.resources.allSatisfy { $0.region == "eu-west-1" })
        let key = try plan.resource("aws_kms_key.secure")
        #expect(key.value("enable_key_rotation") == "true")
        // Behind `"enable_key_rotation":` in the text's one line.
        #expect(key.place("enable_key_rotation") == "1:8403")
        let logging = try plan.resource(#"module.web_many["blue"].aws_s3_bucket_logging.site[0]"#)
        #expect(logging.value("bucket") == #"?module.web_many["blue"].aws_s3_bucket.site.id"#)
        #expect(try plan.resource("module.web.aws_s3_bucket.site").value("id") == "?module.web.aws_s3_bucket.site.id")
    }

    @Test func aTemplateOfCloudFormation() throws {
        let template = try Fixture("real/config-rule.yaml").read()
        #expect(template.diagnostics.isEmpty)
        #expect(
            ids(template) { !$0.hasPrefix("AWS::CloudFormation::") } == [
                "AWS::Lambda::Function rdkRuleCodeLambda",
                "AWS::Lambda::Permission ConfigPermissionToCallrdkRuleCodeLambda",
                "AWS::Config::ConfigRule rdkConfigRule", "AWS::IAM::Role rdkLambdaRole",
            ])
        let function = try template.resource("rdkRuleCodeLambda")
        #expect(function.value("FunctionName") == "?!Ref RuleLambdaName")
        #expect(function.value("Role") == "?!GetAtt rdkLambdaRole.Arn")
        #expect(function.value("Timeout") == "\"60\"")
        #expect(function.value("Layers") == "null")
        #expect(function.value("VpcConfig") == "null")
        #expect(function.suppressions.map { "\($0.rule) \($0.place?.position.line ?? 0)" } == ["W92 142"])
        let rule = try template.resource("rdkConfigRule")
        #expect(rule.value("Scope") == "null")
        #expect(rule.value("EvaluationModes") == "[{Mode: \"DETECTIVE\"}]")
        #expect(rule.place("EvaluationModes", "0", "Mode") == "219:17")
        #expect(rule.value("Source", "SourceDetails") == "[]")
        let role = try template.resource("rdkLambdaRole")
        #expect(role.value("Condition") == "\"CreateNewLambdaRole\"")
        #expect(
            role.place("Policies", "0", "PolicyDocument", "Statement", "2", "Resource") == "293:27")
    }

    @Test func itemsOfAWSConfig() throws {
        let group = try Fixture("real/config-security-group.json").read().resource("sg-1d56fc66")
        #expect(group.kind == "aws-config.EC2.SecurityGroup")
        #expect(group.account == "264683526309")
        #expect(group.region == "us-east-1")
        #expect(group.location == nil)
        #expect(group.value("ipPermissions", "0", "ipRanges", "0") == "\"0.0.0.0/0\"")
        #expect(group.place("ipPermissions", "0", "ipRanges", "0") == "34:13")
        let bucket = try Fixture("real/config-bucket.json").read().resource("mborch-test-bucket-config-item")
        #expect(bucket.kind == "aws-config.S3.Bucket")
        #expect(bucket.value("supplementaryConfiguration", "BucketVersioningConfiguration", "status") == "\"Enabled\"")
        #expect(bucket.place("supplementaryConfiguration", "BucketVersioningConfiguration", "status") == "28:17")
        #expect(
            bucket.value("supplementaryConfiguration", "AccessControlList", "isRequesterCharged") == "false")
    }

    @Test func aResponseOfAWS() throws {
        let trails = try Fixture("real/trails.json").read()
        #expect(trails.diagnostics.isEmpty)
        #expect(
            trails.resources.map { "\($0.kind) \($0.name ?? "") \($0.account ?? "") \($0.region ?? "")" } == [
                "aws.cloudtrail.Trail Trail1 123456789012 us-east-1",
                "aws.cloudtrail.Trail Trail2 123456789012 us-east-1",
            ])
        #expect(trails.resources[0].place("LogFileValidationEnabled") == "7:41")
    }

    @Test func manifestsOfKubernetes() throws {
        let deployment = try Fixture("real/deployment.yaml").read().resource("kopfexample-operator")
        #expect(deployment.kind == "k8s.apps.Deployment")
        #expect(deployment.value("pod_spec", "containers", "0", "image") == "\"nolar/kopf-operator\"")
        #expect(deployment.place("pod_spec", "containers", "0", "image") == "20:16")
        let roles = try Fixture("real/rbac.yaml").read()
        #expect(roles.diagnostics.isEmpty)
        #expect(
            ids(roles) == [
                "k8s.ServiceAccount {{NAMESPACE}}/kopfexample-account",
                "k8s.rbac.ClusterRole kopfexample-role-cluster",
                "k8s.rbac.Role {{NAMESPACE}}/kopfexample-role-namespaced",
                "k8s.rbac.ClusterRoleBinding kopfexample-rolebinding-cluster",
                "k8s.rbac.RoleBinding {{NAMESPACE}}/kopfexample-rolebinding-namespaced",
            ])
        #expect(
            try roles.resource("kopfexample-role-cluster").value("rules", "0", "resources")
                == "[\"clusterkopfpeerings\"]")
    }

    @Test func aDockerfile() throws {
        let file = try Fixture("real/Dockerfile").read()
        #expect(file.diagnostics.isEmpty)
        let image = try file.resource("real/Dockerfile")
        #expect(image.value("stages", "0", "image") == "\"python:3.15-slim\"")
        #expect(image.value("stages", "0", "name") == "\"builder\"")
        #expect(image.value("stages", "1", "user") == "-")
        #expect(image.value("stages", "1", "instructions", "0", "flags", "from") == "\"builder\"")
        #expect(image.place("stages", "1", "instructions", "0") == "32:1")
    }

    @Test func aWorkflowOfGitHub() throws {
        let (mapping, _) = ResourceMapping.read(try Fixture("mapping/workflow.mapping.yaml").file)
        var reader = InventoryReader(mapping: mapping)
        reader.read([try Fixture("real/workflow.yaml").file])
        let reading = reader.finish()
        #expect(ids(reading) == ["github.workflow real/workflow.yaml", "github.job docker"])
        let job = try reading.resource("docker")
        #expect(job.value("permissions", "packages") == "\"write\"")
        #expect(job.place("permissions", "packages") == "33:17")
    }
}
