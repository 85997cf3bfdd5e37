import RulePacks
import Testing

@testable import norma

/// A kind that no rule judges and that was surely meant to be another is said.
@Suite struct MisspeltKindTests {
    @Test(arguments: [
        ("AWS::S3::Buckets", "AWS::S3::Bucket"), ("AWS::s3::Bucket", "AWS::S3::Bucket"), ("k8s.pod", "k8s.Pod"),
        ("aws_s3_bukcet", "aws_s3_bucket"), ("k8s.apps.Deploymnt", "k8s.apps.Deployment"),
    ])
    func slipsAre(_ kind: String, _ known: String) { #expect(KindSpelling.isSlip(kind, of: known)) }

    @Test(arguments: [
        ("AWS::EKS::Cluster", "AWS::ECS::Cluster"), ("gcp.compute.router", "gcp.compute.route"),
        ("aws_s3_bucket_acl", "aws_s3_bucket"), ("AWS::S3::Bucket", "AWS::S3::Bucket"),
    ])
    func neighboursAreNone(_ kind: String, _ known: String) { #expect(!KindSpelling.isSlip(kind, of: known)) }

    @Test func itIsSaidThoughAnotherIsJudged() throws {
        let result = try ScratchFolder([
            "rule.norma": "rule r {\n  for k8s.Pod\n  require spec is present\n}\n",
            "pods.yaml": """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec: {}
            ---
            apiVersion: v1
            kind: pod
            metadata: {name: b}
            spec: {}
            """,
        ]).run("norma eval --rules rule.norma --inventory pods.yaml")
        #expect(result.exitCode == 0)
        #expect(result.standardError.contains("warning[W5025]: no rule judges a resource of the kind 'k8s.pod'"))
        #expect(result.standardError.contains("pods.yaml:7:7"))
        #expect(result.standardError.contains("did you mean 'k8s.Pod'?"))
    }
}
