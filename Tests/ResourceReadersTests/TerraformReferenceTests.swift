import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// References of repeated blocks, in the shape that `terraform show -json` has for them: `aws_s3_bucket.b[each.key].id` is listed as
/// `aws_s3_bucket.b` and `each.key`.
@Suite struct TerraformReferenceTests {
    /// What a plan says of one instance of a resource.
    private func planned(_ address: String, _ unknown: String) -> String {
        """
        {"address": \(quoted(address)), "mode": "managed", "type": "t_x", "name": "x",
         "change": {"actions": ["create"], "after": {}, "after_unknown": \(unknown)}}
        """
    }

    private func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private func plan(
        _ instances: [(String, String)], resources: [String] = [], calls: String = "{}", variables: String = "{}"
    ) -> InventoryReading {
        read(
            """
            {"format_version": "1.2", "planned_values": {"root_module": {}}, "variables": \(variables),
             "resource_changes": [\(instances.map(planned).joined(separator: ","))],
             "configuration": {"root_module": {"resources": [\(resources.joined(separator: ","))], "module_calls": \(calls)}}}
            """, name: "plan.json")
    }

    /// A resource of the configuration whose attribute `p` refers to `references`.
    private func resource(
        _ address: String, _ references: [String], property: String = "p", _ more: String = ""
    ) -> String {
        """
        {"address": "\(address)", "mode": "managed", "expressions": {"\(property)": \(expression(references))} \(more)}
        """
    }

    private func expression(_ references: [String]) -> String {
        "{\"references\": [\(references.map(quoted).joined(separator: ","))]}"
    }

    private let known = #"{"id": true, "arn": true, "zone": true}"#
    private let repeated = #", "for_each_expression": {}"#
    private let counted = #", "count_expression": {}"#

    private func names(_ reading: InventoryReading, property: String = "p") throws -> [String] {
        #expect(reading.codes.isEmpty)
        return reading.resources.filter { $0.id.contains("t_user") }.map { $0.value(property) }
    }

