import Compliance
import RuleChecker

/// The values of a rule's parameters as a store keeps them: a line of `name=value` each, and behind a tab what somebody wrote, where that is a
/// quantity or a span of time. No value holds either sign.
struct StoredParameters {
    let text: String

    init(of bound: BoundRule) {
        text = zip(RuleRecord.parameters(of: bound), RuleRecord.writtenParameters(of: bound)).map { value, written in
            value + (written.map { "\t\($0)" } ?? "")
        }.joined(separator: "\n")
    }

    init(text: String) { self.text = text }

    private var lines: [[Substring]] {
        text.split(separator: "\n").map { $0.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false) }
    }

    var values: [String] { lines.map { String($0[0]) } }
    var written: [String?] { lines.map { $0.count > 1 ? String($0[1]) : nil } }
}
