import ResourceDocuments
package import SourceText

/// Faults of what a resource's own document says against rules.
package enum SuppressionDiagnostics {
    package static let allSuppressionKinds: [DiagnosticKind] = [unknownRule, withoutReason]

    static let unknownRule = DiagnosticKind(
        "W2240", "a resource's document suppresses a rule that there is none of",
        "A document names a rule by its name, by its id, or by the name that the rule's tag 'suppress:NAME' gives. A name that is "
            + "nearly one of these suppresses nothing, although its author believes it does. Names that are near to none belong to "
            + "other tools, or to rules that were not read: one note counts them.",
        .command,
        wrong: "norma eval --rules rules/aws/s3 --inventory misspelt-suppression.yaml",
        right: "norma eval --rules rules/aws/s3 --inventory suppression.yaml")

    static let withoutReason = DiagnosticKind(
        "W2246", "a resource's document suppresses a rule and does not say why",
        "A result is set aside with a reason, wherever that is asked for: without one nobody could answer for it, and the result counts. Where "
            + "a form of another tool has no place for a reason, as Guard's list of names, none is asked for.",
        .command,
        wrong: "norma eval --rules rules/aws/s3 --inventory reasonless-suppression.yaml",
        right: "norma eval --rules rules/aws/s3 --inventory reasoned-suppression.yaml")

    /// - Parameter isHonoured: documents are granted what they ask for. Else a reason alone would change nothing.
    static func lacksReason(_ suppression: Suppression, isHonoured: Bool) -> Diagnostic {
        let reason = suppression.reasonForm.map { "write '\($0)'" }
        guard !isHonoured else {
            return Diagnostic(
                withoutReason, at: suppression.place, "'\(suppression.rule)' is not suppressed: no reason is given",
                hint: reason)
        }
        let granted = reason.map { "; or \($0), and 'inline_masks: honoured' in the attachment" } ?? ""
        return Diagnostic(
            withoutReason, at: suppression.place,
            "'\(suppression.rule)' is not suppressed: the attachment ignores what documents ask for, and no reason is given",
            hint: "enter a mask with 'norma mask add'\(granted)")
    }

    static func misspelt(_ suppression: Suppression, meant: String) -> Diagnostic {
        Diagnostic(
            unknownRule, at: suppression.place, "no rule is called '\(suppression.rule)', so nothing is suppressed",
            hint: "did you mean '\(meant)'?")
    }

    private static let mostNames = 5

    /// nil where there are none.
    static func unknown(_ suppressions: [Suppression]) -> Diagnostic? {
        guard let first = suppressions.first else { return nil }
        let names = suppressions.prefix(mostNames).map { "'\($0.rule)'" }.joined(separator: ", ")
        let more = suppressions.count > mostNames ? " and \(suppressions.count - mostNames) more" : ""
        let subject = suppressions.count == 1 ? "the name" : "\(suppressions.count) names"
        let verb = suppressions.count == 1 ? "is" : "are"
        return Diagnostic(
            unknownRule, severity: .note, at: first.place,
            "\(subject) that resources suppress \(verb) of no rule that was read: \(names)\(more)",
            hint: "a rule answers to a name of another tool where it has the tag 'suppress:NAME'")
    }
}
