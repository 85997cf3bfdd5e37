import RuleSyntax
package import SourceText

extension Diagnostic {
    static func ruleTooLarge(_ name: Name, in file: SourceFile) -> Self {
        Diagnostic(
            .ruleTooLarge, at: SourcePlace(file, name.span), "rule '\(name.text)' is too large to compile",
            hint: "divide it into several rules, or give a 'let' the value that its defines work out again and again")
    }
}

extension DiagnosticKind {
    package static let compilerKinds: [DiagnosticKind] = [.ruleTooLarge]

    /// The limits follow from the instruction format: jumps of 16 bits, registers and accumulators of 8, constants of 16.
    static let ruleTooLarge = DiagnosticKind(
        "E1230", "a rule is too large to compile",
        """
        Compiled, a rule may have some 32,000 words of code, 65,000 constants and 250 values at a time. Defines are put in where \
        they are called, so defines that call one another several times each make a rule large.
        """,
        wrong: """
            define p(x) = x starts with "a" or x ends with "a" or x contains "a" or x is "aa"
            define q(x) = not p(x) or (p(lower(x)) and p(upper(x)) and p(trim(x)) and p(x))
            define s(x) = not q(x) or (q(lower(x)) and q(upper(x)) and q(trim(x)) and q(x))
            define t(x) = not s(x) or (s(lower(x)) and s(upper(x)) and s(trim(x)) and s(x))
            define u(x) = not t(x) or (t(lower(x)) and t(upper(x)) and t(trim(x)) and t(x))
            define v(x) = not u(x) or (u(lower(x)) and u(upper(x)) and u(trim(x)) and u(x)) or u(text(x))
            rule r {
              for demo.thing
              require v(this.name)
            }
            """,
        right: """
            define p(x) = x starts with "a" or x ends with "a" or x contains "a" or x is "aa"
            rule r {
              for demo.thing
              require p(lower(this.name))
            }
            """)
}
