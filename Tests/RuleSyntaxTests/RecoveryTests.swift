import RuleSyntax
import SourceText
import Testing

/// Independent errors are all reported in one run, and none of them twice.
@Suite struct RecoveryTests {
    /// Each `‹CODE` stands before the place that the diagnostic of that code points at.
    @Test(arguments: [
        """
        rule r {
          title ‹E1005'one'
          severity ‹E1143critcal
          ‹E1108requier a is 1
          require a ‹E1120== 1
          forbid ‹E1128a is 1 and b is 2 or c is 3
          require a is [‹E1136tcp]
        }
        """,
        """
        rule r {
          require a is‹E1101
          title "the next item is read"
          require ‹E1101and b
          require x is one ‹E1101["a"]
          fix "this one too"
        }
        rule s {
          require ‹E1140in is 1 and ‹E1140where is 2‹E1103
        """,
        """
        rule first {
          title "never closed"‹E1103
        rule second {
          require all {
            a is 1
            b is 2‹E1103
          require c is 3
        }
        ‹E1104}
        ‹E1107title "outside"
        ‹E1106rulle third { title "skipped" }
        define f(x) = x is ‹E1101}
        rule fourth { title ‹E1005'read again' }
        """,
        """
        rule r {
          require a is 1 else "‹E1172{} and {b ‹E1101c} and ‹E1171} and {d}"
          require a is 1 else‹E1111
          forbid some x ‹E1101of y
          forbid every x in y‹E1160
          require (a is 1 or b is 2‹E1105
          when ‹E1131if a then b
        }
        """,
        """
        rule r {
          require a is one of [1,‹E1113, 2‹E1113,]
          require name ‹E1145contain "x" and port ‹E1122> 1024 ‹E1125&& ‹E1127!(b is 1)
          require a.b is ‹E1147greater than 5 and c ‹E1146isn't 5 and d is ‹E1149null and e ‹E1150exists
          param p: ‹E1142number ‹E1109: 5
          tags ‹E1110: "a", ‹E1005“b”
          let x ‹E1109: 5
          let ‹E1141empty = 1
        }
        """,
        """
        rule r {
          require a is 1 if missing‹E1101
          require a is 1 if missing fail ‹E1114if unknown fail else "m" ‹E1114if missing pass
          require a is 1 else "a" ‹E1102"b"
          ‹E1112forbid
          severity‹E1101
          require ‹E1164all x in y is 1 and ‹E1164more than 2 z in y is 1
          require created is older than ‹E100990 days and x is ‹E1145matching /a/
          let y = ‹E1137x is 5
          require a is ‹E1003"never closed }
        """,
        """
        rule r‹E1101
          title "no brace"
          require a is ‹E1008007
        }
        define f(x)‹E1116: boolean = x is 1
        define ‹E1141empty() = ‹E1132(a default 1) is 1
        ‹E1012-- a comment
        ‹E1012/* another
        one */
        rule s { require a.b‹E1134.0 is 1 and c ‹E1133[0] is 1 }
        """,
    ])
    func everyErrorIsReportedOnce(_ marked: String) {
        var text = ""
        var expected: [Place] = []
        for (index, part) in marked.split(separator: "‹", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { expected.append(Place(code: String(part.prefix(5)), offset: text.utf8.count)) }
            text += index > 0 ? part.dropFirst(5) : part
        }
        let found = diagnostics(text).map { diagnostic in
            Place(code: diagnostic.kind.code, offset: diagnostic.primary?.place.span.start ?? -1)
        }
        #expect(found == expected, "\(text)")
    }

    private struct Place: Equatable {
        var code: String
        var offset: Int
    }

    @Test func itemsAroundAFaultAreKept() {
        let text = "rule r {\n  title \"t\"\n  require a ==\n  severity high\n  forbid }\nrule s { for k }"
        let file = Parser.parse(SourceFile(name: "r", text: text)).file
        #expect(file.rules.map(\.name.text) == ["r", "s"])
        #expect(file.rules.map(\.items.count) == [2, 1])
    }

    @Test func nestingBeyondTheLimitIsADiagnosticAndNoCrash() {
        for opening in ["(", "not ", "all { ", "[", "x[", "f(", "some x in y satisfies ", "a is [", "{"] {
            for count in [99, 101, 20_000] {
                let text = "rule r { require " + String(repeating: opening, count: count)
                #expect(!diagnostics(text).isEmpty)
            }
        }
        let chain = "rule r { let x = a" + String(repeating: " default a", count: 100_000) + " }"
        #expect(diagnostics(chain).map(\.kind.code) == ["E1115"])
    }

    @Test func longConditionsAndListsAreNotDeep() {
        let condition = "rule r { require a is 1" + String(repeating: " and a is 1", count: 20_000) + " }"
        #expect(diagnostics(condition) == [])
        let list = "rule r { let x = [1" + String(repeating: ", 1", count: 20_000) + "] }"
        #expect(diagnostics(list) == [])
        let path = "rule r { let x = a" + String(repeating: ".a[*]", count: 20_000) + " }"
        #expect(diagnostics(path) == [])
    }

    private func diagnostics(_ text: String) -> [Diagnostic] {
        Parser.parse(SourceFile(name: "rule.norma", text: text)).diagnostics
    }
}
