import Foundation
import TestSupport
import Testing

/// What Terraform marks as sensitive is judged, and shown nowhere.
@Suite struct SensitiveValueTests {
    /// Every way in which a rule's text can bring a value into a finding.
    private static let rules = """
        rule long_password {
          title "A password is long"
          for aws_db_instance
          require password matches /^.{20}/
            else "the password {password} ({upper(password)}) of {this} is short; {first(split(password, \\"r2\\"))}"
        }

        rule other_password {
          title "No password is a user's name"
          for aws_db_instance
          let words = each w in split(password, "-") where w is not "x"
          forbid some w in words satisfies w matches /^h/
          require password is one of ["a", "b"]
          require username is this.password
          require nothing.here is "x"
          require length(password) is more than 100
          require replicas is empty
          require every r in replicas satisfies r.token is "x"
        }

        rule joined {
          title "Two databases have two passwords"
          for aws_db_instance
          forbid some d in resources of aws_db_instance where d.password is this.password
            satisfies d.username is this.username
        }

        """

    private static func resource(_ name: String) -> String {
        """
        {"username": "\(name)", "password": "hunter2-gr\u{00fc}n", "port": 5432, "replicas": [{"token": "s3cr3t"}]}
        """
    }

    private static let marks = #"{"password": true, "replicas": [{"token": true}]}"#

    /// In one line, as Terraform writes it: the line of every finding is the line of every secret.
    private static let plan: String = {
        let changes = ["one", "two"].map { name in
            """
            {"address": "aws_db_instance.\(name)", "mode": "managed", "type": "aws_db_instance", "name": "\(name)", \
            "change": {"actions": ["create"], "before": \(resource("old")), "after": \(resource(name)), \
            "after_unknown": {"arn": true}, "before_sensitive": \(marks), "after_sensitive": \(marks)}}
            """
        }
        return """
            {"format_version": "1.2", "terraform_version": "1.9.8", "variables": {"key": {"value": "hunter2-gr\\u00fcn"}}, \
            "planned_values": {"outputs": {"o": {"sensitive": true, "value": "s3cr3t"}}, "root_module": {}}, \
            "resource_changes": [\(changes.joined(separator: ", "))], \
            "configuration": {"root_module": {"resources": [{"address": "aws_db_instance.one", "expressions": \
            {"password": {"constant_value": "hunter2-gr\\u00fcn"}}}], "variables": {"key": {"sensitive": true}}}}}
            """
    }()

    private static let shown = """
        {"format_version": "1.0", "values": {"root_module": {"resources": [{"address": "aws_db_instance.one", "mode": "managed",
        "type": "aws_db_instance", "name": "one", "values": \(resource("one")), "sensitive_values": \(marks)}]}}}
        """

    private static let kept = """
        {"version": 4, "terraform_version": "1.9.8", "outputs": {"o": {"value": "s3cr3t", "sensitive": true}}, "resources": [
        {"mode": "managed", "type": "aws_db_instance", "name": "one", "instances": [{"attributes": \(resource("one")),
        "sensitive_attributes": [[{"type": "get_attr", "value": "password"}], [{"type": "get_attr", "value": "replicas"},
        {"type": "index", "value": {"value": 0, "type": "number"}}, {"type": "get_attr", "value": "token"}]]}]}]}
        """

    @Test(arguments: ["plan", "shown", "kept"], ["text", "json"])
    func theyAreNowhereInTheOutput(_ document: String, _ format: String) throws {
        let folder = try ScratchFolder([
            "r.norma": Self.rules, "plan.json": Self.plan, "shown.json": Self.shown, "kept.json": Self.kept,
        ])
        let result = try folder.run(
            "norma eval --rules r.norma --as-of 2026-11-01T00:00:00Z --inventory \(document).json --format \(format)")
        #expect(result.exitCode == 1, "\(result.output)")
        #expect(result.output.contains("(sensitive)"))
        for secret in ["hunter", "HUNTER", "gr\u{00fc}n", "fcn", "s3cr3t"] {
            #expect(!result.output.contains(secret), "\(secret) is in \(result.output)")
        }
        // What is no secret is shown.
        #expect(result.output.contains("one"))
    }

    /// A fault of the document itself shows its line too.
    @Test func aDiagnosticDoesNotShowThem() throws {
        let twice = Self.plan.replacing("aws_db_instance.two", with: "aws_db_instance.one")
        let folder = try ScratchFolder(["r.norma": Self.rules, "plan.json": twice])
        let result = try folder.run("norma eval --rules r.norma --as-of 2026-11-01T00:00:00Z --inventory plan.json")
        #expect(result.output.contains("E2206"))
        #expect(!result.output.contains("hunter"), "\(result.output)")
    }
}
