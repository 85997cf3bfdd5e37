import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Parts of a document that nobody would judge are spoken of: what is left out in silence would pass.
@Suite struct UnreadPartTests {
    private func diagnostics(_ text: String, name: String) -> [String] {
        var reader = InventoryReader()
        reader.read([SourceFile(name: name, text: text)])
        return reader.finish().diagnostics.map { "\($0.kind.code) \($0.message) | \($0.hint ?? "")" }
    }

    @Test(arguments: ["Propertes", "properties", "propertes"])
    func aMisspeltMemberOfATemplatesResourceIsAnError(_ member: String) {
        let text = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    \(member): {AccessControl: PublicRead}\n"
        #expect(
            diagnostics(text, name: "t.yaml")
                == ["E2222 resource 'A' has no member '\(member)' | did you mean 'Properties'?"])
    }

    @Test(arguments: [
        ("guard", "SupressedRules", "SuppressedRules"), ("cfn_nag", "rule_to_suppress", "rules_to_suppress"),
    ])
    func aMisspeltSuppressionIsAnError(_ tool: String, _ key: String, _ meant: String) {
        let text =
            "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Metadata: {\(tool): {\(key): [LOGGING]}, other: {skip_: 1}}\n"
        #expect(
            diagnostics(text, name: "t.yaml")
                == ["E2222 '\(tool)' in the metadata of 'A' has no member '\(key)' | did you mean '\(meant)'?"])
    }

    /// Members that processors and SAM add are none of a resource's own, and near to none of them.
    @Test func otherMembersAreLeftAlone() {
        let text =
            "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Connectors: {C: {}}\n    Fn::Transform: {Name: M}\n"
        #expect(diagnostics(text, name: "t.yaml").isEmpty)
    }

    @Test(arguments: [
        (#"{"SecurityGroups": [{"GroupId": "sg-1"}], "NextToken": "abc"}"#, true),
        (#"{"SecurityGroups": [{"GroupId": "sg-1"}], "NextToken": ""}"#, false),
        (#"{"SecurityGroups": [{"GroupId": "sg-1"}]}"#, false),
        (
            #"{"value": [{"id": "/subscriptions/s/x", "type": "Microsoft.Storage/storageAccounts", "name": "x"}], "nextLink": "https://a"}"#,
            true
        ),
    ])
    func aPageNamesTheNextOne(_ text: String, _ isUnfinished: Bool) {
        let found = diagnostics(text, name: "r.json").filter { $0.hasPrefix("W2241") }
        #expect(found.isEmpty != isUnfinished)
    }

    private static func plan(_ members: String) -> String {
        """
        {"format_version": "1.2", "resource_changes": [{"address": "a_b.c", "mode": "managed", "type": "a_b", "name": "c",
          "change": {"actions": ["create"], "after": {"x": 1}}}]\(members)}
        """
    }

    @Test(arguments: [
        ("", nil), (#", "errored": false, "deferred_changes": []"#, nil), (#", "errored": true"#, "is not whole"),
        (#", "deferred_changes": [{"reason": "x"}]"#, "puts 1 change off"),
    ])
    func aPlanThatIsNotWholeIsAnError(_ members: String, _ words: String?) {
        let found = diagnostics(Self.plan(members), name: "p.json")
        #expect(found.isEmpty == (words == nil), "\(found)")
        if let words { #expect(found.allSatisfy { $0.contains(words) && $0.hasPrefix("E2222") }) }
    }

    @Test(arguments: [
        ("Globals: {Functions: {Timeout: 3}}", "'Globals' have no section 'Functions' | did you mean 'Function'?"),
        (
            "Globals: {Layers: {}}",
            "'Globals' have no section 'Layers' | the sections are Api, CapacityProvider, Function, GraphQLApi, HttpApi, "
                + "LayerVersion, SimpleTable, StateMachine, WebSocketApi"
        ),
    ])
    func aSectionThatSharesNothingIsAnError(_ globals: String, _ expected: String) {
        let text =
            "Transform: AWS::Serverless-2016-10-31\n\(globals)\nResources: {A: {Type: AWS::Serverless::Function}}\n"
        #expect(diagnostics(text, name: "t.yaml") == ["E2222 \(expected)"])
    }

    @Test(arguments: [
        (
            "{apiVersion: v1, kind: Pod, metadata: {name: a}, spc: {containers: []}}",
            "the Pod has no member 'spc' | did you mean 'spec'?"
        ),
        (
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replicas: 1, tmplate: {spec: {}}}}",
            "'spec' has no member 'tmplate' | did you mean 'template'?"
        ),
        (
            "{apiVersion: batch/v1, kind: CronJob, metadata: {name: a}, spec: {jobTemplates: {spec: {}}}}",
            "'spec' has no member 'jobTemplates' | did you mean 'jobTemplate'?"
        ),
        (
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {sepc: {}}}}",
            "the template has no member 'sepc' | did you mean 'spec'?"
        ),
    ])
    func aMisspeltWayToThePodIsAnError(_ text: String, _ expected: String) {
        #expect(diagnostics(text, name: "m.yaml") == ["E2222 \(expected)"])
    }

    /// Members that only look like them.
    @Test(arguments: [
        "{apiVersion: v1, kind: Secret, metadata: {name: a}, type: Opaque, data: {}}",
        "{apiVersion: batch/v1, kind: CronJob, metadata: {name: a}, spec: {schedule: '* * * * *', suspend: true}}",
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: a}, secrets: []}",
    ])
    func otherMembersOfAnObjectAreItsOwn(_ text: String) {
        #expect(diagnostics(text, name: "m.yaml").isEmpty)
    }

    @Test func aTagOfATemplateIsOneOfItsOwn() {
        let found = diagnostics("Resources: {A: {Type: 'AWS::S3::Bucket', Properties: {X: !Foo 1}}}\n", name: "t.yaml")
        #expect(found.allSatisfy { $0.contains("!!map") && $0.contains("!GetAtt") } && !found.isEmpty, "\(found)")
    }

    /// `aws iam get-account-authorization-details`: each of its lists holds resources.
    @Test func theDetailsOfAnAccountAreRead() {
        let text = """
            {"UserDetailList": [{"Arn": "arn:aws:iam::1:user/u", "UserName": "u"}], "GroupDetailList": [],
             "RoleDetailList": [{"Arn": "arn:aws:iam::1:role/r", "RoleName": "r"}], "Policies": [{"Arn": "arn:aws:iam::1:policy/p"}]}
            """
        var reader = InventoryReader()
        reader.read([SourceFile(name: "d.json", text: text)])
        let kinds = reader.finish().inventory.resources.map(\.kind)
        #expect(Set(kinds).isSuperset(of: ["aws.iam.User", "aws.iam.Role", "aws.iam.Policy"]))
    }
}
