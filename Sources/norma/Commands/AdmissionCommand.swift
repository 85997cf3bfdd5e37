import ArgumentParser
import Compliance
import ComplianceReports
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import RuleTracer
import SourceText

struct AdmissionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admission", _superCommandName: "norma", abstract: "Answer an AdmissionReview of Kubernetes.",
        discussion: """
            Reads one AdmissionReview (admission.k8s.io/v1) from standard input and writes the answer to standard output. What fails, and what is \
            unknown, is refused with the rule, the place and the value; what --severity leaves out, and unknowns under --allow-unknown, are \
            warnings. A review holds one object: what a rule asks of other resources is unknown. An object that is deleted, and one of a kind \
            without rules, is allowed. Exit 0 when there is an answer, 2 when there is none: then the webhook's failurePolicy decides.

            EXAMPLE
              norma admission --rules rules/kubernetes < review.json
            """)

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var rules: [String]

    @Option(help: ArgumentHelp("Refuse only for rules of this severity and worse.", valueName: "level"))
    var severity: String?

    @Flag(help: "Warn of what is unknown, and allow it.")
    var allowUnknown = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var dependencies: DependencyOptions

    func validate() throws {
        if rules.isEmpty { throw ValidationError("name at least one file or folder with --rules") }
    }

    func run() throws {
        let console = Console()
        let level = try severity.map { word in
            guard let level = SeverityLevel(rawValue: word) else { throw CommandFailure(.unknownSeverity(word)) }
            return level
        }
        let keys = KeyTable()
        let library = PackLoader.load(rules, from: DiskFiles(), keys: keys, dependencies: dependencies.folders)
        let (bound, faults) = library.boundToDefaults()
        // What could not be read might have refused the object.
        let errors = library.diagnostics.filter(\.isError) + faults.filter(\.isError)
        if !errors.isEmpty { throw CommandFailure(errors) }
        if bound.isEmpty { throw CommandFailure(.noRuleToAsk) }
        // A webhook that could refuse nothing guards nothing.
        if let level, !bound.contains(where: { $0.rule.metadata.severity >= level }) {
            throw CommandFailure(.noRuleOfSeverity(level))
        }
        let review = try AdmissionReview(reading: Array(FileHandle.standardInput.readDataToEndOfFile()))
        var answer = AdmissionAnswer(uid: review.uid)
        if let object = review.object {
            for (rule, findings) in try evaluations(of: bound, in: library, on: object, keys) {
                let counts = level.map { rule.metadata.severity >= $0 } ?? true
                for finding in findings {
                    let isRefused = counts && (finding.verdict != .unknown || !allowUnknown)
                    answer.add(finding, of: rule, isRefused: isRefused)
                }
            }
        }
        console.print(answer.json)
    }

    /// What is wrong with an object.
    private func evaluations(
        of rules: [BoundRule], in library: RuleLibrary, on object: SourceFile, _ keys: KeyTable
    ) throws -> [(rule: CheckedRule, findings: [Finding])] {
        var reader = InventoryReader(
            choice: ReaderChoice(named: "kubernetes") ?? .byContent, sensitive: library.schemas.sensitiveProperties,
            namedKinds: rules.flatMap { $0.rule.kinds.map(\.text) }, keys: keys)
        reader.read([object])
        // A review holds one object: what a rule asks of others was not collected, and so is unknown.
        let reading = reader.finish().alone
        let errors = reading.diagnostics.filter(\.isError)
        if !errors.isEmpty { throw CommandFailure(errors) }
        let asOf = try clock.instant()
        let run = RuleRun(rules: rules, reading: reading, asOf: asOf)
        if !run.diagnostics.isEmpty { throw CommandFailure(run.diagnostics) }
        var evaluations = RuleEvaluations.gather(from: run)
        // Whoever writes an object may not say which rules are for it.
        _ = ScanMasks.lay([], on: &evaluations, reading: reading, asOf: asOf, honoured: false)
        return evaluations.flatMap { rule in
            rule.evaluations.filter(\.isOpen).map { (rule.rule, $0.explained()?.trace?.findings ?? []) }
        }
    }
}

/// What the server of a cluster asks.
struct AdmissionReview {
    let uid: String
    /// nil of what is deleted, and of a connection: there is nothing to judge.
    let object: SourceFile?

    /// Throws where it is no AdmissionReview of version 1.
    init(reading bytes: [UInt8]) throws {
        let source = SourceFile(name: "<stdin>", text: bytes)
        let document: Document
        do throws(DocumentError) {
            document = try JSONParser.document(source, keys: KeyTable())
        } catch {
            throw CommandFailure(error.diagnostic(in: source))
        }
        let repeated = DuplicateKeys.faults(in: document)
        if !repeated.isEmpty { throw CommandFailure(repeated) }
        let root = document.root
        guard root["kind"]?.string == "AdmissionReview", root["apiVersion"]?.string == "admission.k8s.io/v1",
            let request = root["request"], request.kind == .map
        else { throw CommandFailure(.notAdmissionReview(at: document.place(of: .root))) }
        func lacks(_ words: String) -> CommandFailure {
            CommandFailure(.incompleteRequest(words, at: document.place(of: DocumentPath([.key("request")]))))
        }
        guard let uid = request["uid"]?.string, !uid.isEmpty else { throw lacks("has no uid") }
        self.uid = uid
        let path = DocumentPath([.key("request"), .key("object")])
        switch request["operation"]?.string {
        case "CREATE", "UPDATE": break
        case "DELETE", "CONNECT":
            object = nil
            return
        default:
            // What nobody knows might make anything.
            throw CommandFailure(.unknownOperation(request["operation"]?.string, at: document.place(of: .root)))
        }
        guard let object = request["object"], object.kind == .map, let place = document.place(of: path) else {
            throw lacks("makes or changes something, and its object is no map")
        }
        let said = request["kind"]?["kind"]?.string
        let own = object["kind"]?.string
        if let said, own != said {
            // The rules of one kind would be asked of another, and those of the other of nothing.
            throw CommandFailure(
                .objectOfOtherKind(said, than: own, at: document.place(of: path.appending(.key("kind"))) ?? place))
        }
        // A kind is told by its group too; in which version it is written may differ.
        if let group = request["kind"]?["group"]?.string,
            let own = object["apiVersion"]?.string.map(Self.group(ofVersion:)),
            own != group
        {
            throw CommandFailure(
                .objectOfOtherKind(
                    Self.name(of: group, said), than: Self.name(of: own, said),
                    at: document.place(of: path.appending(.key("apiVersion"))) ?? place))
        }
        let kind = said ?? "object"
        let name = request["name"]?.string ?? object["metadata"]?["generateName"]?.string ?? uid
        self.object = SourceFile(name: "\(kind)/\(name)", text: Array(source.text[place.span.start..<place.span.end]))
    }

