import Foundation
import TestSupport
import Testing

/// What Terraform marks as sensitive, and a template's parameters with NoEcho, is judged and shown nowhere.
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

    private static let templateRules = """
        rule long_password {
          title "A password is long"
          for "AWS::RDS::DBInstance"
          require MasterUserPassword matches /^.{20}/
            else "the password {MasterUserPassword} ({upper(MasterUserPassword)}) of {this} is short"
          require Url matches /^postgres/ else "{Url}"
          forbid some w in split(Url, ":") satisfies w matches /^[h]unter/
          require Encoded is "x" else "{Encoded} {base64(Encoded)}"
          require Words[0] is "x" else "{Words} {count(Words)}"
          require Later is "x" if unknown fail else "{Later}"
          require Choice is "x" if unknown fail else "{Choice}"
          require Plain is "x" else "{Plain}"
          require Stage is "x" else "{Stage}"
        }

        rule no_default {
          title "A parameter that nobody may see has no default"
          for "AWS::CloudFormation::Parameter" where NoEcho default false is true
          require Default is absent else "{Default} {AllowedValues default []} {this}"
        }

        rule whole {
          title "The template as a whole"
          for "AWS::CloudFormation::Template"
          require Parameters is empty else "{this}"
          require Conditions is empty else "{Conditions}"
          require Conditions.IsDefault is "x" if unknown fail
          require Conditions.IsDefault."Fn::Equals"[1] is "x"
        }

        """

    private static let template = """
        Parameters:
          Stage: {Type: String, Default: prod}
          Pass: {Type: String, NoEcho: true, Default: hunter2-plain, AllowedValues: [hunter2-plain, "s3cr3t"]}
          Words: {Type: CommaDelimitedList, NoEcho: "true", Default: "s3cr3t,hunter"}
        Conditions:
          IsDefault: !Equals [!Ref Pass, hunter2-plain]
          IsOpen: !Equals [!Ref "AWS::Region", a]
        Resources:
          Database:
            Type: AWS::RDS::DBInstance
            Properties:
              MasterUserPassword: !Ref Pass
              Url: !Sub "postgres://admin:${Pass}@host"
              Encoded: !Base64 {"Fn::Join": ["", [a, !Ref Pass]]}
              Words: !Ref Words
              Later: !Join ["-", [!Ref Pass, !Ref "AWS::Region", !Sub "${Pass}"]]
              Choice: !If [IsOpen, !Ref Pass, !Select [0, !Ref Words]]
              Plain: !If [IsDefault, yes-it-is, no-it-is-not]
              Stage: !Ref Stage

        """

    /// The defaults of parameters with NoEcho, and whatever is made of them.
    @Test(arguments: ["text", "json"])
    func noEchoIsNowhereInTheOutput(_ format: String) throws {
        let folder = try ScratchFolder(["r.norma": Self.templateRules, "t.yaml": Self.template])
        let result = try folder.run(
            "norma eval --rules r.norma --as-of 2026-11-01T00:00:00Z --inventory t.yaml --format \(format)")
        #expect(result.exitCode == 1, "\(result.output)")
        #expect(result.output.contains("the password (sensitive) ((sensitive)) of"))
        // aHVudGVy: the same in base 64.
        for secret in ["hunter", "HUNTER", "s3cr3t", "aHVudGVy", "plain\"", "YWh1bnRlcj"] {
            #expect(!result.output.contains(secret), "\(secret) is in \(result.output)")
        }
        // What is no secret is shown, and what is decided by one.
        #expect(result.output.contains("yes-it-is"))
        #expect(result.output.contains("prod"))
    }

    /// It is judged as any other value.
    @Test func aSecretIsJudged() throws {
        let rule = """
            rule r {
              for "AWS::RDS::DBInstance"
              require MasterUserPassword is "hunter2-plain"
              require Words[1] is "hunter"
              require Url ends with "hunter2-plain@host"
            }

            """
        let folder = try ScratchFolder(["r.norma": rule, "t.yaml": Self.template])
        let result = try folder.run("norma eval --rules r.norma --as-of 2026-11-01T00:00:00Z --inventory t.yaml")
        #expect(result.exitCode == 0, "\(result.output)")
    }

    /// The values of a loop stand in keys, which no mask covers.
    @Test func aLoopOverSecretsIsNotExpanded() throws {
        let loop = "  Fn::ForEach::L: [W, !Ref Words, {\"Bucket${W}\": {Type: \"AWS::S3::Bucket\"}}]\n"
        let folder = try ScratchFolder(["r.norma": Self.templateRules, "t.yaml": Self.template + loop])
        let result = try folder.run("norma eval --rules r.norma --as-of 2026-11-01T00:00:00Z --inventory t.yaml")
        #expect(result.output.contains("E2222"))
        #expect(!result.output.contains("s3cr3t"), "\(result.output)")
    }

    /// A schema marks what nobody may be shown: in a file, in lines that stay in their file, in the store and in its listings.
    @Test(arguments: ["zones.yaml", "zones.ndjson"])
    func whatASchemaMarksIsShownNowhere(_ inventory: String) throws {
        let schema = #"""
            {"type": "object", "properties": {
              "login": {"type": "object", "properties": {"password": {"type": "string", "writeOnly": true}, "user": {"type": "string"}}},
              "keys": {"type": "array", "items": {"type": "object", "properties": {"secret": {"type": "string", "format": "password"}}}}}}

            """#
        let folder = try ScratchFolder([
            "p/schemas/z.zone.json": schema,
            "p/rules.norma": """
            rule long_password {
              for z.zone
              require login.password matches /^.{20}/ else "the password {login.password} of {login.user} is short"
              require every k in keys satisfies k.secret is "x"
            }

            """,
            "p/controls/c.yaml":
                "control_library_name: C\ncontrols: [{control_name: one, control_specifications: [{assessments: [{assessment_id: long_password}]}]}]\n",
            "p/profiles/p.yaml": "profile_name: P\ncontrols: [{control_id: one}]\n",
            "p/a.yaml": "profile_id: P\nscope: [{scope_type: enterprise, scope_id: e}]\n",
            "zones.yaml":
                "- kind: z.zone\n  id: one\n  properties:\n    login: { password: hunter2, user: ann }\n    keys: [{ secret: s3cr3t }]\n",
            "zones.ndjson":
                #"{"kind": "z.zone", "id": "one", "properties": {"login": {"password": "hunter2", "user": "ann"}, "keys": [{"secret": "s3cr3t"}]}}"#
                + "\n",
        ])
        let scan = "norma scan --attachment p/a.yaml --inventory \(inventory) --database s.sqlite"
        var outputs: [String] = []
        for command in [
            "norma eval --rules p --inventory \(inventory)",
            "norma eval --rules p --inventory \(inventory) --format json",
            "\(scan) --record", "\(scan) --format json", "norma results --database s.sqlite --format json",
        ] {
            outputs.append(try folder.run(command).output)
        }
        for output in outputs {
            #expect(!output.contains("hunter2") && !output.contains("s3cr3t"), "\(output)")
        }
        #expect(outputs[0].contains("of ann is short"), "\(outputs[0])")
        #expect(outputs[4].contains("long_password"))
        for file in ["s.sqlite", "s.sqlite-wal"] {
            guard let bytes = try? Data(contentsOf: folder.url.appending(path: file)) else { continue }
            #expect(bytes.range(of: Data("hunter2".utf8)) == nil && bytes.range(of: Data("s3cr3t".utf8)) == nil)
        }
    }

    /// The default of a secret parameter of an Azure template is shown nowhere.
    @Test func aSecureStringsDefaultIsShownNowhere() throws {
        let folder = try ScratchFolder([
            "a.json": """
            {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
             "parameters": {"pw": {"type": "secureString", "defaultValue": "hunter2"}},
             "resources": [{"type": "Microsoft.Sql/servers", "name": "s", "properties": {"password": "[parameters('pw')]"}}]}

            """,
            "r.norma":
                "rule p { for \"Microsoft.Sql/servers\" require properties.password is \"x\" else \"it is {properties.password}\" }\n",
        ])
        for format in ["text", "json"] {
            let output = try folder.run("norma eval --rules r.norma --inventory a.json --format \(format)").output
            #expect(output.contains("it is (sensitive)") && !output.contains("hunter2"), "\(output)")
        }
    }
}
