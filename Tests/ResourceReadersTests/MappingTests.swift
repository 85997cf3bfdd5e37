import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// The three examples of Formats.md, and an INI file.
@Suite struct MappingTests {
    private func reading(_ document: String, by mapping: String) throws -> InventoryReading {
        try reading(Fixture("mapping/\(document)").file, by: Fixture("mapping/\(mapping)").file)
    }

    private func reading(_ document: SourceFile, by mapping: SourceFile) throws -> InventoryReading {
        let (read, diagnostics) = ResourceMapping.read(mapping)
        #expect(diagnostics.isEmpty)
        var reader = InventoryReader(mapping: read)
        reader.read([document])
        return reader.finish()
    }

    @Test func servicesOfComposeAreMembersOfAMap() throws {
        let compose = try reading("compose.yaml", by: "compose.mapping.yaml")
        #expect(compose.diagnostics.isEmpty)
        #expect(compose.resources.map { "\($0.kind) \($0.id)" } == ["compose.service web", "compose.service db"])
        let web = try compose.resource("web")
        #expect(web.name == "shop-web")
        #expect(shown(web.node(of: .tags)) == #"{team: "platform"}"#)
        #expect(web.place("privileged") == "6:17")
    }

    @Test func aWorkflowIsAResourceAndSoIsEachJob() throws {
        let workflow = try reading("release.yml", by: "workflow.mapping.yaml")
        #expect(workflow.diagnostics.isEmpty)
        #expect(
            workflow.resources.map { "\($0.kind) \($0.id)" } == [
                "github.workflow mapping/release.yml", "github.job build",
            ])
        #expect(try workflow.resource("build").place("steps", "0", "uses") == "8:15")
    }

    /// Told by what stands in it: a workflow may be called `action.yml` too.
    @Test func anActionIsToldFromAWorkflowByWhatItHas() throws {
        let mapping = try Fixture("mapping/workflow.mapping.yaml").file
        let composite = "name: Build\nruns:\n  using: composite\n  steps:\n    - uses: a/b@v1\n"
        let action = try reading(SourceFile(name: "build/action.yml", text: composite), by: mapping)
        #expect(action.diagnostics.isEmpty)
        #expect(action.resources.map { "\($0.kind) \($0.id)" } == ["github.action build/action.yml"])
        #expect(try action.resource("build/action.yml").place("runs", "steps", "0", "uses") == "5:13")
        let other = try reading(
            SourceFile(name: "action.yml", text: "runs:\non: push\njobs: {a: {steps: []}}\n"), by: mapping)
        #expect(other.resources.map(\.kind) == ["github.workflow", "github.job"])
    }

    @Test(arguments: ["just text", "[a, b]", "- - a"])
    func aMappingThatIsNoMapSaysSo(_ text: String) {
        let (mapping, diagnostics) = ResourceMapping.read(SourceFile(name: "m.yaml", text: text))
        #expect(mapping == nil)
        #expect(diagnostics.first?.kind.code == "E2227")
        #expect(diagnostics.first?.message.hasPrefix("a mapping is a map with 'kind' and 'id'") == true)
        #expect(diagnostics.first?.primary != nil)
    }

    @Test func tomlIsRead() throws {
        let project = try reading("pyproject.toml", by: "pyproject.mapping.yaml")
        #expect(project.diagnostics.isEmpty)
        let shop = try project.resource("shop")
        #expect(shop.value("dependencies") == #"["requests>=2.32", "pydantic"]"#)
        #expect(shop.place("dependencies", "1") == "7:3")
        #expect(shop.value("urls") == #"{home: "https://example.com"}"#)
    }

    @Test func iniIsRead() throws {
        let mapping = SourceFile(name: "m.yaml", text: "kind: ssh.server\nitems: sshd\nid: '@file'\n")
        let ssh = try reading(Fixture("mapping/sshd.ini").file, by: mapping)
        #expect(ssh.diagnostics.isEmpty)
        let server = try ssh.resource("mapping/sshd.ini")
        #expect(
            server.value()
                == "{PermitRootLogin: \"no\", Port: \"22\", Ciphers: \"aes256-ctr,\naes128-ctr\", Motd: \"hello; you\"}"
        )
        #expect(server.place("Port") == "6:7")
    }

    /// Other files are read by what they hold.
    @Test func aMappingSpeaksOfItsFilesAlone() throws {
        let envelope = SourceFile(name: "a.json", text: #"{"kind": "k", "id": "1", "properties": {}}"#)
        #expect(try reading(envelope, by: Fixture("mapping/compose.mapping.yaml").file).resources.map(\.kind) == ["k"])
    }

    private let events = SourceFile(
        name: "ci.yml", text: "on:\n  push:\n  pull_request: ~\n  schedule: [null]\nname:\n")

    private func mapping(_ text: String) -> SourceFile { SourceFile(name: "m.yaml", text: text) }

    @Test(arguments: [
        ("empty: on[*]", "{on: {push: {}, pull_request: {}, schedule: [null]}, name: null}"),
        ("empty: [on.push, 'on.schedule[*]']", "{on: {push: {}, pull_request: null, schedule: [{}]}, name: null}"),
        ("empty: name.first", "{on: {push: null, pull_request: null, schedule: [null]}, name: null}"),
    ])
    func aNullMayBeAnEmptyMap(_ line: String, _ expected: String) throws {
        let read = try reading(events, by: mapping("kind: w\nid: '@file'\n\(line)\n"))
        #expect(read.diagnostics.isEmpty)
        let workflow = try read.resource("ci.yml")
        #expect(workflow.value() == expected)
        #expect(workflow.place("on", "pull_request") == "3:17")
    }

    @Test func aNullItemIsAResourceWithoutProperties() throws {
        let read = try reading(events, by: mapping("kind: e\nitems: on[*]\nid: '@key'\n"))
        #expect(read.resources.map(\.id) == ["push", "pull_request"])
        #expect(try read.resource("push").value() == "{}")
        #expect(read.codes == ["E2204"])
    }

    @Test(arguments: ["empty: on[", "empty: {on: x}", "empty: [on, 5]"])
    func aPathOfEmptyMapsIsChecked(_ line: String) {
        #expect(
            ResourceMapping.read(mapping("kind: w\nid: '@file'\n\(line)\n")).diagnostics.map(\.kind.code) == ["E2227"])
    }

    @Test func itemsThatAreNotThereAreAnError() throws {
        let file = SourceFile(name: "compose.yaml", text: "service: {}\n")
        #expect(try reading(file, by: Fixture("mapping/compose.mapping.yaml").file).codes == ["E2207"])
    }
}

