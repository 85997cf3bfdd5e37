import TestSupport
import Testing

/// A null that fails stands somewhere: reports point at it, and not at the key around what is missing.
@Suite struct NullPlaceTests {
    @Test(arguments: [("github", "line=4,endLine=4,col=14"), ("csv", ",4,14,"), ("sarif", "\"startColumn\": 14")])
    func theNullIsShown(_ format: String, _ place: String) throws {
        let folder = try ScratchFolder([
            "r.norma": "rule set {\n  for demo.box\n  require deep.a is 1 if missing fail\n}\n",
            "box.yaml": "- kind: demo.box\n  id: b\n  properties:\n   deep: {a: null, b: 1}\n",
        ])
        let run = try folder.run("norma eval --rules r.norma --inventory box.yaml --format \(format)")
        #expect(run.exitCode == 1)
        #expect(run.standardOutput.contains(place), "\(run.standardOutput)")
    }
}
