import Testing

/// The tables "Conversions" and "Functions" of Meaning.md, row by row.
@Suite struct FunctionTests {
    private static let properties = #"""
        {"l": [1, 2, null], "m": {"p": 1, "q": null, "r": "x"}, "t": " Ab ", "n": 7200, "tiny": 1e-15, "s": "7200", "b": true,
         "twice": {"k": 1, "k": 2}, "ips": ["10.0.0.0/8", "nonsense", null, 5], "e": [], "objects": [{"x": 1}, {}],
         "doc": "{\"a\": [1]}", "badDoc": "{", "nullDoc": "null", "same": [1, 1.0, "1", null, null, {"a": 1, "b": 2}, {"b": 2, "a": 1}],
         "base": "aGVsbG8=", "cafe": "cafe\u0301"}
        """#

    @Test(
        arguments: Row.table(
            #"""
            count(l)                           => 3
            count(m)                           => 2
            count(e)                           => 0
            count(t)                           => wrong type
            count(zz)                          => missing
            count(twice)                       => bad data
            count(objects[*].x)                => missing
            count(objects[*].x default [])     => 1
            length(cafe)                       => 5
            length(n)                          => wrong type
            lower(t)                           => " ab "
            upper(t)                           => " AB "
            trim(t)                            => "Ab"
            trim(n)                            => wrong type
            number(s)                          => 7200
            number(n)                          => 7200
            number(t)                          => bad data
            number(b)                          => wrong type
            number(l)                          => wrong type
            number(zz.y)                       => missing
            text(n)                            => "7200"
            text(b)                            => "true"
            text(t)                            => " Ab "
            text(l)                            => wrong type
            list(n)                            => [7200]
            list(l)                            => [1, 2, absent]
            list(zz)                           => missing
            distinct(same)                     => [1, "1", absent, absent, {"a": 1, "b": 2}]
            distinct(n)                        => wrong type
            keys(m)                            => ["p", "r"]
            values(m)                          => [1, "x"]
            keys(l)                            => wrong type
            keys(twice)                        => bad data
            values(twice)                      => bad data
            entries(twice)                     => bad data
            entries(m)                         => [{"key": "p", "value": 1}, {"key": "r", "value": "x"}]
            entries(m)[*].key                  => ["p", "r"]
            split("a.b..c", ".")               => ["a", "b", "", "c"]
            split(s, "")                       => bad data
            split(n, ".")                      => wrong type
            split("", ".")                     => [""]
            first(l)                           => 1
            last(l)                            => absent
            first(e)                           => absent
            first(e) default 5                 => 5
            first(n)                           => wrong type
            first(zz)                          => missing
            prefix_length("10.0.0.0/8")        => 8
            prefix_length("10.0.0.1")          => 32
            prefix_length("::1")               => 128
            prefix_length("10.0.0.1-10.0.0.3") => bad data
            prefix_length(n)                   => wrong type
            quantity("500m")                   => 0.5
            quantity(s)                        => 7200
            quantity(n)                        => 7200
            quantity(t)                        => bad data
            duration("90m")                    => 1h30m
            duration(t)                        => bad data
            duration(n)                        => wrong type
            timestamp("2026-01-01")            => "2026-01-01T00:00:00Z"
            timestamp(s)                       => bad data
            version("1.2")                     => "1.2"
            version(t)                         => bad data
            ip(ips)                            => ["10.0.0.0/8", bad data, absent, wrong type]
            days(90)                           => 90d
            days(n)                            => 7200d
            days(s)                            => wrong type
            days(0.5)                          => 12h
            days(tiny)                         => bad data
            json(doc).a                        => [1]
            json(badDoc)                       => bad data
            json(nullDoc)                      => absent
            json(n)                            => wrong type
            base64(base)                       => "hello"
            base64(t)                          => bad data
            base64("_w==")                     => bad data
            base64(n)                          => wrong type
            """#))
    func functions(_ row: Row) throws {
        #expect(try value(of: row.question, Self.properties) == row.answer)
    }

    @Test(arguments: ["a: 1": "{\"a\": 1}", "null": "absent", "a: [": "bad data"])
    func yaml(_ text: String, _ expected: String) throws {
        #expect(try value(of: "yaml(y)", #"{"y": "\#(text)"}"#) == expected)
    }

    @Test func countingResources() throws {
        let others = (0..<3).map { #"{"kind": "o.x", "id": "o\#($0)", "properties": {}}"# }
        #expect(try value(of: "count(resources of o.x)", "{}", others: others) == "3")
        #expect(try value(of: "count(resources of \"o.*\")", "{}", others: others) == "3")
        #expect(try value(of: "count(resources of other)", "{}", others: others) == "not collected")
        #expect(try value(of: "count(resources of other)", "{}", others: others, collected: ["other"]) == "0")
    }

    @Test func theClock() throws {
        #expect(try value(of: "as_of", "{}") == #""2026-01-01T12:00:00Z""#)
    }
}
