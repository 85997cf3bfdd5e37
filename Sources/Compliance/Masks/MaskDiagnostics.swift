package import ResourceDocuments
package import ResourceReaders
package import SourceText

/// Faults of a file of masks: E415x and W415x.
package enum MaskDiagnostics {
    package static let allMaskKinds: [DiagnosticKind] = [
        wrongShape, missingField, unknownField, notOneSubject, notInForce, setsNothingAside, unknownSubject,
        unknownArea, alreadyMasked, waiverWithoutEnd,
    ]

    static let faults = RecordFaults(unknownField: unknownField, missingField: missingField, wrongShape: wrongShape)

    private static func example(
        _ subject: String = "resource: zone-1", _ more: String = "", justification: String = "moved in March"
    ) -> String {
        "masks:\n  - \(subject)\n    category: mitigated\n    justification: \(justification)\n    author: ann@example.com\n\(more)"
    }

    static let wrongShape = DiagnosticKind(
        "E4150", "a field of a mask has another shape or value",
        "A file of masks is {masks: [...]}. A category is waiver, mitigated or false_positive; expires_at is an instant of RFC 3339 or "
            + "a date, which is its midnight in UTC; two masks have two ids.",
        .masks,
        wrong: example("resource: zone-1", "    expires_at: next spring\n"),
        right: example("resource: zone-1", "    expires_at: 2027-04-01T00:00:00Z\n"))

    static let missingField = DiagnosticKind(
        "E4151", "a field of a mask is missing",
        "A mask says why (justification) and who answers for it (author). A control's mask in an area has its scope_type and its scope_id.",
        .masks,
        wrong: "masks:\n  - resource: zone-1\n    author: ann@example.com\n", right: example())

    static let unknownField = DiagnosticKind(
        "E4152", "a mask has an unknown field",
        "A field that nobody reads is a mistake more often than not: a misspelt 'expires_at' would be a mask without an end.",
        .masks,
        wrong: example("resource: zone-1", "    expire_at: 2027-04-01T00:00:00Z\n"),
        right: example("resource: zone-1", "    expires_at: 2027-04-01T00:00:00Z\n"))

    static let notOneSubject = DiagnosticKind(
        "E4153", "what a mask lies on is not said, or said twice",
        "A mask lies on a resource, perhaps with one rule; on a control, perhaps in an area; or on a profile. A rule everywhere is a "
            + "control.",
        .masks,
        wrong: example("rule: cis_tls_version"), right: example("rule: cis_tls_version\n    resource: zone-1"))

    static let notInForce = DiagnosticKind(
        "W4154", "a mask of the file is not in force",
        "The mask has ended, or was taken back, or begins later: it sets nothing aside, and what it lay on counts again.",
        .masks,
        wrong: example("resource: zone-1", "    expires_at: 2025-01-01T00:00:00Z\n"),
        right: example("resource: zone-1", "    expires_at: 2999-01-01T00:00:00Z\n"))

    static let setsNothingAside = DiagnosticKind(
        "W4155", "a mask of the file sets nothing aside",
        "No result lies beneath the mask, because its resource is gone or it names what is not there; or everything beneath it passes, and it "
            + "is not needed any more. A control's or a profile's mask lies on what an attachment scans.",
        .masks,
        wrong: example("resource: zone-9"), right: example())

    static let unknownSubject = DiagnosticKind(
        "W4156", "a mask names what no recorded scan had",
        "The mask is entered all the same: what it names may come with the next scan. More often it is misspelt, and what was to be set aside stays "
            + "open. 'norma mask audit' names the masks beneath which nothing lies.",
        .command,
        wrong: command("6.1.l"), right: command("6.1.1"))

    static let unknownArea = DiagnosticKind(
        "W4157", "a mask is confined to an area that nobody names",
        "Neither the inventory's manifest nor the attachment's scope names the enterprise or the account group, or no resource of this or of "
            + "any recorded scan is in the account: the mask lies on nothing. A control that is to be masked everywhere is masked "
            + "without an area.",
        .command,
        wrong: scan("--control 6.1.1 --scope-type enterprise --scope-id acme"), right: scan("--control 6.1.1"))

    static let alreadyMasked = DiagnosticKind(
        "W4158", "a mask lies on what another one lies on already",
        "Both are kept. The one that was entered first sets the results aside; the other one does where the first has ended or is taken "
            + "back. Until then 'norma mask audit' says of it that its results are also masked by the first.",
        .command,
        wrong:
            "\(again("zone-1")) >/dev/null; \(again("zone-1")) 2>&1 >/dev/null | sed \"s/mask m-[0-9a-f]*/mask m-aadb2f73/\" >&2",
        right: "\(again("zone-1")) >/dev/null; \(again("zone-2")) >/dev/null")

    static let waiverWithoutEnd = DiagnosticKind(
        "W4159", "a waiver has no end",
        "What is accepted is accepted until somebody looks at it again: a waiver without expires_at is never looked at, and auditors ask when it "
            + "ends. A mask without a category is a waiver; what something else guards against (mitigated) and what is right as it is "
            + "(false_positive) may stand without an end.",
        .masks,
        wrong: waiver(""), right: waiver("    expires_at: 2999-01-01T00:00:00Z\n"))

    private static func waiver(_ end: String) -> String {
        "masks:\n  - resource: zone-1\n    category: waiver\n    justification: moved in March\n    author: ann@example.com\n\(end)"
    }

    private static func again(_ resource: String) -> String {
        """
        norma mask add --resource \(resource) --category mitigated --justification "the customer moves" --author ann \
        --as-of 2026-11-01T00:00:00Z --database norma.sqlite
        """
    }

    private static func scan(_ subject: String) -> String {
        """
        norma mask add \(subject) --category mitigated --justification "nothing can reach it" --author ann --as-of 2026-11-01T00:00:00Z \
        --database norma.sqlite >/dev/null; norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory \
        --as-of 2026-11-01T00:00:00Z --database norma.sqlite >/dev/null
        """
    }

    private static func command(_ control: String) -> String {
        """
        norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory --as-of 2026-11-01T00:00:00Z --record \
        --database norma.sqlite >/dev/null; norma mask add --control \(control) --category mitigated --justification "nothing can reach it" --author ann \
        --database norma.sqlite
        """
    }
}

