import Testing

@testable import RuleTracer

/// Which elements of a list a finding names.
@Suite struct DecidingElementTests {
    @Test(
        arguments: Row.table(
            #"""
            require ips is within "10.0.0.0/8"         => must be within "10.0.0.0/8": ips[1] is "192.168.1.0/24"
            require ips does not overlap "192.168.0.0/16" => must not overlap "192.168.0.0/16": ips[1] is "192.168.1.0/24"
            require l contains all of ["x", "b", "c"]  => must contain all of ["x", "b", "c"]: it lacks "b", "c"
            require m contains all of ["k", "b"]       => must contain all of ["k", "b"]: it lacks "b"
            require l does not contain any of ["z", "q"] => must not contain any of ["z", "q"]: l[2] is "z"
            require m does not contain any of ["k", "q"] => must not contain any of ["k", "q"]: m.k is 1
            require l does not contain "z"             => must not contain "z": l[2] is "z"
            require t does not contain any of ["ex", "q"] => must not contain any of ["ex", "q"]: it contains "ex"
            require t does not start with any of ["te", "q"] => must not start with any of ["te", "q"]: it starts with "te"
            require t does not end with any of ["xt", "q"] => must not end with any of ["xt", "q"]: it ends with "xt"
            require t does not match any of ["^t", "^q"] => must not match any of [/^t/, /^q/]: it matches /^t/
            require t is not one of this.names         => must not be one of names (["a", "text"]): names[1] is "text"
            require mixed is a string_list             => must be a list of strings: mixed[1] is 2
            require l is ["x", "b", "z"]               => must be ["x", "b", "z"]: l[1] is "a"
            require l starts with ["x", "b"]           => must start with ["x", "b"]: l[1] is "a"
            require l ends with ["b", "z"]             => must end with ["b", "z"]: l[1] is "a"
            require bad is within "10.0.0.0/8"         => must be within "10.0.0.0/8": bad[0] is "11.0.0.0/8", and bad[1] is "oops", which is not an IP address, block or range
            require ips is not within "0.0.0.0/0"      => must not be within "0.0.0.0/0"
            require l is ["x"]                         => must be ["x"]
            require l contains "b"                     => must contain "b"
            require l does not contain all of ["x", "z"] => must not contain all of ["x", "z"]
            require one is within "10.0.0.0/8"         => must be within "10.0.0.0/8"
            """#))
    func elements(_ row: Row) throws {
        let properties = #"""
            {"ips": ["10.1.0.0/16", "192.168.1.0/24"], "l": ["x", "a", "z"], "m": {"k": 1}, "t": "text", "mixed": ["a", 2],
             "names": ["a", "text"], "bad": ["11.0.0.0/8", "oops", "10.0.0.0/8"], "one": ["11.0.0.1"]}
            """#
        let all = try Scene.findings(row.question, properties)
        #expect(all.count == 1)
        #expect(all.first?.hasSuffix(", and \(row.answer)") == true, "\(all)")
    }

    @Test func theyAreMarkedBesideTheList() throws {
        let scene = try Scene(#"require l does not contain any of ["x", "z"]"#, #"{"l": ["x", "a", "z"]}"#)
        let finding = try #require(scene.trace().findings.first)
        #expect("\(finding.path)" == "l")
        #expect(finding.resourceMarks.map { "\($0.path)" } == ["l", "l[0]", "l[2]"])
    }

    @Test func ofManyTheFirst() throws {
        let list = (0..<9).map { "\"192.168.\($0).1\"" }.joined(separator: ", ")
        let all = try Scene.findings(#"require ips is within "10.0.0.0/8""#, #"{"ips": ["10.0.0.1", \#(list)]}"#)
        #expect(
            all.first?.hasSuffix(
                #": ips[1] is "192.168.0.1", ips[2] is "192.168.1.1", ips[3] is "192.168.2.1", 6 more"#) == true,
            "\(all)")
    }
}
