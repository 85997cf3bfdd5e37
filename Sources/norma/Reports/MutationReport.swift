import ComplianceReports
import ResourceDocuments
import RuleAnalysis
import RuleChecker
import RulePacks
import RuleSyntax
import RuleTesting
import SourceText

/// What `norma test --mutate` says: how many mutants of each rule its cases notice, and which they do not.
enum MutationReport {
    /// Of every rule of the suite, in the order of the files.
    ///
    /// - Parameter keys: the table that the cases were read with.
    static func scores(of suite: TestSuite, dependencies: [String: String], keys: KeyTable) -> [MutationScore] {
        var paths: [String] = []
        let tested = suite.files.flatMap(\.file.ruleFiles)
        for path in tested + suite.coverage.rules.map(\.file.name) where !paths.contains(path) { paths.append(path) }
        let together = PackLoader.load(paths, from: DiskFiles(), keys: keys, dependencies: dependencies)
        // Rules of two packs may have one name, and are then read apart.
        let libraries =
            together.hasErrors
            ? paths.map { PackLoader.load([$0], from: DiskFiles(), keys: keys, dependencies: dependencies) }
            : [together]
        return libraries.flatMap { library in
            library.rules.map { rule in
                let cases = suite.files.map(\.file).filter { $0.ruleFiles.contains(rule.file.name) }
                return MutationScore(of: rule, in: library, cases: cases, keys: keys)
            }
        }
    }

    static func text(_ scores: [MutationScore]) -> String {
        let width = scores.map(\.rule.name.text.count).max() ?? 0
        var lines: [String] = []
        for score in scores {
            let name = score.rule.name.text
            let padding = String(repeating: " ", count: width - name.count)
            if !score.isTested {
                let place = SourcePlace(score.rule.file, score.rule.name.span)
                lines.append("\(name)\(padding)  no case asks about this rule (\(Self.place(place)))")
                continue
            }
            lines.append("\(name)\(padding)  \(score.killed) of \(score.count) mutants noticed")
            for survivor in score.survivors { lines += Self.lines(of: survivor, in: score) }
            for idle in score.idleReasons {
                lines.append("  \(place(idle.place)): no such mutant survives: \(VisibleText.line(idle.mutant))")
            }
        }
        let survivors = scores.flatMap(\.survivors)
        let allowed = survivors.count { $0.reason != nil }
        let killed = scores.reduce(0) { $0 + $1.killed }
        let all = scores.reduce(0) { $0 + $1.count }
        let untested = scores.count { !$0.isTested }
        let rules = "\(scores.count) rule\(scores.count == 1 ? "" : "s")"
        lines.append(
            "\(rules), \(killed) of \(all) mutants noticed, \(allowed) with a reason, \(survivors.count - allowed) left"
                + (untested > 0 ? ", \(untested) untested" : ""))
        return lines.joined(separator: "\n")
    }

    private static func lines(of survivor: MutationScore.Survivor, in score: MutationScore) -> [String] {
        let head = "  \(place(survivor.mutant.place)): \(VisibleText.line(survivor.mutant.description))"
        if let reason = survivor.reason { return [head, "    lives: \(VisibleText.line(reason))"] }
        guard let witness = survivor.witness else { return [head, "    no resource was found that tells it apart"] }
        let clock = score.asOf.map { ", as of \($0)," } ?? ""
        let collected = witness.collectedKinds(for: [score.rule])
        let kinds = collected.isEmpty ? "" : ", with \(CollectedKinds.words(collected)),"
        return [head, "    told apart\(clock)\(kinds) by"] + witness.lines.map { "    \(VisibleText.line($0))" }
    }

    private static func place(_ place: SourcePlace) -> String {
        "\(VisibleText.line(place.file.name)):\(place.position.line)"
    }

    static func write(_ scores: [MutationScore], to writer: inout JSONWriter) {
        writer.array { writer in
            for score in scores {
                writer.object { writer in
                    writer.member("rule", score.rule.name.text)
                    writer.member("tested", score.isTested)
                    writer.member("mutants", score.count)
                    writer.member("noticed", score.killed)
                    writer.member("as_of", score.asOf?.description)
                    writer.member("idle_reasons", score.idleReasons.map(\.mutant))
                    writer.member("survivors", array: score.survivors) { writer, survivor in
                        writer.object { writer in
                            writer.member("file", survivor.mutant.place.file.name)
                            writer.member("line", survivor.mutant.place.position.line)
                            writer.member("mutant", survivor.mutant.description)
                            writer.member("reason", survivor.reason)
                            writer.member(
                                "collected", survivor.witness?.collectedKinds(for: [score.rule]) ?? [])
                            writer.member("resources") { writer in
                                guard let witness = survivor.witness else { return writer.null() }
                                writer.array { writer in
                                    for resource in witness.resources { writer.sample(resource.envelope) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
