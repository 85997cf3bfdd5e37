package import ResourceDocuments
package import RuleChecker
package import RuleMachine
import RuleSyntax
import RuleTracer
package import SourceText

/// Writes what rules say of the resources of a stream, a line of JSON for each: straight into bytes, for a stream may be judged in
/// little more time than it takes to write of it.
///
///     {"line":1,"kind":"internet-svcs.zone","id":"z1","verdicts":{"cis_tls_version":"fail"}}
package struct VerdictLines {
    /// What was written and not taken yet.
    package private(set) var bytes: [UInt8] = []
    /// `"rule":"pass"` and so on, at the rule's position times the number of verdicts.
    private let members: [[UInt8]]
    private let rules: [CheckedRule]
    private let ruleNames: [[UInt8]]
    /// The causes that were written last.
    private var causesWritten: (causes: UnknownCauses, text: [UInt8]) = ([], Array("[]".utf8))
    /// `,"file":"…"`, where the stream has a name that tells it from others.
    private var file: [UInt8] = []

    private static let words = [Verdict.pass.rawValue, Verdict.fail.rawValue, Verdict.unknown.rawValue, "masked"]
    private static let masked = 3

    /// - Parameter rules: in the order of the run.
    package init(rules: [CheckedRule]) {
        self.rules = rules
        ruleNames = rules.map { Array("\(JSONText.quoted($0.name.text)):".utf8) }
        members = ruleNames.flatMap { name in Self.words.map { name + Array("\"\($0)\"".utf8) } }
    }

    /// Everything that was written since the last time.
    package mutating func take() -> [UInt8] {
        let taken = bytes
        bytes = []
        bytes.reserveCapacity(taken.count)
        return taken
    }

    /// Lines from here on are of this file; nil: of a stream without a name.
    package mutating func begin(file name: String?) {
        file = name.map { Array(",\"file\":\(JSONText.quoted($0))".utf8) } ?? []
    }

    // MARK: Lines

    /// - Parameters:
    ///   - masks: the ids of those that lie on results of the line, by the rule's position.
    ///   - findings: of what fails or is unknown, where they are wanted.
    package mutating func append(
        line: Int, _ frame: ResourceFrame, _ outcomes: UnsafeBufferPointer<RuleOutcome>, masks: [Int: String] = [:],
        findings: LineFindings? = nil
    ) {
        begin(line)
        append(",\"account\":", text: frame.attributes.account, in: frame)
        append(",\"kind\":", text: frame.attributes.kind, in: frame)
        append(",\"id\":", text: frame.attributes.id, in: frame)
        append(",\"verdicts\":{")
        var isFirst = true
        var isUnknown = false
        for outcome in outcomes {
            guard let member = Self.member(of: outcome) else { continue }
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            let rule = Int(outcome.ruleIndex)
            let isMasked = !masks.isEmpty && masks[rule] != nil
            bytes.append(contentsOf: members[isMasked ? rule * Self.words.count + Self.masked : member])
            if case .unknown = outcome.verdict { isUnknown = true }
        }
        bytes.append(UInt8(ascii: "}"))
        if isUnknown { append(causesOf: outcomes) }
        if !masks.isEmpty { append(masks, on: outcomes) }
        if let findings { append(findings) }
        append("}\n")
    }

    /// A line that holds no resource.
    package mutating func append(line: Int, _ diagnostics: [Diagnostic]) {
        begin(line)
        append(",\"diagnostics\":")
        write { writer in
            writer.array { writer in
                for diagnostic in diagnostics { writer.diagnostic(diagnostic) }
            }
        }
        append("}\n")
    }

    /// A line of white space.
    package mutating func append(blankLine line: Int) {
        begin(line)
        append("}\n")
    }

    // MARK: Parts

    private mutating func begin(_ line: Int) {
        append("{\"line\":")
        bytes.append(decimal: line)
        bytes.append(contentsOf: file)
    }

    /// nil where the rule does not apply.
    private static func member(of outcome: RuleOutcome) -> Int? {
        let rule = Int(outcome.ruleIndex) * words.count
        switch outcome.verdict {
        case .pass: return rule
        case .fail: return rule + 1
        case .unknown: return rule + 2
        case .notApplicable: return nil
        }
    }

    private mutating func append(causesOf outcomes: UnsafeBufferPointer<RuleOutcome>) {
        append(",\"causes\":{")
        var isFirst = true
        for outcome in outcomes where outcome.verdict == .unknown {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes.append(contentsOf: ruleNames[Int(outcome.ruleIndex)])
            append(outcome.causes)
        }
        append("}")
    }

    /// A scan has few sets of causes, and may have one of them for each rule and line.
    private mutating func append(_ causes: UnknownCauses) {
        if causesWritten.causes != causes {
            let words = causes.words.map { "\"\($0)\"" }.joined(separator: ",")
            causesWritten = (causes, Array("[\(words)]".utf8))
        }
        bytes.append(contentsOf: causesWritten.text)
    }

    /// What lies beneath each mask, and the mask's id.
    private mutating func append(_ masks: [Int: String], on outcomes: UnsafeBufferPointer<RuleOutcome>) {
        let masked = outcomes.filter { $0.verdict != .notApplicable && masks[Int($0.ruleIndex)] != nil }
        if masked.isEmpty { return }
        append(",\"beneath\":{")
        for (position, outcome) in masked.enumerated() {
            if position > 0 { append(",") }
            if let member = Self.member(of: outcome) { bytes.append(contentsOf: members[member]) }
        }
        append("},\"masks\":{")
        for (position, outcome) in masked.enumerated() {
            let rule = Int(outcome.ruleIndex)
            if position > 0 { append(",") }
            bytes.append(contentsOf: ruleNames[rule])
            append(JSONText.quoted(masks[rule] ?? ""))
        }
        append("}")
    }

    private mutating func append(_ findings: LineFindings) {
        append(",\"findings\":{")
        let places = SharedPlaces(in: findings.resource)
        for (position, (rule, trace)) in findings.traces.enumerated() {
            if position > 0 { append(",") }
            bytes.append(contentsOf: ruleNames[rule])
            let checked = rules[rule]
            write { $0.findings(trace.findings, in: places, of: checked) }
        }
        append("}")
    }

    /// One value, straight into the same bytes.
    private mutating func write(_ value: (inout JSONWriter) -> Void) {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        var writer = JSONWriter(behind: consume taken, layout: .tight)
        value(&writer)
        bytes = writer.bytes
    }

    /// A member whose value is text of the resource; nothing where it has none.
    private mutating func append(_ key: StaticString, text: TapeWord, in frame: ResourceFrame) {
        guard text != .null else { return }
        append(key)
        let value = frame.view.bytes(of: text)
        if value.allSatisfy(Self.isPlain) {
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: value)
            bytes.append(UInt8(ascii: "\""))
        } else {
            append(JSONText.quoted(String(decoding: value, as: UTF8.self)))
        }
    }

    /// Stands for itself in JSON.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
