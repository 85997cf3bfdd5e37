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

/// Zones that change from day to day, two rules on them, and what anybody can work out of that without the engine.
struct ZoneWorld {
    struct Zone: Hashable {
        var tls: String?
        var size: Int?
        var note = 0
    }

    var zones: [String: Zone] = [:]
    /// The value of the parameter of the rule `tls`.
    var allowed = ["1.2", "1.3"]
    var largest = 5
    /// Ids of zones under a mask.
    var masked: Set<String> = []
    /// Of a resource each that no rule judges.
    var otherKinds: [String] = []
    /// More lines of the attachment.
    var attachmentLines = ""
    /// The name of a zone that a subscope hides.
    var hidden: String?

    enum Word: String { case pass, fail, unknown }

    /// What the two rules say, worked out by hand.
    func verdict(_ rule: String, _ zone: Zone) -> Word {
        if rule == "tls" { return zone.tls.map { allowed.contains($0) ? .pass : .fail } ?? .unknown }
        return zone.size.map { $0 <= largest ? .pass : .fail } ?? .unknown
    }

    /// Of zones without a mask.
    func openVerdicts(_ rules: [String]) -> [Word] {
        zones.filter { !masked.contains($0.key) }.values.flatMap { zone in rules.map { verdict($0, zone) } }
    }

    /// The rule's control is not compliant.
    func hasFailure(_ rule: String) -> Bool { openVerdicts([rule]).contains(.fail) }

    private var rulesText: String {
        """
        rule tls {
          for z.zone
          param allowed: string_list = ["1.0"]
          require tls is one of allowed
        }
        rule size {
          for z.zone
          require size is at most \(largest)
        }

        """
    }

    private static let library = """
        control_library_name: L
        controls:
          - control_name: safe
            control_specifications: [{assessments: [{assessment_id: tls}]}]
          - control_name: small
            control_specifications: [{assessments: [{assessment_id: size}]}]

        """

    private static let profile =
        "profile_name: P\nprofile_version: 1.0.0\ncontrols: [{control_id: safe}, {control_id: small}]\n"

    private var attachment: String {
        let hiding = hidden.map { ", subscopes: [{exclusions: [{names: [\($0)]}]}]" } ?? ""
        let values = "[\(allowed.map { "\"\($0)\"" }.joined(separator: ", "))]"
        return """
            name: daily
            profile_id: P
            scope: [{scope_type: account, scope_id: a\(hiding)}]
            attachment_parameters: [{assessment_id: tls, parameter_name: allowed, parameter_value: \(values)}]
            \(attachmentLines)

            """
    }

    private var inventory: String {
        zones.sorted { $0.key < $1.key }.map { id, zone in
            let members = [
                zone.tls.map { "\"tls\": \"\($0)\"" }, zone.size.map { "\"size\": \($0)" }, "\"note\": \(zone.note)",
            ].compactMap(\.self)
            return """
                {"kind": "z.zone", "id": "\(id)", "account": "a", "properties": {\(members.joined(separator: ", "))}}
                """
        }.joined(separator: "\n") + "\n"
            + otherKinds.map { #"{"kind": "\#($0)", "id": "1", "account": "a", "properties": {}}"# + "\n" }.joined()
    }

    private func document(_ name: String, _ text: String) throws -> Document {
        try #require(YAMLReader.documents(SourceFile(name: name, text: text), keys: KeyTable()).documents.first)
    }

    func scan(asOf: Instant) throws -> Scan {
        let rules = Checker.check([RuleModule(file: Parser.parse(SourceFile(name: "r.norma", text: rulesText)).file)])
            .rules
        let library = try #require(ControlLibraryReader.read(try document("l.yaml", Self.library)).library)
        let profile = try #require(ProfileReader.read(try document("p.yaml", Self.profile)).profile)
        let attachment = try #require(AttachmentReader.read(try document("a.yaml", attachment)).attachment)
        let plan = try ScanPlan.make(
            attachment: attachment, profiles: [profile], libraries: [library], rules: rules
        ).get()
        var reader = InventoryReader()
        reader.read([SourceFile(name: "zones.ndjson", text: inventory)])
        let masks = masked.sorted().map { zone in
            Mask(
                id: "m-\(zone)", target: .resource(.init(id: zone)), category: .waiver, justification: "known",
                author: "ann", validity: Validity(createdAt: asOf))
        }
        return ScanRunner.run(plan, on: reader.finish(), asOf: asOf, masks: masks)
    }

    /// A day's changes: zones come and go, values change, and something that no rule reads; sometimes what is asked of them, and
    /// what stands beside them.
    mutating func pass(aDayWith random: inout SeededGenerator, count: Int) {
        switch Int.random(in: 0..<16, using: &random) {
        case 0: allowed = [["1.2", "1.3"], ["1.3"], ["1.0", "1.1", "1.2", "1.3"]].randomElement(using: &random) ?? []
        case 1: largest = [4, 5, 9].randomElement(using: &random) ?? 5
        case 2, 3: otherKinds = (0..<3).map { _ in "z.other-\(random.next() % 40)" }.uniqued
        default: break
        }
        for id in zones.keys.sorted() {
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<3: zones[id] = nil
            case 3..<8: zones[id]?.tls = ["1.0", "1.1", "1.2", "1.3", nil].randomElement(using: &random) ?? nil
            case 8..<12: zones[id]?.size = [1, 3, 6, 9, nil].randomElement(using: &random) ?? nil
            case 12..<20: zones[id]?.note += 1
            case 20..<24: masked.formSymmetricDifference([id])
            default: break
            }
        }
        while zones.count < count {
            let zone = Zone(
                tls: ["1.1", "1.2", "1.3"].randomElement(using: &random),
                size: Int.random(in: 1...7, using: &random))
            zones["z\(random.next() % 1_000_000)"] = zone
        }
    }
}

/// A store in a folder of its own, gone with it.
final class ScratchStore {
    let folder: URL
    var path: String { folder.appending(path: "norma.sqlite").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func open(patience: Double = 5) throws -> ScanStore {
        var random = SeededGenerator(seed: 1)
        return try ScanStore(path: path, patience: patience, random: &random)
    }
}

extension ScanStore {
    /// - Parameter destinations: who is told of it.
    @discardableResult
    func record(_ scan: Scan, id: String, at instant: Instant, to destinations: [String] = []) throws -> ScanRecord {
        let recorder = try ScanRecorder(
            scan, id: id, startedAt: instant, process: 1, in: self, evidence: EvidenceJSON.evidence)
        let ending = ScanEnding { end in
            ScanEvent.events(of: scan, end: end).map { CloudEventJSON.event($0, of: scan, to: destinations) }
        }
        try recorder.record(finishedAt: { instant }, ending: ending)
        return try #require(try scans(named: id).first)
    }
}

extension [String] {
    /// Each once, in any order that a run repeats.
    fileprivate var uniqued: [String] { Set(self).sorted() }
}
