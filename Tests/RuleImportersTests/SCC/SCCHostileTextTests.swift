import RuleImporters
import SourceText
import TestSupport
import Testing

/// Whatever the text, the importer answers: with places for what is wrong, and with rules that Norma accepts.
@Suite struct SCCHostileTextTests {
    @Test(arguments: 0..<10)
    func damagedRulesAreReportedOrImportedWhole(_ block: Int) {
        for seed in UInt64(block) * 15..<UInt64(block + 1) * 15 {
            let json = Self.damaged(SCCRuleGenerator.rule(seed: seed), seed: seed)
            let imported = SCCImport(json)
            #expect(!imported.diagnostics.isEmpty || !imported.rules.isEmpty, "seed \(seed)\n\(json)")
            #expect(imported.diagnostics.allSatisfy { $0.primary != nil }, "seed \(seed)\n\(json)")
            #expect(imported.faults() == [], "seed \(seed)\n\(json)\n\(imported.rules.map(\.text))")
        }
    }

    /// A word put in place of another, as often as not one that JSON takes there.
    private static func damaged(_ json: String, seed: UInt64) -> String {
        var random = SeededGenerator(seed: seed &+ 1_000_000)
        var words = json.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        let strange = [
            "", "${", "${}", "${a}b", "{", "[", "[]", "['a']", "\\u0000", "\\u202e", "a.b..c", ".", "is", "*", "\\\\",
            "\\n", "é\\u0301",
            "any", "ref", "1e99999", "-", "property", "string_list", "numeric", "#", "//", "crn:v1:a/b", "value",
            "999999999999d",
        ]
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let index = Int.random(in: 0..<words.count, using: &random)
            words[index] =
                index % 2 == 1 || Bool.random(using: &random)
                ? strange.randomElement(using: &random) ?? "" : words[index]
        }
        return words.joined(separator: "\"")
    }

    @Test(arguments: [1, 3, 4, 6, 7, 20, 40, 200])
    func depthIsReportedAndNeverEndsInTextThatNormaRefuses(_ depth: Int) {
        let leaf = #"{"property": "p", "operator": "strings_allowed", "value": ["a"]}"#
        let target = #"{"service_name": "svc", "resource_kind": "thing"}"#
        let subs = (0..<depth).reduce(leaf) { inner, _ in
            "{\"any\": {\"target\": \(target), \"required_config\": \(inner)}}"
        }
        let lists = (0..<depth).reduce(leaf) { inner, level in
            "{\"\(level % 2 == 0 ? "and" : "or")\": [\(leaf), \(inner)]}"
        }
        for requirement in [subs, lists] {
            let imported = SCCImport(
                "{\"description\": \"Deep\", \"target\": \(target), \"required_config\": \(requirement)}")
            #expect(imported.rules.count + imported.diagnostics.count == 1)
            #expect(imported.faults() == [])
        }
    }
}
