import Foundation
import TestSupport
import Testing

/// What `norma test` writes for other programs: JUnit XML for build servers, LCOV's trace file for what shows coverage.
@Suite struct TestReportTests {
    private static let rule = """
        rule door {
          for demo.door
          when locks is not empty
          require any {
            @region is "hall"
            every lock in locks where lock.old is not true satisfies lock.shut is true
          }
          forbid alarm default "off" is "off"
        }

        """

    private static func cases(_ entries: String) -> String {
        """
        rules: door.norma
        defaults:
          resource:
            { kind: demo.door, id: front, region: yard, properties: { locks: [{ shut: true }], alarm: "on" } }
        cases:
        \(entries)

        """
    }

    private func folder(_ entries: String) throws -> ScratchFolder {
        try ScratchFolder(["door.norma": Self.rule, "door.cases.yaml": Self.cases(entries)])
    }

    @Test func aCaseIsATestCaseOfJUnit() throws {
        let folder = try folder(
            "  - { name: shut, expect: { door: pass } }\n  - { name: \"<open>\", expect: { door: fail } }")
        let result = try folder.run("norma test --format junit door.norma")
        #expect(result.exitCode == 1)
        #expect(result.standardError == "")
        let text = result.standardOutput
        #expect(text.contains(#"name="door.cases.yaml" timestamp="2026-01-01T00:00:00""#), "\(text)")
        #expect(text.contains(#"tests="2" failures="1" errors="0" skipped="0""#), "\(text)")
        #expect(text.contains(#"<testcase name="shut" classname="door.cases.yaml" time="0"/>"#), "\(text)")
        #expect(
            text.contains(#"<failure message="door: expected fail, got pass" type="case">door.cases.yaml:7: door: "#),
            "\(text)")
        #expect(text.contains("&lt;open&gt;"))
    }

    /// A trace that takes a rule's place would be the end of the rule.
    @Test(arguments: ["door.norma", "door.cases.yaml", "./door.norma"])
    func aTraceReplacesNothingThatIsRead(_ file: String) throws {
        let folder = try folder("  - { name: shut, expect: { door: pass } }")
        for path in [".", "door.norma", "door.cases.yaml"] {
            let result = try folder.run("norma test --coverage-lcov \(file) \(path)")
            #expect(result.exitCode == 2, "\(result.output)")
            #expect(result.standardError.contains("error[E5023]"), "\(result.output)")
        }
        let kept = try String(contentsOf: folder.url.appending(path: "door.norma"), encoding: .utf8)
        #expect(kept == Self.rule)
        #expect(try folder.run("norma test --coverage-lcov door.info door.norma").exitCode == 0)
    }

