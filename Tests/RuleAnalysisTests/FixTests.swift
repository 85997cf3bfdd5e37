import ResourceDocuments
import RuleChecker
import RulePacks
import RuleTesting
import SourceText
import Testing

@testable import RuleAnalysis

@Suite struct FixTests {
    /// The text with every fix made, one after the other, as `norma lint --fix` makes them.
    private func mended(_ text: String) throws -> String {
        var text = text
        for _ in 0..<10 {
            let (files, library) = try MemoryFiles.library(text)
            let findings = RuleLinter(library, in: files, cases: nil).findings()
            guard let edit = findings.compactMap(\.fix).first else { return text }
            text = String(decoding: SourceEdit.applying([edit], to: edit.file).text, as: UTF8.self)
        }
        Issue.record("it is never done")
        return text
    }

    /// What is left ends its lines as it did, begins with the mark that it began with, and ends without a line end where it did.
    @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
    func linesEndAsTheyDid(_ lineEnd: String, _ mark: String) throws {
        let head = "rule r {\n  for k\n  require a is at least 5\n"
        for (more, rest) in [
            ("  # four\n  require a is at least 4 # once\n", "  require b is 1\n}"), ("    and a is at least 4\n", "}"),
        ] {
            for end in ["", "\n"] {
                func text(_ middle: String) -> String {
                    mark + (head + middle + rest + end).replacing("\n", with: lineEnd)
                }
                let found = try mended(text(more))
                #expect(found.utf8.elementsEqual(text("").utf8), "\(found.debugDescription)")
            }
        }
    }

    /// Others may stand on its line, and a comment there speaks of any of them.
    @Test(arguments: [
        (
            "rule r { for k require a starts with \"abc\" require a starts with \"ab\" }\n",
            "rule r { for k require a starts with \"abc\" }\n"
        ),
        (
            "rule r { for k require a is at least 5 require a is at least 4 require b is 1 } # one\n",
            "rule r { for k require a is at least 5 require b is 1 } # one\n"
        ),
        (
            "rule r {\n  for k\n  require a is at least 5\n  require a is at least 4 }\n",
            "rule r {\n  for k\n  require a is at least 5\n  }\n"
        ),
        (
            "rule r {\n  for k\n  when a is at least 5\n  require a is at least 4 require b is 1\n}\n",
            "rule r {\n  for k\n  when a is at least 5\n  require b is 1\n}\n"
        ),
        (
            "rule r {\n  for k\n  require a is at least 5\n    and a is at least 4 }\n",
            "rule r {\n  for k\n  require a is at least 5 }\n"
        ),
    ])
    func aLineMayHoldMore(_ text: String, _ expected: String) throws { #expect(try mended(text) == expected) }

    /// A define may be the last thing of a file that ends without a line end.
    @Test func theLastLineMayGo() throws {
        let text =
            "rule r {\n  for k\n  require small(a)\n}\n\ndefine small(x) =\n  x is at most 4\n    and x is at most 5"
        #expect(try mended(text) == "rule r {\n  for k\n  require small(a)\n}\n\ndefine small(x) =\n  x is at most 4")
    }

    @Test(arguments: [
        (
            "rule r {\n  for k\n  require a is at least 5 and a is at least 4 # one\n}\n",
            "rule r {\n  for k\n  require a is at least 5 # one\n}\n"
        ),
        (
            "rule r {\n  for k\n  require a is 1\n    # above\n    and a is one of [1, 2] # behind\n    and b is 2\n}\n",
            "rule r {\n  for k\n  require a is 1\n    and b is 2\n}\n"
        ),
        (
            "rule r {\n  for k\n  require any {\n    a is at least 5\n    # ten\n    a is at least 10\n    b is 1\n  }\n}\n",
            "rule r {\n  for k\n  require any {\n    a is at least 5\n    b is 1\n  }\n}\n"
        ),
        (
            "rule r {\n  for k\n  require b is 1 or (a is 1 and (a is not 2))\n}\n",
            "rule r {\n  for k\n  require b is 1 or (a is 1)\n}\n"
        ),
        (
            "rule r {\n  for k\n  require a is at least 5\n  require a is at least 4\n  fix \"more\"\n}\n",
            "rule r {\n  for k\n  require a is at least 5\n  fix \"more\"\n}\n"
        ),
        // The comment right above a clause goes with it, all its lines.
        (
            "rule r {\n  for k\n  # five\n  require a is at least 5\n  # once it was\n  # four\n  require a is at least 4\n  fix \"more\"\n}\n",
            "rule r {\n  for k\n  # five\n  require a is at least 5\n  fix \"more\"\n}\n"
        ),
        // One behind another line, or above an empty one, does not.
        (
            "rule r {\n  for k\n  require a is at least 5 # five\n  require a is at least 4 # four\n  # b\n  require b is 1\n}\n",
            "rule r {\n  for k\n  require a is at least 5 # five\n  # b\n  require b is 1\n}\n"
        ),
        (
            "rule r {\n  for k\n  require a is at least 5\n  # of both\n\n  require a is at least 4\n}\n",
            "rule r {\n  for k\n  require a is at least 5\n  # of both\n\n}\n"
        ),
        // It says something of its own to who reads of its failure.
        (
            "rule r {\n  for k\n  require a is at least 5\n  require a is at least 4\n    else \"low\"\n  fix \"more\"\n}\n",
            "rule r {\n  for k\n  require a is at least 5\n  require a is at least 4\n    else \"low\"\n  fix \"more\"\n}\n"
        ),
        // With a word for missing data the two clauses may differ.
        (
            "rule r {\n  for k\n  require a is at least 5\n  require a is at least 4 if missing fail\n}\n",
            "rule r {\n  for k\n  require a is at least 5\n  require a is at least 4 if missing fail\n}\n"
        ),
        // It says nothing new, and yet what is unknown of 'b' keeps the missing 'a' from passing.
        (
            "rule r {\n  for k\n  require a is 1 and (a is 1 or b is 2) if missing pass\n}\n",
            "rule r {\n  for k\n  require a is 1 and (a is 1 or b is 2) if missing pass\n}\n"
        ),
        (
            "define d(p, q) = p is 1 and (p is 1 or q is 2)\nrule r {\n  for k\n  require d(this.a, this.b)\n}\n",
            "define d(p, q) = p is 1 and (p is 1 or q is 2)\nrule r {\n  for k\n  require d(this.a, this.b)\n}\n"
        ),
        (
            "rule r {\n  for k\n  require (a is 1 or b is 2) and a is 1 if missing pass\n}\n",
            "rule r {\n  for k\n  require (a is 1 or b is 2) and a is 1 if missing pass\n}\n"
        ),
        (
            "rule r {\n  for k\n  require a is within \"10.1.0.0/16\" and a is within \"10.0.0.0/8\"\n}\n",
            "rule r {\n  for k\n  require a is within \"10.1.0.0/16\"\n}\n"
        ),
    ])
    func onlyWhatSaysNothingIsLeftOut(_ text: String, _ expected: String) throws {
        let mended = try mended(text)
        #expect(mended == expected)
        // Done once, it is done; and the rule says the same as before of whatever is asked.
        #expect(try self.mended(mended) == mended)
        let rules = try [text, mended].map { try MemoryFiles.library($0).library.rules[0] }
        let comparison = RuleComparison(rules[0], rules[1], from: [], seed: 5, limit: 400, asOf: .caseDefault)
        #expect(comparison.differences.isEmpty)
        #expect(comparison.isSameText || comparison.isProvedSame || comparison.count == 400)
    }
}
