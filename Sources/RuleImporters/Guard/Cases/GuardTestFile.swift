import ResourceDocuments
import SourceText

/// One case of a Guard test file: a template, and what each rule says of it.
struct GuardTestCase {
    struct Expectation {
        var rule: String
        var status: GuardStatus
        var place: SourcePlace?
    }

    var name: String
    var input: DocumentNode
    var expectations: [Expectation]
}

/// What Guard says of a rule on a template.
enum GuardStatus: String, CaseIterable {
    case pass = "PASS"
    case fail = "FAIL"
    case skip = "SKIP"

    /// Norma's word for it.
    var verdict: String {
        switch self {
        case .pass: "pass"
        case .fail: "fail"
        case .skip: "not_applicable"
        }
    }
}

/// Reads the file that `cfn-guard test` reads: `[{name, input, expectations: {rules: {NAME: PASS|FAIL|SKIP}}}]`, in YAML
/// with CloudFormation's short tags or in JSON.
struct GuardTestFile {
    private(set) var cases: [GuardTestCase] = []
    private(set) var diagnostics: [Diagnostic] = []
    private let source: SourceFile

    static func read(_ source: SourceFile) -> GuardTestFile {
        var file = GuardTestFile(source: source)
        guard let document = file.document() else { return file }
        let root = DocumentCursor(document)
        guard root.kind == .list else {
            file.fault("a test file is a list of cases", at: root)
            return file
        }
        for (index, value) in root.elements.enumerated() { file.read(value, number: index + 1) }
        return file
    }

    private init(source: SourceFile) { self.source = source }

    private mutating func document() -> Document? {
        let keys = KeyTable()
        if source.name.hasSuffix(".json") {
            do throws(DocumentError) {
                return try JSONParser.document(source, keys: keys)
            } catch {
                diagnostics.append(error.diagnostic(in: source))
                return nil
            }
        }
        let read = YAMLReader.documents(source, keys: keys, shortTags: .cloudFormation)
        diagnostics += read.diagnostics
        if read.documents.isEmpty, read.diagnostics.isEmpty {
            diagnostics.append(.guardTestShape("there are no cases here", at: SourcePlace(source, .empty(at: 0))))
        }
        return read.documents.first
    }

    private mutating func read(_ value: DocumentCursor, number: Int) {
        guard value.kind == .map else {
            return fault("a case is a map of 'name', 'input' and 'expectations'", at: value)
        }
        guard let rules = value["expectations"]?["rules"], rules.kind == .map else {
            return fault("the case has no 'expectations' with 'rules'", at: value)
        }
        guard let input = value["input"] else { return fault("the case has no 'input'", at: value) }
        var expectations: [GuardTestCase.Expectation] = []
        for (rule, status) in rules.members {
            guard let known = status.string.flatMap({ GuardStatus(rawValue: $0.uppercased()) }) else {
                fault("'\(rule)' is PASS, FAIL or SKIP", at: status)
                continue
            }
            expectations.append(GuardTestCase.Expectation(rule: rule, status: known, place: status.place))
        }
        cases.append(
            GuardTestCase(
                name: value["name"]?.string ?? "case \(number)", input: input.node, expectations: expectations))
    }

    private mutating func fault(_ words: String, at value: DocumentCursor) {
        diagnostics.append(.guardTestShape(words, at: value.place ?? SourcePlace(source, .empty(at: 0))))
    }
}
