import ResourceDocuments
import ResourceReaders
package import SourceText

/// Faults of scopes: E410x and W412x, W413x.
package enum ScopeDiagnostics {
    package static let allScopeKinds: [DiagnosticKind] = [
        storedScope, foreignExclusion, emptyScope, emptyExclusion, emptySelector, sameName, nothingAssessed,
    ]

    static let storedScope = DiagnosticKind(
        "E4106", "a scope is named by the id of one that is stored elsewhere",
        "SCC lets an attachment name a scope that its service stores. Norma has no service to ask: write the scope's "
            + "properties.",
        .attachment,
        wrong: "name: prod\nprofile_id: Example\nscope:\n  - id: 0b4f9a1e\n", right: AttachmentDiagnostics.example())

    static let foreignExclusion = DiagnosticKind(
        "E4107", "an exclusion is not of its scope's family",
        "A scope of an enterprise leaves out account groups and accounts of the enterprise (enterprise.account_group, "
            + "enterprise.account); a scope of an account leaves out resource groups (account.resource_group).",
        .attachment,
        wrong: AttachmentDiagnostics.example("exclusions:\n  - { scope_type: enterprise.account, scope_id: acc2 }\n"),
        right: AttachmentDiagnostics.example(
            "exclusions:\n  - { scope_type: account.resource_group, scope_id: sandbox }\n"))

    static let emptyScope = DiagnosticKind(
        "W4120", "a scope holds no resource of the inventory",
        "Nothing of the inventory lies in the scope or the subscope: its scope_id may be misspelt, the resources may lack an "
            + "account or a resource group, or none meets every selector. A scan of nothing has no score.",
        .attachment,
        wrong: AttachmentDiagnostics.example(scope: "account, scope_id: acc9"), right: AttachmentDiagnostics.example())

    static let emptyExclusion = DiagnosticKind(
        "W4121", "an exclusion leaves out nothing",
        "No resource of the scope lies in the exclusion: its scope_id may be misspelt, or what it was written for is "
            + "gone.",
        .attachment,
        wrong: AttachmentDiagnostics.example(
            "exclusions:\n  - { scope_type: account.resource_group, scope_id: sandbx }\n"),
        right: AttachmentDiagnostics.example(
            "exclusions:\n  - { scope_type: account.resource_group, scope_id: sandbox }\n"))

    static let emptySelector = DiagnosticKind(
        "W4130", "a selector's value selects nothing",
        "No resource of the scope's area that meets the selectors before it (environment and kinds come first) has such a "
            + "value: it may be misspelt. '*' stands for any run of characters.",
        .attachment,
        wrong: AttachmentDiagnostics.example(scope: "account, scope_id: acc1, kinds: [internet-svcs.zoen]"),
        right: AttachmentDiagnostics.example(scope: "account, scope_id: acc1, kinds: [internet-svcs.*]"))

    static let sameName = DiagnosticKind(
        "W4134", "two scopes, or two subscopes, have one name",
        "What a subscope hides is told of by its name and its scope's: of two of one name nobody can tell which it was.",
        .attachment,
        wrong: subscopes("auditors"), right: subscopes("developers"))

    static let nothingAssessed = DiagnosticKind(
        "W4125", "a scan assesses nothing",
        "The profile has no control, or each is switched off; or everything in scope is excluded; or nothing in scope is of a "
            + "kind that the rules judge. The scan is complete and finds no fault, and that says nothing of the resources: it has "
            + "no score.",
        .attachment,
        wrong: AttachmentDiagnostics.example("exclusions:\n  - { kinds: [\"*\"] }\n"),
        right: AttachmentDiagnostics.example())

    /// - Parameter name: of the second.
    private static func subscopes(_ name: String) -> String {
        """
        name: prod
        profile_id: Example
        scope:
          - scope_type: account
            scope_id: acc1
            subscopes:
              - { name: auditors, exclusions: [{ names: ["example.*"] }] }
              - { name: \(name), exclusions: [{ kinds: ["internet-svcs.*"] }] }

        """
    }
}

extension ScopeDiagnostics {
    static func noControl(of attachment: Attachment, hasSwitchedOff: Bool) -> Diagnostic {
        nothingAssessed(
            attachment, hasSwitchedOff ? "every control is switched off" : "its profile has no control",
            hint: hasSwitchedOff ? "switch off fewer" : "give the profile its controls, or name another")
    }

    static func everythingExcluded(of attachment: Attachment, count: Int) -> Diagnostic {
        nothingAssessed(
            attachment,
            count == 1 ? "the one resource in scope is excluded" : "all \(count) resources in scope are excluded",
            hint: "exclude fewer")
    }

