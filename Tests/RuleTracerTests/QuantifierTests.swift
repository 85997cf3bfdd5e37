import ResourceDocuments
import Testing

/// The table "Quantifiers" of Meaning.md.
@Suite struct QuantifierTests {
    /// Elements that are true (1), false (0) and unknown (u), and an open source (?); `-` is no element.
    private static let domains = ["-", "0", "1", "u", "?", "00", "11", "0u", "1u", "0?", "1?", "11u", "11?"]

    @Test(arguments: [
        //             -  0  1  u  ? 00 11 0u 1u 0? 1? 11u 11?
        ("every", "T  F  T  U  U  F  T  F  U  F  U  U  U"),
        ("some", "F  F  T  U  U  F  T  U  T  U  T  T  T"),
        ("no", "T  T  F  U  U  T  F  U  F  U  F  F  F"),
        ("at least 0", "T  T  T  T  T  T  T  T  T  T  T  T  T"),
        ("at least 2", "F  F  F  F  U  F  T  F  U  U  U  T  T"),
        ("at most 1", "T  T  T  T  U  T  F  T  U  U  U  F  F"),
        ("exactly 0", "T  T  F  U  U  T  F  U  F  U  F  F  F"),
        ("exactly 1", "F  F  T  U  U  F  F  U  U  U  U  F  F"),
        ("exactly 2", "F  F  F  F  U  F  T  F  U  U  U  U  U"),
    ])
    func table(_ quantifier: String, _ row: String) throws {
        for (domain, expected) in zip(Self.domains, row.split(separator: "  ")) {
            let elements = domain.compactMap { ["0": "{\"x\": 0}", "1": "{\"x\": 1}", "u": "{}"][$0] }
            let properties = "{\"xs\": [\(elements.joined(separator: ", "))]}"
            let sources = domain.contains("?") ? "xs, open.list" : "xs"
            let answer = try truth(of: "\(quantifier) e in \(sources) satisfies e.x is 1", properties)
            #expect(answer.letter == expected, "\(quantifier) over \(domain)")
            if quantifier == "every" { continue }
            #expect(try truth(of: "\(quantifier) e in \(sources) where e.x is 1", properties) == answer)
        }
    }

    /// `where` is an implication under `every` and a conjunction under all others; `-` is a missing property.
    @Test(arguments: [
        ("every", "1 1", "T"), ("every", "1 0", "F"), ("every", "0 0", "T"), ("every", "0 -", "T"),
        ("every", "- 1", "T"),
        ("every", "- 0", "U"), ("every", "1 -", "U"), ("some", "1 1", "T"), ("some", "0 1", "F"), ("some", "0 -", "F"),
        ("some", "- 0", "F"), ("some", "- 1", "U"), ("some", "1 -", "U"),
    ])
    func filters(_ quantifier: String, _ element: String, _ expected: String) throws {
        let values = element.split(separator: " ")
        let members = zip(["k", "h"], values).filter { $0.1 != "-" }.map { "\"\($0.0)\": \($0.1)" }
        let answer = try truth(
            of: "\(quantifier) e in xs where e.k is 1 satisfies e.h is 1",
            "{\"xs\": [{\(members.joined(separator: ", "))}]}")
        #expect(answer.letter == expected)
    }

    @Test(
        arguments: Row.table(
            #"""
            every v in m satisfies v is 1                        => true
            some k, v in m satisfies k is "b" and v is 1         => true
            some k, v in m satisfies k is "n"                    => false
            some i, v in l satisfies i is 1 and v is 20          => true
            some v in t satisfies v is 1                         => wrong type
            every v in twice satisfies v is 1                    => bad data
            every v in none satisfies v is 1                     => absent
            every v in none.list satisfies v is 1                => missing
            some v in nulls satisfies v is 1                     => absent
            no v in nulls satisfies v is absent                  => false
            every v in l, nested[*] is present                   => true
            every v in l, none default [] satisfies v is at least 10 => true
            every r in resources of other satisfies r.x is 1     => not collected
            """#))
    func domains(_ row: Row) throws {
        let properties = #"""
            {"m": {"a": 1, "b": 1, "n": null}, "l": [10, 20], "t": "text", "twice": {"k": 1, "k": 1}, "nulls": [null],
             "nested": [[1]]}
            """#
        #expect(describe(try truth(of: row.question, properties)) == row.answer)
    }

    @Test func resourcesInInventoryOrder() throws {
        let others = [2, 1].map { #"{"kind": "o", "id": "o\#($0)", "properties": {"n": \#($0)}}"# }
        let lines = "let all_of_them = each o in resources of o"
        #expect(try value(of: "all_of_them[*].n", "{}", lines: lines, others: others) == "[2, 1]")
        let pairs = "some i, o in resources of o satisfies i is 0 and o.n is 2"
        #expect(try truth(of: pairs, "{}", others: others) == .true)
        let none = "no o in resources of o satisfies o.n is 3"
        #expect(try truth(of: none, "{}", others: [], collected: ["o"]) == .true)
    }

    @Test(
        arguments: Row.table(
            """
            kept[*].n   => [1, unsettled]
            count(kept) => unsettled
            count(sure) => 1
            open        => [unsettled]
            opens       => [wrong type]
            holes       => [absent]
            """))
    func letEach(_ row: Row) throws {
        let lines = """
            let kept = each x in xs where x.keep is true
            let sure = each x in xs where x.keep is true and x.n is 1
            let open = each x in nothing.there
            let opens = each x in text
            let holes = each x in nulls where text is "t"
            """
        let properties =
            #"{"xs": [{"n": 1, "keep": true}, {"n": 2, "keep": false}, {"n": 3}], "text": "t", "nulls": [null]}"#
        #expect(try value(of: row.question, properties, lines: lines) == row.answer)
    }

    @Test func aListThatIsNotSettled() throws {
        let lines = "let kept = each x in xs where x.keep is true"
        let unsettled = Truth.unknown(.unsettled)
        #expect(try truth(of: "kept is empty", #"{"xs": [{}]}"#, lines: lines) == unsettled)
        #expect(try truth(of: "kept is empty", #"{"xs": [{}, {"keep": true}]}"#, lines: lines) == .false)
        #expect(try truth(of: "kept is present", #"{"xs": [{}]}"#, lines: lines) == .true)
        #expect(try truth(of: "first(kept) is present", #"{"xs": [{}]}"#, lines: lines) == unsettled)
        #expect(try truth(of: "every k in kept satisfies k.n is 1", #"{"xs": [{}]}"#, lines: lines) == unsettled)
    }
}

extension Truth {
    fileprivate var letter: String {
        switch self {
        case .true: "T"
        case .false: "F"
        case .unknown: "U"
        }
    }
}
