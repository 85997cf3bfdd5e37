import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// Measures a rule that ranges over other resources: as many resources as it ranges over, each of them joined to one.
///
/// Nothing is reported unless as many resources fail as were made to.
struct JoinBench {
    private static let rule = """
        rule every_bucket_is_blocked {
          for demo.bucket
          require some b in resources of demo.block where b.bucket is this.@id satisfies b.on is true
        }
        """

    private let count: Int
    private let rules: [BoundRule]
    private let lines: Lines

    /// - Parameter count: of the resources that are judged, of those that they are joined to, and of others that no rule names.
    init(count: Int) throws {
        self.count = count
        let parsed = Parser.parse(SourceFile(name: "joins.norma", text: Self.rule))
        let checked = Checker.check([RuleModule(file: parsed.file)])
        guard (parsed.diagnostics + checked.diagnostics).isEmpty else { throw BenchFailure("the rule has faults") }
        rules = checked.rules.map { BoundRule(rule: $0, parameters: []) }
        var text = ""
        for index in 0..<count {
            // Every tenth is off; the blocks stand in another order than the buckets.
            let bucket = index * 7_919 % count
            text += #"{"kind":"demo.bucket","id":"bucket-\#(index)","properties":{"region":"eu-\#(index % 5)"}}"# + "\n"
            text += #"{"kind":"demo.block","id":"block-\#(index)","properties":{"bucket":"bucket-\#(bucket)","#
            text += #""on":\#(bucket % 10 != 0)}}"# + "\n"
            text += #"{"kind":"demo.other","id":"other-\#(index)","properties":{"of":"bucket-\#(index)"}}"# + "\n"
        }
        lines = Lines(name: "joins.ndjson", text: Array(text.utf8))
    }

    func measure() throws {
        let started = Stopwatch.seconds(CLOCK_THREAD_CPUTIME_ID)
        var reader = InventoryReader(heldKinds: RuleRun.heldKinds(of: rules))
        reader.read([.lines(lines)])
        let reading = reader.finish()
        let read = Stopwatch.seconds(CLOCK_THREAD_CPUTIME_ID)
        var failed = 0
        let run = RuleRun(rules: rules, reading: reading, asOf: Instant(seconds: 0))
        run.evaluate { if $0.verdict == .fail { failed += 1 } }
        let judged = Stopwatch.seconds(CLOCK_THREAD_CPUTIME_ID)
        // 7,919 is a prime, so every bucket has one block.
        guard failed == (count + 9) / 10 else { throw BenchFailure("DISAGREE: \(failed) of \(count) fail") }
        var figures = Figures()
        figures.add("resources", 3 * count)
        figures.add("held", reading.inventory.resources.count)
        figures.add("us", (judged - read) / Double(count) * 1e6)
        figures.add("read_us", (read - started) / Double(count) * 1e6)
        figures.addPeakMemory()
        figures.show()
    }
}