extension MaskDiagnostics {
    /// Of masks that are laid on controls of a scan, in their order: those in areas that nobody names.
    ///
    /// - Parameter accounts: in which recorded scans saw resources.
    package static func unknownAreas(
        _ masks: [Mask], in plan: ScanPlan, _ reading: InventoryReading, accounts: Set<String>, at asOf: Instant
    ) -> [Diagnostic] {
        let areas = AreaMembership(reading.manifestAccounts)
        return masks.compactMap { mask in
            guard let control = mask.target.control, let area = mask.target.area,
                mask.validity.state(at: asOf) == .active,
                plan.controls.contains(where: { $0.control.isNamed(control) })
            else { return nil }
            let missing: String
            var known = Set(areas.ids(area.level, in: reading.rows))
            switch area.level {
            case .enterprise:
                known.formUnion(MaskIndex.enterprises(of: plan, reading))
                missing = "no manifest and no scope names this enterprise"
            case .accountGroup: missing = "no manifest names this account group"
            case .account, .enterpriseAccount:
                known.formUnion(reading.manifestAccounts.map(\.id))
                known.formUnion(accounts)
                missing = "no resource of this or of any recorded scan is in this account"
            case .resourceGroup: return nil
            }
            if known.contains(area.id) { return nil }
            return Diagnostic(
                unknownArea, at: nil, "the mask of \(mask.target) lies on nothing: \(missing)",
                hint: Spelling.nearest(to: area.id, among: known).map { "did you mean '\($0)'?" }
                    ?? (area.level.isAccount
                        ? "mask the control in an account that is there"
                        : "name it in the inventory's manifest, or mask the control in an account"))
        }
    }

    package static func alreadyMasked(_ other: Mask) -> Diagnostic {
        let end = other.validity.expiresAt.map { "until \($0)" } ?? "without an end"
        return Diagnostic(
            alreadyMasked, at: nil, "the mask \(other.id) lies on \(other.target) already, \(end)",
            hint: "take one of them back with 'norma mask remove' where one is enough")
    }

    /// What the mask names and nobody knows; nil where each is known. The resource is the store's to look for.
    package static func unknownSubject(_ mask: Mask, among known: KnownNames) -> Diagnostic? {
        let named = [
            ("profile", mask.target.profile, known.profiles), ("control", mask.target.control, known.controls),
            ("rule", mask.target.rule, known.rules),
        ]
        for case (let noun, let name?, let names) in named where !names.contains(name) {
            return unknownSubject("\(noun) '\(name)'", nearest: Spelling.nearest(to: name, among: names))
        }
        return nil
    }

