import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import ResourceDocuments
import SourceText

struct MaskAddCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Set results aside.",
        discussion: """
            One result (--rule and --resource), every result of a resource (--resource), a control (--control), a control in a
            part of the estate (--control with --scope-type and --scope-id), or a profile (--profile).

            EXAMPLE
              norma mask add --rule cis_tls_version --resource zone-1 --category waiver --author ann@example.com \\
                --ticket SEC-12 --justification "the customer moves in March" \\
                --expires 2027-04-01T00:00:00Z --database norma.sqlite
            """)

    @Option(help: ArgumentHelp("A rule, by name or id; with --resource.", valueName: "rule"))
    var rule: String?

    @Option(help: ArgumentHelp("A resource's id.", valueName: "id"))
    var resource: String?

    @Option(help: ArgumentHelp("With --resource: only where it is of this kind.", valueName: "kind"))
    var kind: String?

    @Option(help: ArgumentHelp("With --resource: only where it is in this account.", valueName: "id"))
    var account: String?

    @Option(help: ArgumentHelp("A control, by id or name.", valueName: "control"))
    var control: String?

    @Option(
        help: ArgumentHelp(
            "With --control: \(Scope.Level.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "type"))
    var scopeType: Scope.Level?

    @Option(
        help: ArgumentHelp("With --scope-type: the id of the account, the group or the enterprise.", valueName: "id"))
    var scopeID: String?

    @Option(help: ArgumentHelp("A profile, by id or name.", valueName: "profile"))
    var profile: String?

    @Option(help: ArgumentHelp("Why: waiver, mitigated or false_positive.", valueName: "category"))
    var category: Mask.Category = .waiver

    @Option(help: ArgumentHelp("Why, in words that an auditor understands.", valueName: "text"))
    var justification: String

    @Option(help: ArgumentHelp("Who answers for it.", valueName: "name"))
    var author: String

    @Option(help: ArgumentHelp("Where it was decided.", valueName: "id"))
    var ticket: String?

    @OptionGroup var expiry: ExpiryOptions

    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let subjects = [resource, control, profile].compactMap(\.self).count
        if subjects != 1 { throw ValidationError("name one of --resource, --control and --profile") }
        let named = [
            ("--resource", resource), ("--control", control), ("--profile", profile), ("--rule", rule),
            ("--kind", kind),
            ("--account", account), ("--scope-id", scopeID),
        ]
        for case (let flag, let text?) in named where text.allSatisfy(\.isWhitespace) {
            throw ValidationError("\(flag) is empty: it names nothing that could be masked")
        }
        if rule != nil, resource == nil {
            throw ValidationError("--rule wants --resource: a rule everywhere is a control")
        }
        if kind != nil || account != nil, resource == nil {
            throw ValidationError("--kind and --account want --resource")
        }
        if scopeType != nil || scopeID != nil, control == nil {
            throw ValidationError("--scope-type and --scope-id want --control")
        }
        if (scopeType == nil) != (scopeID == nil) {
            throw ValidationError("--scope-type and --scope-id want each other")
        }
        try requireWords(("--justification", justification), ("--author", author), of: "the mask")
    }

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let expiresAt = try expiry.instant(after: now)
        var random = SystemRandomNumberGenerator()
        let mask = Mask(
            id: EntryID.make("m", using: &random), target: target, category: category, justification: justification,
            author: author,
            ticket: ticket, validity: Validity(createdAt: now, expiresAt: expiresAt))
        let opened = try store.open()
        let warnings = try StoreOptions.using {
            let same = try opened.masks().first { $0.target == mask.target && $0.validity.isOpen(at: now) }
            try opened.add(mask)
            let isEndless = mask.category == .waiver && mask.validity.expiresAt == nil
            return [
                isEndless ? MaskDiagnostics.waiverWithoutEnd(mask) : nil, same.map(MaskDiagnostics.alreadyMasked),
                try unknownSubject(of: mask, in: opened),
            ]
        }
        switch output.format {
        case .json: console.printRaw(MaskJSONReport.render([mask], at: now))
        case .text: console.print("masked as \(mask.id): \(mask.target)")
        }
        console.show(warnings.compactMap(\.self))
    }

    /// Where the store's scans had nothing of that name; nil where they had, and where there is none.
    private func unknownSubject(of mask: Mask, in store: ScanStore) throws -> Diagnostic? {
        let known = try store.knownNames()
        if known.isEmpty { return nil }
        if let unknown = MaskDiagnostics.unknownSubject(mask, among: known) { return unknown }
        // Groups and enterprises are the inventory's to know.
        let area = scopeType == .account || scopeType == .enterpriseAccount ? scopeID : nil
        let filter = ResourceFilter(
            ids: [resource].compactMap(\.self), kinds: [kind].compactMap(\.self),
            accounts: [account, area].compactMap(\.self))
        return try store.unseenValue(in: filter).map { unseen in
            MaskDiagnostics.unknownSubject(
                "\(unseen.subject) '\(unseen.value)'",
                nearest: Spelling.nearest(to: unseen.value, among: unseen.candidates), cure: unseen.cure)
        }
    }

    private var target: MaskTarget {
        if let profile { return .profile(profile) }
        if let control {
            let area = scopeType.flatMap { level in scopeID.map { MaskArea(level: level, id: $0) } }
            return .control(control, area: area)
        }
        let selector = MaskTarget.ResourceSelector(id: resource ?? "", kind: kind, account: account)
        return rule.map { .result(rule: $0, resource: selector) } ?? .resource(selector)
    }
}

extension Mask.Category: ExpressibleByArgument {}
extension Scope.Level: ExpressibleByArgument {}
