import ComplianceReports
import ResourceDocuments
import RuleAnalysis
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// What `norma diff-rules` says: for each rule the resources that two versions differ on, or how far they were looked for.
struct RuleDifferenceReport {
    var pairing = RulePairing()
    var comparisons: [RuleComparison] = []
    /// What keeps rules from being compared; then there is no comparison.
    var diagnostics: [Diagnostic] = []

    /// A rule more, or less, is a difference too.
    var isDifferent: Bool {
        comparisons.contains { !$0.differences.isEmpty } || !pairing.onlyOld.isEmpty || !pairing.onlyNew.isEmpty
    }

    var text: String {
        var lines = pairing.onlyOld.map { "only in the old: \($0.name.text)" }
        lines += pairing.onlyNew.map { "only in the new: \($0.name.text)" }
        if pairing.isOfOtherNames, let pair = pairing.pairs.first {
            lines.append(
                "'\(pair.old.name.text)' is held against '\(pair.new.name.text)': each is the one rule of its side")
        }
        for comparison in comparisons where !comparison.isSameText { lines += Self.lines(of: comparison) }
        let same = comparisons.count { $0.isSameText }
        if same > 0 { lines.append("\(same) rule\(same == 1 ? "" : "s") of the same text") }
        if comparisons.isEmpty { lines.append("no rule stands on both sides: nothing was compared") }
        return lines.joined(separator: "\n")
    }

    private static func lines(of comparison: RuleComparison) -> [String] {
        guard comparison.unboundRules.isEmpty else {
            let files = comparison.unboundRules.map { VisibleText.line($0) }.joined(separator: ", ")
            return ["\(comparison.name)  not compared: a parameter has no value that its rule allows (\(files))"]
        }
        if comparison.isProvedSame {
            return ["\(comparison.name)  proved: both versions say the same of every resource"]
                + metadata(of: comparison)
        }
        var lines: [String] = []
        for difference in comparison.differences {
            lines.append(
                "\(comparison.name)  \(difference.old.verdict.rawValue) → \(difference.new.verdict.rawValue)")
            lines += difference.sample.lines.map { "  \(VisibleText.line($0))" }
            if let asOf = difference.asOf { lines.append("  as of \(asOf)") }
            if !difference.collected.isEmpty { lines.append("  \(CollectedKinds.words(difference.collected))") }
            lines += [("old", difference.old), ("new", difference.new)].map { label, trace in
                "  \(label): \(trace.verdict.rawValue)\(reason(of: trace))"
            }
        }
        let resources = "\(comparison.count) resource\(comparison.count == 1 ? "" : "s")"
        lines.append(
            comparison.differences.isEmpty
                ? "\(comparison.name)  no difference in \(resources), which is no proof that there is none"
                : "\(comparison.name)  looked at \(resources)")
        return lines + metadata(of: comparison) + reach(of: comparison).map { "  \($0)" }
    }

    /// What no verdict tells of.
    private static func metadata(of comparison: RuleComparison) -> [String] {
        guard !comparison.metadata.isEmpty else { return [] }
        let words = comparison.metadata.map { difference in
            difference.values.map { "\(difference.field) (\($0.old) → \($0.new))" } ?? difference.field
        }
        return ["  what the rule says of itself differs: \(words.joined(separator: ", "))"]
    }

    /// How far the search came: what it saw of the clauses, how close it came to each constant, and what it varied.
    private static func reach(of comparison: RuleComparison) -> [String] {
        var lines = [
            "clauses: "
                + seen(comparison.clauseCount, without: comparison.unseenClauses, "seen true and false", \.lineText)
        ]
        if comparison.boundCount > 0 {
            lines.append(
                "bounds: "
                    + seen(
                        comparison.boundCount, without: comparison.unseenBounds,
                        "asked with the values right beside it, on both sides"
                    ) { "\($0.lineText) '\(VisibleText.line($0.canonicalText))'" })
        }
        let varied = comparison.places.filter { $0.values > 1 }
        let others = comparison.places.filter { $0.values <= 1 }
        if !varied.isEmpty {
            let values = varied.map { "\(VisibleText.line($0.place)) (\($0.values)\($0.isMore ? " or more" : ""))" }
            lines.append("varied, with so many values: \(values.joined(separator: ", "))")
        }
        if !others.isEmpty {
            let places = others.map { VisibleText.line($0.place) }
            lines.append("not varied: \(places.joined(separator: ", "))")
        }
        return lines
    }