@Suite struct TOMLTests {
    private func shownTOML(_ text: String) -> String {
        let (documents, diagnostics) = TOMLReader.documents(SourceFile(name: "a.toml", text: text), keys: KeyTable())
        guard diagnostics.isEmpty else { return places(diagnostics).joined(separator: " ") }
        return documents.first.map { shown($0.root) } ?? "-"
    }

    /// From the text of TOML 1.0.0 (toml.io).
    @Test(arguments: [
        (
            "a = 1_000\nb = 0xDEAD_BEEF\nc = 0b101\nd = +99\ne = -0.5e-2",
            "{a: 1000, b: 3735928559, c: 5, d: 99, e: -0.5e-2}"
        ),
        ("a.b.c = true\na.d = 'x'", #"{a: {b: {c: true}, d: "x"}}"#),
        ("\"a b\" = 1\n'c' = 2", "{a b: 1, c: 2}"),
        ("a = \"x\\u00E9\\n\"", "{a: \"xé\n\"}"),
        ("a = \"\"\"\nx \\\n   y\"\"\"", #"{a: "x y"}"#),
        ("a = '''\nI '' am'''", "{a: \"I '' am\"}"),
        (
            "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00\nc = 07:32:00",
            #"{a: "1979-05-27T07:32:00Z", b: "1979-05-27 07:32:00", c: "07:32:00"}"#
        ),
        ("a = [ 1, [2, 3,], ]", "{a: [1, [2, 3]]}"),
        ("a = { x = 1, y.z = 2 }", "{a: {x: 1, y: {z: 2}}}"),
        ("[a.b]\nx = 1\n[a]\ny = 2", "{a: {b: {x: 1}, y: 2}}"),
        ("[[f]]\nn = 1\n[f.g]\nm = 2\n[[f]]\nn = 3", "{f: [{n: 1, g: {m: 2}}, {n: 3}]}"),
        ("# nothing\n", "-"),
    ])
    func textIsRead(_ text: String, _ expected: String) { #expect(shownTOML(text) == expected) }

    @Test(arguments: [
        ("a = 1\na = 2", "2:1"), ("[a]\n[a]", "2:2"), ("a = 1\n[a.b]", "2:2"), ("a = x", "1:5"), ("a = 010", "1:5"),
        ("a = \"x", "1:5"), ("a 1", "1:3"), ("a = {x = 1}\na.y = 2", "2:1"), ("a = [1 2]", "1:8"),
        ("a = 1 b = 2", "1:7"),
        ("a = \"\\q\"", "1:6"), ("[a.b]\n[a]\nb.c = 1", "3:1"), ("[[a]]\n[a]", "2:2"), ("= 1", "1:1"),
    ])
    func faultsAreLocated(_ text: String, _ place: String) { #expect(shownTOML(text) == "a.toml:\(place) E2229") }

    @Test func nestingHasAnEnd() {
        #expect(shownTOML("a = " + String(repeating: "[", count: 100_000)).hasSuffix("E2229"))
        #expect(shownTOML(String(repeating: "a.", count: 100_000) + "a = 1").hasSuffix("E2229"))
    }

    /// An empty mapping is none, and a word that is none is nobody's id.
    @Test(arguments: [
        ("", "E2226 write 'kind: KIND', 'items: PATH' and 'id: PATH', a line each"),
        ("# nothing yet\n", "E2226 write 'kind: KIND', 'items: PATH' and 'id: PATH', a line each"),
        ("kind: a.b\nid: '@kye'\n", "E2227 did you mean '@key'?"),
        (
            "kind: a.b\nid: '@id'\nname: x\n",
            "E2227 write @file, @index, @key, or a path; a key with an '@' in front is '[\"@id\"]'"
        ),
    ])
    func aMappingThatSaysNothingIsAnError(_ text: String, _ expected: String) {
        let read = ResourceMapping.read(SourceFile(name: "m.yaml", text: text))
        #expect(read.mapping == nil)
        #expect(read.diagnostics.map { "\($0.kind.code) \($0.hint ?? "")" } == [expected])
    }
}
