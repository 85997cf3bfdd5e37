import RuleChecker
import Testing

@testable import RuleTracer

/// What tells the element of a list that a finding stands in from others.
@Suite struct FoundElementTests {
    private func words(_ lines: String, _ properties: String) throws -> [[String]?] {
        let scene = try Scene(lines, properties)
        var elements = FoundElements(in: scene.resource)
        return scene.trace().findings.map { elements.words(of: $0) }
    }

    @Test func outsideOfListsThereIsNoElement() throws {
        #expect(try words("require a.b is 1", #"{"a": {"b": 2}}"#) == [nil])
        #expect(try words("require every k, x in a satisfies x is 1", #"{"a": {"b": 2}}"#) == [nil])
        #expect(try words("require a is 1", "{}") == [nil])
    }

    @Test func anElementWithoutANameIsAllThatItSays() throws {
        #expect(
            try words("require every x in a satisfies x is 1", #"{"a": [1, 2, 3]}"#) == [
                [".", "a", "[*]", "2"], [".", "a", "[*]", "3"],
            ])
        #expect(
            try words("forbid some x in a satisfies x.p is 1", #"{"a": [{"q": [3, 2], "p": 1.0, "r": null}]}"#) == [
                [".", "a", "[*]", #"{"p":1,"q":[2,3]}"#]
            ])
    }

    @Test func anElementWithANameIsThatAndWhatWasTested() throws {
        #expect(
            try words("forbid some x in a satisfies x.p.q is 1", #"{"a": [{"Name": "n", "p": {"q": 1}, "s": 2}]}"#) == [
                [".", "a", "[*]", "named", "name", "\"n\"", "tested", ".", "p", ".", "q", "1"]
            ])
        // What tells most, and is a name at all.
        #expect(
            try words("forbid some x in a satisfies x.p is 1", #"{"a": [{"name": "n", "id": 7, "arn": "", "p": 1}]}"#)
                == [[".", "a", "[*]", "named", "id", "7", "tested", ".", "p", "1"]])
        // Of two in different case the one that is a name.
        #expect(
            try words("forbid some x in a satisfies x.p is 1", #"{"a": [{"ID": null, "Id": "", "iD": "n", "p": 1}]}"#)
                == [[".", "a", "[*]", "named", "id", "\"n\"", "tested", ".", "p", "1"]])
        #expect(
            try words("forbid some x in a satisfies x.p is 1", #"{"a": [{"name": ["n"], "p": 1}]}"#)
                == [[".", "a", "[*]", #"{"name":["n"],"p":1}"#]])
    }

    @Test func whatIsMissingBelongsToIt() throws {
        #expect(
            try words("require every x in a satisfies x.p is 1", #"{"a": [{"name": "n"}]}"#) == [
                [".", "a", "[*]", "named", "name", "\"n\"", "missing", ".", "a", "[*]", ".", "p"]
            ])
    }

    /// Around it an element without a name is what it says itself, for lists in it change.
    @Test func listsInLists() throws {
        #expect(
            try words(
                "forbid some g in a satisfies some x in g.b satisfies x is 1",
                #"{"a": [{"p": 1, "m": {"q": 1}, "b": [1, 2]}, {"key": "k", "p": 3, "b": [1]}, [[1]]]}"#
            )
            .prefix(2) == [
                [".", "a", "[*]", #"{"p":1}"#, ".", "b", "[*]", "1"],
                [".", "a", "[*]", "named", "key", "\"k\"", ".", "b", "[*]", "1"],
            ])
    }

    @Test func whatATextHoldsIsReadOn() throws {
        #expect(
            try words(
                "forbid some s in json(this.p).S satisfies s.e is 1",
                #"{"p": "{\"S\": [{\"Sid\": \"x\", \"e\": 1}]}"}"#) == [
                    [
                        ".", "p", "of", "json", "", ".", "S", "[*]", "named", "sid", "\"x\"", "tested", ".", "e", "1",
                    ]
                ])
        #expect(
            try words(#"forbid some s in split(this.p, ",") satisfies s is "b""#, #"{"p": "a,b"}"#) == [
                [".", "p", "of", "split", ",", "[*]", "\"b\""]
            ])
    }
}
