import Testing

/// The tables "Paths" and "default" of Meaning.md, row by row.
@Suite struct PathTests {
    private static let properties = #"""
        {"a": {"b": {"c": 1}, "n": null}, "l": [10, null, {"x": 1}, {"y": 2}], "t": "text", "m": {"p": 1, "q": null, "r": 3},
         "twice": {"k": 1, "k": 2}, "nested": [{"v": [1, 2]}, {"v": "no list"}, {}], "i": 1, "key": "b"}
        """#

    @Test(
        arguments: Row.table(
            #"""
            # .name
            a.b.c          => 1
            a.x            => absent
            a.n            => absent
            l.name         => wrong type
            t.name         => wrong type
            zz             => absent
            zz.b           => missing
            zz.b.c         => missing
            a.n.b          => missing
            twice.k        => bad data
            twice.k.z      => bad data
            a["b"].c       => 1
            a[key].c       => 1
            # [number]
            l[0]           => 10
            l[i]           => absent
            l[9]           => absent
            l[9].x         => missing
            l[-1]          => absent
            l[0.5]         => bad data
            l[1e30]        => absent
            a[0]           => wrong type
            t[0]           => wrong type
            zz[0]          => missing
            l[zz]          => missing
            zz[yy]         => missing
            l[t]           => wrong type
            # [*]
            m[*]           => [1, 3]
            l[*]           => [10, absent, {"x": 1}, {"y": 2}]
            t[*]           => wrong type
            zz[*]          => absent
            zz.y[*]        => missing
            zz[*].x        => absent
            twice[*]       => bad data
            l[*].x         => [wrong type, missing, 1, absent]
            nested[*].v[*] => [1, 2, wrong type, absent]
            nested[*].v    => [[1, 2], "no list", absent]
            # this and attributes
            this.t         => "text"
            @id            => "r1"
            @region        => absent
            this.@name     => "one"
            """#))
    func steps(_ row: Row) throws {
        #expect(try value(of: row.question, Self.properties) == row.answer)
    }

    @Test(
        arguments: Row.table(
            #"""
            # A literal answers for the end of the path alone.
            a.b.c default 9            => 1
            a.x default 9              => 9
            a.n default 9              => 9
            zz.b default 9             => missing
            t.b default 9              => wrong type
            twice.k default 9          => bad data
            # Branch by branch, and [] drops.
            l[*].x default 9           => [wrong type, missing, 1, 9]
            nested[*].v[*] default []  => [1, 2, wrong type]
            zz[*] default []           => []
            zz[*] default 9            => 9
            zz.y[*] default 9          => missing
            # A path answers wherever the other breaks off.
            zz.b default t             => "text"
            zz.b default yy            => absent
            zz.b default yy default 4  => 4
            t.b default t              => wrong type
            l[*].x default t           => [wrong type, "text", 1, "text"]
            l[*].x default zz.b        => [wrong type, missing, 1, missing]
            l[*].x default 9 default t => [wrong type, "text", 1, 9]
            """#))
    func defaults(_ row: Row) throws {
        #expect(try value(of: row.question, Self.properties) == row.answer)
    }

    @Test func attributesOfOtherResources() throws {
        let other = #"{"kind": "o", "id": "o1", "account": "acc", "properties": {"p": 7}}"#
        let lines = "let found = each o in resources of o where o.@id is \"o1\""
        #expect(try value(of: "found[*].@account", "{}", lines: lines, others: [other]) == "[\"acc\"]")
        #expect(try value(of: "found[*].@region", "{}", lines: lines, others: [other]) == "[absent]")
        #expect(try value(of: "found[*].p", "{}", lines: lines, others: [other]) == "[7]")
    }

    @Test func nothingWasReadOfTheResource() throws {
        #expect(try value(of: "a", "null") == "missing")
        #expect(try value(of: "@id", "null") == "\"r1\"")
    }
}
