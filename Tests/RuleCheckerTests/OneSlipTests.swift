import RuleChecker
import RuleSyntax
import SourceText
import Testing

/// One slip of a hand gives one error of parser and checker together, and what is told with it mends it.
@Suite struct OneSlipTests {
    /// An item, the code of its one error, and how the help begins.
    @Test(arguments: [
        ("require x is a\n    else \"m\"", "E1101", "the types are string"),
        ("require x is not an else \"m\"", "E1101", "the types are string"),
        ("else \"m\"", "E1108", "'require' and 'forbid' have one message"),
        ("require x is 1\n    else \"a\"\n    else \"b\"", "E1108", "'require' and 'forbid' have one message"),
        ("require x is 1 else \"a\" else \"b\"", "E1102", "'require' and 'forbid' have one message"),
        ("when x is 1 else \"m\"", "E1102", "'require' and 'forbid' have one message"),
        ("let q = x else \"m\"\n  require y is q", "E1102", "'require' and 'forbid' have one message"),
        ("require x is 1 else: \"m\"", "E1110", "delete ':'"),
        ("require: x is 1", "E1110", "delete ':'"),
        ("require x is", "E1101", "add a value"),
        ("require x is 1 and\n    else \"m\"", "E1101", "add a condition"),
        ("require x is at least\n    else \"m\"", "E1101", "add a value"),
        ("require x is at lest 3", "E1101", "write 'at least' or 'at most'"),
        ("require x is at least 3 and at most 5", "E1101", "a number of elements is asked for by"),
        ("require x is 1 if missing\n    else \"m\"", "E1101", "add 'pass', 'fail' or 'unknown'"),
        ("require x must be 1", "E1145", "write 'is'"),
        ("require x should not contain \"a\"", "E1145", "write 'does not contain'"),
        ("require any x is 1", "E1102", "the item ends before it"),
        ("require count xs is 1", "E1102", "did you mean"),
        ("require count(xs is 1", "E1101", "add ')'"),
        ("require (x default y) default 3 is 4", "E1102", "'default' stands behind a value"),
        ("require x. is 1", "E1101", "delete the '.'"),
        ("require @ is 1", "E1101", "such as '@id'"),
        ("require x is @", "E1101", "such as '@id'"),
        ("require x is `a`", "E1005", "write \"a\""),
        ("require x is \"a", "E1003", "add '\"'"),
        ("require e in xs satisfies e is 1", "E1101", "a quantifier begins with"),
        ("require every in xs satisfies e is 1", "E1101", "name the elements"),
        ("require every k, in xs satisfies k is 1", "E1101", "name the elements"),
        ("require exactly e in xs satisfies e is 1", "E1101", "such as 'exactly 2"),
        ("require all\n    x is 1\n    y is 2", "E1101", "add '{'"),
        ("require all\n    x is 1\n    y is 2\n  }\n  require w is 1", "E1101", "add '{'"),
        ("severity very high", "E1143", "the levels are"),
        ("unless x is 1", "E1108", "say 'when not"),
        ("otherwise \"m\"", "E1108", "did you mean 'else'?"),
        ("requires x is 1", "E1108", "did you mean 'require'?"),
        ("param p = 3\n  require x is p", "E1101", "write 'param p: TYPE'"),
        ("param p: list of string\n  require x is one of p", "E1101", "lists are 'string_list'"),
        ("title Hello there", "E1101", "put it in double quotes"),
    ])
    func oneSlipIsOneErrorWithItsCure(_ item: String, _ code: String, _ help: String) {
        let text = "rule r {\n  title \"T\"\n  for k\n  \(item)\n  require z is 1\n    else \"z is {z}\"\n}\n"
        expectOne(text, code, help)
    }

    @Test(arguments: [
        ("rule r\n  title \"T\"\n  for k\n  require a is 1\n}\n", "E1101", "add '{'"),
        ("rule r() {\n  for k\n  require a is 1\n}\n", "E1101", "a rule has no '()'"),
        ("rule r: {\n  for k\n  require a is 1\n}\n", "E1101", "delete ':'"),
        ("rule r {\n  for k\n  require a is 1\n\nrule s {\n  for k\n  require b is 1\n}\n", "E1103", "add '}'"),
        (
            "define f(x) = { x is 1 }\nrule r {\n  for k\n  require f(a)\n}\n", "E1101",
            "write the condition without braces"
        ),
        ("define f(x = x is 1\nrule r {\n  for k\n  require f(a)\n}\n", "E1101", "add ')'"),
        ("use lib.norma\nrule r {\n  for k\n  require a is 1\n}\n", "E1101", "put it in double quotes"),
    ])
    func oneSlipInADeclarationToo(_ text: String, _ code: String, _ help: String) { expectOne(text, code, help) }

    private func expectOne(_ text: String, _ code: String, _ help: String) {
        let parsed = Parser.parse(SourceFile(name: "r.norma", text: text))
        let checked = Checker.check([RuleModule(file: parsed.file)])
        let errors = (parsed.diagnostics + checked.diagnostics).filter(\.isError)
        #expect(errors.map(\.kind.code) == [code], "\(errors.map(\.message)) in \(text)")
        #expect(errors.first?.hint?.hasPrefix(help) == true, "\(errors.first?.hint ?? "none") in \(text)")
    }
}
