import ResourceDocuments
import RuleMachine
import SourceText
import Testing

/// The instruction set: each instruction is made by some rule, proven by the verifier, shown by the disassembler.
@Suite struct OpcodeTests {
    /// Rules that together need every instruction.
    static let rules = """
        define port_of(r) = r.port default 22
        rule values {
          for demo.thing where @region is "eu"
          when as_of is newer than duration(this.age)
          param sites: ip_list = ["10.0.0.0/8"]
          param names: string_list = ["a", "b"]
          let parts = split(lower(a.name), this.separator)
          let kept = each x in a.rules, a.more where x.kind is "p"
          let all = each x in kept
          require parts[this.i] is this.first default this.b
          require a[*].b[*].c default [] contains 1
          require count(resources of demo.block) is at least this.least
          require every x in kept satisfies port_of(x) is 22 and number(x.text) is more than 2
          require every k, v in tags satisfies v is present and v.x is present
          require cidrs[*] is sites if missing pass
          require a.state is one of names and trim(a.state) is one of names
          require count(all) is 1 and count(parts default this.d) is 2
          require a.b is this.c default this.d or a.on is true
        }
        rule tests {
          for demo.thing
          require number(a) is present or b is empty or b is undetermined or number(c) is a numeric
          require a is one of this.list and a is within "10.0.0.0/8" and a is within this.list and a overlaps this.list
          require a is like "x*" and a is like this.glob and a is older than 30d
          require a contains this.b or a starts with this.b or a ends with this.b
          require a contains "x" or a starts with "x" or a ends with "x"
          require a matches /x/ and a matches this.pattern
          require number(a.b) is 3 or a.n is at least 2 or number(a.n) is at least 2 or a is at least this.b
          forbid at least 2 x in a where x.y is 3
          require some b in resources of demo.block where b.bucket is this.@id
          require every b in resources of demo.block satisfies b.on is true
          require some b in resources of demo.block satisfies b.bucket is this.@id or b.name is this.name
          require every x in a.rules satisfies (x.p is 1 and x.q is 2) or x.r is present
          require a.on is true
          let picked = each x in a.rules where x.p is 1
          require count(picked) is 1
        }
        """

    /// Two rules that differ in constants only.
    static let family = [("\"a\"", 2), ("\"b\"", 3)].enumerated().map { index, constants in
        """
        rule r\(index) {
          for demo.thing where @region is \(constants.0)
          require every x in rules satisfies x.port is at least \(constants.1) or x.open is false
          forbid at least 2 x in rules satisfies x.port is \(constants.1)
        }
        """
    }.joined(separator: "\n")

    private static func instructions(of fragment: CodeFragment) -> [(position: Int, instruction: Instruction)] {
        var instructions: [(Int, Instruction)] = []
        var position = 0
        while position < fragment.code.count {
            let instruction = Instruction(bits: fragment.code[position])
            instructions.append((position, instruction))
            position += instruction.opcode.length
        }
        return instructions
    }

