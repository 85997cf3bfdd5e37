import Foundation
import TestSupport
import Testing

/// What a gate that counts only what is new, or what changed, says of the rest: it is there, in a line, and told from what counts.
@Suite struct GateBaselineTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"
    private static let rule = "rule shut {\n  severity high\n  for demo.door\n  require open_for is 0\n}\n"
    private static let gate = "norma gate --attachment rules/attachments/a.yaml --inventory inventory \(clock)"

    private static func door(_ id: String, _ minutes: Int) -> String {
        "- { kind: demo.door, id: \(id), account: acc1, properties: { open_for: \(minutes) } }\n"
    }

    private func text(_ name: String, in folder: ScratchFolder) throws -> String {
        try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }

    /// `front` is open in a recorded scan; then `side` is opened too.
    private func scanned() throws -> (folder: ScratchFolder, scan: String) {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("a", "")])
        let scan = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory \(Self.clock) --record --database s.sqlite"
        )
        let id = try #require(scan.standardOutput.firstMatch(of: /recorded as scan ([0-9a-f-]+)/)).1
        return (folder, String(id))
    }

    /// What a shell gives for `<(…)` and a named pipe are read once, however many reports tell of them.
    @Test(arguments: ["<(cat before.json)", "pipe", "/dev/stdin < before.json"])
    func aPipeIsABaseline(_ baseline: String) throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "i.yaml": Self.door("front", 3)])
        let rest = "--rules r.norma --inventory i.yaml \(Self.clock)"
        #expect(try folder.run("norma eval \(rest) --report json=before.json").exitCode == 1)
        let written = baseline == "pipe" ? "mkfifo pipe; cat before.json > pipe & " : ""
        let gate = try folder.run(
            "bash -c '\(written)norma gate \(rest) --report sarif=a.sarif --report markdown=a.md --report github=a.txt --baseline \(baseline)'"
        )
        #expect(gate.exitCode == 0 && gate.standardOutput.contains("(1 known from the baseline)"), "\(gate.output)")
        #expect(try text("a.sarif", in: folder).contains(#""baselineState": "unchanged""#))
    }

    @Test func aRecordedScanIsABaseline() throws {
        let (folder, scan) = try scanned()
        let gate = "\(Self.gate) --baseline \(scan) --database s.sqlite"
        let same = try folder.run(gate)
        #expect(same.exitCode == 0, "\(same.output)")
        #expect(same.standardOutput.hasSuffix("1 evaluation passes, none fails (1 known from the baseline)\n"))
        #expect(
            same.standardOutput.contains(
                "known from the baseline (1)\n  fail  door_is_shut  medium  front (demo.door) in account acc1  inventory/doors.yaml:1:"
            )
        )
        // Where all of it is known nothing is drawn in full.
        #expect(!same.standardOutput.contains("┌─"), "\(same.standardOutput)")

        try folder.write(Data((DoorPack.inventory + Self.door("side", 1)).utf8), to: "inventory/doors.yaml")
        let more = try folder.run("\(gate) --report sarif=a.sarif")
        #expect(more.exitCode == 1)
        #expect(more.standardOutput.hasSuffix("1 evaluation fails: door_is_shut (1 known from the baseline)\n"))
        #expect(more.standardOutput.contains("known from the baseline (1)\n  fail  door_is_shut  medium  front"))
        #expect(more.standardOutput.contains("\nfail  door_is_shut  medium  side (demo.door) in account acc1  new\n"))
        #expect(!more.standardOutput.contains("front (demo.door) in account acc1  new"))
        let results = try text("a.sarif", in: folder).split(separator: "\"ruleId\"").dropFirst()
        let states = results.compactMap { result in
            result.firstMatch(of: /"fullyQualifiedName": "demo.door\/(\w+)"[^☃]*"baselineState": "(\w+)"/).map {
                "\($0.1) \($0.2)"
            }
        }
        #expect(states == ["front unchanged", "side new"])

        // What is mended is known no longer.
        try folder.write(Data(Self.door("front", 0).utf8), to: "inventory/doors.yaml")
        let mended = try folder.run(gate)
        #expect(mended.exitCode == 0 && !mended.output.contains("known from"), "\(mended.output)")
    }

    /// What is known of one resource says nothing of another that is called the same: a copy in the folder of another stage.
    @Test func anotherResourceOfTheSameNameIsNew() throws {
        let map = """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: door, namespace: house }
            data: { open: "yes" }

            """
        let folder = try ScratchFolder([
            "r.norma": "rule shut {\n  severity high\n  for k8s.ConfigMap\n  require data.open is \"no\"\n}\n",
            "inventory/map.yaml": map,
        ])
        let before = "norma eval --rules r.norma --inventory inventory --report json=before.json \(Self.clock)"
        _ = try folder.run(before)
        try folder.write(Data(map.replacing("yes", with: "ajar").utf8), to: "inventory/stage/map.yaml")
        let gate = "norma gate --rules r.norma --inventory inventory --baseline before.json \(Self.clock)"
        let more = try folder.run("\(gate) --report sarif=a.sarif")
        #expect(more.exitCode == 1, "\(more.output)")
        #expect(
            more.standardOutput.hasSuffix("1 evaluation fails: shut (1 known from the baseline)\n"), "\(more.output)")
        let states = try text("a.sarif", in: folder).matches(of: /"baselineState": "(\w+)"/).map { String($0.1) }
        #expect(states.sorted() == ["new", "unchanged"])
        // Once both are known, both are.
        _ = try folder.run(before)
        #expect(try folder.run(gate).exitCode == 0)
    }

    @Test func aScanThatIsNotThereIsNoBaseline() throws {
        let (folder, _) = try scanned()
        let result = try folder.run("\(Self.gate) --baseline 00000000 --database s.sqlite")
        #expect(result.exitCode == 2 && result.standardOutput.hasPrefix("gate undecidable, exit 2"), "\(result.output)")
    }

    @Test(arguments: [
        (#"{"format": "norma.evaluations", "format_version": "1.0", "evaluations": "x"}"#, "b.json"),
        (#"{"format": "norma.evaluations", "format_version": "9.0", "evaluations": []}"#, "b.json"),
        (#"{"format": "norma.evaluations","#, "b.json:1"),
        ("verdict,path\nfail,a,\"b: \"\"c\"\": d\"\n", "'b.json' is no report of results"),
        ("<!DOCTYPE html>\n<title>Compliance report: rules</title>\n", "'b.json' is no report of results"),
    ])
    func whatIsNoReportIsNoBaseline(_ text: String, _ named: String) throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "doors.yaml": Self.door("front", 3), "b.json": text])
        let result = try folder.run("norma gate --rules r.norma --inventory doors.yaml --baseline b.json \(Self.clock)")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(result.standardOutput.hasPrefix("gate undecidable, exit 2: "), "\(result.output)")
        #expect(result.standardOutput.contains(named), "\(result.output)")
    }

    @Test func whatCountsIsToldFromTheRest() throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "doors.yaml": Self.door("front", 3)])
        let gate = "norma gate --rules r.norma --inventory doors.yaml \(Self.clock)"
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        #expect(
            try folder.run(
                "git init -q -b main && git add -A && git -c user.name=a -c user.email=a@example.com commit -q -m x"
            )
            .exitCode == 0)
        try folder.write(Data((Self.door("front", 3) + Self.door("side", 9)).utf8), to: "doors.yaml")
        let known = "known from the baseline (1)\n  fail  shut  high  front (demo.door) in account acc1  doors.yaml:1:"
        let untouched =
            "not changed since main (1)\n  fail  shut  high  front (demo.door) in account acc1  doors.yaml:1:"
        let baseline = try folder.run("\(gate) --baseline before.json").standardOutput
        #expect(
            baseline.hasPrefix(known)
                && baseline.contains("\n\nfail  shut  high  side (demo.door) in account acc1  new\n"),
            "\(baseline)")
        let since = try folder.run("\(gate) --since main").standardOutput
        #expect(
            since.hasPrefix(untouched)
                && since.contains("\n\nfail  shut  high  side (demo.door) in account acc1  changed since main\n"),
            "\(since)")
        let both = try folder.run("\(gate) --since main --baseline before.json").standardOutput
        #expect(both.hasPrefix(untouched) && both.contains("side (demo.door) in account acc1  new\n"), "\(both)")
        // A gate that compares nothing marks nothing.
        let plain = try folder.run(gate).standardOutput
        #expect(
            plain.contains("side (demo.door) in account acc1\n") && !plain.contains("known from")
                && !plain.contains("changed"))
    }

    /// A report of a form that this norma does not know says nothing to it; one with more keys does.
    @Test(arguments: [("9.0", 2), ("0.9", 2), ("1.7", 0)])
    func aBaselineOfAnotherVersionIsNamed(_ version: String, _ code: Int32) throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "doors.yaml": Self.door("front", 3)])
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        let known = try text("before.json", in: folder)
        let other = known.replacing("\"format_version\": \"1.0\"", with: "\"format_version\": \"\(version)\"")
        #expect(other != known)
        try folder.write(Data(other.utf8), to: "before.json")
        let result = try folder.run(
            "norma gate --rules r.norma --inventory doors.yaml --baseline before.json \(Self.clock)")
        #expect(result.exitCode == code, "\(result.output)")
        guard code == 2 else { return }
        for words in [
            "'before.json' is a report of format version \(version), which this norma does not read",
            "before.json:3:21", "it reads 1.x", "help: write the file again with this norma",
        ] { #expect(result.standardError.contains(words), "\(result.output)") }
    }

    /// In annotations and in a comment what is known is behind what is new, and is no error.
    @Test func reportsOfPullRequestsTellThemApart() throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "doors.yaml": Self.door("front", 3)])
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        try folder.write(Data((Self.door("front", 3) + Self.door("side", 9)).utf8), to: "doors.yaml")
        let result = try folder.run(
            "norma gate --rules r.norma --inventory doors.yaml --baseline before.json --format github --report markdown=a.md --report junit=a.xml \(Self.clock)"
        )
        let annotations = result.standardOutput.split(separator: "\n")
        #expect(annotations.count == 3)
        #expect(
            annotations[0].hasPrefix("::error file=doors.yaml,line=2") && annotations[0].contains("title=fail%3A shut"))
        #expect(
            annotations[1].hasPrefix("::notice file=doors.yaml,line=1")
                && annotations[1].contains("title=known from the baseline%3A fail%3A shut"))
        let comment = try text("a.md", in: folder)
        #expect(comment.contains("### Open, new (1)\n\n- **fail** high `shut` on `side [acc1]`"), "\(comment)")
        #expect(
            comment.contains(
                "### Open, and let pass (1)\n\n- fail `shut` on `front [acc1]` (`demo.door`): `known from the baseline`"
            ),
            "\(comment)")
        let cases = try text("a.xml", in: folder).split(separator: "<testcase")
        let (front, side) = (cases.first { $0.contains("front") } ?? "", cases.first { $0.contains("side") } ?? "")
        #expect(front.contains("<failure message=\"known from the baseline: "), "\(front)")
        #expect(side.contains("<failure message=\"") && !side.contains("known from"), "\(side)")
    }

    // MARK: Clauses

    private static let limits = """
        rule shut {
          for demo.door
          require open_for is at most 1
            else "it is open"
          require weight is at most 9
        }

        """

    /// `front` is open for 3; the baseline was made with `limits`.
    private func baseline(_ rule: String = limits) throws -> ScratchFolder {
        let folder = try ScratchFolder([
            "r.norma": rule,
            "doors.yaml": "- { kind: demo.door, id: front, properties: { open_for: 3, weight: 1 } }\n",
        ])
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        return folder
    }

    private func gate(_ folder: ScratchFolder, _ rule: String, baseline: String = "before.json") throws
        -> (last: String, errors: String)
    {
        try folder.write(Data(rule.utf8), to: "r.norma")
        let result = try folder.run(
            "norma gate --rules r.norma --inventory doors.yaml --baseline \(baseline) \(Self.clock)")
        return (String(result.standardOutput.split(separator: "\n").last ?? ""), result.standardError)
    }

    private static let known = "none fails (1 known from the baseline)"
    private static let new = "gate closed, exit 1: 1 evaluation fails: shut"

    @Test(arguments: [
        // Beside it, and in its place.
        limits.replacing("require weight", with: "require open_for is not 3\n  require weight"),
        limits.replacing("is at most 1", with: "is not 3"),
        limits.replacing("require open_for is at most 1", with: "forbid open_for is at least 2"),
    ])
    func anotherClauseInTheSamePlaceIsNew(_ rule: String) throws {
        let (last, errors) = try gate(try baseline(), rule)
        #expect(last == Self.new, "\(errors)")
        #expect(
            errors.contains("warning[W5032]: the baseline was made when 'shut' said something else"), "\(errors)")
    }

    /// What the names in a clause stand for is what it asks.
    @Test(arguments: [
        ("is at most most", "let most = 1\n  ", "let most = 2\n  "),
        ("is at most most", "let low = 1\n  let most = low\n  ", "let low = 2\n  let most = low\n  "),
        ("is at most few()", "define few() = 1\n", "define few() = 2\n"),
        (
            "is at most few()", "define small() = 1\ndefine few() = small()\n",
            "define small() = 2\ndefine few() = small()\n"
        ),
    ])
    func anotherMeaningOfItsNamesIsAnotherClause(_ clause: String, _ before: String, _ after: String) throws {
        func rule(_ definitions: String) -> String {
            let asked = Self.limits.replacing("is at most 1", with: clause)
            return definitions.hasPrefix("let")
                ? asked.replacing("require open_for", with: definitions + "require open_for") : definitions + asked
        }
        let folder = try baseline(rule(before))
        #expect(try gate(folder, rule(before)).last.hasSuffix(Self.known))
        let laidOut = rule(before.replacing(" = ", with: "   =\n    "))
        #expect(try gate(folder, laidOut).last.hasSuffix(Self.known))
        let (last, errors) = try gate(folder, rule(after))
        #expect(last == Self.new && errors.contains("W5032"), "\(last) \(errors)")
    }

    /// What a stricter limit alone makes fail is new; what failed before it is known.
    @Test func aStricterLimitMakesNewWhatHeldBefore() throws {
        func rule(_ most: Int) -> String {
            "rule shut {\n  param most: numeric = \(most)\n  for demo.door\n  require open_for is at most most\n}\n"
        }
        let folder = try baseline(rule(2))
        let known = try gate(folder, rule(1))
        #expect(known.last.hasSuffix(Self.known) && known.errors.contains("W5032"), "\(known)")
        let doors = "\(Self.door("held", 2))- { kind: demo.door, id: front, properties: { open_for: 3, weight: 1 } }\n"
        try folder.write(Data(doors.utf8), to: "doors.yaml")
        #expect(try gate(folder, rule(2)).last.hasSuffix(Self.known))
        let stricter = try gate(folder, rule(1))
        #expect(stricter.last == "\(Self.new) (1 known from the baseline)", "\(stricter)")
    }

    /// The scan of the gate's own attachment is the one that knows.
    @Test func aReportOfSeveralScansIsABaseline() throws {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("a"), "b": DoorPack.attachment("b")])
        try folder.write(Data(DoorPack.attachment("c").utf8), to: "rules/attachments/c.yaml")
        let scans = ["a", "b"].map { "--attachment rules/attachments/\($0).yaml" }.joined(separator: " ")
        _ = try folder.run("norma scan \(scans) --inventory inventory \(Self.clock) --report json=both.json")
        #expect(try text("both.json", in: folder).contains(#""format": "norma.scans""#))
        let rest = "--inventory inventory \(Self.clock) --baseline both.json"
        for name in ["a", "b"] {
            let gate = try folder.run("norma gate --attachment rules/attachments/\(name).yaml \(rest)")
            #expect(
                gate.exitCode == 0 && gate.standardOutput.hasSuffix("(1 known from the baseline)\n"), "\(gate.output)")
        }
        for (own, name) in [
            ("--rules rules/door_is_shut.norma", "rules alone"),
            ("--attachment rules/attachments/c.yaml", "attachment 'c'"),
        ] {
            let gate = try folder.run("norma gate \(own) \(rest)")
            #expect(gate.exitCode == 2, "\(gate.output)")
            #expect(
                gate.standardError.contains(
                    "error[E5030]: 'both.json' is a report of the attachments 'a', 'b', and this is of \(name)"),
                "\(gate.output)")
        }
    }

    @Test func aClauseThatMovesIsKnown() throws {
        let folder = try baseline()
        let laidOut = "# doors\n\n" + Self.limits.replacing("is at most 1", with: "is  at\n    most 1 # minute")
        let same = try gate(folder, laidOut)
        #expect(same.last.hasSuffix(Self.known) && same.errors.isEmpty, "\(same)")
        // Other clauses before it, and other words for it.
        let later = Self.limits.replacing("require open_for", with: "require weight is at least 0\n  require open_for")
        for rule in [later, Self.limits.replacing("it is open", with: "it stands open")] {
            let moved = try gate(folder, rule)
            #expect(moved.last.hasSuffix(Self.known) && moved.errors.contains("W5032"), "\(moved)")
        }
    }

    /// Such a baseline is read, a warning says what it cannot tell, and another number is another clause.
    @Test func aBaselineOfAnEarlierVersionSaysSo() throws {
        let folder = try baseline()
        let data = Data(try text("before.json", in: folder).utf8)
        var report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        report["rules"] = nil
        var evaluations = try #require(report["evaluations"] as? [[String: Any]])
        var findings = try #require(evaluations[0]["findings"] as? [[String: Any]])
        #expect(findings.count == 1 && findings[0].removeValue(forKey: "clause_digest") != nil)
        evaluations[0]["findings"] = findings
        report["evaluations"] = evaluations
        try folder.write(try JSONSerialization.data(withJSONObject: report), to: "old.json")
        let same = try gate(folder, Self.limits, baseline: "old.json")
        #expect(same.last.hasSuffix(Self.known), "\(same)")
        #expect(same.errors.contains("warning[W5035]") && same.errors.contains("make it anew"), "\(same)")
        let beside = Self.limits.replacing("require weight", with: "require open_for is not 3\n  require weight")
        #expect(try gate(folder, beside, baseline: "old.json").last == Self.new)
    }

    @Test func aRecordedScanKnowsWhatItsRulesSaid() throws {
        let (folder, scan) = try scanned()
        let rules = try folder.run("ls rules/*.norma rules/*/*.norma").standardOutput.split(separator: "\n")
        let file = try #require(rules.first.map(String.init))
        let rule = try text(file, in: folder)
        try folder.write(Data(rule.replacing("open_for is 0", with: "open_for is at most 0").utf8), to: file)
        let result = try folder.run("\(Self.gate) --baseline \(scan) --database s.sqlite")
        #expect(result.exitCode == 1, "\(result.output)")
        #expect(result.standardError.contains("'door_is_shut' said something else"), "\(result.output)")
    }
}
