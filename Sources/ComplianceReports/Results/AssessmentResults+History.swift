package import Compliance
import ResourceDocuments
import RuleSyntax
package import SourceText

/// What history keeps of a scan, for reports.
package struct RecordedAssessment: Sendable {
    package let scan: ScanRecord
    /// In the order of the scan.
    package let rules: [RuleRecord]
    /// All of the scan, or those that were asked for.
    package let results: any ResultSource
    /// All of the scan that masks set aside; nil where `results` has it.
    package let masked: (any ResultSource)?
    /// The files of rules and of control libraries, as they were.
    package let ruleFiles: [SourceFile]
    package let libraryFiles: [SourceFile]
    /// All that were ever made.
    package let attestations: [Attestation]
    /// Results were asked for by their statuses at most: what is said of the scan beside them is asked for too.
    package let isWhole: Bool

    package init(
        scan: ScanRecord, rules: [RuleRecord], results: any ResultSource, masked: (any ResultSource)? = nil,
        ruleFiles: [SourceFile], libraryFiles: [SourceFile], attestations: [Attestation], isWhole: Bool = true
    ) {
        self.scan = scan
        self.rules = rules
        self.results = results
        self.masked = masked
        self.ruleFiles = ruleFiles
        self.libraryFiles = libraryFiles
        self.attestations = attestations
        self.isWhole = isWhole
    }
}

extension AssessmentResults {
    /// What a recorded scan found: as it was when it was made.
    package init(_ recorded: RecordedAssessment) {
        let scan = recorded.scan
        let descriptions = Self.descriptions(in: recorded.libraryFiles)
        let declarations = Self.declarations(in: recorded.ruleFiles)
        self.init(
            attachment: scan.attachment,
            profiles: scan.profiles.isEmpty
                ? [
                    ProfileStanding(
                        id: scan.profile, name: scan.profile, version: scan.profileVersion, score: scan.score)
                ] : scan.profiles,
            asOf: scan.asOf, collectedAt: scan.collectedAt,
            gaps: scan.gaps,
            resourceCount: scan.resourceCount, score: scan.score, evaluations: scan.evaluations,
            controls: scan.controls.map { standing in
                AssessedControl(
                    standing: standing, description: descriptions[standing.library]?[standing.id],
                    attestation: recorded.attestations.first { $0.id == standing.attestation })
            },
            rules: AssessedRule.numbered(recorded.rules.map { RuleWords($0, declarations[$0.name]) }),
            masked: recorded.masked, isWhole: recorded.isWhole, source: recorded.results)
    }

    /// Of controls by library and id.
    private static func descriptions(in files: [SourceFile]) -> [String: [String: String]] {
        var descriptions: [String: [String: String]] = [:]
        for file in files {
            guard let document = document(file), let library = ControlLibraryReader.read(document).library else {
                continue
            }
            for control in library.controls where descriptions[library.name]?[control.id] == nil {
                descriptions[library.name, default: [:]][control.id] = control.description
            }
        }
        return descriptions
    }

    private static func document(_ file: SourceFile) -> Document? {
        if file.name.hasSuffix(".json") { return try? JSONParser.document(file, keys: KeyTable()) }
        return YAMLReader.documents(file, keys: KeyTable()).documents.first
    }

    /// By the rules' names.
    private static func declarations(in files: [SourceFile]) -> [String: RuleDeclaration] {
        var declarations: [String: RuleDeclaration] = [:]
        for file in files {
            for case .rule(let rule) in Parser.parse(file).file.declarations where declarations[rule.name.text] == nil {
                declarations[rule.name.text] = rule
            }
        }
        return declarations
    }
}
