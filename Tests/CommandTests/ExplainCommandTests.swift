import Foundation
import TestSupport
import Testing

/// `norma explain RULE RESOURCE`: what it ends with, which resource is meant, and the JSON. What it prints is `ExplanationTests`'.
@Suite struct ExplainCommandTests {
    private static let rule =
        "rule tls {\n  id \"tls-1\"\n  severity high\n  for demo.server where env is \"prod\"\n  require tls is true\n  require every p in ports satisfies p is 443\n}\n"
    private static let inventory = """
        - { kind: demo.server, id: good, name: shop, properties: { env: prod, tls: true, ports: [] } }
        - { kind: demo.server, id: bad, name: shop, properties: { env: prod, tls: false, ports: [443] } }
        - { kind: demo.server, id: open, properties: { env: prod, ports: [443] } }
        - { kind: demo.server, id: test, properties: { env: test } }
        - { kind: demo.disk, id: disk, name: files, properties: {} }
        - { kind: demo.disk, id: good, properties: {} }

        """

    private func explain(_ words: String, files: [String: String] = [:]) throws -> NormaProcess.Result {
        let all = ["r.norma": Self.rule, "i.yaml": Self.inventory].merging(files) { $1 }
        let options = words.contains("--") ? words : "\(words) --rules r.norma"
        return try ScratchFolder(all).run("norma explain \(options) --inventory i.yaml --as-of 2026-11-01T00:00:00Z")
    }

    /// As `norma eval` ends with that rule and that resource alone.
    @Test(arguments: [
        ("tls good", 0, "pass  tls  high  shop (demo.server/good)"), ("tls-1 good", 0, "pass (vacuous)"),
        ("tls bad", 1, "  fail: tls is false, and must be true"), ("tls open", 1, "  unknown: tls is missing"),
        ("tls test", 0, "does not apply (where): env (\"test\") is not \"prod\""),
        ("tls disk", 2, "does not apply: the rule judges demo.server, and the resource is of the kind demo.disk"),
        ("tls files", 2, "not applicable"), ("tls demo.disk/good", 2, "demo.disk"),
        ("tls god", 2, "help: did you mean 'good'?"), ("tsl good", 2, "help: did you mean 'tls'?"),
        ("tls shop", 2, "say which: 'demo.server/bad', 'demo.server/good'"),
        ("tls demo.server/bad", 1, "fail  tls"), ("tls nothing-like-it", 2, "no resource has the id or the name"),
        ("tls good --rules nothere.norma", 2, "nothere.norma"),
        ("tls --rules r.norma", 2, "name a rule and a resource"),
        ("tls good --attachment a.yaml --rules r.norma", 2, "either --rules or --attachment"),
    ])
    func endsAsDocumented(_ words: String, _ code: Int, _ text: String) throws {
        let result = try explain(words)
        #expect(Int(result.exitCode) == code, "\(result.output)")
        #expect(result.output.contains(text), "\(result.output)")
    }

    @Test func aMisspeltNameIsShownBesideTheOneThatIsMeant() throws {
        #expect(try explain("tsl good").standardError.contains("┌─ r.norma:1:6"))
        #expect(try explain("tls god").standardError.contains("┌─ i.yaml:1:28"))
        let ambiguous = try explain("tls shop").standardError
        #expect(ambiguous.contains("demo.server/good") && ambiguous.contains("i.yaml:1:28"), "\(ambiguous)")
    }

    /// What tells those apart that have one id, the account or the file; the message lists what there is.
    @Test(arguments: [
        ("a", 2, "say which: --account acc-1, --account acc-2"), ("a --account acc-1", 0, "pass  tls"),
        ("a --account acc-2", 1, "fail  tls  medium  twin (demo.server/a) in account acc-2"),
        ("a --account acc-3", 2, "is the one of --account acc-3"),
        ("demo.server/twin --account acc-2", 1, "fail  tls"), ("twin", 2, "demo.server/a of account acc-1"),
        ("shop/web", 2, "say which: --file east.yaml, --file west.yaml"),
        ("shop/web --file ./east.yaml", 0, "pass  tls"), ("shop/web --file west.yaml", 1, "fail  tls"),
        ("k8s.Pod/shop/web --file west.yaml --account acc-1", 2, "is the one of --account acc-1 --file west.yaml"),
    ])
    func ofSeveralOneIsChosen(_ words: String, _ code: Int, _ text: String) throws {
        let pod = { (tls: Bool) in
            "apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: {}\ntls: \(tls)\n"
        }
        let folder = try ScratchFolder([
            "r.norma": "rule tls {\n  for demo.server, k8s.Pod\n  require tls is true\n}\n",
            "twins.yaml": """
            - { kind: demo.server, id: a, name: twin, account: acc-1, properties: { tls: true } }
            - { kind: demo.server, id: a, name: twin, account: acc-2, properties: { tls: false } }

            """,
            "east.yaml": pod(true), "west.yaml": pod(false),
        ])
        let inventory = "--inventory twins.yaml east.yaml west.yaml --as-of 2026-11-01T00:00:00Z"
        let result = try folder.run("norma explain tls \(words) --rules r.norma \(inventory)")
        #expect(Int(result.exitCode) == code, "\(result.output)")
        #expect(result.output.contains(text), "\(result.output)")
    }

    @Test func jsonTellsEachCondition() throws {
        let result = try explain("tls good --rules r.norma --format json")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any])
        #expect(json["format"] as? String == "norma.explanation")
        let explanations = try #require(json["explanations"] as? [[String: Any]])
        let explanation = try #require(explanations.first)
        #expect(explanation["verdict"] as? String == "pass")
        let conditions = try #require(explanation["conditions"] as? [[String: Any]])
        #expect(conditions.map { $0["role"] as? String } == ["where"])
        let clauses = try #require(explanation["clauses"] as? [[String: Any]])
        #expect(clauses.map { $0["vacuous"] as? Bool } == [false, true])
        let findings = try #require(clauses[0]["findings"] as? [[String: Any]])
        #expect(findings.map { $0["message"] as? String } == ["tls is true"])
        let fault = try explain("tls god --rules r.norma --format json")
        #expect(fault.exitCode == 2)
        #expect(fault.standardOutput.contains("E5027"))
    }

    /// Whose value a parameter has, which controls ask the rule, what a mask says, and what is out of scope.
    @Test func underAnAttachmentItIsAskedAsItIsThere() throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod", "exclusions: [{names: [back]}]")],
            files: ["inventory/doors.yaml": DoorPack.inventory.replacing("id: back", with: "id: back, name: back")])
        let options = "--attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z"
        let failing = try folder.run("norma explain door_is_shut front \(options)")
        #expect(failing.exitCode == 1)
        #expect(failing.standardOutput.contains("control: D1"), "\(failing.output)")
        let excluded = try folder.run("norma explain door_is_shut back \(options)")
        #expect(excluded.exitCode == 2)
        #expect(excluded.standardOutput.contains("outside of the attachment's scope"), "\(excluded.output)")
        let mask =
            "masks: [{rule: door_is_shut, resource: front, category: waiver, justification: it is aired, author: ann@example.com}]\n"
        try folder.write(Data(mask.utf8), to: "masks.yaml")
        let masked = try folder.run("norma explain door_is_shut front --masks masks.yaml \(options)")
        #expect(masked.exitCode == 0)
        #expect(masked.standardOutput.contains("masked: waiver"), "\(masked.output)")
        let unknown = try folder.run("norma explain door_is_open front \(options)")
        #expect(unknown.exitCode == 2 && unknown.standardError.contains("E5003"), "\(unknown.output)")
    }
}
