import Foundation
import ResourceDocuments
import SourceText
import TestSupport
import Testing

/// `norma lint` as a person runs it.
@Suite struct LintCommandTests {
    private static let rule = """
        # What a gate has to be.
        rule gate {
          for demo.gate
          require port is at least 1024 # unprivileged
          # 80 is for everybody
          require port is at least 80 # the old limit
          require any {
            open is false
            port is 443 and port is at least 400
          }
        }

        """

    private static let cases = """
        rules: gate.norma
        cases:
          - { name: low, resource: { kind: demo.gate, id: a, properties: { port: 22, open: true } }, expect: { gate: fail } }
          - { name: high, resource: { kind: demo.gate, id: a, properties: { port: 2000, open: false } }, expect: { gate: pass } }

        """

    private func folder(_ rule: String = rule) throws -> ScratchFolder {
        try ScratchFolder(["gate.norma": rule, "gate.cases.yaml": Self.cases])
    }

    @Test func eachFindingStandsWithTheResourceThatShowsIt() throws {
        let result = try folder().run("norma lint gate.norma")
        #expect(result.exitCode == 1)
        let text = result.standardOutput
        #expect(
            text.contains("warning[W1603]: 'port is at least 80' holds wherever what stands before it does"), "\(text)")
        #expect(text.contains("┌─ gate.norma:6:11"), "\(text)")
        #expect(text.contains("shown by (both fail; 'gate' says fail):"), "\(text)")
        #expect(text.contains(#""properties": { "port": "#), "\(text)")
        #expect(text.hasSuffix("1 rule, 2 findings\n"), "\(text)")
    }

    @Test func theInstantOfAnAgeIsTold() throws {
        let rule =
            "rule gate {\n  for demo.gate\n  require made is newer than 90d\n  require made is newer than 100d\n}\n"
        let folder = try ScratchFolder(["gate.norma": rule])
        let words = "says fail, as of 2026-01-01T00:00:00Z):"
        #expect(try folder.run("norma lint gate.norma").standardOutput.contains(words))
        #expect(
            try folder.run("norma lint --format json gate.norma").standardOutput.contains(
                #""as_of": "2026-01-01T00:00:00Z""#))
        #expect(
            try folder.run("norma lint --format sarif gate.norma").standardOutput.contains(
                ", as of 2026-01-01T00:00:00Z): {"))
    }

    /// A case that has the resource alone would be unknown: nobody had looked for the other kind.
    @Test func kindsThatHaveToBeCollectedAreTold() throws {
        let rule =
            "rule gate {\n  for demo.gate\n  require some l in resources of demo.lock where l.gate is this.id satisfies l.on is true\n}\n"
        let folder = try ScratchFolder(["gate.norma": rule])
        let text = try folder.run("norma lint gate.norma").standardOutput
        #expect(text.contains("'gate' says fail, with collected: [demo.lock]):"), "\(text)")
        let json = try folder.run("norma lint --format json gate.norma").standardOutput
        #expect(json.contains("\"collected\": [\n          \"demo.lock\"\n        ]"), "\(json)")
        let shown = try #require(text.split(separator: "\n").first { $0.contains(#""kind": "demo.gate""#) })
        let cases =
            "rules: gate.norma\ncases:\n  - { name: shown, collected: [demo.lock], resource: \(shown), expect: { gate: fail } }\n"
        try folder.write(Data(cases.utf8), to: "gate.cases.yaml")
        let tested = try folder.run("norma test gate.norma")
        #expect(tested.exitCode == 0, "\(tested.output)")
    }

    /// The comments that speak of what is left out go with it, all others and the layout stay; a second run finds nothing to do; the cases say the same.
    @Test func whatSaysNothingIsLeftOut() throws {
        let folder = try folder()
        let fixed = try folder.run("norma lint --fix gate.norma")
        #expect(fixed.exitCode == 0, "\(fixed.output)")
        #expect(fixed.standardOutput.hasPrefix("mended gate.norma\n"), "\(fixed.output)")
        let text = try String(contentsOf: folder.url.appending(path: "gate.norma"), encoding: .utf8)
        #expect(
            text == """
                # What a gate has to be.
                rule gate {
                  for demo.gate
                  require port is at least 1024 # unprivileged
                  require any {
                    open is false
                    port is 443
                  }
                }

                """, "\(text)")
        let again = try folder.run("norma lint --fix gate.norma")
        #expect(again.exitCode == 0 && again.standardOutput == "1 rule, nothing found\n", "\(again.output)")
        #expect(try folder.run("norma test gate.norma").exitCode == 0)
    }

    @Test func aCommentAllowsAFindingWithItsReason() throws {
        let allowed = Self.rule.replacing(
            "# 80 is for everybody", with: "# norma:allow W1603 the auditors read it apart"
        )
        .replacing("    port is 443 and", with: "    # norma:allow W1603 as above\n    port is 443 and")
        #expect(try folder(allowed).run("norma lint gate.norma").exitCode == 0)
        let bare = try folder(allowed.replacing(" the auditors read it apart", with: "")).run("norma lint gate.norma")
        #expect(bare.exitCode == 2, "\(bare.output)")
        #expect(bare.standardOutput.contains("error[E1608]"), "\(bare.output)")
        let idle = try folder(Self.rule.replacing("# unprivileged", with: "# norma:allow W1601 not here"))
            .run("norma lint gate.norma")
        #expect(idle.exitCode == 1)
        #expect(idle.standardOutput.contains("warning[W1609]"), "\(idle.output)")
    }

    @Test func aRuleThatNoCaseMakesFail() throws {
        let rule = "rule gate {\n  for demo.gate\n  require port is at least 1024\n}\n"
        let folder = try ScratchFolder([
            "gate.norma": rule,
            "gate.cases.yaml": Self.cases.split(separator: "\n").filter { !$0.contains("low") }
                .joined(separator: "\n"),
        ])
        let result = try folder.run("norma lint gate.norma")
        #expect(result.exitCode == 1)
        #expect(result.standardOutput.contains("warning[W1605]: no case makes 'gate' fail"), "\(result.output)")
        #expect(try self.folder(rule).run("norma lint gate.norma").exitCode == 0)
    }

    /// No resource that such a search draws is what both ask for: the pattern is named, and nothing is claimed.
    @Test func aPatternThatWasNotDecidedIsNamed() throws {
        let whens = ["matches /^[a-f]{8}$/", "matches /^[d-k]{8}$/", "does not match /ddd/"].map { "  when w \($0)\n" }
        let rule = "rule gate {\n  for demo.gate\n\(whens.joined())  require host matches /example\\.com/\n}\n"
        let folder = try ScratchFolder(["gate.norma": rule])
        let result = try folder.run("norma lint gate.norma")
        #expect(
            result.standardOutput.contains("gate.norma:6: not decided whether /example\\.com/ lets too much pass: "),
            "\(result.output)")
        #expect(result.standardOutput.hasSuffix(", 1 pattern not decided\n"), "\(result.output)")
        let json = try folder.run("norma lint --format json gate.norma").standardOutput
        #expect(json.contains(#""line": 6,"#), "\(json)")
    }

    @Test func aRuleThatCannotBeReadIsNotLinted() throws {
        let result = try folder("rule gate {\n  for demo.gate\n  require port == 1\n}\n").run("norma lint gate.norma")
        #expect(result.exitCode == 2)
        #expect(result.standardOutput == "")
    }

    @Test func jsonHasTheDocumentedKeys() throws {
        let result = try folder().run("norma lint --format json gate.norma")
        let root = try JSONParser.document(SourceFile(name: "out", text: result.standardOutput), keys: KeyTable()).root
        #expect(
            root.entries.map(\.key) == ["format", "format_version", "findings", "undecided", "diagnostics", "summary"])
        #expect(root["diagnostics"]?.elements.isEmpty == true)
        #expect(root["summary"]?["rules"]?.value == .number(ExactNumber(1)))
        let finding = try #require(root["findings"]?.elements.first)
        #expect(finding.entries.map(\.key) == ["rule", "diagnostic", "witness", "fixable"])
        #expect(finding["witness"]?["verdict"]?.string == "fail")
        #expect(finding["witness"]?["resources"]?[0]?["kind"]?.string == "demo.gate")
    }

    /// Whoever reads the form finds it the same where a rule cannot be read.
    @Test(arguments: ["lint gate.norma", "diff-rules gate.norma gate.norma"])
    func jsonHasTheSameKeysWhateverHappens(_ command: String) throws {
        func keys(_ rule: String, ends code: Int32) throws -> (keys: [String], codes: [String?]) {
            let result = try folder(rule).run("norma \(command) --format json")
            #expect(result.exitCode == code, "\(result.output)")
            #expect(result.standardError == "")
            let root = try JSONParser.document(SourceFile(name: "out", text: result.standardOutput), keys: KeyTable())
                .root
            return (root.entries.map(\.key), root["diagnostics"]?.elements.map { $0["code"]?.string } ?? [])
        }
        let good = try keys(Self.rule, ends: command.hasPrefix("lint") ? 1 : 0)
        let bad = try keys("rule gate {\n  for demo.gate\n  require port == 1\n}\n", ends: 2)
        #expect(good.keys == bad.keys)
        #expect(good.codes == [])
        #expect(Set(bad.codes) == ["E1120"])
    }

    @Test func sarifOfARuleThatCannotBeReadSaysSo() throws {
        let result = try folder("rule gate {\n  for demo.gate\n  require port == 1\n}\n")
            .run("norma lint --format sarif gate.norma")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E1120]"))
        let root = try JSONParser.document(SourceFile(name: "out", text: result.standardOutput), keys: KeyTable()).root
        let invocation = try #require(root["runs"]?[0]?["invocations"]?[0])
        #expect(invocation["executionSuccessful"]?.bool == false)
        #expect(invocation["toolExecutionNotifications"]?[0]?["level"]?.string == "error")
    }

    @Test func sarifIsValid() throws {
        guard let schemas = ProjectFolder.shared("schemas") else { return }
        let python = ProjectFolder.root.appending(path: ".build/validators/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            return print("SKIPPED: 'make validators' installs what SARIF is held against")
        }
        let folder = try folder()
        _ = try folder.run("norma lint --format sarif gate.norma > out.sarif")
        _ = try folder.run("printf 'rule x {' > bad.norma; norma lint --format sarif bad.norma > bad.sarif")
        for (command, file) in [
            ("lint gate.norma", "lint"), ("lint bad.norma", "bad-lint"), ("diff-rules gate.norma gate.norma", "same"),
            ("diff-rules gate.norma bad.norma", "bad-diff"), ("check gate.norma", "check"),
            ("check bad.norma", "bad-check"),
            ("test --coverage --mutate gate.norma", "test"), ("test gate.norma", "plain-test"),
            ("test bad.norma", "bad-test"),
        ] {
            _ = try folder.run("norma \(command) --format json > \(file).json")
        }
        _ = try folder.run(
            "sed 's/1024/2048/' gate.norma > new.norma; norma diff-rules gate.norma new.norma --format json > diff.json"
        )
        let validate = ProjectFolder.root.appending(path: "Tests/ComplianceReportsTests/validate.py").path
        let own = ProjectFolder.root.appending(path: "Sources/ComplianceReports/ComplianceReports.docc/Schemas").path
        let result = try folder.run(
            "'\(python.path)' '\(validate)' '\(schemas.path)' '\(own)' sarif=out.sarif sarif=bad.sarif json=lint.json json=bad-lint.json json=same.json json=bad-diff.json json=diff.json json=check.json json=bad-check.json json=test.json json=plain-test.json json=bad-test.json"
        )
        #expect(result.exitCode == 0, "\(result.output)")
    }
}
