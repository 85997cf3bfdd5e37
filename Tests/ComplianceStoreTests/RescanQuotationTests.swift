import Compliance
import ComplianceReports
import ResourceDocuments
import ResourceReaders
import SourceText
import TestSupport
import Testing

@testable import ComplianceStore

/// A finding quotes whole lines, on which more stands than the resource and the rule: when that changes, a second scan quotes it as it is now.
@Suite struct RescanQuotationTests {
    /// Texts of one day.
    struct QuotedWorld: RecordedWorld {
        var rules =
            "rule sized { for t.thing require n is present }\nrule owned { for account require owner is present }\n"
        var limit = "7d"
        var schema = "{}"
        var lines: String?
        var json: String?
        var yaml: String?
        var manifest: String?
        var engine = "1"
        var masks: [Mask] { [] }

        var files: [InventoryFile] {
            let texts = [("inventory.yaml", manifest), ("i.json", json), ("i.yaml", yaml)]
            return texts.compactMap { name, text in text.map { .whole(SourceFile(name: name, text: $0)) } }
                + [lines].compactMap(\.self).map { .lines(RescanLines(name: "i.ndjson", text: Array($0.utf8))) }
        }

        func plan(_ keys: KeyTable) throws -> ScanPlan {
            let rules = rules.contains("rule lasting") ? ["lasting"] : ["sized", "owned"]
            let controls = rules.map { "{control_id: C-\($0)}" }.joined(separator: ", ")
            let value =
                "attachment_parameters: [{assessment_id: lasting, parameter_name: limit, parameter_value: \(limit)}]\n"
            return try Self.plan(
                rules: self.rules, schema: schema, of: "t.secret", library: Self.library(of: rules),
                profile: "profile_name: P\nprofile_version: 1.0.0\ncontrols: [\(controls)]\n",
                attachment: "name: daily\nprofile_id: P\nscope: [{scope_type: account, scope_id: a}]\n"
                    + (rules == ["lasting"] ? value : ""), keys)
        }
    }

    /// What changes beside what is judged.
    struct Change: CustomTestStringConvertible {
        let name: String
        let before: QuotedWorld
        let after: QuotedWorld
        /// What a finding of the second scan quotes.
        let quotation: String
        /// Of the evaluations of the second scan: what is not new.
        let reused: Int
        var testDescription: String { name }

        init(
            _ name: String, of world: QuotedWorld, _ text: WritableKeyPath<QuotedWorld, String?>, from old: String,
            to new: String, quotation: String, reused: Int
        ) {
            (self.name, self.quotation, self.reused, before) = (name, quotation, reused, world)
            var after = world
            after[keyPath: text] = world[keyPath: text]?.replacing(old, with: new)
            self.after = after
        }

        /// In the rules.
        init(_ name: String, of world: QuotedWorld, rules: (String, String), quotation: String, reused: Int) {
            (self.name, self.quotation, self.reused) = (name, quotation, reused)
            var (before, after) = (world, world)
            (before.rules, after.rules) = rules
            (self.before, self.after) = (before, after)
        }
    }

    private static func thing(_ id: String, _ properties: String, kind: String = "t.thing", account: String = "a")
        -> String
    {
        #"{"kind":"\#(kind)","id":"\#(id)","account":"\#(account)","properties":\#(properties)}"#
    }

    /// The same with its properties in front.
    private static func turned(_ id: String, _ properties: String) -> String {
        #"{"properties":\#(properties),"id":"\#(id)","kind":"t.thing","account":"a"}"#
    }

    private static let one = QuotedWorld(json: "[\(thing("1", #"{"m":1}"#))]")
    private static let rules = one.rules

