import Foundation
import TestSupport
import Testing

/// What a rule says of a house hangs on its doors: of them too a gate tells what is new, and what changed, from the rest, however many there are.
@Suite struct GateJoinTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"
    private static let commit = "git add -A && git -c user.name=a -c user.email=a@example.com commit -q -m x"
    private static let house = "- { kind: demo.house, id: h, properties: { name: h } }\n"

    private static func door(_ id: String, open: Bool, colour: String = "red") -> String {
        "- { kind: demo.door, id: \(id), properties: { house: h, open: \(open), colour: \(colour) } }\n"
    }

    private static func doors(_ open: Int, shut: Int) -> [String] {
        (1...open).map { door("d\($0)", open: true) } + (open + 1...open + shut).map { door("d\($0)", open: false) }
    }

    static let clauses = [
        "forbid some d in resources of demo.door where d.house is this.name satisfies d.open is true",
        "require every d in resources of demo.door where d.house is this.name satisfies d.open is false",
        "require no d in resources of demo.door satisfies d.house is this.name and d.open is true",
        "require at most 2 d in resources of demo.door where d.house is this.name satisfies d.open is true",
        "let ds = each d in resources of demo.door where d.house is this.name and d.open is true\n  require ds is empty",
        "let ds = each d in resources of demo.door where d.house is this.name and d.open is true\n  require count(ds) is at most 1",
        "let ds = each d in resources of demo.door where d.house is this.name\n  require every d in ds satisfies d.open is false",
    ]

    private func folder(_ clause: String, _ doors: [String]) throws -> ScratchFolder {
        try ScratchFolder([
            "r.norma": "rule shut {\n  for demo.house\n  \(clause)\n}\n",
            "i.yaml": Self.house + doors.joined(),
        ])
    }

    private func gate(_ folder: ScratchFolder, _ doors: [String], _ options: String) throws -> (Int32, String) {
        try folder.write(Data((Self.house + doors.joined()).utf8), to: "i.yaml")
        let result = try folder.run("norma gate --rules r.norma --inventory i.yaml \(options) \(Self.clock) 2>&1")
        return (result.exitCode, result.output)
    }

    @Test(arguments: clauses) func aDoorThatIsOpenedCountsSinceARevision(_ clause: String) throws {
        let four = Self.doors(4, shut: 2)
        let folder = try folder(clause, four)
        #expect(try folder.run("git init -q -b main && \(Self.commit)").exitCode == 0)
        var doors = four
        doors[4] = Self.door("d5", open: true)
        let opened = try gate(folder, doors, "--since main")
        #expect(opened.0 == 1 && !opened.1.contains("did not change"), "\(opened.1)")
        // One that nothing is said of, and that says nothing else of this.
        doors = four
        doors[5] = Self.door("d6", open: false, colour: "blue")
        let painted = try gate(folder, doors, "--since main")
        #expect(painted.0 == 0 && painted.1.contains("(1 in what did not change)"), "\(painted.1)")
    }

    @Test(arguments: clauses.filter { !$0.contains("ds is empty") && !$0.contains("count(ds)") })
    func aDoorThatIsOpenedIsNewToABaseline(_ clause: String) throws {
        let four = Self.doors(4, shut: 2)
        let folder = try folder(clause, four)
        let before = "norma eval --rules r.norma --inventory i.yaml \(Self.clock) --report json=before.json"
        #expect(try folder.run(before).exitCode == 1)
        let same = try gate(folder, Array(four.reversed()), "--baseline before.json --report sarif=a.sarif")
        #expect(same.0 == 0 && same.1.contains("(1 known from the baseline)"), "\(same.1)")
        // Fewer are no more than there were.
        var doors = four
        doors[0] = Self.door("d1", open: false)
        #expect(try gate(folder, doors, "--baseline before.json").0 == 0)
        // As many as there were, and another one among them.
        doors[4] = Self.door("d5", open: true)
        let other = try gate(folder, doors, "--baseline before.json --report sarif=a.sarif")
        #expect(other.0 == 1, "\(other.1)")
        let sarif = try String(contentsOf: folder.url.appending(path: "a.sarif"), encoding: .utf8)
        #expect(sarif.contains(#""baselineState": "new""#))
    }

    /// Whether an index finds them or each is asked.
    @Test(arguments: [5, 40], ["d.house is this.name", "lower(d.house) is lower(this.name)"])
    func ofManyTheRestIsCounted(_ open: Int, _ tie: String) throws {
        let folder = try folder(
            "forbid some d in resources of demo.door where \(tie) satisfies d.open is true", Self.doors(open, shut: 1))
        let said = try folder.run("norma eval --rules r.norma --inventory i.yaml \(Self.clock)").output
        #expect(
            said.contains(
                "open of d1 must not be true; open of d2 must not be true; open of d3 must not be true; \(open - 3) more"
            ),
            "\(said)")
        let json = try folder.run("norma eval --rules r.norma --inventory i.yaml \(Self.clock) --format json").output
        #expect(json.contains(#""count": \#(open),"#), "\(json)")
    }

    @Test func ofAParametersElementsTheRestIsCounted() throws {
        let folder = try ScratchFolder([
            "r.norma": """
            rule labelled {
              for demo.house
              param need: string_list = ["a", "b", "c", "d", "e"]
              require every k in need satisfies labels contains k
            }

            """,
            "i.yaml": "- { kind: demo.house, id: h, properties: { labels: { b: x } } }\n",
        ])
        let before = "norma eval --rules r.norma --inventory i.yaml \(Self.clock) --report json=before.json"
        let said = try folder.run(before)
        #expect(
            said.output.contains(#"must contain "a", and must contain "c", and must contain "d"; 1 more"#),
            "\(said.output)")
        func gate(_ label: String) throws -> Int32 {
            try folder.write(
                Data("- { kind: demo.house, id: h, properties: { labels: { \(label): x } } }\n".utf8), to: "i.yaml")
            return try folder.run(
                "norma gate --rules r.norma --inventory i.yaml --baseline before.json \(Self.clock)"
            ).exitCode
        }
        #expect(try gate("b") == 0)
        // Of as many another one.
        #expect(try gate("e") == 1)
    }
}
