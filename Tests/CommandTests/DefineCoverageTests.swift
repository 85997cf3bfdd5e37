import Foundation
import Testing

/// What cases have seen of defines: counted where they stand, whichever rule calls them.
@Suite struct DefineCoverageTests {
    private static let shared = "define loud(x) = x.level is \"high\" or x.level is \"extreme\"\n"
    private static let rules = """
        use "shared.norma" as shared

        define shut(x) = x.bolt is true and x.key is true

        rule gate {
          for demo.gate
          require shut(this)
        }

        rule bell {
          for demo.bell
          forbid shared.loud(this)
        }

        rule horn {
          for demo.horn
          forbid shared.loud(this)
        }

        """
    private static let cases = """
        rules: gate.norma
        cases:
          - { name: shut, resource: { kind: demo.gate, id: a, properties: { bolt: true, key: true } }, expect: { gate: pass } }
          - { name: open, resource: { kind: demo.gate, id: a, properties: { bolt: false, key: true } }, expect: { gate: fail } }
          - { name: loud, resource: { kind: demo.bell, id: b, properties: { level: high } }, expect: { bell: fail } }
          - { name: quiet, resource: { kind: demo.horn, id: c, properties: { level: low } }, expect: { horn: pass } }

        """

    private func folder() throws -> ScratchFolder {
        try ScratchFolder(["shared.norma": Self.shared, "gate.norma": Self.rules, "gate.cases.yaml": Self.cases])
    }

    @Test func theirPartsAreCountedOnce() throws {
        let result = try folder().run("norma test --coverage gate.norma")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(
            result.standardOutput.hasSuffix(
                """
                define shut  5 of 6 outcomes seen
                  gate.norma:3: the part was never false
                define loud  5 of 6 outcomes seen
                  shared.norma:1: the part was never true
                3 rules and 2 defines, 14 of 21 outcomes seen
                4 passed, 0 failed

                """), "\(result.output)")
        let json = try folder().run("norma test --coverage --format json gate.norma").standardOutput
        #expect(json.contains("\"define\": \"shut\",\n      \"seen\": 5,\n      \"outcomes\": 6,"), "\(json)")
        let plain = try folder().run("norma test --format json gate.norma").standardOutput
        #expect(plain.contains("\"define_coverage\": null,"), "\(plain)")
    }

    /// A function in the file that it stands in, asked by two rules.
    @Test func aTraceFileHasThem() throws {
        let result = try folder().run("norma test --coverage-lcov c.info gate.norma && cat c.info")
        #expect(result.standardOutput.contains("SF:gate.norma\nFN:3,define shut\n"), "\(result.output)")
        #expect(
            result.standardOutput.hasSuffix(
                """
                SF:shared.norma
                FN:1,define loud
                FNDA:2,define loud
                FNF:1
                FNH:1
                BRDA:1,0,0,1
                BRDA:1,0,1,1
                BRDA:1,1,0,1
                BRDA:1,1,1,1
                BRDA:1,2,0,0
                BRDA:1,2,1,2
                BRF:6
                BRH:5
                DA:1,2
                LF:1
                LH:1
                end_of_record

                """), "\(result.output)")
    }
}
