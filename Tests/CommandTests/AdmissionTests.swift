import Foundation
import TestSupport
import Testing

/// `norma admission` on reviews as a cluster's server sends them.
@Suite struct AdmissionTests {
    private static let rules = """
        rule no_privileged_container {
          severity high
          for k8s.Pod
          let containers = each c in spec.containers, spec.initContainers default [], spec.ephemeralContainers default []
          forbid some c in containers satisfies c.securityContext.privileged is present and c.securityContext.privileged is true
            else "container {c.name} is privileged"
        }

        rule team_is_named {
          severity low
          for k8s.Pod
          require metadata.labels.team is one of ["web", "shop"]
        }

        """

    private static func pod(privileged: Bool = false, labels: String = #"{"team": "web"}"#) -> String {
        #"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "shop", "labels": \#(labels)}, "spec": {"containers": [{"name": "app", "image": "app:1", "securityContext": {"privileged": \#(privileged)}}]}}"#
    }

    private static func review(_ operation: String, object: String, more: String = "", kind: String = "Pod") -> String {
        #"""
        {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "705ab4f5-6393-11e8-b7cc-42010a800002",
         "kind": {"group": "", "version": "v1", "kind": "\#(kind)"}, "resource": {"group": "", "version": "v1", "resource": "pods"},
         "name": "web", "namespace": "shop", "operation": "\#(operation)", "userInfo": {"username": "ann"}\#(more), "object": \#(object)}}
        """#
    }

    private func answer(_ review: String, _ options: String = "") throws -> (
        response: [String: Any], exit: Int32, error: String
    ) {
        let folder = try ScratchFolder(["r.norma": Self.rules, "review.json": review])
        let result = try folder.run("norma admission --rules r.norma \(options) < review.json")
        let json = try? JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any]
        if json != nil {
            #expect(json?["kind"] as? String == "AdmissionReview")
            #expect(json?["apiVersion"] as? String == "admission.k8s.io/v1")
        }
        return (json?["response"] as? [String: Any] ?? [:], result.exitCode, result.standardError)
    }

    /// Which of two objects the server would take nobody knows.
    @Test(arguments: [
        review("CREATE", object: #"{"kind": "ConfigMap"}, "object": "# + pod(privileged: true)),
        review("DELETE\", \"operation\": \"CREATE", object: pod(privileged: true)),
        review("CREATE", object: #"{"kind": "Foo", "# + pod(privileged: true).dropFirst()),
    ])
    func aReviewThatSaysAKeyTwiceHasNoAnswer(_ review: String) throws {
        let answer = try answer(review)
        #expect(answer.exit == 2)
        #expect(answer.response.isEmpty)
        #expect(answer.error.contains("E2246"))
    }

    private func isAllowed(_ response: [String: Any]) -> Bool? {
        response["uid"] as? String == "705ab4f5-6393-11e8-b7cc-42010a800002" ? response["allowed"] as? Bool : nil
    }

    /// Pods as people write them: most say nothing of privileges, and containers stand in three lists.
    @Test(arguments: [
        (#"{"containers": [{"name": "app"}]}"#, true),
        (#"{"containers": [{"name": "app", "securityContext": {"runAsNonRoot": true}}]}"#, true),
        (#"{"containers": [{"name": "app", "securityContext": null}]}"#, true),
        (
            #"{"containers": [{"name": "app"}], "initContainers": [{"name": "setup", "securityContext": {"privileged": true}}]}"#,
            false
        ),
        (
            #"{"containers": [{"name": "app"}], "ephemeralContainers": [{"name": "sh", "securityContext": {"privileged": true}}]}"#,
            false
        ),
        (
            #"{"containers": [{"name": "app", "securityContext": {}}, {"name": "b", "securityContext": {"privileged": true}}]}"#,
            false
        ),
        // A pod of which nobody knows the containers.
        ("{}", false),
    ])
    func aPodThatSaysNothingTakesTheDefault(_ spec: String, _ isAllowed: Bool) throws {
        let pod =
            #"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "labels": {"team": "web"}}, "spec": \#(spec)}"#
        let answer = try answer(Self.review("CREATE", object: pod))
        #expect(self.isAllowed(answer.response) == isAllowed, "\(answer)")
    }

    /// What could refuse nothing is no webhook: the cluster's failurePolicy decides.
    @Test func aSeverityThatNoRuleHasIsNoAnswer() throws {
        let review = Self.review("CREATE", object: Self.pod(privileged: true))
        let none = try answer(review, "--severity critical")
        #expect(none.exit == 2 && none.response.isEmpty)
        #expect(none.error.contains("error[E5029]: no rule is of severity critical or worse"), "\(none.error)")
        #expect(isAllowed(try answer(review, "--severity high").response) == false)
    }

    @Test(arguments: ["CREATE", "UPDATE"])
    func whatIsMadeOrChangedIsJudged(_ operation: String) throws {
        let good = try answer(Self.review(operation, object: Self.pod()))
        #expect(isAllowed(good.response) == true && good.exit == 0, "\(good)")
        #expect(good.response["status"] == nil && good.response["warnings"] == nil)
        let bad = try answer(Self.review(operation, object: Self.pod(privileged: true)))
        #expect(isAllowed(bad.response) == false && bad.exit == 0, "\(bad)")
        let status = try #require(bad.response["status"] as? [String: Any])
        #expect(status["code"] as? Int == 403)
        let message = try #require(status["message"] as? String)
        #expect(
            message.contains("no_privileged_container (high), fail at spec.containers[0]: container app is privileged"),
            "\(message)")
        #expect(message.contains("securityContext.privileged"), "\(message)")
    }

    /// Whoever writes the object would say which rules are for it.
    @Test(arguments: [
        #""checkov.io/skip0": "no_privileged_container=because""#,
        #""ignore-check.kube-linter.io/no_privileged_container": "because""#,
    ])
    func anObjectDoesNotLeaveItselfOut(_ annotations: String) throws {
        let pod = Self.pod(privileged: true).replacing(
            #""name": "web","#, with: #""name": "web", "annotations": {\#(annotations)},"#)
        #expect(isAllowed(try answer(Self.review("CREATE", object: pod)).response) == false)
    }

    @Test func milderRulesAndUnknownsWarnWhereTheyMay() throws {
        let other = Self.review("CREATE", object: Self.pod(labels: #"{"team": "x"}"#))
        #expect(isAllowed(try answer(other).response) == false)
        let mild = try answer(other, "--severity high").response
        #expect(isAllowed(mild) == true)
        let warnings = try #require(mild["warnings"] as? [String])
        #expect(warnings.count == 1 && warnings[0].contains(#"metadata.labels.team is "x""#), "\(warnings)")
        let unknown = Self.review("CREATE", object: Self.pod(labels: "{}"))
        #expect(isAllowed(try answer(unknown).response) == false)
        #expect(isAllowed(try answer(unknown, "--allow-unknown").response) == true)
    }

    @Test func whatIsDeletedAndKindsWithoutRulesAreAllowed() throws {
        let old = #", "oldObject": \#(Self.pod(privileged: true))"#
        #expect(isAllowed(try answer(Self.review("DELETE", object: "null", more: old)).response) == true)
        let map = #"{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"a": "b"}}"#
        #expect(isAllowed(try answer(Self.review("CREATE", object: map, kind: "ConfigMap")).response) == true)
        let dry = try answer(Self.review("CREATE", object: Self.pod(privileged: true), more: #", "dryRun": true"#))
        #expect(isAllowed(dry.response) == false)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"kind": "Pod"}"#,
        #"{"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1beta1", "request": {"uid": "1"}}"#,
        #"{"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"operation": "CREATE"}}"#,
        #"{"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "1", "operation": "CREATE", "object": null}}"#,
    ])
    func whatIsNoReviewHasNoAnswer(_ review: String) throws {
        let answer = try answer(review)
        #expect(answer.exit == 2)
        #expect(answer.response.isEmpty)
        #expect(answer.error.contains("error["))
    }

    /// The rules of the kind that the request names would find nothing in an object of another, nor would those of the object's be asked.
    @Test(arguments: [
        (#"{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}"#, "is a Service"),
        (#"{"apiVersion": "v1", "metadata": {"name": "web"}}"#, "has no kind"),
    ])
    func anObjectOfAnotherKindHasNoAnswer(_ object: String, _ words: String) throws {
        let answer = try answer(Self.review("CREATE", object: object))
        #expect(answer.exit == 2 && answer.response.isEmpty)
        #expect(
            answer.error.contains("E5033") && answer.error.contains("the request is of a Pod, and its object \(words)"),
            "\(answer.error)")
    }

    /// A kind is told by its group, whatever the version it is written in.
    @Test func anObjectOfAnotherGroupHasNoAnswer() throws {
        let own = Self.pod(privileged: true)
        let other = own.replacing(#""apiVersion": "v1""#, with: #""apiVersion": "example.com/v1""#)
        let refused = try answer(Self.review("CREATE", object: other))
        #expect(refused.exit == 2 && refused.response.isEmpty)
        #expect(
            refused.error.contains(
                "the request is of a Pod of the core group, and its object is a Pod of the group example.com"),
            "\(refused.error)")
        let older = own.replacing(#""apiVersion": "v1""#, with: #""apiVersion": "v1beta1""#)
        #expect(isAllowed(try answer(Self.review("CREATE", object: older)).response) == false)
    }

    @Test(arguments: [
        (#""operation": "CREATE", "object": {}"#, "the request has no uid"),
        (#""uid": "", "operation": "CREATE", "object": {}"#, "the request has no uid"),
        (#""uid": "1", "operation": "CREATE", "object": null"#, "its object is no map"),
        (#""uid": "1", "operation": "UPDATE", "object": []"#, "its object is no map"),
        (#""uid": "1", "operation": "UPDATE""#, "its object is no map"),
    ])
    func whatARequestLacksIsTold(_ request: String, _ words: String) throws {
        let review = #"{"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {\#(request)}}"#
        let answer = try answer(review)
        #expect(answer.exit == 2 && answer.response.isEmpty)
        #expect(answer.error.contains("E5033") && answer.error.contains(words), "\(answer.error)")
        #expect(!answer.error.contains("admissionReviewVersions"))
    }

    @Test(arguments: ["", "create", "FOO"])
    func anOperationThatNobodyKnowsHasNoAnswer(_ operation: String) throws {
        let answer = try answer(Self.review(operation, object: Self.pod(privileged: true)))
        #expect(answer.exit == 2 && answer.response.isEmpty)
        #expect(answer.error.contains("E5033") && answer.error.contains("'\(operation)'"), "\(answer.error)")
    }

    @Test func rulesThatCannotBeReadHaveNoAnswer() throws {
        let folder = try ScratchFolder([
            "bad.norma": "rule bad { for k8s.Pod require a == 1 }\n", "none.norma": "define d(x) = x is 1\n",
            "review.json": Self.review("CREATE", object: Self.pod()),
        ])
        for (file, code) in [("bad.norma", "error["), ("none.norma", "E5033"), ("nothere.norma", "nothere.norma")] {
            let result = try folder.run("norma admission --rules \(file) < review.json")
            #expect(
                result.exitCode == 2 && result.standardOutput.isEmpty && result.standardError.contains(code),
                "\(result.output)")
        }
    }

    /// A review holds one object, and what a rule asks of others nobody knows: also of others of its own kind.
    @Test(arguments: [
        "some s in resources of k8s.Service satisfies s.spec.selector.app is metadata.labels.team",
        "every p in resources of k8s.Pod satisfies p.metadata.name is present",
        "no p in resources of k8s.Pod where p.@id is not @id satisfies p.metadata.name is metadata.name",
    ])
    func whatARuleAsksOfOthersIsUnknown(_ condition: String) throws {
        let join = "rule join {\n  for k8s.Pod\n  when metadata.labels.team is \"web\"\n  require \(condition)\n}\n"
        let folder = try ScratchFolder([
            "r.norma": Self.rules, "join.norma": join, "web.json": Self.review("CREATE", object: Self.pod()),
            "shop.json": Self.review("CREATE", object: Self.pod(labels: #"{"team": "shop"}"#)),
        ])
        func response(_ options: String, _ review: String = "web") throws -> [String: Any] {
            let result = try folder.run("norma admission --rules \(options) < \(review).json")
            #expect(result.exitCode == 0 && result.standardError.isEmpty, "\(result.output)")
            let json = try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any]
            return try #require(json?["response"] as? [String: Any])
        }
        for rules in ["join.norma", "r.norma join.norma"] {
            let refused = try response(rules)
            #expect(isAllowed(refused) == false)
            let message = try #require((refused["status"] as? [String: Any])?["message"] as? String)
            #expect(
                message.contains("join (medium), unknown") && message.contains("were not collected")
                    && message.hasSuffix("a review holds this object alone"), "\(message)")
            // 'join.norma' alone has no rule that is high.
            for option in ["--allow-unknown"] + (rules == "join.norma" ? [] : ["--severity high"]) {
                let allowed = try response("\(rules) \(option)")
                #expect(isAllowed(allowed) == true)
                #expect((allowed["warnings"] as? [String])?.contains { $0.hasPrefix("join (medium), unknown") } == true)
            }
            // What its condition leaves out it asks nothing of.
            let other = try response(rules, "shop")
            #expect(isAllowed(other) == true && other["warnings"] == nil)
        }
    }
}