    private static let maximumPlaces = 3

    /// `each of 4 was asked …`, or how many were, and which were not.
    private static func seen(
        _ count: Int, without others: [SourcePlace], _ words: String, _ text: (SourcePlace) -> String
    ) -> String {
        guard !others.isEmpty else { return count == 1 ? "the one was \(words)" : "each of \(count) was \(words)" }
        let more = others.count - maximumPlaces
        let places = others.prefix(maximumPlaces).map(text).joined(separator: ", ")
        return
            "\(count - others.count) of \(count) \(count - others.count == 1 ? "was" : "were") \(words), not \(places)"
            + (more > 0 ? " and \(more) more" : "")
    }

    /// The clause that decides, and what its finding says.
    private static func reason(of trace: RuleTrace) -> String {
        guard let place = trace.decidingPlace else { return "" }
        let message = trace.decidingMessage.map { ": \(VisibleText.line($0))" } ?? ""
        return " at \(VisibleText.line(place.file.name)):\(place.position.line)\(message)"
    }

    /// `{rules: [{rule, same_text, resources, proved_same, every_clause_seen, unseen_bounds, places, metadata, differences: [{old, new, as_of, collected, resources}]}], only_old, only_new, diagnostics}`;
    /// `old` and `new`: `{verdict, clause, message}`
    var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.format("norma.rule_differences")
            writer.member("rules", array: comparisons) { writer, comparison in
                writer.object { writer in
                    writer.member("rule", comparison.name)
                    writer.member("same_text", comparison.isSameText)
                    writer.member("resources", comparison.count)
                    writer.member("proved_same", comparison.isProvedSame)
                    writer.member("every_clause_seen", comparison.unseenClauses.isEmpty && !comparison.isProvedSame)
                    writer.member("unseen_bounds", array: comparison.unseenBounds) { writer, place in
                        writer.object { writer in
                            writer.member("bound", place.canonicalText)
                            writer.member("place", place)
                        }
                    }
                    writer.member("places", array: comparison.places) { writer, place in
                        writer.object { writer in
                            writer.member("place", place.place)
                            writer.member("values", place.values)
                        }
                    }
                    writer.member("metadata", comparison.metadata.map(\.field))
                    writer.member("differences", array: comparison.differences) { $0.difference($1) }
                }
            }
            writer.member("only_old", pairing.onlyOld.map(\.name.text))
            writer.member("only_new", pairing.onlyNew.map(\.name.text))
            writer.member("diagnostics", diagnostics: diagnostics)
        }
        return writer.text
    }
}

extension SourcePlace {
    fileprivate var lineText: String { "\(VisibleText.line(file.name)):\(position.line)" }
}

extension RuleTrace {
    /// Of the clause that decides, or of the condition that leaves the rule out.
    fileprivate var decidingPlace: SourcePlace? {
        if case .condition(let place)? = inapplicability { return place }
        if let clause = decidingClause { return clause.place }
        // Where it is not known whether the rule applies no clause was asked.
        return verdict == .unknown ? findings.first?.tests.first?.subjectPlace : nil
    }

    /// What is said of that clause, and not of another one, which may only be unknown.
    fileprivate var decidingMessage: String? {
        let clause = clauses.firstIndex { $0.verdict == verdict && verdict != .pass }
        return findings.first { $0.clause == clause && $0.verdict == verdict }?.message
    }
}

extension JSONWriter {
    fileprivate mutating func difference(_ difference: RuleDifference) {
        object { writer in
            for (key, trace): (JSONKey, RuleTrace) in [("old", difference.old), ("new", difference.new)] {
                writer.member(key) { writer in
                    writer.object { writer in
                        writer.member("verdict", trace.verdict.rawValue)
                        writer.member("clause", trace.decidingPlace)
                        writer.member("message", trace.decidingMessage)
                    }
                }
            }
            writer.member("as_of", difference.asOf?.description)
            writer.member("collected", difference.collected)
            writer.member("resources", array: difference.sample.resources) { $0.sample($1.envelope) }
        }
    }
}
