import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct SelectionTests {
    @Test(
        arguments: [
            ("", []), ("zones", [.member("zones")]), ("zones[*]", [.member("zones"), .all]), ("[*]", [.all]),
            ("result.items[0].x", [.member("result"), .member("items"), .index(0), .member("x")]),
            ("a[\"b c\"]['d.e']", [.member("a"), .member("b c"), .member("d.e")]),
            ("[*].a-b", [.all, .member("a-b")]),
        ] as [(String, [SelectionPath.Step])])
    func pathsParse(_ text: String, _ steps: [SelectionPath.Step]) throws {
        #expect(try SelectionPath(text).steps == steps)
    }

    @Test(arguments: [
        (".a", 0), ("a..b", 2), ("a.", 2), ("a[", 1), ("a[x]", 2), ("a[-1]", 2), ("a[*]b", 4),
        ("a[99999999999999999999]", 2),
    ])
    func badPathsSayWhere(_ text: String, _ offset: Int) {
        #expect(throws: SelectionPath.Fault.self) { try SelectionPath(text) }
        do throws(SelectionPath.Fault) {
            _ = try SelectionPath(text)
        } catch {
            #expect(error.offset == offset)
        }
    }

    /// `zones` and `zones[*]` select the same, and a map's `[*]` its values.
    @Test(arguments: ["zones", "zones[*]", "byName[*]", "[*].inner.zone"])
    func elementsBecomeResources(_ path: String) {
        let text = """
            {"zones": [{"id": "a"}, {"id": "b"}], "byName": {"x": {"id": "a"}, "y": {"id": "b"}}}
            """
        let list = #"[{"inner": {"zone": {"id": "a"}}}, {"inner": {"zone": {"id": "b"}}}]"#
        let reading = read(path.hasPrefix("[") ? list : text, name: "a.json", selection: ("zone", path))
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.resources.map(\.id) == ["a", "b"])
        #expect(reading.resources.map(\.kind) == ["zone", "zone"])
        #expect(reading.resources.allSatisfy { $0.propertiesNode["id"] != nil })
    }

    @Test func theWholeDocumentIsAResource() {
        #expect(read(#"{"id": "a"}"#, name: "a.json", selection: ("zone", "")).resources.map(\.id) == ["a"])
        #expect(read(#"[{"id": "a"}, {"id": "b"}]"#, name: "a.json", selection: ("zone", "")).resources.count == 2)
    }

    @Test func aPathThatLeadsNowhereIsAnError() throws {
        let reading = read(#"{"zone": []}"#, name: "a.json", selection: ("zone", "zones[*]"))
        #expect(reading.codes == ["E2207"])
        #expect(reading.diagnostics.first?.hint == "the document has 'zone'")
    }

    @Test func anEmptyListIsNone() {
        #expect(read(#"{"zones": []}"#, name: "a.json", selection: ("zone", "zones[*]")).codes.isEmpty)
        #expect(read(#"{"zones": []}"#, name: "a.json", selection: ("zone", "zones")).codes.isEmpty)
    }

    /// In the documented order, text that is not empty only.
    @Test(arguments: [
        (#"{"name": "n", "guid": "g", "_id": "u", "crn": "c", "id": "i"}"#, "i"),
        (#"{"name": "n", "guid": "g", "_id": "u", "crn": "c"}"#, "c"),
        (#"{"name": "n", "guid": "g", "_id": "u"}"#, "u"), (#"{"name": "n", "guid": "g", "id": ""}"#, "g"),
        (#"{"name": "n", "id": 7}"#, "n"),
    ])
    func identityHasAnOrder(_ text: String, _ id: String) {
        #expect(read(text, name: "a.json", selection: ("zone", "")).resources.map(\.id) == [id])
    }

    @Test func aCRNSaysAccountAndRegion() throws {
        let reading = read(
            """
            {"instances": [{
              "id": "vm1", "name": "web", "crn": "crn:v1:bluemix:public:is:us-south:a/acc1::instance:vm1",
              "resource_group": {"id": "rg1", "name": "prod"}, "user_tags": ["env:prod"], "tags": ["other"]
            }]}
            """, name: "a.json", selection: ("is.instance", "instances"))
        let resource = try #require(reading.resources.first)
        #expect(resource.account == "acc1")
        #expect(resource.region == "us-south")
        #expect(resource.location == "us-south")
        #expect(resource.group == "rg1")
        #expect(resource.name == "web")
        #expect(resource.node(of: .tags).elements.map(\.string) == ["env:prod"])
        #expect(reading.inventory.resources.filter { $0.kind == "account" }.map(\.id) == ["acc1"])
    }

    @Test(arguments: [
        (#"{"id": "a", "account_id": "acc2"}"#, "acc2"), (#"{"id": "a", "account": "acc3"}"#, "acc3"),
        (#"{"id": "crn:v1:bluemix:public:kms::a/acc4:x:key:y"}"#, "acc4"),
        (#"{"id": "crn:v1:bluemix:public:kms::o/org:x:key:y", "account_id": "acc5"}"#, "acc5"),
    ])
    func accountHasAnOrder(_ text: String, _ account: String) {
        #expect(read(text, name: "a.json", selection: ("zone", "")).resources.map(\.account) == [account])
    }

    @Test(arguments: ["crn:v1:bluemix", "", "crn", "CRN:v1:a:b:c:d:a/e:f:g:h"])
    func otherTextIsNoCRN(_ text: String) {
        #expect(CloudResourceName(text) == nil)
    }

    @Test func aResourceWithoutIdentityLosesNoOther() {
        let reading = read(#"[{"size": 1}, {"id": "b"}, 3]"#, name: "a.json", selection: ("zone", "[*]"))
        #expect(reading.resources.map(\.id) == ["b"])
        #expect(reading.codes == ["E2208", "E2204"])
    }
}

/// A resource that nobody judges must not be missed in silence.
@Suite struct BrokenSelectionTests {
    @Test(arguments: [
        (#"[{"zone": {"id": "1"}}, {"zon": {"id": "2"}}]"#, "[*].zone", 1, ["a.json:1:25 E2207"]),
        (#"[{"zone": {"id": "1"}}, 3]"#, "[*].zone", 1, ["a.json:1:25 E2207"]),
        (#"{"vpcs": [{"rules": []}, {"rules": [{"id": "1"}]}]}"#, "vpcs[*].rules[*]", 1, []),
        (#"{"vpcs": [{}, {"rules": [{"id": "1"}]}]}"#, "vpcs[*].rules", 1, ["a.json:1:11 E2207"]),
    ])
    func anElementInWhichThePathBreaksOffIsReported(_ text: String, _ path: String, _ count: Int, _ faults: [String])
        throws
    {
        let selection = ResourceSelection(kind: "k", path: try SelectionPath(path))
        var reader = InventoryReader(selections: [selection])
        reader.read([SourceFile(name: "a.json", text: text)])
        let reading = reader.finish()
        #expect(reading.inventory.resources.count { $0.kind == "k" } == count)
        #expect(places(reading.diagnostics) == faults)
    }
}
