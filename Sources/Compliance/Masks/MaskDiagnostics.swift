import ResourceDocuments
import ResourceReaders
package import SourceText

/// Faults of a file of masks: E415x and W415x.
package enum MaskDiagnostics {
    package static let allMaskKinds: [DiagnosticKind] = [
        wrongShape, missingField, unknownField, notOneSubject, notInForce, setsNothingAside, unknownSubject,
        unknownEnterprise,
    ]

    static let faults = RecordFaults(unknownField: unknownField, missingField: missingField, wrongShape: wrongShape)

    private static func example(
        _ subject: String = "resource: zone-1", _ more: String = "", justification: String = "moved in March"
    ) -> String {
        "masks:\n  - \(subject)\n    justification: \(justification)\n    author: ann@example.com\n\(more)"
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

    static let unknownEnterprise = DiagnosticKind(
        "W4157", "a mask is confined to an enterprise that nobody names",
        "Neither the inventory's manifest nor the attachment's scope names the enterprise: the mask lies on nothing. A control that is "
            + "to be masked everywhere is masked without an area.",
        .command,
        wrong: scan("--control 6.1.1 --scope-type enterprise --scope-id acme"), right: scan("--control 6.1.1"))

    private static func scan(_ subject: String) -> String {
        """
        norma mask add \(subject) --justification "nothing can reach it" --author ann --as-of 2026-11-01T00:00:00Z \
        --database norma.sqlite >/dev/null; norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory \
        --as-of 2026-11-01T00:00:00Z --database norma.sqlite >/dev/null
        """
    }

    private static func command(_ control: String) -> String {
        """
        norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory --as-of 2026-11-01T00:00:00Z --record \
        --database norma.sqlite >/dev/null; norma mask add --control \(control) --justification "nothing can reach it" --author ann \
        --database norma.sqlite
        """
    }
}

extension MaskDiagnostics {
    /// Of masks that were laid on a scan's controls, in their order.
    static func unknownEnterprises(_ masks: [AppliedMask], in plan: ScanPlan, _ reading: InventoryReading)
        -> [Diagnostic]
    {
        let known = MaskIndex.enterprises(of: plan, reading)
        return masks.compactMap { applied in
            guard case .entered(let mask) = applied, let control = mask.target.control, let area = mask.target.area,
                area.level == .enterprise, !known.contains(area.id),
                plan.controls.contains(where: { $0.control.isNamed(control) })
            else { return nil }
            let nearest = Spelling.nearest(to: area.id, among: known)
            return Diagnostic(
                unknownEnterprise, at: nil,
                "the mask of \(mask.target) lies on nothing: no manifest and no scope names this enterprise",
                hint: nearest.map { "did you mean '\($0)'?" }
                    ?? "name the accounts' enterprise in the inventory's manifest, or mask the control in an account")
        }
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

    /// - Parameter subject: `control '6.1.l'`
    package static func unknownSubject(_ subject: String, nearest: String?) -> Diagnostic {
        Diagnostic(
            unknownSubject, at: nil, "the mask names \(subject), which no recorded scan had",
            hint: nearest.map { "did you mean '\($0)'?" }
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

    static func sameID(_ mask: Mask, _ place: SourcePlace?) -> Diagnostic {
        Diagnostic(wrongShape, at: place, "two masks have the id '\(mask.id)'", hint: "remove one of them")
    }

    static func notInForce(_ mask: Mask, at asOf: Instant, _ place: SourcePlace?) -> Diagnostic {
        let (state, hint): (String, String)
        switch mask.validity.state(at: asOf) {
        case .removed: (state, hint) = ("was taken back", "remove it")
        case .expired:
            (state, hint) = (
                "ended at \(mask.validity.expiresAt?.description ?? "")", "remove it, or give it another end"
            )
        case .pending, .active: (state, hint) = ("begins at \(mask.validity.createdAt)", "correct 'created_at'")
        }
        return Diagnostic(notInForce, at: place, "the mask of \(mask.target) \(state)", hint: hint)
    }

    static func setsNothingAside(_ mask: Mask, passes: Int, _ place: SourcePlace?) -> Diagnostic {
        Diagnostic(
            setsNothingAside, at: place,
            passes > 0
                ? "everything beneath the mask of \(mask.target) passes"
                : "nothing lies beneath the mask of \(mask.target)",
            hint: passes > 0 ? "remove it" : "it names what is not there or not evaluated; correct or remove it")
    }
}
