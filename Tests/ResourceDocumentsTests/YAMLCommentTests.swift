import ResourceDocuments
import SourceText
import Testing

/// What is a comment of a YAML text, and what only looks like one (YAML 1.2.2, 6.6).
@Suite struct YAMLCommentTests {
    private func comments(_ text: String) -> [String] {
        let source = SourceFile(name: "t.yaml", text: text)
        return YAMLComments.spans(in: source).map { source.text(of: $0) }
    }

    @Test(arguments: [
        ("# one\na: 1 # two\n  # three\n", ["# one", "# two", "# three"]),
        ("a: |  # header\n  # text\n  more\n# after\n", ["# header", "# after"]),
        ("a: >-\n  x # text\n\n # less\nb: 1\n", ["# less"]),
        ("a: 'x # y'\nb: \"x # y\n  # z\" # real\n", ["# real"]),
        ("a: x#y\nb: http://h/#x # real\n", ["# real"]),
        ("- [1, # in\n   2] # behind\n- {a: 1} # map\n", ["# in", "# behind", "# map"]),
        (
            "%YAML 1.2 # directive\n--- # start\na: &x !!str # properties\n  v\n... # end\n# last",
            [
                "# directive", "# start", "# properties", "# end", "# last",
            ]
        ),
        ("? k # key\n: v # value\nlist:\n- a # element\n-\n  # empty\n", ["# key", "# value", "# element", "# empty"]),
        ("\u{FEFF}# é\nü: é # é\n", ["# é", "# é"]),
        ("a: 1 # crlf\r\nb: 2\r\n", ["# crlf"]),
        ("", []), ("#", ["#"]),
    ])
    func commentsStandBetweenTokens(_ text: String, _ expected: [String]) {
        #expect(comments(text) == expected)
    }

    /// Behind a fault nobody knows what is text.
    @Test func aFaultEndsTheReading() {
        #expect(comments("# one\na: 'open # two\n# three\n") == ["# one"])
    }
}