    @Test func theInstanceWithTheSameKeyIsMeant() throws {
        let reading = plan(
            [
                (#"t_x.b["a.b"]"#, known), (#"t_x.b["c"]"#, known), (#"t_user.u["a.b"]"#, #"{"p": true}"#),
                (#"t_user.u["c"]"#, #"{"p": true}"#), (#"t_user.u["d"]"#, #"{"p": true}"#),
            ],
            resources: [
                resource("t_x.b", [], repeated), resource("t_user.u", ["t_x.b", "each.key"], repeated),
            ])
        #expect(try names(reading) == [#"?t_x.b["a.b"].id"#, #"?t_x.b["c"].id"#, #"?t_user.u["d"].p"#])
    }

    /// Of `count.index + 1` a plan lists `count.index` too; it would lead outside where both have as many instances.
    @Test func theSameCountIsNeeded() throws {
        let resources = [resource("t_x.b", [], counted), resource("t_user.u", ["t_x.b", "count.index"], counted)]
        let two = [("t_x.b[0]", known), ("t_x.b[1]", known)]
        let users = [("t_user.u[0]", #"{"p": true}"#), ("t_user.u[1]", #"{"p": true}"#)]
        #expect(try names(plan(two + users, resources: resources)) == ["?t_x.b[0].id", "?t_x.b[1].id"])
        #expect(
            try names(plan(two + [("t_x.b[2]", known)] + users, resources: resources))
                == ["?t_user.u[0].p", "?t_user.u[1].p"])
    }

    /// `for_each = t_x.b`, and then `each.value.zone`: here the plan says the attribute.
    @Test func aChainLeadsToTheInstance() throws {
        let chained = #", "for_each_expression": {"references": ["t_x.b"]}"#
        let reading = plan(
            [(#"t_x.b["a"]"#, known), (#"t_user.u["a"]"#, #"{"p": true}"#)],
            resources: [
                resource("t_x.b", [], repeated), resource("t_user.u", ["each.value.zone", "each.value"], chained),
            ])
        #expect(try names(reading) == [#"?t_x.b["a"].zone"#])
    }

    /// The key is what `each.value` is: of a map that is written out, of a variable's, of a set.
    @Test(
        arguments: [
            (#"{"constant_value": {"u": "a"}}"#, ["each.value"], "a"),
            (#"{"references": ["var.users"]}"#, ["each.value.of", "each.value"], "b"),
            (#"{"references": ["var.names"]}"#, ["each.value"], "u"),
            (#"{"references": ["local.users"]}"#, ["each.value"], nil),
            (#"{"references": ["var.names", "local.more"]}"#, ["each.value"], nil),
        ] as [(String, [String], String?)])
    func theValueMayBeTheKey(_ forEach: String, _ references: [String], _ key: String?) throws {
        let reading = plan(
            [
                (#"t_x.b["a"]"#, known), (#"t_x.b["b"]"#, known), (#"t_x.b["u"]"#, known),
                (#"t_user.u["u"]"#, #"{"p": true}"#),
            ],
            resources: [
                resource("t_x.b", [], repeated),
                resource("t_user.u", ["t_x.b"] + references, #", "for_each_expression": \#(forEach)"#),
            ], variables: #"{"users": {"value": {"u": {"of": "b"}}}, "names": {"value": ["u", "v"]}}"#)
        #expect(try names(reading) == [key.map { #"?t_x.b["\#($0)"].id"# } ?? #"?t_user.u["u"].p"#])
    }

    /// The attribute is lost behind a key that is computed: `arn` for a property that is called so, `id` for any other, and nothing
    /// where the instance has an attribute of the property's own name or the attribute is known.
    @Test(
        arguments: [
            ("target_arn", #"{"id": true, "arn": true}"#, "arn"), ("key", #"{"id": true, "arn": true}"#, "id"),
            ("zone", #"{"id": true, "zone": true}"#, nil), ("key", #"{"arn": true}"#, nil),
        ] as [(String, String, String?)])
    func theAttributeIsTheIdentity(_ property: String, _ unknown: String, _ attribute: String?) throws {
        let reading = plan(
            [(#"t_x.b["a"]"#, unknown), (#"t_user.u["a"]"#, "{\"\(property)\": true}")],
            resources: [
                resource("t_x.b", [], repeated),
                resource("t_user.u", ["t_x.b", "each.key"], property: property, repeated),
            ])
        #expect(
            try names(reading, property: property)
                == [attribute.map { #"?t_x.b["a"].\#($0)"# } ?? #"?t_user.u["a"].\#(property)"#])
    }

    /// The name of a bucket is its id, whichever of the two is written.
    @Test func aBucketIsKnownByItsID() throws {
        let reading = plan(
            [(#"aws_s3_bucket.b["a"]"#, #"{"id": true, "bucket": true}"#), (#"t_user.u["a"]"#, #"{"bucket": true}"#)],
            resources: [
                resource("aws_s3_bucket.b", [], repeated),
                resource("t_user.u", ["aws_s3_bucket.b", "each.key"], property: "bucket", repeated),
            ])
        #expect(try names(reading, property: "bucket") == [#"?aws_s3_bucket.b["a"].id"#])
    }

    /// `one(t_x.b[*].id)`, and `try(t_x.a[0].id, t_x.b[0].id)` where there is no `t_x.a`.
    @Test(arguments: [
        ["t_x.b"], ["t_x.a[0].id", "t_x.a[0]", "t_x.a", "t_x.b[0].id", "t_x.b[0]", "t_x.b"],
        ["t_x.b[0].id", "t_x.b[0]", "t_x.b"],
    ])
    func theOnlyInstanceIsMeant(_ references: [String]) throws {
        let reading = plan(
            [("t_x.b[0]", known), ("t_user.u", #"{"p": true}"#)],
            resources: [
                resource("t_x.a", [], counted), resource("t_x.b", [], counted), resource("t_user.u", references),
            ])
        #expect(try names(reading) == ["?t_x.b[0].id"])
    }

    @Test(arguments: [
        // Several instances, and nothing that tells which.
        ["t_x.b"], ["t_x.b", "local.key"], ["t_x.b", "each.key", "each.value"],
        // The key is beside the attribute, not within it.
        ["t_x.only.id", "t_x.only", "each.key"],
        // One name is the beginning of another.
        ["t_x.only.id", "t_x.onl"], ["t_x.only.ids", "t_x.only.id", "t_x.only"].reversed() + ["t_x.other.id"],
    ])
    func whatIsNotDecidedKeepsItsOwnName(_ references: [String]) throws {
        let reading = plan(
            [
                (#"t_x.b["a"]"#, known), (#"t_x.b["b"]"#, known), ("t_x.only", known),
                (#"t_user.u["a"]"#, #"{"p": true}"#),
            ],
            resources: [resource("t_x.b", [], repeated), resource("t_user.u", references, repeated)])
        #expect(try names(reading) == [#"?t_user.u["a"].p"#])
    }

    /// Into a module that is called for each key, and out of it: its variables are given by that key.
    @Test func modulesAreFollowedBothWays() throws {
        let inner = resource("t_user.in", ["var.target"])
        let calls = """
            {"net": {"for_each_expression": {}, "expressions": {"target": \(expression(["t_x.b", "each.key"]))}, "module": {
              "resources": [\(inner), {"address": "t_x.own", "expressions": {}}],
              "outputs": {"own": {"expression": \(expression(["t_x.own.id", "t_x.own"]))}}}}}
            """
        let outer = resource("t_user.out", ["module.net", "each.key"], repeated)
        let constant = resource("t_user.one", [#"module.net["a.b"].own"#, #"module.net["a.b"]"#, "module.net"])
        let chained = resource(
            "t_user.chain", ["each.value.own", "each.value"],
            #", "for_each_expression": {"references": ["module.net"]}"#)
        let reading = plan(
            [
                (#"t_x.b["a.b"]"#, known), (#"module.net["a.b"].t_user.in"#, #"{"p": true}"#),
                (#"module.net["a.b"].t_x.own"#, known), (#"t_user.out["a.b"]"#, #"{"p": true}"#),
                ("t_user.one", #"{"p": true}"#), (#"t_user.chain["a.b"]"#, #"{"p": true}"#),
                (#"t_user.out["c"]"#, #"{"p": true}"#),
            ],
            resources: [resource("t_x.b", [], repeated), outer, constant, chained], calls: calls)
        #expect(
            try names(reading) == [
                #"?t_x.b["a.b"].id"#, #"?module.net["a.b"].t_x.own.id"#, #"?module.net["a.b"].t_x.own.id"#,
                #"?module.net["a.b"].t_x.own.id"#, #"?t_user.out["c"].p"#,
            ])
    }

    /// Behind a key that is computed a plan does not say which output is read.
    @Test func oneOfTwoOutputsIsNotDecided() throws {
        let calls = """
            {"net": {"for_each_expression": {}, "module": {"resources": [{"address": "t_x.own"}], "outputs": {
              "own": {"expression": \(expression(["t_x.own.id", "t_x.own"]))},
              "arn": {"expression": \(expression(["t_x.own.arn", "t_x.own"]))}}}}}
            """
        let reading = plan(
            [(#"module.net["a"].t_x.own"#, known), (#"t_user.out["a"]"#, #"{"p": true}"#)],
            resources: [resource("t_user.out", ["module.net", "each.key"], repeated)], calls: calls)
        #expect(try names(reading) == [#"?t_user.out["a"].p"#])
    }

    /// What a `dynamic` block writes a plan does not list; another resource of the type shows that the property is a block.
    @Test func aBlockMayBeADynamicOne() throws {
        let reading = plan(
            [("t_x.a", #"{"rule": true, "size": true}"#), ("t_x.b", "{}")],
            resources: [
                #"{"address": "t_x.a", "mode": "managed", "type": "t_x", "expressions": {}}"#,
                #"{"address": "t_x.b", "mode": "managed", "type": "t_x", "expressions": {"rule": [{"port": {"constant_value": 22}}]}}"#,
            ])
        let resource = try #require(reading.resources.first)
        #expect(resource.propertiesNode["rule"]?.isLeftOut == false)
        #expect(resource.propertiesNode["rule"]?.mayBeNothing == true)
        #expect(resource.propertiesNode["size"]?.isLeftOut == true)
    }

    /// Blocks of a set have an order of their own in a plan, and those that a `dynamic` block makes stand among them.
    @Test(arguments: [
        (
            #"[{"port": 22}, {"port": 443}]"#, #"[{"port": {"constant_value": 443}, "p": REFERENCE}]"#,
            ["t_x.a.rule[0].p", "t_x.b.id"]
        ),
        (
            #"[{"port": 22}, {"port": 443}]"#,
            #"[{"port": {"constant_value": 443}, "p": REFERENCE}, {"port": {"constant_value": "22"}, "p": {}}]"#,
            ["t_x.a.rule[0].p", "t_x.b.id"]
        ),
        (
            #"[{"port": 443}, {"port": 443}]"#, #"[{"port": {"constant_value": 443}, "p": REFERENCE}]"#,
            ["t_x.a.rule[0].p", "t_x.a.rule[1].p"]
        ),
        ("[{}, {}]", #"[{"p": REFERENCE}, {"p": {}}]"#, ["t_x.a.rule[0].p", "t_x.a.rule[1].p"]),
    ])
    func aBlockIsKnownByItsConstants(_ planned: String, _ written: String, _ expected: [String]) throws {
        let reading = read(
            """
            {"format_version": "1.2", "resource_changes": [
              {"address": "t_x.a", "mode": "managed", "type": "t_x", "name": "a",
               "change": {"actions": ["create"], "after": {"rule": \(planned)}, "after_unknown": {"rule": [{"p": true}, {"p": true}]}}},
              {"address": "t_x.b", "mode": "managed", "type": "t_x", "name": "b",
               "change": {"actions": ["create"], "after": {}, "after_unknown": {"id": true}}}],
             "configuration": {"root_module": {"resources": [
              {"address": "t_x.a", "mode": "managed", "type": "t_x",
               "expressions": {"rule": \(written.replacing("REFERENCE", with: expression(["t_x.b.id", "t_x.b"])))}},
              {"address": "t_x.b", "mode": "managed", "type": "t_x", "expressions": {}}]}}}
            """, name: "plan.json")
        let resource = try #require(reading.resources.first)
        #expect([resource.value("rule", "0", "p"), resource.value("rule", "1", "p")] == expected.map { "?\($0)" })
    }
}
