import Foundation
import TestSupport
import Testing

/// Rules on resources in other people's formats, by the built command.
@Suite struct ReaderTests {
    private static let fixtures = "Tests/ResourceReadersTests/Fixtures"
    private static let rules = """
        rule blocked {
          title "Every bucket has a public access block"
          for aws_s3_bucket
          require some b in resources of aws_s3_bucket_public_access_block where b.bucket is this.id
            satisfies b.block_public_acls is true
        }

        rule named {
          title "A bucket's name is known before it is made"
          for aws_s3_bucket
          require this.bucket is present
          require this.bucket matches /^(logs|data)/
        }

        """

    private func run(_ options: String) throws -> String {
        let folder = try ScratchFolder(["r.norma": Self.rules])
        try folder.copy(Self.fixtures)
        let command = "norma eval --rules r.norma --as-of 2026-11-01T00:00:00Z --inventory \(Self.fixtures)/\(options)"
        return try folder.run(command).output
    }

    /// The block's bucket and the bucket's id are known after apply, and known to be one value; the other bucket's is another.
    @Test func aPlansReferencesAreJoins() throws {
        let output = try run("terraform/plan.json")
        #expect(output.contains("fail  blocked"))
        #expect(
            output.contains("fail  blocked  medium  module.data[0].aws_s3_bucket.this (aws_s3_bucket)"), "\(output)")
        #expect(output.contains("2 pass, 1 fail, 1 unknown"), "\(output)")
    }

    /// Nobody wrote `bucket`, so the cure is to write it; `target_bucket` was written, as something that a plan does not tell.
    @Test func whatNobodyWroteIsToldApart() throws {
        let output = try run("terraform/plan.json")
        #expect(
            output.contains(
                "bucket is not known yet: nobody wrote it, and the provider decides it after apply; write it"),
            "\(output)")
        let rule = """
            rule logged { title "t" for aws_s3_bucket_logging require target_bucket is "logs" }

            """
        let folder = try ScratchFolder(["r.norma": rule])
        try folder.copy(Self.fixtures)
        let written = try folder.run("norma eval --rules r.norma --inventory \(Self.fixtures)/terraform/plan.json")
            .output
        #expect(
            written.contains("target_bucket is not known yet: aws_s3_bucket_logging.data.target_bucket"),
            "\(written)")
    }

    /// Instances have one name; the heading and `resource` of the JSON form have the address.
    @Test func headingsTellInstancesApart() throws {
        let folder = try ScratchFolder([
            "r.norma": #"rule named { title "t" for aws_s3_bucket require this.bucket is "logs" }"#,
            "plan.json": """
            {"format_version": "1.2", "resource_changes": [
            {"address": "module.a.aws_s3_bucket.b[\\"k[0]\\"]", "mode": "managed", "type": "aws_s3_bucket", "name": "b",
             "change": {"actions": ["create"], "after": {"bucket": "k"}, "after_unknown": {}}}]}
            """,
        ])
        let command = "norma eval --rules r.norma --inventory plan.json"
        let text = try folder.run(command).output
        #expect(text.contains(#"module.a.aws_s3_bucket.b["k[0]"] (aws_s3_bucket)"#), "\(text)")
        let json = try folder.run("\(command) --format json").output
        #expect(json.contains(#""resource": "module.a.aws_s3_bucket.b[\"k[0]\"]""#), "\(json)")
    }

    @Test func aReaderThatIsNamedIsTheOnlyOne() throws {
        #expect(try run("terraform/plan.json --reader terraform-state").contains("E2221"))
        #expect(try run("terraform/plan.json --reader terraform").contains("the readers are envelope"))
    }

    @Test func aMappingSaysWhereResourcesStand() throws {
        let mapping = "--mapping \(Self.fixtures)/mapping/compose.mapping.yaml"
        #expect(try run("mapping/compose.yaml \(mapping)").contains("on 2 resources"))
        #expect(try run("mapping/compose.yaml --mapping nowhere.yaml").contains("nowhere.yaml"))
    }
}
