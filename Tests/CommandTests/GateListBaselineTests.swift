import Foundation
import TestSupport
import Testing

/// What a baseline knows of the elements of lists: what is wrong with them, and not where they stand.
@Suite struct GateListBaselineTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"

    private static let remotes = """
        rule closed {
          for demo.net
          forbid some r in rules satisfies r.remote is "0.0.0.0/0"
        }

        """

    private static func net(_ properties: String) -> String {
        "- { kind: demo.net, id: n, properties: \(properties) }\n"
    }

    /// The gate's last line, what it says on standard error, and what SARIF says of each finding, in order.
    private struct Outcome {
        var last: String
        var errors: String
        var states: [String]
        var fingerprints: [String]
    }

    private func folder(_ rule: String, before: String) throws -> ScratchFolder {
        let folder = try ScratchFolder(["r.norma": rule, "net.yaml": Self.net(before)])
        let made = try folder.run(
            "norma eval --rules r.norma --inventory net.yaml --report json=before.json \(Self.clock)")
        #expect(made.exitCode == 1, "\(made.output)")
        return folder
    }

    private func gate(_ folder: ScratchFolder, _ after: String, baseline: String = "before.json") throws -> Outcome {
        try folder.write(Data(Self.net(after).utf8), to: "net.yaml")
        let result = try folder.run(
            "norma gate --rules r.norma --inventory net.yaml --baseline \(baseline) --report sarif=a.sarif \(Self.clock)"
        )
        let sarif = try String(contentsOf: folder.url.appending(path: "a.sarif"), encoding: .utf8)
        return Outcome(
            last: String(result.standardOutput.split(separator: "\n").last ?? ""), errors: result.standardError,
            states: sarif.matches(of: /"baselineState": "(\w+)"/).map { String($0.1) },
            fingerprints: sarif.matches(of: /"normaFinding\/v3": "(\w+)"/).map { String($0.1) })
    }

    private static let known = "gate open, exit 0: 0 evaluations pass, none fails (1 known from the baseline)"
    private static let new = "gate closed, exit 1: 1 evaluation fails: closed"

    private static let ssh = #"{ remote: 0.0.0.0/0, port: 22 }"#
    private static let rdp = #"{ remote: 0.0.0.0/0, port: 3389 }"#
    private static let inside = #"{ remote: 10.0.0.0/8, port: 22 }"#

    @Test(arguments: [
        // Another in front, behind, in other order, members in other order.
        ("\(inside), \(ssh), \(rdp)", true), ("\(ssh), \(inside), \(rdp)", true), ("\(rdp), \(ssh)", true),
        ("{ port: 22, remote: 0.0.0.0/0 }, \(rdp)", true), (ssh, true),
        // One that fails stands where another did, with the other gone or not.
        ("{ remote: 0.0.0.0/0, port: 443 }, \(rdp)", false),
        ("{ remote: 0.0.0.0/0, port: 443 }, \(ssh), \(rdp)", false),
        // The same once more.
        ("\(ssh), \(rdp), \(ssh)", false),
    ])
    func anElementIsKnownByWhatItIs(_ after: String, _ isKnown: Bool) throws {
        let folder = try folder(Self.remotes, before: "{ rules: [\(Self.ssh), \(Self.rdp)] }")
        let outcome = try gate(folder, "{ rules: [\(after)] }")
        #expect(outcome.last == (isKnown ? Self.known : Self.new), "\(outcome)")
        #expect(outcome.states.contains("new") == !isKnown, "\(outcome)")
        #expect(outcome.errors.isEmpty, "\(outcome)")
    }

    @Test func equalElementsAreCounted() throws {
        let folder = try folder(Self.remotes, before: "{ rules: [\(Self.ssh), \(Self.ssh)] }")
        #expect(try gate(folder, "{ rules: [\(Self.inside), \(Self.ssh), \(Self.ssh)] }").last == Self.known)
        let more = try gate(folder, "{ rules: [\(Self.ssh), \(Self.ssh), \(Self.ssh)] }")
        #expect(more.last == Self.new)
        #expect(more.states.count == 3 && more.states.last == "new", "\(more)")
        #expect(Set(more.fingerprints).count == 3)
        let fewer = try gate(folder, "{ rules: [\(Self.ssh)] }")
        #expect(fewer.last == Self.known && fewer.states.sorted() == ["absent", "unchanged"], "\(fewer)")
    }

    /// An element with a name is known by it and by what was tested; the rest of it may change.
    @Test(arguments: [
        ("{ name: web, remote: 0.0.0.0/0, note: b }", true),
        ("{ name: x, remote: 10.0.0.0/8 }, { name: web, remote: 0.0.0.0/0 }", true),
        ("{ name: api, remote: 0.0.0.0/0, note: a }", false), ("{ name: web, remote: 1.0.0.0/8, note: a }", false),
        ("{ Name: web, remote: 0.0.0.0/0 }", true), ("{ remote: 0.0.0.0/0, note: a }", false),
    ])
    func aNameTellsElementsApart(_ after: String, _ isKnown: Bool) throws {
        let rule = Self.remotes.replacing(#"is "0.0.0.0/0""#, with: #"is one of ["0.0.0.0/0", "1.0.0.0/8"]"#)
        let folder = try folder(rule, before: "{ rules: [{ name: web, remote: 0.0.0.0/0, note: a }] }")
        let outcome = try gate(folder, "{ rules: [\(after)] }")
        #expect(outcome.last == (isKnown ? Self.known : Self.new), "\(outcome)")
    }

    private static let nested = """
        rule closed {
          for demo.net
          forbid some g in groups satisfies some r in g.remotes satisfies r is "0.0.0.0/0"
        }

        """

    @Test(arguments: [
        ("{ port: 80, remotes: [1.1.1.1] }, { port: 22, remotes: [2.2.2.2, 0.0.0.0/0] }", true),
        // In another group.
        ("{ port: 80, remotes: [0.0.0.0/0] }, { port: 22, remotes: [1.1.1.1] }", false),
        ("{ port: 80, remotes: [0.0.0.0/0] }, { port: 22, remotes: [0.0.0.0/0] }", false),
    ])
    func listsInListsAreFollowed(_ after: String, _ isKnown: Bool) throws {
        let folder = try folder(
            Self.nested, before: "{ groups: [{ port: 22, remotes: [0.0.0.0/0, 1.1.1.1] }, { port: 80, remotes: [] }] }")
        let outcome = try gate(folder, "{ groups: [\(after)] }")
        #expect(outcome.last == (isKnown ? Self.known : Self.new), "\(outcome)")
    }

    /// The keys of a map are names, and a value in none of a list's elements may change.
    @Test(arguments: [
        ("{ a: { port: 1 }, web: { remote: 0.0.0.0/0 } }", true), ("{ web: { remote: 0.0.0.0/0, port: 1 } }", true),
        ("{ api: { remote: 0.0.0.0/0 } }", false), ("{ web: { remote: 1.0.0.0/8 } }", true),
    ])
    func keysStay(_ after: String, _ isKnown: Bool) throws {
        let rule = """
            rule closed {
              for demo.net
              forbid some k, r in rules
                where r.remote is present
                satisfies r.remote is one of ["0.0.0.0/0", "1.0.0.0/8"]
            }

            """
        let folder = try folder(rule, before: "{ rules: { web: { remote: 0.0.0.0/0 } } }")
        let outcome = try gate(folder, "{ rules: \(after) }")
        #expect(outcome.last == (isKnown ? Self.known : Self.new), "\(outcome)")
    }

    /// What a text holds is read on.
    @Test func listsInTextsAreFollowed() throws {
        let rule = """
            rule closed {
              for demo.net
              forbid some s in json(policy).Statement satisfies s.Principal is "*"
            }

            """
        func policy(_ statements: String) -> String { "{ policy: '{\"Statement\": [\(statements)]}' }" }
        let (all, some, other) = (
            #"{"Action": "get", "Principal": "*"}"#, #"{"Action": "get", "Principal": "a"}"#,
            #"{"Action": "put", "Principal": "*"}"#
        )
        let folder = try folder(rule, before: policy(all))
        #expect(try gate(folder, policy("\(some), \(all)")).last == Self.known)
        #expect(try gate(folder, policy(other)).last == Self.new)
    }

    /// What was only unknown and fails now is new, also where the rule failed before for another reason.
    @Test func whatIsUnknownIsNotKnownToFail() throws {
        let rule = "rule closed {\n  for demo.net\n  require a is at most 1\n  require b is at most 1\n}\n"
        let folder = try folder(rule, before: "{ a: 3, b: [] }")
        let same = try gate(folder, "{ a: 4, b: [] }")
        #expect(same.last == Self.known && same.states.sorted() == ["unchanged", "updated"], "\(same)")
        let fails = try gate(folder, "{ a: 3, b: 3 }")
        #expect(fails.last == Self.new && fails.states.sorted() == ["new", "unchanged"], "\(fails)")
        // The other way round it is no worse than it was.
        #expect(try gate(folder, "{ a: [], b: [] }").last == Self.known)
    }

    /// A baseline that knows positions alone is read as it was meant, and a warning says what it cannot tell.
    @Test func aBaselineOfAnEarlierVersionKnowsPositions() throws {
        let folder = try folder(Self.remotes, before: "{ rules: [\(Self.ssh)] }")
        let before = try String(contentsOf: folder.url.appending(path: "before.json"), encoding: .utf8)
        let old = before.split(separator: "\n").filter { !$0.contains("\"element_digest\"") }.joined(separator: "\n")
        #expect(old != before)
        try folder.write(Data(old.utf8), to: "old.json")
        let cannotTell = "another element that fails in the same position may pass"
        let same = try gate(folder, "{ rules: [\(Self.rdp)] }", baseline: "old.json")
        #expect(same.last == Self.known && same.errors.contains("warning[W5035]"), "\(same)")
        #expect(same.errors.contains(cannotTell) && same.errors.contains("make it anew: 'norma eval'"), "\(same)")
        let moved = try gate(folder, "{ rules: [\(Self.inside), \(Self.ssh)] }", baseline: "old.json")
        #expect(moved.last == Self.new && moved.errors.contains(cannotTell), "\(moved)")
        // Of what stands in no list it tells all.
        let plain = try self.folder(
            "rule closed {\n  for demo.net\n  require remote is absent\n}\n", before: "{ remote: 0.0.0.0/0 }")
        let text = try String(contentsOf: plain.url.appending(path: "before.json"), encoding: .utf8)
        try plain.write(Data(text.replacing("\"element_digest\": null,", with: "").utf8), to: "before.json")
        let known = try gate(plain, "{ remote: 0.0.0.0/0 }")
        #expect(known.last == Self.known && known.errors.isEmpty, "\(known)")
    }

    /// Of one resource an element is known and another new: each report speaks of the new one first, and calls the other known.
    @Test func knownElementsOfAResourceThatCountsAreCalledSo() throws {
        func net(_ first: String, _ second: String) -> String {
            "- kind: demo.net\n  id: n\n  properties:\n    rules:\n      - remote: \(first)\n      - remote: \(second)\n"
        }
        let folder = try ScratchFolder(["r.norma": Self.remotes, "net.yaml": net("0.0.0.0/0", "10.0.0.0/8")])
        _ = try folder.run("norma eval --rules r.norma --inventory net.yaml --report json=before.json \(Self.clock)")
        try folder.write(Data(net("0.0.0.0/0", "0.0.0.0/0").utf8), to: "net.yaml")
        let result = try folder.run(
            "norma gate --rules r.norma --inventory net.yaml --baseline before.json --report github=a.txt --report markdown=a.md \(Self.clock)"
        )
        #expect(result.exitCode == 1)
        func text(_ file: String) throws -> String {
            try String(contentsOf: folder.url.appending(path: file), encoding: .utf8)
        }
        let annotations = try text("a.txt").split(separator: "\n")
        #expect(annotations[0].hasPrefix("::warning file=net.yaml,line=6,"), "\(annotations)")
        #expect(annotations[0].contains("rules[1].remote"), "\(annotations)")
        #expect(annotations[0].hasSuffix("(and 1 more place, known from the baseline)"), "\(annotations)")
        let places = try text("a.md").split(separator: "\n").filter { $0.hasPrefix("  - ") }
        #expect(places.count == 2)
        #expect(places[0].hasSuffix("at `net.yaml:6:17`"), "\(places)")
        #expect(places[1].hasSuffix("at `net.yaml:5:17`, known from the baseline"), "\(places)")
        let lines = result.standardOutput.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("  known from the baseline: rules[0].remote") }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("  rules[1].remote") }, "\(lines)")
    }
}