    static let changes: [Change] = [
        // The thing "2" changes, beside which the thing "1" and the account are what they were.
        Change(
            "neighbour in the line",
            of: QuotedWorld(json: "[\(thing("2", #"{"n":"old value"}"#)),\(thing("1", #"{"m":1}"#))]"),
            \.json, from: "old value", to: "NEW VALUE", quotation: #"NEW VALUE\"}},{"#, reused: 2),
        Change(
            "neighbour behind it",
            of: QuotedWorld(json: "[\(thing("1", #"{"m":1}"#)),\(turned("2", #"{"n":"old value"}"#))]"),
            \.json, from: "old value", to: "NEW VALUE", quotation: "NEW VALUE", reused: 2),
        Change(
            "comma", of: QuotedWorld(json: "[\n\(thing("1", #"{"m":1}"#))\n]"), \.json, from: "}\n]",
            to: "},\n\(thing("2", #"{"n":1}"#))\n]", quotation: #"{\"m\":1}},"#, reused: 2),
        Change(
            "comment behind it", of: QuotedWorld(yaml: "- \(thing("1", #"{"m":1}"#))  # old\n"), \.yaml, from: "old",
            to: "new",
            quotation: "# new", reused: 2),
        Change(
            "comment behind a line of it",
            of: QuotedWorld(
                yaml: "- kind: t.thing  # old\n  id: '1'\n  account: a\n  properties:  # old\n    m: 1  # old\n"),
            \.yaml,
            from: "old", to: "new", quotation: "# new", reused: 2),
        Change(
            "comment behind the rule", of: one,
            rules: (rules.replacing(" }\n", with: " } # old\n"), rules.replacing(" }\n", with: " } # new\n")),
            quotation: "# new", reused: 2),
        Change(
            "define before the rule", of: one,
            rules: ("define d(x) = x is 1 " + rules, "define d(x) = x is 2 " + rules), quotation: "x is 2", reused: 2),
        Change(
            "comment behind a define that it calls", of: one,
            rules: (
                "define has(x) = x is present # old\n" + rules.replacing("n is present", with: "has(n)"),
                "define has(x) = x is present # new\n" + rules.replacing("n is present", with: "has(n)")
            ), quotation: "# new", reused: 2),
        // The entry of another account.
        Change(
            "line of the manifest",
            of: QuotedWorld(
                lines: thing("1", #"{"m":1}"#) + "\n", manifest: "kinds: [t.thing]\naccounts: [{id: a, name: A}, b]\n"),
            \.manifest, from: ", b]", to: ", c]", quotation: "name: A}, c]", reused: 2),
        // The first resource of the account, which is all that tells of it.
        Change(
            "first resource of the account", of: QuotedWorld(lines: thing("1", #"{"n":11}"#) + "\n"), \.lines,
            from: "11", to: "22",
            quotation: #"\"n\":22"#, reused: 1),
        // Longer than what is looked at to draw it, and cut.
        Change(
            "neighbour in a long line",
            of: QuotedWorld(
                json:
                    "[\(thing("2", #"{"n":"\#(String(repeating: "x", count: 3_000))old"}"#)),\(turned("1", #"{"m":1}"#))]"
            ), \.json,
            from: "old", to: "new", quotation: "new", reused: 2),
    ]

    @Test(arguments: changes)
    func whatStandsBesideItIsQuotedAsItIsNow(_ change: Change) throws {
        #expect(change.before.rules != change.after.rules || change.before.files.count == change.after.files.count)
        let (scratch, freshScratch) = (try ScratchStore(), try ScratchStore())
        let (store, fresh) = (try scratch.open(), try freshScratch.open())
        for store in [store, fresh] { try change.before.record(day: 0, in: store) }
        let scan = try change.after.record(day: 1, in: store)
        try change.after.record(day: 1, in: fresh, isFresh: true)
        #expect(scan.evaluationsReused == change.reused)
        #expect(try evidence(in: store).contains { $0.contains(change.quotation) })
        #expect(try store.dump() == fresh.dump())
    }

    /// One span written in two ways, of one length.
    @Test func aLimitIsToldAsItIsWrittenNow() throws {
        var world = QuotedWorld(json: "[\(Self.thing("1", #"{"t":"30d"}"#))]")
        world.rules = "rule lasting { for t.thing param limit: duration require duration(t) is at most limit }\n"
        let (scratch, freshScratch) = (try ScratchStore(), try ScratchStore())
        let (store, fresh) = (try scratch.open(), try freshScratch.open())
        for store in [store, fresh] { try world.record(day: 0, in: store) }
        #expect(try evidence(in: store).contains { $0.contains("7d") })
        world.limit = "1w"
        #expect(try world.record(day: 1, in: store).evaluationsReused == 1)
        try world.record(day: 1, in: fresh, isFresh: true)
        #expect(try evidence(in: store).contains { $0.contains("1w") })
        #expect(try store.dump() == fresh.dump())
    }

    /// The neighbour's value is hidden from one day to the next: its stars are its own on the first.
    @Test func aNeighbourThatIsHiddenIsNotQuoted() throws {
        let neighbour = Self.thing("2", #"{"k":"****"}"#, kind: "t.secret")
        var world = QuotedWorld(json: "[\(neighbour),\(Self.thing("1", #"{"m":1}"#))]")
        let (scratch, freshScratch) = (try ScratchStore(), try ScratchStore())
        let (store, fresh) = (try scratch.open(), try freshScratch.open())
        for store in [store, fresh] { try world.record(day: 0, in: store) }
        world.schema = #"{"properties": {"k": {"type": "string", "writeOnly": true}}}"#
        #expect(try world.record(day: 1, in: store).evaluationsReused == 2)
        try world.record(day: 1, in: fresh, isFresh: true)
        #expect(try evidence(in: store).contains { $0.contains(#"\"k\":\"********\""#) })
        #expect(try store.dump() == fresh.dump())
    }

    /// What a quotation cannot reach leaves a finding as it is: with each change of a long line all would be traced again.
    @Test func whatNoQuotationReachesIsNotTracedAgain() throws {
        let filler = String(repeating: " ", count: 2_000)
        var world = QuotedWorld(json: "[\(Self.thing("1", #"{"m":1}"#)),\(filler)\(Self.thing("2", #"{"n":"old"}"#))]")
        let scratch = try ScratchStore()
        let store = try scratch.open()
        try world.record(day: 0, in: store)
        world.json = world.json?.replacing("old", with: "new")
        let scan = try world.record(day: 1, in: store)
        let reusable = try #require(scan.reusable)
        #expect(reusable.rules.compactMap(\.self).map { $0.evidence.count } == [1, 1])
    }

    /// What the findings of the last scan show.
    private func evidence(in store: ScanStore) throws -> [String] {
        let record = try #require(try store.scans().first)
        let everything = ResultFilter(statuses: Set(ResultStatus.allCases))
        return try store.results(of: record, filter: everything, order: .rule, size: 10_000).elements.compactMap(
            \.evidence)
    }
}