    @Test func whatJUnitHasNoFormForIsRefused() throws {
        let result = try folder("  - { name: shut, expect: { door: pass } }")
            .run("norma test --format junit --coverage door.norma")
        #expect(result.exitCode == 2)
        #expect(
            result.standardError.contains("--coverage has no form in JUnit's: use --coverage-lcov"), "\(result.output)")
    }

    @Test func whatKeepsCasesFromRunningIsAnError() throws {
        let folder = try folder("  - { name: shut, expect: { dor: pass } }")
        let result = try folder.run("norma test --format junit door.norma")
        #expect(result.exitCode == 2)
        #expect(result.standardOutput.contains(#"errors="1""#), "\(result.standardOutput)")
        #expect(result.standardOutput.contains(#"type="E3009""#), "\(result.standardOutput)")
        #expect(result.standardError.contains("E3009"))
    }

    @Test func theReportIsValid() throws {
        guard let schemas = ProjectFolder.shared("schemas") else { return }
        let python = ProjectFolder.root.appending(path: ".build/validators/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            return print("SKIPPED: 'make validators' installs what JUnit reports are held against")
        }
        let folder = try folder(
            "  - { name: \"a\\u0001b ]]>\", expect: { door: fail } }\n  - { name: x, expect: { dor: pass } }")
        _ = try folder.run("norma test --format junit door.norma > junit.xml")
        let validate = ProjectFolder.root.appending(path: "Tests/ComplianceReportsTests/validate.py").path
        let own = ProjectFolder.root.appending(path: "Sources/ComplianceReports/ComplianceReports.docc/Schemas").path
        let result = try folder.run("'\(python.path)' '\(validate)' '\(schemas.path)' '\(own)' junit=junit.xml")
        #expect(result.exitCode == 0, "\(result.output)")
    }

    @Test func everyOutcomeThatWasNotSeenIsNamed() throws {
        let folder = try folder("  - { name: shut, expect: { door: pass } }")
        let said = try folder.run("norma test --coverage door.norma").standardOutput
        #expect(
            said
                == """
                door  6 of 14 outcomes seen
                  door.norma:3: the filter was never false
                  door.norma:4: the condition was never false
                  door.norma:4: the condition was never unknown
                  door.norma:5: the part was never true
                  door.norma:6: the part was never false
                  door.norma:6: the filter was never true
                  door.norma:6: the filter was never false
                  door.norma:8: the condition was never true
                  1 passed, 0 failed

                """.replacing("\n  1 passed", with: "\n1 passed"), "\(said)")
    }

    /// By geninfo(1): each line once, its count; each answer of a question, taken so many times, or `-` where nobody came to it.
    @Test func coverageIsWrittenAsATraceFile() throws {
        let folder = try folder(
            """
              - { name: shut, patch: { locks: [{ shut: true, old: false }] }, expect: { door: pass } }
              - { name: open, patch: { locks: [{ shut: false, old: false }] }, expect: { door: fail } }
              - { name: none, patch: { locks: [] }, expect: { door: not_applicable } }
            """)
        let result = try folder.run("norma test --coverage-lcov coverage.info door.norma")
        #expect(result.exitCode == 0, "\(result.output)")
        let text = try String(contentsOf: folder.url.appending(path: "coverage.info"), encoding: .utf8)
        #expect(
            text == """
                TN:
                SF:door.norma
                FN:1,door
                FNDA:3,door
                FNF:1
                FNH:1
                BRDA:3,0,0,2
                BRDA:3,0,1,1
                BRDA:4,0,0,1
                BRDA:4,0,1,1
                BRDA:4,0,2,0
                BRDA:5,0,0,0
                BRDA:5,0,1,2
                BRDA:6,0,0,1
                BRDA:6,0,1,1
                BRDA:6,1,0,2
                BRDA:6,2,0,2
                BRDA:6,2,1,0
                BRDA:8,0,0,0
                BRDA:8,0,1,2
                BRF:14
                BRH:10
                DA:1,3
                DA:3,3
                DA:4,2
                DA:5,2
                DA:6,2
                DA:8,2
                LF:6
                LH:6
                end_of_record

                """, "\(text)")
        // Where it is installed, the program that people look at such files with takes it without a word of complaint.
        let genhtml = try folder.run("command -v genhtml")
        guard genhtml.exitCode == 0 else { return print("SKIPPED: genhtml is not installed") }
        let shown = try folder.run("genhtml --branch-coverage -o html coverage.info")
        #expect(shown.exitCode == 0 && !shown.output.lowercased().contains("warning"), "\(shown.output)")
    }

    @Test func aTraceFileThatCannotBeWrittenIsSaidFirst() throws {
        let folder = try folder("  - { name: shut, expect: { door: pass } }")
        let result = try folder.run("norma test --coverage-lcov no/such/folder/x.info door.norma")
        #expect(result.exitCode == 2)
        #expect(result.standardOutput == "")
    }

    /// A rule that cannot be understood is tested by nobody, whether or not a case names its file.
    @Test func aFileOfAFolderThatIsNoRuleIsAnError() throws {
        let folder = try ScratchFolder([
            "a.norma": "rule a {\n  severity low\n  for demo.x\n  require b is 1\n}\n",
            "a.cases.yaml":
                "rules: a.norma\ncases:\n  - { name: good, resource: { kind: demo.x, id: x, properties: { b: 1 } }, expect: { a: pass } }\n",
            "b.norma": "rule {\n",
        ])
        let result = try folder.run("norma test .")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(
            result.standardError.contains("E1101") && result.standardError.contains("b.norma:1"), "\(result.output)")
    }
}