    /// - Parameters:
    ///   - subject: `control '6.1.l'`
    ///   - cure: what is better to do than to look for the nearest.
    package static func unknownSubject(_ subject: String, nearest: String?, cure: String? = nil) -> Diagnostic {
        Diagnostic(
            unknownSubject, at: nil, "the mask names \(subject), which no recorded scan had",
            hint: cure ?? nearest.map { "did you mean '\($0)'?" }
                ?? "where it is a mistake, take it back with 'norma mask remove'")
    }

    static func notOneSubject(_ record: Record, _ named: [String]) -> Diagnostic {
        if named.isEmpty, let rule = record["rule"] {
            return Diagnostic(
                notOneSubject, at: rule.keyPlace, "the mask names a rule and no resource",
                hint: "add 'resource'; a rule everywhere is a control")
        }
        return Diagnostic(
            notOneSubject, at: record.start,
            named.isEmpty
                ? "the mask does not say what it lies on"
                : "the mask lies on \(named.map { "'\($0)'" }.joined(separator: " and "))",
            hint: "name one of 'resource', 'control' and 'profile'")
    }

    static func misplaced(_ value: PlacedNode, _ field: String, owner: String, subject: String) -> Diagnostic {
        Diagnostic(
            notOneSubject, at: value.keyPlace,
            "'\(field)' narrows a mask of a \(owner), and this one is of a \(subject)",
            hint: "remove it")
    }

    static func noInstant(_ value: PlacedNode, _ text: String, of field: String) -> Diagnostic {
        Diagnostic(
            wrongShape, at: value.place, "'\(text)' of '\(field)' is no instant",
            hint: "write 2027-04-01T00:00:00Z, or a date")
    }

    /// - Parameter place: in a file; nil of one that was entered on the command line.
    package static func waiverWithoutEnd(_ mask: Mask, _ place: SourcePlace? = nil) -> Diagnostic {
        Diagnostic(
            waiverWithoutEnd, at: place, "the waiver of \(mask.target) has no end",
            hint: place == nil
                ? "give it one with --expires, or another --category" : "add 'expires_at', or another category")
    }

    static func sameID(_ mask: Mask, _ place: SourcePlace?) -> Diagnostic {
        Diagnostic(wrongShape, at: place, "two masks have the id '\(mask.id)'", hint: "remove one of them")
    }

    /// - Parameter use: what lies where the mask lay; nil where nobody asked.
    package static func notInForce(
        _ mask: Mask, at asOf: Instant, _ place: SourcePlace? = nil, over use: MaskUse? = nil
    ) -> Diagnostic {
        let (state, hint): (String, String)
        switch mask.validity.state(at: asOf) {
        case .removed: (state, hint) = ("was taken back", "remove it")
        case .expired:
            let end = "ended at \(mask.validity.expiresAt?.description ?? "")"
            let faults = use?.faults ?? 0
            if faults > 0 {
                let results = faults == 1 ? "1 result that it lay on counts" : "\(faults) results that it lay on count"
                (state, hint) = ("\(end), and \(results) again", "mend what it lay on, or give it another end")
            } else if let use, use.passed > 0 {
                (state, hint) = ("\(end), and what it lay on passes", "remove it")
            } else {
                (state, hint) = (end, "remove it, or give it another end")
            }
        case .pending, .active: (state, hint) = ("begins at \(mask.validity.createdAt)", "correct 'created_at'")
        }
        return Diagnostic(notInForce, at: place, "the mask of \(mask.target) \(state)", hint: hint)
    }

    /// - Parameter rules: names and ids of those that were run; a mask may name another by mistake.
    static func setsNothingAside(
        _ mask: Mask, passes: Int, among rules: [String], _ place: SourcePlace?
    ) -> Diagnostic {
        let nearest = mask.target.rule.flatMap { named in
            rules.contains(named) ? nil : Spelling.nearest(to: named, among: rules)
        }
        return Diagnostic(
            setsNothingAside, at: place,
            passes > 0
                ? "everything beneath the mask of \(mask.target) passes"
                : "nothing lies beneath the mask of \(mask.target)",
            hint: passes > 0
                ? "remove it"
                : nearest.map { "no rule is called '\(mask.target.rule ?? "")'; did you mean '\($0)'?" }
                    ?? "it names what is not there or not evaluated; correct or remove it")
    }
}
