import Compliance
import ComplianceReports
import ComplianceStore
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText
import TestSupport
import Testing

/// Scans of zones in which every status occurs, or none but pass, or nothing at all.
///
/// | zone | tls (high) | size (low) |
/// |---|---|---|
/// | fails | fail | fail; in the control `also small` masked |
/// | passes | pass | pass |
/// | unsaid | unknown | pass |
/// | waived | fail, masked | pass |
/// | fine-and-waived | pass, masked | pass |
struct ReportWorld {
    enum Sort: String, CaseIterable {
        case passing, everything, empty
        /// Nothing fails but under a mask.
        case waived
    }

    static let now = Instant(seconds: 1_767_225_600)

    var sort = Sort.everything
    /// Stands in every place where a text comes from somebody's file.
    var word = "x"
    /// Blank lines in front of the inventory.
    var lines = 0
    /// What the failing zone accepts.
    var accepted = "1.1"
    /// Ids of zones that are not there.
    var without: Set<String> = []
    /// More zones that fail.
    var furtherFailures = 0

    /// As JSON, YAML and rules have it, in ASCII.
    private func quoted(_ text: String) -> String {
        let units = text.utf16.map { unit in
            let isPlain = (0x20..<0x7F).contains(unit) && unit != 0x22 && unit != 0x5C
            return isPlain
                ? String(UnicodeScalar(UInt8(unit))) : "\\u" + String(0x10000 + Int(unit), radix: 16).dropFirst()
        }
        return "\"" + units.joined() + "\""
    }

    private var rules: String {
        // A brace in a message begins an expression.
        let message = quoted(word).split(separator: "{", omittingEmptySubsequences: false).joined(separator: "{{")
            .split(separator: "}", omittingEmptySubsequences: false).joined(separator: "}}").dropLast()
        return """
            rule tls {
              id "rule-1"
              title \(quoted("Only TLS 1.2 \(word)"))
              description \(quoted("Why \(word)"))
              severity high
              param allowed: string_list = ["1.2", \(quoted(word))]
              for z.zone
              require tls is one of allowed else \(message): {tls} is not among {allowed}"
              fix \(quoted("Raise it \(word)"))
            }
            rule size {
              severity low
              for z.zone
              require size is at most 5
            }
            rule idle {
              for z.nothing
              require size is present
            }
            """
    }

    private var library: String {
        """
        control_library_name: L
        controls:
          - control_name: safe
            control_description: \(quoted("Transport \(word)"))
            control_specifications: [{assessments: [{assessment_id: tls}]}]
          - control_name: small
            control_specifications: [{assessments: [{assessment_id: size}]}]
          - control_name: also small
            control_specifications: [{assessments: [{assessment_id: size}]}]
          - control_name: idle
            control_specifications: [{assessments: [{assessment_id: idle}]}]
          - control_name: by hand
          - control_name: attested
          - control_name: refuted
        """
    }

    private var profile: String {
        let controls =
            switch sort {
            case .everything: ["safe", "small", "also small", "idle", "by hand", "attested", "refuted"]
            case .passing, .empty, .waived: ["safe", "small"]
            }
        let list = controls.map { "{control_id: \($0)}" }.joined(separator: ", ")
        return "profile_name: \(quoted("P \(word)"))\nprofile_version: 1.0.0\ncontrols: [\(list)]\n"
    }

    private var attachment: String {
        "name: \(quoted("daily \(word)"))\nprofile_id: \(quoted("P \(word)"))\nscope: [{scope_type: account, scope_id: a}]\n"
    }

