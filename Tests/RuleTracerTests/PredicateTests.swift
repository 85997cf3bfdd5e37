import ResourceDocuments
import Testing

/// The tables "Equality" and "Predicates" of Meaning.md, row by row.
@Suite struct PredicateTests {
    private static let properties = #"""
        {"n": 5, "f": 5.0, "big": 9007199254740993, "t": "text", "e": "", "b": true, "null": null, "l": [1, 2], "el": [], "nl": [null],
         "m": {"a": 1, "b": null}, "em": {}, "only": {"x": null}, "twice": {"k": 1, "k": 1}, "composed": "\u00e9", "decomposed": "e\u0301",
         "ip": "10.1.0.0/16", "ips": ["10.0.0.0/9", "10.128.0.0/9"], "badip": ["10.0.0.1", "x"], "day": "2025-12-01T00:00:00Z",
         "v": "1.10.0", "objects": [{"x": 1}, {"x": 2}], "gaps": [{"x": 1}, {}], "all": [{}], "mixed": [1, "a"], "s": "7200",
         "text": "abcabc", "path": ["a", "b", "c"], "strings": ["a", "b"]}
        """#

    @Test(
        arguments: Row.table(
            #"""
            n is 5                                    => true
            f is 5                                    => true
            n is 6                                    => false
            big is 9007199254740993                   => true
            big is 9007199254740992                   => false
            t is "text"                               => true
            t is "Text"                               => false
            n is this.t                                  => wrong type
            n is not "5"                              => wrong type
            composed is this.decomposed               => false
            b is true                                 => true
            b is not true                             => false
            zz is 5                                   => absent
            zz is not 5                               => absent
            zz.y is 5                                 => missing
            zz is t.x                                 => absent+wrong type
            null is 5                                 => absent
            l is [1, 2]                               => true
            l is [2, 1]                               => false
            l is [1]                                  => false
            nl is [1]                                 => absent
            nl is [1, 2]                              => false
            objects[*].x is [1, 2]                    => true
            gaps[*].x is [1, 2]                       => absent
            gaps[*].x is [1, 2, 3]                    => absent
            gaps[*].x is not [1]                      => absent
            m is first(list(this.m))                          => true
            m is this.em                              => false
            only is this.em                           => true
            m is this.objects[0]                      => false
            twice is this.m                           => bad data
            l is this.m                               => wrong type
            timestamp(day) is timestamp("2025-12-01") => true
            version(v) is version("1.10")             => true
            duration("60s") is duration("1m")         => true
            ip(ip) is ip("10.1.2.3/16")               => true
            ip(ips) is ip(this.ips)                   => true
            """#))
    func equality(_ row: Row) throws {
        #expect(describe(try truth(of: row.question, Self.properties)) == row.answer)
    }

    @Test(
        arguments: Row.table(
            #"""
            ["10.128.0.0/9", "10.0.0.0/9"] => true
            ["10.0.0.0/9"]                 => false
            ["10.0.0.0/8", "x"]            => bad data
            [null]                         => absent
            [1]                            => wrong type
            "10.0.0.0/8"                   => wrong type
            """#))
    func addressListsCompareAsSets(_ row: Row) throws {
        let properties = #"{"ips": \#(row.question), "whole": ["10.0.0.0/8"]}"#
        let define = "define same(x: ip_list, y: ip_list) = x is y"
        #expect(describe(try truth(of: "same(ips, whole)", properties, defines: define)) == row.answer)
    }

    @Test(
        arguments: Row.table(
            #"""
            # present, empty
            n is present             => true
            zz is present            => false
            zz is absent             => true
            zz.y is present          => false
            null is present          => false
            t.x is present           => wrong type
            twice.k is present       => bad data
            el is present            => true
            e is empty               => true
            el is empty              => true
            em is empty              => true
            only is empty            => true
            m is empty               => false
            nl is empty              => false
            n is empty               => false
            zz is empty              => absent
            twice is empty           => bad data
            t is not empty           => true
            gaps[*].x is empty       => false
            all[*].x is empty        => absent
            # types
            t is a string            => true
            n is a string            => false
            zz is a string           => false
            t.x is a string          => wrong type
            n is a numeric           => true
            s is a numeric           => false
            b is a boolean           => true
            l is a list              => true
            nl is a list             => true
            m is a map               => true
            l is a map               => false
            ip is an ip              => true
            t is an ip               => false
            day is a timestamp       => true
            s is a timestamp         => false
            v is a version           => true
            t is a version           => false
            s is a duration          => false
            n is a quantity          => true
            s is a quantity          => true
            t is a quantity          => false
            t is a pattern           => true
            n is a general           => true
            zz is a general          => false
            strings is a string_list => true
            el is a string_list      => true
            mixed is a string_list   => false
            nl is a string_list      => absent
            n is a string_list       => false
            l is a numeric_list      => true
            ips is an ip_list        => true
            badip is an ip_list      => false
            """#))
    func presenceAndTypes(_ row: Row) throws {
        #expect(describe(try truth(of: row.question, Self.properties)) == row.answer)
    }

    @Test(
        arguments: Row.table(
            #"""
            n is one of [1, 5]                        => true
            n is one of [1, 6]                        => false
            n is one of this.mixed                    => wrong type
            n is one of []                            => false
            n is one of this.t                        => wrong type
            n is one of this.nl                       => absent
            zz is one of [1]                          => absent
            n is not one of [1, 6]                    => true
            first(l) is one of this.mixed             => true
            n is at least 5                           => true
            n is at most 4                            => false
            n is more than 5                          => false
            n is less than 5.5                        => true
            t is at least 5                           => wrong type
            n is at least this.t                      => wrong type
            zz is at least 5                          => absent
            n is not at least 6                       => true
            version(v) is more than version("1.9")    => true
            timestamp(day) is less than as_of         => true
            duration("1h") is at most duration("60m") => true
            n is between 1 and 5                      => true
            n is between 6 and 9                      => false
            n is not between 6 and 9                  => true
            n is between 6 and zz.y                   => false
            n is between 1 and zz.y                   => missing
            zz is between 1 and 2                     => absent
            # addresses
            ip is within "10.0.0.0/8"                 => true
            ip is within this.ips                     => true
            ips is within "10.0.0.0/8"                => true
            "10.0.0.0/8" is within ips[*]             => true
            ip is within "11.0.0.0/8"                 => false
            ip is within "::/0"                       => false
            badip is within "10.0.0.0/8"              => bad data
            badip is within "11.0.0.0/8"              => false
            ip is within this.badip                   => bad data
            "10.0.0.1" is within badip[*]             => true
            n is within "10.0.0.0/8"                  => wrong type
            el is within "10.0.0.0/8"                 => true
            t is within "10.0.0.0/8"                  => bad data
            ip is not within "11.0.0.0/8"             => true
            ip overlaps "10.1.2.3"                    => true
            ip overlaps "11.0.0.0/8"                  => false
            badip overlaps "10.0.0.0/8"               => true
            badip overlaps "11.0.0.0/8"               => bad data
            ip does not overlap "11.0.0.0/8"          => true
            zz overlaps "::1"                         => absent
            m overlaps "::1"                          => wrong type
            # text
            t is like "te*"                           => true
            t is like "t"                             => false
            t is like "t?xt"                          => true
            n is like "5"                             => wrong type
            t matches /^TE/i                          => true
            t matches /^TE/                           => false
            n matches /5/                             => wrong type
            zz matches /x/                            => absent
            t matches any of ["^a", "xt$"]            => true
            t does not match /z/                      => true
            t starts with "te"                        => true
            t ends with "xt"                          => true
            t starts with "x"                         => false
            t starts with ""                          => true
            t starts with "texts"                     => false
            n starts with "5"                         => wrong type
            t starts with any of ["x", "t"]           => true
            path starts with ["a", "b"]               => true
            path ends with ["b", "c"]                 => true
            path ends with ["a"]                      => false
            strings starts with this.path             => false
            path starts with this.t                   => wrong type
            split(text, "c") ends with [""]           => true
            gaps[*].x starts with [1]                 => absent
            # age
            day is older than 30d                     => true
            day is older than 32d                     => false
            day is newer than 32d                     => true
            day is newer than 30d                     => false
            day is older than "2025-12-02"            => true
            t is older than 30d                       => bad data
            n is older than 30d                       => wrong type
            zz is older than 30d                      => absent
            day is not older than 32d                 => true
            # contains
            l contains 1                              => true
            l contains 3                              => false
            nl contains 3                             => absent
            mixed contains 1                          => true
            mixed contains 2                          => wrong type
            text contains "ca"                        => true
            text contains "x"                         => false
            text contains ""                          => true
            n contains 5                              => wrong type
            text contains this.n                      => wrong type
            m contains "a"                            => true
            m contains "b"                            => false
            m contains "c"                            => false
            twice contains "k"                        => bad data
            m contains this.n                         => wrong type
            l contains all of [1, 2]                  => true
            l contains all of [1, 3]                  => false
            l contains any of [3, 2]                  => true
            l contains any of []                      => false
            l contains all of []                      => true
            l contains any of this.n                  => wrong type
            l does not contain 3                      => true
            l does not contain any of [1]             => false
            zz contains 1                             => absent
            text contains all of ["a", "b"]           => true
            gaps[*].x contains 1                      => true
            gaps[*].x contains 2                      => absent
            """#))
    func comparisons(_ row: Row) throws {
        #expect(describe(try truth(of: row.question, Self.properties)) == row.answer)
    }

    @Test func aBacktrackingPatternEnds() throws {
        let subject = String(repeating: "a", count: 40) + "b"
        #expect(try truth(of: "t matches /^(a+)+(?!c)$/", #"{"t": "\#(subject)"}"#) == .unknown(.budget))
    }
}
