import Foundation
import RuleSyntax
import SourceText
import TestSupport
import Testing

@Suite struct FormatterTests {
    @Test func generatedFilesKeepTheirTreeAndSettleAtOnce() {
        for seed in UInt64(1)...1000 {
            let text = RuleGenerator(seed: seed).file()
            let original = parse(text)
            #expect(original.diagnostics == [], "seed \(seed):\n\(text)")
            let formatted = Formatter.format(original.file)
            let again = parse(formatted)
            #expect(again.diagnostics == [], "seed \(seed):\n\(text)\nas\n\(formatted)")
            #expect(treeDump(again.file) == treeDump(original.file), "seed \(seed):\n\(text)\nas\n\(formatted)")
            #expect(Formatter.format(again.file) == formatted, "seed \(seed):\n\(text)\nas\n\(formatted)")
            #expect(again.file.comments.map(\.text) == original.file.comments.map(\.text), "seed \(seed)")
        }
    }

    @Test(arguments: [fourRules] + SyntaxDiagnostics.allKinds.map(\.right))
    func examplesKeepTheirTreeAndSettleAtOnce(_ text: String) {
        let formatted = format(text)
        #expect(treeDump(parse(formatted).file) == treeDump(parse(text).file))
        #expect(format(formatted) == formatted)
    }

    @Test func bundledRulesKeepTheirTreeAndSettleAtOnce() throws {
        let folder = ProjectFolder.root.appending(path: "rules")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".norma") }
        #expect(!paths.isEmpty)
        for path in paths {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            #expect(parse(text).diagnostics == [], "\(path)")
            let formatted = format(text)
            #expect(treeDump(parse(formatted).file) == treeDump(parse(text).file), "\(path)")
            #expect(format(formatted) == formatted, "\(path)")
        }
    }

    @Test func anItemHasItsLine() {
        #expect(
            format("rule r{severity high title \"t\" for k require a   is 1 if missing fail else \"m\"}") == """
                rule r {
                  severity high
                  title "t"
                  for k
                  require a is 1
                    if missing fail
                    else "m"
                }

                """)
    }

    @Test func aLongClauseIsBrokenAtItsConnectives() {
        let text = """
            rule r {
              forbid some r in rules where r.direction is "inbound" and r.protocol is one of ["tcp", "all", "any", "icmp_tcp_udp"] satisfies (r.remote is absent or (r.remote.cidr_block is present and from_anywhere(r.remote.cidr_block))) and ssh_port is between r.port_min default 1 and r.port_max default 65535 else "rule {r.id} opens port {ssh_port} to the internet"
            }
            """
        #expect(
            format(text) == """
                rule r {
                  forbid some r in rules
                    where r.direction is "inbound" and r.protocol is one of ["tcp", "all", "any", "icmp_tcp_udp"]
                    satisfies (
                      r.remote is absent
                      or (r.remote.cidr_block is present and from_anywhere(r.remote.cidr_block))
                    )
                      and ssh_port is between r.port_min default 1 and r.port_max default 65535
                    else "rule {r.id} opens port {ssh_port} to the internet"
                }

                """)
    }

    @Test func commentsStayWhereTheyStand() {
        let text = """
            # the file
            use "a.norma" as a # why


            # the rule
            rule r { # opens
              title "t"   # behind
              # before

              # two

              for k
              require a is one of [ # ports
                22, # ssh
                # and the other
                3389
              ] and # here
                b is 1
              # last
            }
            # end
            """
        #expect(
            format(text) == """
                # the file
                use "a.norma" as a  # why

                # the rule
                rule r {  # opens
                  title "t"  # behind
                  # before

                  # two

                  for k
                  require a is one of [  # ports
                    22,  # ssh
                    # and the other
                    3389
                  ]  # here
                    and b is 1
                  # last
                }
                # end

                """)
        #expect(format(format(text)) == format(text))
    }

    @Test func emptyLinesAreKeptOnceAndDeclarationsStandApart() {
        let text =
            "use \"a\"\nuse \"b\"\ndefine f() = a is 1\n\n\n\ndefine g() = a is 2\nrule r {\n\n\n  for k\n\n\n  title \"t\"\n\n}\nrule s {}"
        #expect(
            format(text) == """
                use "a"
                use "b"

                define f() = a is 1

                define g() = a is 2

                rule r {
                  for k

                  title "t"
                }

                rule s {
                }

                """)
    }

    @Test func longParametersListsAndBlocksAreBroken() {
        let text = """
            define open(r) = any { r.a is 1 r.b is 2 }
            rule r {
              param rdp_port "Security group rule RDP allow port number" "The TCP port that RDP listens on": numeric that is between 1 and 65535 = 3389
              param tls_version "IBM Cloud Internet Services TLS version": string_list that each is one of ["1.0", "1.1", "1.2", "1.3"] = ["1.2", "1.3"]
              let ports = ["a long string to fill the line", "a long string to fill the line", "a long string to fill the line"]
              require none { a is 1 b is 2 }
            }
            """
        #expect(
            format(text) == """
                define open(r) = any {
                  r.a is 1
                  r.b is 2
                }

                rule r {
                  param rdp_port "Security group rule RDP allow port number"
                    "The TCP port that RDP listens on": numeric
                    that is between 1 and 65535 = 3389
                  param tls_version "IBM Cloud Internet Services TLS version": string_list
                    that each is one of ["1.0", "1.1", "1.2", "1.3"] = ["1.2", "1.3"]
                  let ports = [
                    "a long string to fill the line",
                    "a long string to fill the line",
                    "a long string to fill the line"
                  ]
                  require none {
                    a is 1
                    b is 2
                  }
                }

                """)
    }

    @Test func aPropertyNamedLikeAnItemBeginsALineOfABlock() {
        let text = "rule r {\n  require all {\n    open(it)\n    when\n    it\n    title\n  }\n}\n"
        #expect(parse(text).diagnostics == [])
        #expect(format(text) == text)
    }

    @Test func anEmptyFileStaysEmpty() {
        #expect(format("") == "")
        #expect(format("\n\n") == "")
        #expect(format("# only this\n\n# and this") == "# only this\n\n# and this\n")
    }

    private func parse(_ text: String) -> (file: RuleFile, diagnostics: [Diagnostic]) {
        Parser.parse(SourceFile(name: "rule.norma", text: text))
    }

    private func format(_ text: String) -> String { Formatter.format(parse(text).file) }
}