    static func noKindJudged(of attachment: Attachment, judged: [String], present: [String]) -> Diagnostic {
        let kinds = Set(judged).sorted().prefix(8).joined(separator: ", ")
        return nothingAssessed(
            attachment, "no resource in scope is of a kind that its rules judge: \(kinds)",
            hint: "the resources in scope are of \(present.prefix(8).joined(separator: ", "))")
    }

    private static func nothingAssessed(_ attachment: Attachment, _ reason: String, hint: String) -> Diagnostic {
        Diagnostic(
            nothingAssessed, at: nil, "the scan of '\(attachment.name)' assesses nothing: \(reason)", hint: hint)
    }

    /// - Parameter noun: `scopes` or `subscopes`.
    static func sameName(_ noun: String, _ name: PlacedNode, _ text: String, first: PlacedNode) -> Diagnostic {
        Diagnostic(
            sameName, at: name.place, "two \(noun) are called '\(text)'",
            secondary: first.place.map { [Diagnostic.Label($0, "first here")] } ?? [],
            hint: "give each a name of its own")
    }

    static func storedScope(_ reference: PlacedNode) -> Diagnostic {
        Diagnostic(
            storedScope, at: reference.place, "the scope is named by its id",
            hint: "write its properties: scope_type, scope_id and exclusions")
    }

    static func foreignExclusion(_ exclusion: Scope.Area, of scope: Scope.Area, at place: SourcePlace?) -> Diagnostic {
        let levels = Scope.Level.allCases.filter {
            $0.isOfEnterprise == scope.level.isOfEnterprise && $0 != .enterprise && $0 != .account
        }
        return Diagnostic(
            foreignExclusion, at: place,
            "a scope of type '\(scope.level.rawValue)' cannot leave out '\(exclusion.level.rawValue)'",
            hint: "it can leave out \(levels.map { "'\($0.rawValue)'" }.joined(separator: " and "))")
    }

    static func unmatched(
        _ unmatched: UnmatchedPart, unplaced: UnplacedResources, existing: ExistingValues
    ) -> Diagnostic {
        switch unmatched.reason {
        case .area(let area) where unmatched.role != .scope && existing.have(area):
            let noun = unmatched.role == .subscope ? "subscope" : "exclusion"
            return empty(
                unmatched, at: area.source?.place,
                hint: "nothing of '\(area.id)' is in the scope: remove the \(noun), or widen the scope")
        case .area(let area):
            let nearest = existing.nearest(to: area, of: unmatched)
            let lack = area.level == .resourceGroup ? "resource group" : "account"
            let count = unplaced.count(for: area.level)
            let hint =
                nearest.map { "did you mean '\($0)'?" }
                ?? (count > 0 && unmatched.role == .scope
                    ? "\(count) of the inventory's resources have no \(lack)" : nil)
            return empty(unmatched, at: area.source?.place, hint: hint, replacement: nearest)
        case .together:
            return empty(
                unmatched, at: unmatched.part.source?.place, hint: "no resource meets all of its selectors at once")
        case .value(let value, let selector):
            let isElsewhere = existing.have(value, of: selector.property)
            let nearest = isElsewhere ? nil : existing.nearest(to: value.pattern.text, among: selector.property)
            // The selectors are on the line that is shown.
            let holder =
                switch unmatched.role {
                case .scope: "scope"
                case .subscope: "subscope"
                case .exclusion: "exclusion"
                }
            let role = unmatched.part.area.map { "\(holder) '\($0)'" } ?? "the \(holder)"
            return Diagnostic(
                emptySelector, at: value.source?.place,
                "'\(value.pattern.text)' of '\(selector.property.rawValue)' selects no resource of \(role)",
                hint: nearest.map { "did you mean '\($0)'?" }
                    ?? (isElsewhere
                        ? "what has it lies outside of \(role), or meets no selector before it"
                        : "check it, and what the inventory holds"),
                replacement: nearest)
        }
    }

    private static func empty(
        _ unmatched: UnmatchedPart, at place: SourcePlace?, hint: String?, replacement: String? = nil
    ) -> Diagnostic {
        switch unmatched.role {
        case .scope, .subscope:
            Diagnostic(
                emptyScope, at: place,
                "no resource of the \(unmatched.role == .scope ? "inventory is in scope" : "scope is in subscope") '\(unmatched.part)'",
                hint: hint ?? "check its scope_id, and what the inventory holds", replacement: replacement)
        case .exclusion:
            Diagnostic(
                emptyExclusion, at: place, "the exclusion '\(unmatched.part)' leaves out no resource",
                hint: hint ?? "check its scope_id, or remove it", replacement: replacement)
        }
    }
}