    @Test func everyInstructionIsMadeBySomeRule() throws {
        let run = try MachineRun(Self.rules)
        let families = try MachineRun(Self.family).library.families
        #expect(families.count == 1)
        let fragments = run.library.fragments + families.map(\.fragment)
        var made = Set(fragments.flatMap { Self.instructions(of: $0).map(\.instruction.opcode) })
        // At the end of every program, in no fragment.
        made.insert(.finish)
        for opcode in Opcode.allCases { #expect(made.contains(opcode), "\(opcode)") }
    }

    @Test func theVerifierAcceptsWhatTheCompilerMakes() throws {
        for fragment in try MachineRun(Self.rules).library.fragments {
            #expect(ProgramVerifier.faults(in: fragment).isEmpty)
        }
    }

    /// The same fragment with one word changed.
    private func changing(
        _ fragment: CodeFragment, _ opcode: Opcode, offset: Int = 0, _ change: (Instruction) -> UInt64
    ) throws -> CodeFragment {
        var code = fragment.code
        let found = try #require(Self.instructions(of: fragment).first { $0.instruction.opcode == opcode })
        code[found.position + offset] = change(found.instruction)
        return CodeFragment(
            ruleIndex: fragment.ruleIndex, name: fragment.name, file: fragment.file, code: code, spans: fragment.spans,
            constants: fragment.constants, fixedConstants: fragment.fixedConstants, elementTests: fragment.elementTests,
            sharedValues: fragment.sharedValues, sharedTests: fragment.sharedTests,
            inlined: fragment.inlined, cost: fragment.cost, appliesToKind: { _ in true })
    }

    @Test func theVerifierFindsWhatWouldMisleadTheLoop() throws {
        let fragments = try MachineRun(Self.rules).library.fragments
        func faults(
            _ rule: Int, _ opcode: Opcode, offset: Int = 0, _ change: (Instruction) -> UInt64
        ) throws -> String {
            ProgramVerifier.faults(in: try changing(fragments[rule], opcode, offset: offset, change))
                .map { $0.drop { $0 != ":" }.dropFirst(2) }.joined(separator: "; ")
        }
        #expect(
            try faults(0, .constant) { Instruction($0.opcode, d: 5, b: 60_000).bits }
                == "constant 60000 is out of range")
        #expect(try faults(0, .member) { Instruction($0.opcode, d: 1, a: 0).bits } == "writes the resource under test")
        #expect(
            try faults(0, .next) { Instruction($0.opcode, d: 5, a: 255).bits }.hasPrefix(
                "iteration 255 is out of range"))
        #expect(try faults(0, .next) { $0.jumping(32_767).bits } == "jumps to no instruction")
        #expect(try faults(0, .testMemberEqual) { $0.jumping(-1).bits } == "jumps to no instruction")
        #expect(try faults(0, .call) { Instruction($0.opcode, flags: 200, d: 5, a: 5).bits } == "no such flag")
        #expect(try faults(0, .copy) { _ in 0xFF } == "no opcode")
        #expect(
            try faults(0, .enterRule) { Instruction($0.opcode, b: 3).bits } == "not framed by enterRule and leaveRule")
        #expect(try faults(0, .nextSource) { Instruction($0.opcode, a: 5, b: 3).bits } == "no jump")
        let glob = UInt64(Opcode.testLikeConstant.rawValue)
        #expect(try faults(1, .testMatchesConstant) { $0.bits & ~0xFF | glob } == "a constant of another form")
        #expect(try faults(1, .iterateJoined, offset: 1) { _ in 1 << 25 } == "no such operand")
        #expect(try faults(1, .addCandidates, offset: 1) { _ in 1 << 24 } == "no such operand")
        #expect(
            try faults(1, .iterateJoined, offset: 1) { _ in 1 << 16 } == "another number of keys than its join has")
        #expect(try faults(1, .iterateJoined, offset: 1) { _ in 1 << 8 }.hasPrefix("writes the resource under test"))
    }

    @Test func theNamesOfManyRulesAreWrapped() throws {
        func heading(_ count: Int) throws -> [String] {
            let names = (0..<count).map { "rule_\($0 + 100)" }
            let rules = names.enumerated().map { "rule \($1) { for demo.thing require a is \($0) }" }
            let run = try MachineRun(rules.joined(separator: "\n"))
            let text = Disassembler(try #require(run.library.families.first), names: names, keys: run.keys)
                .disassembly()
            return text.split(separator: "\n").map(String.init).prefix { !$0.contains("│") }
        }
        #expect(try heading(2) == ["2 rules as one: rule_100, rule_101"])
        // Ten characters a name, in lines of at most 120.
        let lines = try heading(25)
        #expect(lines.count == 4)
        #expect(lines[0] == "25 rules as one:")
        #expect(lines.allSatisfy { $0.count <= 120 })
        #expect(lines[1].hasPrefix("    rule_100, rule_101, "))
        #expect(lines[3].hasSuffix(" rule_124"))
        #expect(lines.dropFirst().joined(separator: " ").split(whereSeparator: { " ,".contains($0) }).count == 25)
    }

    @Test func theDisassemblyShowsTheRulesLinesAndEveryOperand() throws {
        let run = try MachineRun(
            """
            rule tls {
              for demo.thing
              param versions: string_list = ["1.2", "1.3"]
              require min_tls_version is one of versions
              require every r in rules satisfies r.port is 22
            }
            """)
        let fragment = try #require(run.library.fragments.first)
        let text = Disassembler(fragment, keys: run.keys).disassembly()
        #expect(
            text == """
                rule tls
                    1 │ rule tls {
                        0  enterRule
                    4 │   require min_tls_version is one of versions
                        2  testMemberInTexts    A0 R0 .min_tls_version K0 {"1.2", "1.3"} if false → 18
                        4  clause               → 18
                    5 │   require every r in rules satisfies r.port is 22
                        5  member               R2 R0 .rules
                        6  beginElements        E0 R2 → 11
                        7  testElements         E0 .rules[].port equal 22 if true → 9
                        9  foldElements         E0 → 18
                       10  jump                 → 16
                       11  member               R5 R0 .rules
                       12  iterate              A0 I2 R5 → 15
                       13  testMemberEqual      A0 R4 .port K2 22 if false → 18
                       15  next                 R4 I2 → 13
                       16  clause               → 18
                       17  leaveRule            settled
                       18  leaveRule            fail

                """)
    }
}