    private var inventory: String {
        var zones: [(id: String, properties: String)] =
            switch sort {
            case .empty: []
            case .passing: [("passes", #""tls": "1.2", "size": 1"#)]
            case .waived: [("waived", #""tls": "1.0", "size": 1"#), ("passes", #""tls": "1.2", "size": 1"#)]
            case .everything:
                [
                    ("waived", #""tls": "1.0", "size": 1"#), ("fine-and-waived", #""tls": "1.2", "size": 1"#),
                    ("fails", #""tls": \#(quoted(accepted)), "size": 9"#), ("unsaid", #""size": 1"#),
                    ("passes", #""tls": "1.2", "size": 1"#),
                ]
            }
        for number in 0..<furtherFailures { zones.append(("more-\(number)", #""tls": "0", "size": 1"#)) }
        let texts = zones.filter { !without.contains($0.id) }.map { zone in
            """
            {"kind": "z.zone", "id": \(quoted(id(zone.id))), "name": \(quoted("\(zone.id) \(word)")), "account": "a",
             "region": \(quoted(word)), "resource_group": \(quoted(word)), "properties": {\(zone.properties)}}
            """
        }
        return String(repeating: "\n", count: lines) + "[\(texts.joined(separator: ",\n"))]\n"
    }

    /// No identity may hold U+0000.
    func id(_ zone: String) -> String { word == "x" ? zone : "\(word.replacing("\u{0}", with: "")) \(zone)" }

    private func document(_ name: String, _ text: String) throws -> Document {
        try #require(YAMLReader.documents(SourceFile(name: name, text: text), keys: KeyTable()).documents.first)
    }

    func scan() throws -> Scan {
        let (file, faults) = Parser.parse(SourceFile(name: "r.norma", text: rules))
        let (checked, diagnostics) = Checker.check([RuleModule(file: file)])
        try #require((faults + diagnostics).filter(\.isError).isEmpty)
        let library = try #require(ControlLibraryReader.read(try document("l.yaml", library)).library)
        let profile = try #require(ProfileReader.read(try document("p.yaml", profile)).profile)
        let attachment = try #require(AttachmentReader.read(try document("a.yaml", attachment)).attachment)
        let plan = try ScanPlan.make(
            attachment: attachment, profiles: [profile], libraries: [library], rules: checked
        ).get()
        var reader = InventoryReader()
        // The name of a file is anybody's too.
        reader.read([SourceFile(name: word == "x" ? "zones.json" : "\(word).json", text: inventory)])
        return ScanRunner.run(
            plan, on: reader.finish(), asOf: Self.now, masks: masks, attestations: attestations)
    }

    private var validity: Validity {
        Validity(
            createdAt: Instant(seconds: Self.now.seconds - 86_400),
            expiresAt: Instant(seconds: Self.now.seconds + 86_400))
    }

    private func mask(_ id: String, _ target: MaskTarget) -> Mask {
        Mask(
            id: id, target: target, category: .waiver, justification: "known \(word)", author: "ann \(word)",
            ticket: word, validity: validity)
    }

    private var masks: [Mask] {
        [
            mask("m-1", .result(rule: "tls", resource: .init(id: id("waived")))),
            mask("m-2", .result(rule: "tls", resource: .init(id: id("fine-and-waived")))),
            mask("m-3", .control("also small", area: nil)),
        ]
    }

    private var attestations: [Attestation] {
        [("attested", Attestation.Outcome.compliant), ("refuted", .notCompliant)].map { control, outcome in
            Attestation(
                id: "a-\(control)", control: control, outcome: outcome, statement: "seen \(word)",
                author: "bob \(word)",
                validity: validity)
        }
    }

    func results() throws -> AssessmentResults { AssessmentResults(try scan()) }

    /// The same scan, recorded in a store and read from it.
    func recordedResults(
        filter: ResultFilter = ResultFilter(statuses: Set(ResultStatus.allCases))
    ) throws -> AssessmentResults {
        let folder = FileManager.default.temporaryDirectory.appending(path: "norma-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var random = SeededGenerator(seed: 1)
        let store = try ScanStore(path: folder.appending(path: "s.sqlite").path, random: &random)
        for attestation in attestations { try store.add(attestation) }
        let scan = try scan()
        let id = UUID().uuidString.lowercased()
        let recorder = try ScanRecorder(
            scan, id: id, startedAt: Self.now, process: 1, in: store, evidence: EvidenceJSON.evidence)
        try recorder.record(
            finishedAt: { Instant(seconds: Self.now.seconds + 7) },
            ending: ScanEnding(state: scan.isFailed ? .failed : .completed))
        let record = try #require(try store.scans(named: id).first)
        return AssessmentResults(
            RecordedAssessment(
                scan: record, rules: try store.rules(of: record),
                results: try StoredResults(
                    of: record, filter: filter, in: store, evidence: EvidenceReader(store)),
                masked: try StoredResults(
                    of: record, filter: ResultFilter(statuses: [.masked]), in: store, evidence: EvidenceReader(store)),
                ruleFiles: try store.texts(of: record, role: "rule"),
                libraryFiles: try store.texts(of: record, role: "library"),
                attestations: try store.attestations()))
    }
}

extension ReportFormat {
    /// One document, of everything that its format holds by itself.
    func text(_ assessments: AssessmentResults..., statuses: Set<ReportedStatus>? = nil) -> String {
        var text = ""
        write(assessments.map { $0.selecting(statuses, for: self) }) { text += $0 }
        return text
    }
}
