import Foundation
import TestSupport
import Testing

/// What a baseline knows of a clause that finds several things wrong and tells them as one.
@Suite struct GateReasonBaselineTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"

    private func folder(_ require: String, before: String) throws -> ScratchFolder {
        let folder = try ScratchFolder([
            "r.norma": "rule sound {\n  for demo.box\n  \(require)\n}\n", "box.yaml": Self.box(before),
        ])
        let made = try folder.run(
            "norma eval --rules r.norma --inventory box.yaml --report json=before.json \(Self.clock)")
        #expect(made.exitCode == 1, "\(made.output)")
        return folder
    }

    private static func box(_ properties: String) -> String {
        "- { kind: demo.box, id: b, properties: \(properties) }\n"
    }

    private func gate(_ folder: ScratchFolder, _ after: String, baseline: String = "before.json") throws
        -> (isOpen: Bool, states: [String], errors: String)
    {
        try folder.write(Data(Self.box(after).utf8), to: "box.yaml")
        let result = try folder.run(
            "norma gate --rules r.norma --inventory box.yaml --baseline \(baseline) --report sarif=a.sarif \(Self.clock)"
        )
        let sarif = try String(contentsOf: folder.url.appending(path: "a.sarif"), encoding: .utf8)
        return (
            result.exitCode == 0, sarif.matches(of: /"baselineState": "(\w+)"/).map { String($0.1) },
            result.standardError
        )
    }

    private static let both = "require a is true and b is true"
    private static let any = "require any { all { a is true  b is true } c is true }"
    private static let elements = "require every x in l satisfies x.a is true and x.b is true"

    /// The clause; what was, what is, and whether the gate lets it pass.
    @Test(arguments: [
        (both, "{a: false, b: true}", "{a: false, b: true, other: 1}", true),
        (both, "{a: false, b: true}", "{a: false, b: false}", false),
        (both, "{a: false, b: true}", "{a: true, b: false}", false),
        (both, "{a: false, b: false}", "{a: false, b: true}", true),
        (both, "{a: false, b: false}", "{a: true, b: false}", false),
        (both, "{a: false, b: false}", "{a: false, b: false}", true),
        (any, "{a: false, b: true, c: false}", "{a: false, b: true, c: false}", true),
        (any, "{a: false, b: true, c: false}", "{a: false, b: false, c: false}", false),
        (elements, "{l: [{a: true, b: true}, {a: false, b: true}]}", "{l: [{a: false, b: true}]}", true),
        (elements, "{l: [{id: x, a: false, b: true}]}", "{l: [{id: x, a: false, b: false}]}", false),
        (elements, "{l: [{id: x, a: false, b: true}]}", "{l: [{id: x, a: true, b: false}]}", false),
        ("require a is true and b is present", "{a: false, b: 1}", "{a: false}", false),
        ("require a is true if missing fail", "{}", "{other: 1}", true),
    ])
    func allThatDecidesHasToBeKnown(_ require: String, _ before: String, _ after: String, _ isKnown: Bool) throws {
        let gate = try gate(folder(require, before: before), after)
        #expect(gate.isOpen == isKnown, "\(gate)")
        #expect(gate.states.filter { $0 == "absent" }.isEmpty || !isKnown)
        #expect(gate.states.contains("new") != isKnown, "\(gate.states)")
        #expect(!gate.errors.contains("W5035"))
    }

    /// One that has no `deciding` is of an earlier version.
    @Test func anEarlierBaselineSaysWhatItCannotTell() throws {
        let folder = try folder(Self.both, before: "{a: false, b: false}")
        let text = try String(contentsOf: folder.url.appending(path: "before.json"), encoding: .utf8)
        let member = try #require(text.firstMatch(of: /"deciding": \[\s*"a",\s*"b"\s*\],/))
        try folder.write(Data(text.replacing(member.0, with: "").utf8), to: "old.json")
        let gate = try gate(folder, "{a: false, b: true}", baseline: "old.json")
        #expect(gate.isOpen)
        #expect(
            gate.errors.contains(
                "warning[W5035]: the baseline is of an earlier version, which kept the first place of each finding alone"
            ))
    }
}