    /// Of `apps/v1` apps; the core group, of `v1`, is called by nothing.
    private static func group(ofVersion version: String) -> String {
        version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
    }

    private static func name(of group: String, _ kind: String?) -> String {
        "\(kind ?? "object") of \(group.isEmpty ? "the core group" : "the group \(group)")"
    }
}

/// What the server is told.
private struct AdmissionAnswer {
    let uid: String
    private var refusals: [String] = []
    private var warnings: [String] = []

    /// Servers cut longer ones.
    private static let maximumWarning = 250
    /// A person reads them in a terminal.
    private static let maximumLines = 20

    init(uid: String) { self.uid = uid }

    mutating func add(_ finding: Finding, of rule: CheckedRule, isRefused: Bool) {
        let path = finding.missing ?? finding.path
        let said = finding.message == finding.explanation ? "" : " (\(finding.explanation))"
        let head = "\(rule.name.text) (\(rule.metadata.severity.rawValue)), \(finding.verdict.rawValue) at \(path)"
        let reason = finding.causes.contains(.notCollected) ? "; a review holds this object alone" : ""
        let line = VisibleText.line("\(head): \(finding.message)\(said)\(reason)")
        if isRefused { refusals.append(line) } else { warnings.append(line) }
    }

    var json: String {
        var writer = JSONWriter(layout: .oneLine)
        writer.object { writer in
            writer.member("apiVersion", "admission.k8s.io/v1")
            writer.member("kind", "AdmissionReview")
            writer.member("response") { writer in
                writer.object { writer in
                    writer.member("uid", uid)
                    writer.member("allowed", refusals.isEmpty)
                    if !refusals.isEmpty {
                        writer.member("status") { writer in
                            writer.object { writer in
                                writer.member("code", 403)
                                writer.member("message", Self.joined(refusals))
                            }
                        }
                    }
                    if !warnings.isEmpty {
                        writer.member(
                            "warnings",
                            warnings.prefix(Self.maximumLines).map { String($0.prefix(Self.maximumWarning)) })
                    }
                }
            }
        }
        return writer.text
    }

    private static func joined(_ lines: [String]) -> String {
        let more = lines.count - maximumLines
        return (lines.prefix(maximumLines) + (more > 0 ? ["\(more) more"] : [])).joined(separator: "\n")
    }
}

extension Diagnostic {
    fileprivate static var noRuleToAsk: Self {
        Diagnostic(
            .notAdmissionReview, at: nil, "there is no rule to judge by", hint: "name files with rules with --rules")
    }

    fileprivate static func unknownOperation(_ operation: String?, at place: SourcePlace?) -> Self {
        let words = operation.map { "the operation '\($0)' of the request is none" } ?? "the request has no operation"
        return Diagnostic(
            .notAdmissionReview, at: place, words, hint: "one of CREATE, UPDATE, DELETE and CONNECT is due")
    }

    fileprivate static func objectOfOtherKind(_ said: String, than own: String?, at place: SourcePlace?) -> Self {
        let words = own.map { "is a \(VisibleText.line($0))" } ?? "has no kind"
        return Diagnostic(
            .notAdmissionReview, at: place,
            "the request is of a \(VisibleText.line(said)), and its object \(words)",
            hint: "a server sends the object that it was given; look at what stands between it and norma")
    }

    fileprivate static func incompleteRequest(_ words: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .notAdmissionReview, at: place, "the request \(words)",
            hint: "a server sends a uid, an operation and the object; look at what stands between it and norma")
    }

    fileprivate static func notAdmissionReview(at place: SourcePlace?) -> Self {
        Diagnostic(
            .notAdmissionReview, at: place, "this is no AdmissionReview of admission.k8s.io/v1 with a request",
            hint: "register the webhook with admissionReviewVersions: [v1]")
    }
}

extension DiagnosticKind {
    static let notAdmissionReview = DiagnosticKind(
        "E5033", "standard input holds no AdmissionReview",
        """
        'norma admission' answers one AdmissionReview of admission.k8s.io/v1: a request with a uid, an operation and, where something is made or changed, its object.
        """, .command,
        wrong: #"echo '{"kind": "Pod"}' | norma admission --rules rules/internet-svcs"#,
        right: """
            echo '{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1", "operation": "DELETE"}}' \\
              | norma admission --rules rules/internet-svcs
            """)
}
