import Foundation
import TestSupport
import Testing

/// A resource's own document asks rules to leave it alone: they do, and every report says so.
@Suite struct SuppressionTests {
    private static let files = [
        "r.norma": """
        rule bucket_logging {
          id "S3_BUCKET_LOGGING_ENABLED"
          title "Every bucket keeps access logs"
          tags "suppress:W35", "storage"
          for "AWS::S3::Bucket"
          when ObjectLockEnabled default false is false
          require LoggingConfiguration is present
        }

        rule bucket_versioned {
          title "Every bucket keeps versions"
          for "AWS::S3::Bucket"
          require VersioningConfiguration.Status is "Enabled" if missing fail
        }

        """,
        "t.yaml": """
        Resources:
          ByItsName:
            Type: AWS::S3::Bucket
            Metadata:
              guard: {SuppressedRules: [bucket_versioned]}
          ByItsID:
            Type: AWS::S3::Bucket
            Metadata:
              guard: {SuppressedRules: [S3_BUCKET_LOGGING_ENABLED]}
          ByItsTag:
            Type: AWS::S3::Bucket
            Metadata:
              cfn_nag:
                rules_to_suppress:
                  - id: W35
                    reason: it holds the logs itself
          NotByAnyTag:
            Type: AWS::S3::Bucket
            Metadata:
              cfn_nag: {rules_to_suppress: [{id: storage}]}
          NotApplicableAnyway:
            Type: AWS::S3::Bucket
            Properties: {ObjectLockEnabled: true}
            Metadata:
              guard: {SuppressedRules: [bucket_logging]}

        """,
    ]

    private func run(_ command: String) throws -> NormaProcess.Result {
        try ScratchFolder(Self.files).run("\(command) --inventory t.yaml --as-of 2026-11-01T00:00:00Z")
    }

