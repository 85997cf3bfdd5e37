import Foundation
import TestSupport
import Testing

/// Findings in documents of other projects point at the line that somebody, or some tool, wrote.
@Suite struct RealDocumentFindingTests {
    private static let fixtures = "Tests/ResourceReadersTests/Fixtures"
    private static let rules = """
        rule logged {
          title "Every bucket has its accesses logged"
          for aws_s3_bucket
          require some l in resources of aws_s3_bucket_logging satisfies l.bucket is this.id
        }

        rule not_everywhere {
          title "No statement is about everything"
          for "AWS::IAM::Role"
          forbid some p in Policies satisfies
            some s in p.PolicyDocument.Statement satisfies list(s.Resource) contains "*"
        }

        rule no_ssh {
          title "No group is open to the internet"
          for aws-config.EC2.SecurityGroup
          forbid some p in ipPermissions satisfies p.ipRanges contains "0.0.0.0/0"
        }

        rule validated {
          title "A trail's files are validated"
          for aws.cloudtrail.Trail
          require LogFileValidationEnabled is true
        }

        rule pinned {
          title "An image has a tag"
          for k8s.apps.Deployment
          require every c in pod_spec.containers satisfies c.image contains ":"
        }

        rule unprivileged {
          title "An image has a user"
          for docker.file
          require last(stages).user is present
        }

        rule packages {
          title "A job writes no packages"
          for github.job
          forbid permissions.packages is "write"
        }

        """

    @Test(arguments: [
        (
            "real/terraform-plan.json",
            #"fail  logged  medium  module.web_many["green"].aws_s3_bucket.site (aws_s3_bucket)"#,
            "terraform-plan.json:1:"
        ),
        ("real/config-rule.yaml", "fail  not_everywhere", "config-rule.yaml:287:27"),
        ("real/config-security-group.json", "fail  no_ssh", "config-security-group.json:33:11"),
        ("real/trails.json", "fail  validated  medium  Trail2", "trails.json:20:41"),
        ("real/deployment.yaml", "fail  pinned", "deployment.yaml:20:16"),
        ("real/Dockerfile", "fail  unprivileged", "Dockerfile:"),
        (
            "real/workflow.yaml --mapping \(fixtures)/mapping/workflow.mapping.yaml", "fail  packages",
            "workflow.yaml:33:17"
        ),
    ])
    func aFindingPointsAtItsLine(_ file: String, _ head: String, _ place: String) throws {
        let folder = try ScratchFolder(["r.norma": Self.rules])
        try folder.copy(Self.fixtures)
        let command =
            "norma eval --rules r.norma --as-of 2026-11-01T00:00:00Z --inventory \(Self.fixtures)/\(file)"
        let output = try folder.run(command).output
        #expect(output.contains(head), "\(output)")
        #expect(output.contains(place), "\(output)")
    }

    /// Two buckets have their logging beside them in their module, and the third has none.
    @Test func aJoinTellsInstancesOfAModuleApart() throws {
        let folder = try ScratchFolder(["r.norma": Self.rules])
        try folder.copy(Self.fixtures)
        let output = try folder.run(
            "norma eval --rules r.norma --as-of 2026-11-01T00:00:00Z --inventory \(Self.fixtures)/real/terraform-plan.json"
        )
        .output
        #expect(output.contains("2 pass, 1 fail, 0 unknown"), "\(output)")
    }

    /// What nobody wrote may be given by the provider or not: it is not even known to be there, but for what identifies a resource. What is
    /// written is there.
    @Test func whatNobodyWroteInAPlanIsNotKnownToBeThere() throws {
        let folder = try ScratchFolder([
            "r.norma": """
            rule encrypted { for aws_s3_bucket require server_side_encryption_configuration is present }
            rule named { for aws_s3_bucket require arn is present }
            rule keyed { for aws_s3_bucket require kms_key_id is present }

            """,
            "plan.json": """
            {"format_version": "1.2", "planned_values": {"root_module": {}},
             "resource_changes": [{"address": "aws_s3_bucket.a", "mode": "managed", "type": "aws_s3_bucket", "name": "a",
               "change": {"actions": ["create"], "before": null, "after": {"bucket": "x"},
                 "after_unknown": {"arn": true, "kms_key_id": true, "server_side_encryption_configuration": true}}}],
             "configuration": {"root_module": {"resources": [{"address": "aws_s3_bucket.a", "mode": "managed",
               "type": "aws_s3_bucket", "name": "a",
               "expressions": {"bucket": {"constant_value": "x"}, "kms_key_id": {"references": ["aws_kms_key.k.id", "aws_kms_key.k"]}}}]}}}

            """,
        ])
        let run = try folder.run("norma eval --rules r.norma --inventory plan.json")
        #expect(run.output.contains("unknown  encrypted  medium  aws_s3_bucket.a"), "\(run.output)")
        #expect(run.output.contains("plan.json:4:97"), "\(run.output)")
        #expect(run.output.contains("2 pass, 0 fail, 1 unknown"), "\(run.output)")
    }
}
