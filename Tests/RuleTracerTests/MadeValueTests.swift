import ResourceDocuments
import RuleChecker
import SourceText
import Testing

@testable import RuleTracer

/// What a finding says of values that a function made of what stands in the resource: the way on inside of them.
@Suite struct MadeValueTests {
    /// `place: explanation`, or with what is missing `place+missing: explanation`.
    private func findings(_ lines: String, _ properties: String, defines: String = "") throws -> [String] {
        try Scene(lines, properties, defines: defines).trace().findings.map { finding in
            let missing = finding.missing.map { "+\($0)" } ?? ""
            return "\(finding.path)\(missing): \(finding.explanation)"
        }
    }

    private static let policy =
        #"{"policy": "{\"Statement\": [{\"Effect\": \"Deny\"}, {\"Effect\": \"Allow\", \"Action\": \"*\"}, {}]}"}"#

    @Test func whatIsMissingInsideATextSaysWhere() throws {
        #expect(
            try findings("require json(this.policy).Owner is \"me\"", Self.policy) == [
                "policy+json(policy).Owner: json(policy).Owner is missing"
            ])
        #expect(
            try findings("let d = json(this.policy)\n  require d.Owner.Name is \"me\"", Self.policy) == [
                "policy+json(policy).Owner.Name: json(policy).Owner.Name is missing: there is no json(policy).Owner"
            ])
        #expect(
            try findings("require json(this.policy).Statement[7].Effect is \"Deny\"", Self.policy) == [
                "json(policy).Statement+json(policy).Statement[7].Effect: "
                    + "json(policy).Statement[7].Effect is missing: there is no json(policy).Statement[7]"
            ])
        #expect(
            try findings("require yaml(doc).a is 1", #"{"doc": "b: 2"}"#) == [
                "doc+yaml(doc).a: yaml(doc).a is missing"
            ])
        // The text itself is what is missing.
        #expect(try findings("require json(doc).x is 1", "{}") == ["this+doc: doc is missing"])
    }

    /// Each element has a finding of its own, by its index.
    @Test func elementsOfATextAreToldApart() throws {
        #expect(
            try findings(
                "require every s in json(this.policy).Statement satisfies s.Effect is \"Deny\"", Self.policy) == [
                    "json(policy).Statement[1]: json(policy).Statement[1].Effect is \"Allow\", and must be \"Deny\""
                ])
        #expect(
            try findings(
                "forbid some s in json(this.policy).Statement[*] satisfies s.Effect is one of [\"Allow\", \"Deny\"]",
                Self.policy)
                == [
                    "json(policy).Statement[0]: json(policy).Statement[0].Effect is \"Deny\", "
                        + "and must not be one of [\"Allow\", \"Deny\"]",
                    "json(policy).Statement[1]: json(policy).Statement[1].Effect is \"Allow\", "
                        + "and must not be one of [\"Allow\", \"Deny\"]",
                ])
        // Of a list that a 'where' makes, the index in the text.
        #expect(
            try findings(
                "let allowing = each s in json(this.policy).Statement default [] where s.Effect default \"\" is \"Allow\"\n"
                    + "  require every s in allowing satisfies s.Action is \"s3:Get\"", Self.policy) == [
                    "json(policy).Statement[1]: json(policy).Statement[1].Action is \"*\", and must be \"s3:Get\""
                ])
    }

    @Test func partsOfATextAreToldApart() throws {
        let properties = #"{"csv": "a,b,,d", "nested": [{"csv": "x"}, {"csv": "x,,"}]}"#
        #expect(
            try findings("require every c in split(csv, \",\") satisfies c is not empty", properties) == [
                "split(csv, \",\")[2]: split(csv, \",\")[2] is \"\", and must not be empty"
            ])
        #expect(
            try findings(
                "require every n in nested satisfies every c in split(n.csv, \",\") satisfies c is not empty",
                properties) == [
                    "split(nested[1].csv, \",\")[1]: split(nested[1].csv, \",\")[1] is \"\", and must not be empty",
                    "split(nested[1].csv, \",\")[2]: split(nested[1].csv, \",\")[2] is \"\", and must not be empty",
                ])
        // What a function made as a whole has the place of what it was made of.
        #expect(
            try findings("require upper(csv) is \"A\"", properties) == [
                "csv: upper(csv) is \"A,B,,D\", and must be \"A\""
            ])
    }

    /// A text in a text.
    @Test func textsStandInEachOther() throws {
        let properties = #"{"outer": "{\"list\": [\"{\\\"a\\\": 1}\", \"{\\\"b\\\": 2}\"]}"}"#
        #expect(
            try findings("require every t in json(outer).list satisfies json(t).a is 1", properties) == [
                "json(outer).list[1]+json(json(outer).list[1]).a: json(json(outer).list[1]).a is missing"
            ])
        #expect(
            try findings("require json(base64(b)).a is 2", #"{"b": "eyJhIjogMX0="}"#) == [
                "json(base64(b)).a: json(base64(b)).a is 1, and must be 2"
            ])
    }

    /// The place in the file is that within the text.
    @Test func thePlaceIsWithinTheText() throws {
        let scene = try Scene(
            "require every s in json(this.policy).Statement satisfies s.Effect is \"Deny\"", Self.policy)
        let finding = try #require(scene.trace().findings.first)
        let place = try #require(finding.place(in: scene.resource))
        // What the second statement says.
        let rest = SourceSpan(place.span.start, place.file.text.count)
        #expect(place.file.text(of: rest).hasPrefix(#"\"Allow\", \"Action\""#))
        #expect(try scene.drawing().contains("json(policy).Statement[1].Effect is \"Allow\""))
    }

    @Test(arguments: [
        ("a[0].b", "a[0]", true), ("a[0]", "a[1]", false), ("json(a).b[1].c", "json(a).b[1]", true),
        ("json(a).b[1]", "json(a).b[2]", false), ("json(a).b", "a", true), ("a", "json(a).b", false),
        ("json(json(a).b).c", "json(a).b", true), ("yaml(a).b", "json(a)", false),
    ])
    func whatIsInsideOfWhat(_ inner: String, _ outer: String, _ isInside: Bool) {
        #expect(path(inner).isInside(path(outer)) == isInside)
        #expect(path(inner).description == inner)
    }

    /// A path as it is written, with `json(…)` and `yaml(…)` of one argument alone.
    private func path(_ text: String) -> ResourcePath {
        var names: [Making] = []
        var rest = Substring(text)
        while let name = rest.firstMatch(of: /^(json|yaml)\(/) {
            names.append(Making(function: name.1 == "json" ? .json : .yaml))
            rest = rest[name.range.upperBound...]
        }
        let parts = rest.split(separator: ")", omittingEmptySubsequences: false).map { part in
            DocumentPath(
                part.matches(of: /([a-z]+)|\[([0-9]+)\]/).compactMap { match in
                    if let key = match.1 { return .key(String(key)) }
                    return match.2.flatMap { Int($0) }.map { .index($0) }
                })
        }
        let inside = zip(names.reversed(), parts.dropFirst()).map { ResourcePath.Inside(making: $0, path: $1) }
        return ResourcePath(parts[0], inside: inside)
    }
}
