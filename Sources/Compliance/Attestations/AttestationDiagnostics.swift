package import ResourceDocuments
import ResourceReaders
package import SourceText

/// What attestations have no effect: W4160.
package enum AttestationDiagnostics {
    package static let allAttestationKinds: [DiagnosticKind] = [unheard]

    private static func example(control: String) -> String {
        """
        norma attestation add --control \(control) --outcome compliant --statement seen --author ann --database norma.sqlite \
        --as-of 2026-10-01T00:00:00Z >/dev/null; norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory \
        --database norma.sqlite --as-of 2026-11-01T00:00:00Z >/dev/null
        """
    }

    static let unheard = DiagnosticKind(
        "W4160", "an attestation speaks for nothing",
        "An attestation speaks for a control that no rule answers, else for the part of it that none does. Where rules answer all of it they have "
            + "the word, and a result is set aside by a mask. One that is made for an attachment names a control of its profiles.",
        .command,
        wrong: example(control: "6.1.1"), right: example(control: "1.1"))

    /// Those in force that a scan of the plan has no use for.
    static func unheard(_ attestations: [Attestation], in plan: ScanPlan, at asOf: Instant) -> [Diagnostic] {
        let name = plan.attachment.name
        return attestations.filter { ($0.attachment ?? name) == name && $0.validity.state(at: asOf) == .active }
            .compactMap { attestation in
                let named = plan.controls.filter { $0.control.isNamed(attestation.control) }
                if named.isEmpty {
                    // Made for every attachment, it may be another's.
                    return attestation.attachment == nil ? nil : unknownControl(attestation, in: plan)
                }
                return named.contains(where: \.isForAPerson) ? nil : answered(attestation)
            }
    }

    /// Those in force that name a control or an attachment which nobody has.
    package static func unknownSubjects(
        _ attestations: [Attestation], among known: KnownNames, at asOf: Instant
    ) -> [Diagnostic] {
        attestations.filter { $0.validity.state(at: asOf) == .active }.compactMap { unknownSubject($0, among: known) }
    }

    /// nil of one whose control and attachment somebody has. One of an attachment that is there is held against its controls by its scan.
    package static func unknownSubject(_ attestation: Attestation, among known: KnownNames) -> Diagnostic? {
        let removal = "take it back with 'norma attestation remove'"
        if let attachment = attestation.attachment {
            if known.attachments.contains(attachment) { return nil }
            let nearest = Spelling.nearest(to: attachment, among: known.attachments)
            return Diagnostic(
                unheard, at: nil,
                "\(attestation.author) attests control '\(attestation.control)' for attachment '\(attachment)', which nobody has scanned",
                hint: nearest.map { "did you mean '\($0)'?" } ?? removal)
        }
        if known.controls.contains(attestation.control) { return nil }
        let nearest = Spelling.nearest(to: attestation.control, among: known.controls)
        let nobody = known.hasLibraries ? "no library and no recorded scan has" : "no recorded scan had"
        return Diagnostic(
            unheard, at: nil, "\(attestation.author) attests control '\(attestation.control)', which \(nobody)",
            hint: nearest.map { "did you mean '\($0)'?" } ?? removal)
    }

    private static func unknownControl(_ attestation: Attestation, in plan: ScanPlan) -> Diagnostic {
        let names = plan.controls.flatMap { [$0.control.id, $0.control.name] }
        let nearest = Spelling.nearest(to: attestation.control, among: names)
        return Diagnostic(
            unheard, at: nil,
            "\(attestation.author) attests control '\(attestation.control)', which attachment '\(plan.attachment.name)' does not evaluate",
            hint: nearest.map { "did you mean '\($0)'?" }
                ?? "take it back with 'norma attestation remove'")
    }

    private static func answered(_ attestation: Attestation) -> Diagnostic {
        Diagnostic(
            unheard, at: nil,
            "\(attestation.author) attests control '\(attestation.control)', which rules answer in all its parts",
            hint: "take it back with 'norma attestation remove'; 'norma mask add' sets results aside")
    }
}
