import RuleChecker
import RuleSyntax
import RuleTesting
import RuleTracer
import SourceText

/// Coverage as LCOV's trace file (geninfo(1)), which genhtml, Codecov, GitLab and editors read: a rule and a define are functions, a line is hit as often
/// as a case's resource reached a question that stands on it, and each answer to a question is a branch.
struct CoverageTraceFile {
    private var files: [String: FileRecord] = [:]

    private struct FileRecord {
        var functions: [(line: Int, name: String, count: Int)] = []
        var branches: [Branch] = []
    }

    /// One answer; those of one question make a block.
    private struct Branch {
        let line: Int
        let block: Int
        let number: Int
        let count: Int
        /// Whether anybody ever came to this question.
        let isReached: Bool
    }

    init(_ coverage: Coverage) {
        for subject in coverage.subjects {
            let file = subject.place.file.name
            var record = files[file] ?? FileRecord()
            record.functions.append((subject.place.position.line, subject.name, coverage.runCount(of: subject)))
            for question in coverage.outcomes(of: subject).byQuestion {
                let line = question[0].event.place.position.line
                let block = record.branches.count { $0.line == line && $0.number == 0 }
                let isReached = question.contains { $0.isSeen }
                for (number, answer) in question.enumerated() {
                    record.branches.append(
                        Branch(
                            line: line, block: block, number: number, count: answer.count, isReached: isReached))
                }
            }
            files[file] = record
        }
    }

    var text: String {
        files.sorted { $0.key < $1.key }.map { section(of: $0.key, $0.value) }.joined()
    }

    private func section(of file: String, _ record: FileRecord) -> String {
        let functions = record.functions.sorted { ($0.line, $0.name) < ($1.line, $1.name) }
        var lines = ["TN:", "SF:\(VisibleText.line(file))"]
        lines += functions.map { "FN:\($0.line),\($0.name)" }
        lines += functions.map { "FNDA:\($0.count),\($0.name)" }
        lines += ["FNF:\(functions.count)", "FNH:\(functions.count { $0.count > 0 })"]
        let branches = record.branches.sorted { ($0.line, $0.block, $0.number) < ($1.line, $1.block, $1.number) }
        lines += branches.map { "BRDA:\($0.line),\($0.block),\($0.number),\($0.isReached ? String($0.count) : "-")" }
        lines += ["BRF:\(branches.count)", "BRH:\(branches.count { $0.count > 0 })"]
        var hits: [Int: Int] = [:]
        for function in functions { hits[function.line] = function.count }
        // As often as the question that was asked most: each of its answers was one case's.
        for block in Set(branches.map { [$0.line, $0.block] }) {
            let asked = branches.filter { [$0.line, $0.block] == block }.reduce(0) { $0 + $1.count }
            hits[block[0]] = max(hits[block[0], default: 0], asked)
        }
        lines += hits.sorted { $0.key < $1.key }.map { "DA:\($0.key),\($0.value)" }
        lines += ["LF:\(hits.count)", "LH:\(hits.values.count { $0 > 0 })", "end_of_record"]
        return lines.map { $0 + "\n" }.joined()
    }
}

extension [Coverage.Outcome] {
    /// The answers to each question together, in the order of the text.
    fileprivate var byQuestion: [[Coverage.Outcome]] {
        var questions: [[Coverage.Outcome]] = []
        for outcome in self {
            if let last = questions.last?.first, last.event.asksTheSame(as: outcome.event) {
                questions[questions.count - 1].append(outcome)
            } else {
                questions.append([outcome])
            }
        }
        return questions
    }
}

extension CoverageEvent {
    fileprivate func asksTheSame(as other: CoverageEvent) -> Bool {
        switch (self, other) {
        case (.clause, .clause), (.branch, .branch), (.quantifier, .quantifier), (.body, .body), (.filter, .filter):
            place == other.place
        case (.clause, _), (.branch, _), (.quantifier, _), (.body, _), (.filter, _): false
        }
    }
}
