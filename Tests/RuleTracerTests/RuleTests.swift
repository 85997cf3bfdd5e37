import ResourceDocuments
import RuleChecker
import SourceText
import Testing

@testable import RuleTracer

/// "Rules" of Meaning.md: applicability, clauses and their fallbacks, coverage.
@Suite struct RuleTests {
    @Test(
        arguments: Row.table(
            """
            require a is 1                                   => pass
            require a is 2                                   => fail
            require zz is 2                                  => unknown
            forbid a is 1                                    => fail
            forbid a is 2                                    => pass
            forbid zz is 2                                   => unknown
            require zz is 2 if missing pass                  => pass
            require zz is 2 if missing fail                  => fail
            forbid zz is 2 if missing pass                   => pass
            require zz is 2 if missing unknown               => unknown
            require zz is 2 if unknown fail                  => fail
            require t is 2 if unknown fail                   => fail
            require t is 2 if missing pass                   => unknown
            require t is 2 and zz is 1 if missing pass       => unknown
            require zz is 2 require a is 2                   => fail
            require zz is 2 require a is 1                   => unknown
            require a is 1 require t is 1                    => unknown
            when a is 2 require a is 2                       => not_applicable
            when zz is 2 require a is 2                      => unknown
            when zz is 2 when a is 2 require a is 2          => not_applicable
            when a is 1 require a is 2                       => fail
            """))
    func verdicts(_ row: Row) throws {
        let scene = try Scene(row.question, #"{"a": 1, "t": "x"}"#)
        let trace = scene.trace()
        #expect(trace.verdict.rawValue == row.answer)
        #expect(scene.tracer.verdict().verdict == trace.verdict)
        #expect(scene.tracer.verdict().causes == trace.causes)
        #expect(trace.causes.isEmpty == (trace.verdict != .unknown))
        #expect(trace.findings.isEmpty == (trace.verdict == .pass || trace.verdict == .notApplicable))
    }

    @Test func theKindAndTheWhereOfFor() throws {
        let resource = #"{"kind": "k", "id": "r1", "properties": {"a": 1}}"#
        let other = try Scene(rule: "rule t {\n title \"T\"\n for j\n require a is 1\n}", resource: resource)
        #expect(other.trace().inapplicability == .kind)
        let filtered = try Scene(
            rule: "rule t {\n title \"T\"\n for k where a is 2\n require a is 1\n}", resource: resource)
        let place = try #require(filtered.rule.rule.filter?.place)
        #expect(filtered.trace().inapplicability == .condition(place))
        #expect(filtered.trace().verdict == .notApplicable)
    }

    @Test func definesSeeTheirArgumentsAlone() throws {
        let defines = """
            define wide(c: ip) = prefix_length(c) is less than 8
            define port(r) = r.port default 443
            """
        #expect(try truth(of: "wide(cidr)", #"{"cidr": "10.0.0.0/7"}"#, defines: defines) == .true)
        #expect(try truth(of: "wide(cidr)", #"{"cidr": "x"}"#, defines: defines) == .unknown(.badData))
        #expect(try truth(of: "port(r) is 443", #"{"r": {}}"#, defines: defines) == .true)
        #expect(
            try truth(of: "every r in rs satisfies port(r) is 22", #"{"rs": [{"port": 22}]}"#, defines: defines)
                == .true)
    }

    @Test func coverage() throws {
        let scene = try Scene(
            "require every r in rules where r.on is true satisfies r.x is 1\n  forbid some e in none default [] satisfies e is 1",
            #"{"rules": [{"on": true, "x": 1}, {"on": false}]}"#)
        let rule = scene.rule.rule
        guard case .quantified(let every) = rule.clauses[0].condition,
            case .quantified(let some) = rule.clauses[1].condition,
            let filter = every.filter, let body = every.body
        else {
            Issue.record("the clauses are quantifiers")
            return
        }
        #expect(
            scene.trace().coverage == [
                .clause(rule.clauses[0].place, .true), .clause(rule.clauses[1].place, .false),
                .quantifier(every.place, isEmpty: false), .quantifier(some.place, isEmpty: true),
                .filter(filter.place, holds: true), .filter(filter.place, holds: false), .body(body.place, holds: true),
            ])
    }

    /// Both ways where both parts are known; of a part that is not, nothing is said.
    @Test func coverageOfBranches() throws {
        let scene = try Scene(
            "require any {\n a is 1\n b is 2\n c is 3\n }", #"{"a": 1, "b": 1}"#)
        let clause = scene.rule.rule.clauses[0]
        guard case .any(let parts, _) = clause.condition else {
            Issue.record("the clause is an 'any'")
            return
        }
        #expect(
            scene.trace().coverage == [
                .clause(clause.place, .true), .branch(parts[0].place, holds: true),
                .branch(parts[1].place, holds: false),
            ])
        let unknown = try Scene("require c is 3", "{}")
        #expect(unknown.trace().coverage == [.clause(unknown.rule.rule.clauses[0].place, .unknown)])
    }

    @Test(arguments: [("22", Truth.true), ("0", .false)])
    func constraints(_ value: String, _ expected: Truth) throws {
        let scene = try Scene(
            rule:
                "rule t {\n title \"T\"\n param p: numeric that is between 1 and 65535 = 22\n for k\n require a is p\n}",
            resource: #"{"kind": "k", "id": "r1", "properties": {}}"#)
        let constraint = try #require(scene.rule.rule.parameters.first?.constraints.first)
        let number = try #require(ExactNumber(value))
        #expect(Tracer.holds(constraint.condition, slots: [.number(number)]) == expected)
    }

    /// A tree that no checker makes is unknown, never a crash.
    @Test func treesThatMeanNothing() throws {
        let place = SourcePlace(SourceFile(name: "x", text: ""), SourceSpan(0, 0))
        let forms: [CheckedExpression.Form] = [
            .slot(Slot(7)), .slot(Slot(-1)), .parameter(3), .resources(KindPattern("k")), .call(.count, []),
            .call(.split, []),
            .call(.split, [CheckedExpression(.literal(.string("a")), type: .string, place: place)]), .asOf,
            .path(CheckedPath(root: .this, steps: [.elements(place), .attribute(.id, place)])),
        ]
        for form in forms {
            let test = CheckedTest(
                subject: CheckedExpression(form, type: .any, place: place),
                predicate: .equal(
                    CheckedExpression(.literal(.boolean(true)), type: .boolean, place: place), asAddresses: true),
                negated: false, place: place, predicatePlace: place)
            guard case .unknown = Tracer.holds(.test(test), slots: []) else {
                Issue.record("\(form) has no value")
                continue
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func longLists() throws {
        let list = (0..<10_000).map { "{\"id\": \($0), \"x\": \"\($0 % 7)\"}" }.joined(separator: ", ")
        let properties = "{\"l\": [\(list)]}"
        #expect(try truth(of: "every e in l satisfies e.id is at least 0", properties) == .true)
        #expect(try truth(of: "count(distinct(l[*].x)) is 7", properties) == .true)
        let scene = try Scene("require every e in l satisfies e.y is 1", properties)
        #expect(scene.trace().findings.count == 10_000)
        let others = (0..<2_000).map { #"{"kind": "o", "id": "o\#($0)", "properties": {"ref": "r\#($0)"}}"# }
        #expect(try truth(of: "some o in resources of o where o.ref is this.@id", "{}", others: others) == .true)
    }
}
