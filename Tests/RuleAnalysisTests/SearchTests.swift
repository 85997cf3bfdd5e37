import ResourceDocuments
import RuleChecker
import RulePacks
import RuleTesting
import RuleTracer
import SourceText
import Testing

@testable import RuleAnalysis

@Suite struct SearchTests {
    private func search(_ lines: String, seed: UInt64 = 1) throws -> SampleSearch {
        let library = try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n").library
        let bound = try #require(ParameterBinder.bind(library.rules[0]).rule)
        return SampleSearch([bound], seed: seed, asOf: .caseDefault)
    }

    /// Each verdict of rules of every shape is found within a few hundred samples.
    @Test(arguments: [
        "require a.b.c is \"x\"", "require every r in rules satisfies r.port is between 20 and 30",
        "forbid some r in rules where r.direction is \"inbound\" satisfies r.cidr is within \"10.0.0.0/8\"",
        "require name matches /^prod-[a-z]{3}-\\d+$/", "require host is like \"*.example.com\"",
        "require created is newer than 30d", "require quantity(cpu) is at most quantity(\"500m\")",
        "require version(v) is at least \"1.2.3\"", "require tags contains \"team\"",
        "require some o in resources of demo.lock where o.gate is this.id satisfies o.shut is true",
        "require at least 2 r in rules satisfies r.on is true", "require count(keys(labels)) is more than 2",
        "require every key, value in labels satisfies value is \"x\"", "require lower(mode) is \"strict\"",
        "require json(policy).Version is \"2012\"",
        "let own = each r in rules where r.own is true\n  require count(own) is 1",
        "require split(arn, \":\")[0] is \"a\"", "require split(arn, \":\")[2] is \"s3\"",
        "require last(split(host, \".\")) is one of [\"com\", \"org\"]", "require number(days) is at least 7",
        "require a is this.b", "require length(name) is 77", "require count(list) is 33",
        "require key is undetermined", "require exactly 21 r in rules satisfies r.on is true",
    ])
    func everyVerdictIsFound(_ lines: String) throws {
        for verdict in [Verdict.pass, .fail, .unknown] {
            var search = try search(lines)
            #expect(search.first(within: 2_500, where: { $0.verdicts == [verdict] }) != nil, "\(lines): \(verdict)")
        }
    }

    /// A function's answer is asked by another one, and what is asked is turned back into what a resource has.
    @Test(arguments: [
        "quantity(lower(cpu)) is at least \"2Gi\"", "number(trim(port)) is 5", "number(lower(a.b)) is 5",
        "number(split(cidr, \"/\")[1]) is at most 24", "number(first(split(range, \"-\"))) is at least 5",
        "number(keys(ports)[0]) is at least 5", "every k, v in ports satisfies number(k) is at most 1024",
        "number(base64(data)) is at least 5", "number(upper(a)) is at least number(lower(b))",
        "base64(base64(data)) is \"x\"", "number(lower(json(policy).a)) is 5", "json(base64(data)).exp is at least 5",
        "version(lower(a)) is at least version(b)", "timestamp(a) is more than timestamp(b)",
        "quantity(a) is at most quantity(b)", "days(a) is at most 90d", "days(number(a)) is at most 90d",
        "rotated is not older than days(this.max_age)", "rotated is newer than days(30)",
        "rotated is not older than duration(ttl)", "no role in values(members) is \"owner\"",
        "count(values(members)) is at least 4", "values(members)[0] is 5", "first(keys(members)) is \"x\"",
        "exactly 2 v in values(members) satisfies v.on is true", "values(members)[*].a contains \"x\"",
        "every e in entries(tags) satisfies number(e.key) is at most 5",
        "some e in entries(tags) satisfies e.key starts with \"x\" and e.value is 7",
        "number(@name) is at least 5", "split(@name, \"-\")[1] is one of [\"prod\", \"dev\"]",
        "version(split(split(image, \"@\")[0], \":\")[1]) is at least \"1.2\"",
    ])
    func functionsWithinFunctionsAreTurnedBack(_ condition: String) throws {
        for verdict in [Verdict.pass, .fail] {
            var search = try search("require \(condition)")
            #expect(search.first(within: 2_500, where: { $0.verdicts == [verdict] }) != nil, "\(condition): \(verdict)")
        }
    }

    @Test func theSameSeedDrawsTheSameSamples() throws {
        func samples(_ seed: UInt64) throws -> [[String]] {
            var drawn: [[String]] = []
            var search = try search("require every r in rules satisfies r.port is between 20 and 30", seed: seed)
            _ = search.first(within: 50) { answer in
                drawn.append(answer.sample.lines)
                return false
            }
            return drawn
        }
        #expect(try samples(1) == samples(1))
        #expect(try samples(1) != samples(2))
    }

    @Test func whatIsFoundIsMadeSmall() throws {
        var search = try search(
            "forbid some r in rules where r.on is true satisfies r.port is 22\n  require name is present")
        let answer = try #require(search.first(within: 2_000) { $0.traces[0].clauses.first?.verdict == .fail })
        let judge = search.judges[0]
        let small = SampleReduction.reduced(answer.sample) { judge.trace($0)?.clauses.first?.verdict == .fail }
        let texts = [#"{ "rules": [{ "port": 22, "on": true }] }"#, #"{ "rules": [{ "on": true, "port": 22 }] }"#]
        #expect(texts.contains(small.tested.properties.text), "\(small.lines)")
    }
}
