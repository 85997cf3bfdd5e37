import Testing

@testable import RuleTracer

/// What a finding says of a value that stands in for a missing one.
@Suite struct GapTests {
    private func marks(
        _ clause: String, _ properties: String, lines: String = "", defines: String = ""
    ) throws -> [String] {
        let scene = try Scene("\(lines)\n  \(clause)", properties, defines: defines)
        return try #require(scene.trace().findings.first).resourceMarks.map { "\($0.path): \($0.label)" }
    }

    @Test func behindADefault() throws {
        #expect(
            try Scene.findings("require x default 9 is at least 10", "{}") == [
                "this: x default 9 is 9 (x is missing), and must be at least 10"
            ])
        #expect(
            try marks("require m.x default 9 is at least 10", #"{"m": {}}"#) == ["m: m.x is missing here, and so 9"])
        #expect(try marks("require x default 9 is at least 10", #"{"x": null}"#) == ["x: x is null, and so 9"])
    }

    @Test func inAFunction() throws {
        #expect(
            try Scene.findings(#"require lower(m.n default "A") is "b""#, #"{"m": {}}"#) == [
                #"m: lower(m.n default "A") is "a" (m.n is missing), and must be "b""#
            ])
        #expect(
            try marks(#"require lower(m.n default "A") is "b""#, #"{"m": {}}"#) == [
                #"m: m.n is missing here, and so lower(m.n default "A") is "a""#
            ])
        #expect(
            try Scene.findings("require count(xs default []) is at least 1", "{}") == [
                "this: count(xs default []) is 0 (xs is missing), and must be at least 1"
            ])
    }

    @Test func inALetAndADefine() throws {
        #expect(
            try Scene.findings("require y is at least 10", #"{"m": {}}"#, lines: "let y = m.x default 9") == [
                "m: y is 9 (m.x is missing), and must be at least 10"
            ])
        #expect(
            try marks("require y is at least 10", #"{"m": {}}"#, lines: "let y = m.x default 9") == [
                "m: m.x is missing here, and so y is 9"
            ])
        #expect(
            try Scene.findings(
                "require port(m) is 5", #"{"m": {}}"#, defines: "define port(o) = o.port default 4") == [
                    "m: port(m) is 4 (m.port is missing), and must be 5"
                ])
    }

    @Test func onTheOtherSide() throws {
        #expect(
            try Scene.findings("require n is at most this.m.x default 4", #"{"n": 5, "m": {}}"#) == [
                "n: n is 5, and must be at most this.m.x default 4 (4; m.x is missing)"
            ])
        #expect(
            try marks("require n is at most this.m.x default 4", #"{"n": 5, "m": {}}"#) == [
                "n: n is 5", "m: m.x is missing here, and so 4",
            ])
    }

    @Test func aList() throws {
        #expect(
            try Scene.findings("require some x in m.xs default [] satisfies x is 1", #"{"m": {}}"#) == [
                "m: there is no x in m.xs default [] satisfies x is 1 (m.xs is missing), and there must be one"
            ])
        #expect(
            try marks("require some x in m.xs default [] satisfies x is 1", #"{"m": {}}"#) == [
                "m: m.xs is missing here, and so m.xs default [] has 0 elements"
            ])
        // Each branch that breaks off has its place.
        #expect(
            try Scene.findings(
                "require every v in xs[*].a default 3 satisfies v is 4", #"{"xs": [{"a": 4}, {}, {}]}"#) == [
                    "xs[1]: v is 3 (xs[1].a is missing), and must be 4",
                    "xs[2]: v is 3 (xs[2].a is missing), and must be 4",
                ])
    }

    /// Who set the parameter is still told.
    @Test func aParameter() throws {
        let scene = try Scene(
            rule: """
                rule t {
                  title "T"
                  param least: numeric = 9
                  for k
                  require m.x default least is at least 10
                }
                """, resource: #"{"kind": "k", "id": "r1", "properties": {"m": {}}}"#)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.explanation == "m.x default least is 9 (m.x is missing), and must be at least 10")
        #expect(finding.parameters.map(\.name) == ["least"])
        #expect("\(finding.path)" == "this")
        #expect(finding.resourceMarks.map(\.label) == ["this resource", "m.x is missing here, and so 9"])
    }

    @Test func whatIsThereHasNone() throws {
        #expect(
            try Scene.findings("require x default 9 is at least 10", #"{"x": 8}"#) == [
                "x: x is 8, and must be at least 10"
            ])
    }
}