    @Test func theResultIsMaskedAndTheReasonIsShown() throws {
        let output = try run("norma eval --rules r.norma").output
        #expect(output.contains("0 pass, 6 fail, 0 unknown, 1 not applicable, 3 masked"))
        let lines = output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("masked (3)"))
        #expect(lines.contains("bucket_versioned ByItsName fail t.yaml:5 suppresses bucket_versioned: no reason given"))
        #expect(
            lines.contains("bucket_logging ByItsID fail t.yaml:9 suppresses S3_BUCKET_LOGGING_ENABLED: no reason given")
        )
        #expect(lines.contains("bucket_logging ByItsTag fail t.yaml:15 suppresses W35: it holds the logs itself"))
    }

    @Test func theJSONHasTheMaskAndCountsIt() throws {
        let output = try run("norma eval --rules r.norma --format json").output
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        let evaluations = try #require(report["evaluations"] as? [[String: Any]])
        let masked = evaluations.filter { !($0["mask"] is NSNull) }
        #expect(masked.map { $0["resource"] as? String } == ["ByItsID", "ByItsTag", "ByItsName"])
        #expect(masked.allSatisfy { $0["verdict"] as? String == "masked" })
        #expect(masked.allSatisfy { $0["beneath"] as? String == "fail" })
        let mask = try #require(masked[1]["mask"] as? [String: Any])
        #expect(mask["rule"] as? String == "W35")
        #expect(mask["justification"] as? String == "it holds the logs itself")
        #expect((mask["place"] as? [String: Any])?["line"] as? Int == 15)
        #expect((report["summary"] as? [String: Any])?["masked"] as? Int == 3)
    }

    /// Where all is suppressed nothing was judged, and that opens no gate.
    @Test func aGateDoesNotOpenOnSuppressionsAlone() throws {
        let folder = try ScratchFolder([
            "r.norma": "rule all {\n  for \"AWS::SNS::Topic\"\n  require KmsMasterKeyId is present\n}\n",
            "t.yaml": """
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Metadata: {guard: {SuppressedRules: [all]}}

            """,
        ])
        let run = try folder.run("norma gate --rules r.norma --inventory t.yaml")
        #expect(run.exitCode == 2)
        #expect(run.output.contains("gate undecidable, exit 2: everything that rules apply to is masked"))
        #expect(run.output.contains("t.yaml:4 suppresses all"))
        let json = try folder.run("norma gate --rules r.norma --inventory t.yaml --format json")
        #expect(json.output.contains("\"masked\": 1"))
    }

    /// In a resource's lines, in front of them, and behind a value; in each document of a stream its own.
    @Test func commentsAskForMasks() throws {
        let folder = try ScratchFolder([
            "r.norma": """
            rule labelled { for k8s.ConfigMap require metadata.labels is present }
            rule annotated { for k8s.ConfigMap require metadata.annotations is present }

            """,
            "m.yaml": """
            # norma:mask labelled: the first of a stream
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: one
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: two  # norma:mask labelled, annotated: another one has them
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: three

            """,
        ])
        let output = try folder.run("norma eval --rules r.norma --inventory m.yaml").output
        let lines = output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("masked (3)"), "\(output)")
        #expect(lines.contains("labelled one fail m.yaml:1 suppresses labelled: the first of a stream"))
        #expect(lines.contains("labelled two fail m.yaml:10 suppresses labelled: another one has them"))
        #expect(lines.contains("annotated two fail m.yaml:10 suppresses annotated: another one has them"))
        #expect(output.contains("0 pass, 3 fail, 0 unknown, 0 not applicable, 3 masked"))
    }

    /// What `norma eval` says of a bucket that suppresses these, on standard error; it has the two rules of `files`.
    private func said(ofSuppressing rules: [String], rulesText: String? = nil) throws -> String {
        let names = rules.map { "        - \($0)\n" }.joined()
        let template =
            "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Metadata:\n      guard:\n       SuppressedRules:\n\(names)"
        return try ScratchFolder(["r.norma": rulesText ?? Self.files["r.norma"] ?? "", "t.yaml": template])
            .run("norma eval --rules r.norma --inventory t.yaml --as-of 2026-11-01T00:00:00Z").standardError
    }

    @Test(arguments: [
        ("bucket_loging", "bucket_logging"), ("bucket-versioned", "bucket_versioned"),
        ("BucketVersioned", "bucket_versioned"), ("S3_BUCKT_LOGGING_ENABLED", "S3_BUCKET_LOGGING_ENABLED"),
        ("w-35", "W35"),
    ])
    func aMisspeltNameIsAWarning(_ name: String, _ meant: String) throws {
        let said = try said(ofSuppressing: [name, "bucket_versioned", name])
        #expect(said.contains("warning[W2240]: no rule is called '\(name)', so nothing is suppressed"))
        #expect(said.contains("t.yaml:7:11"))
        #expect(said.contains("did you mean '\(meant)'?"))
        #expect(said.contains("1 warning\n"))
        #expect(!said.contains("note["))
    }

    /// Names of other tools, and of rules that this run has not read, are as they should be: one note for all of them.
    @Test func namesOfOthersAreCounted() throws {
        let others = [
            "W36", "CKV_AWS_18", "bucket_tagged", "S4_BUCKET_LOGGING_ENABLED", "bucket_logging_versioned", "E3",
        ]
        let said = try said(ofSuppressing: others + others)
        #expect(!said.contains("warning"))
        #expect(
            said.contains(
                "note[W2240]: 6 names that resources suppress are of no rule that was read: 'W36', 'CKV_AWS_18', "
                    + "'bucket_tagged', 'S4_BUCKET_LOGGING_ENABLED', 'bucket_logging_versioned' and 1 more"))
        #expect(said.components(separatedBy: "W2240").count == 2)
    }

    @Test func oneNameIsOne() throws {
        let said = try said(ofSuppressing: ["W36"])
        #expect(said.contains("note[W2240]: the name that resources suppress is of no rule that was read: 'W36'"))
    }

    @Test func knownNamesAreNotSpokenOf() throws {
        #expect(try said(ofSuppressing: ["bucket_logging", "S3_BUCKET_LOGGING_ENABLED", "W35"]) == "")
    }

    /// The rule that is meant may be the one that could not be read.
    @Test func ofRulesWithErrorsNothingIsSaid() throws {
        let said = try said(
            ofSuppressing: ["bucket_loging"], rulesText: (Self.files["r.norma"] ?? "") + "rule x {\n  for k\n")
        #expect(said.contains("error["))
        #expect(!said.contains("W2240"))
    }
}
