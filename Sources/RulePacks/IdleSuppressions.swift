import ResourceDocuments
package import ResourceReaders
package import RuleChecker
package import SourceText

/// Suppressions that set nothing aside: those that lack their reason, and those that name no rule, by their documents' names for rules.
///
/// Most of the latter are meant for another tool, or for a rule that was not read in this run, and are as they should be: one note counts them.
/// One that is a rule's name misspelt is a warning, for its author believes that the rule leaves the resource alone.
package enum IdleSuppressions {
    /// - Parameters:
    ///   - rules: all that were read, also those that the run leaves out.
    ///   - isHonoured: documents are granted what they ask for.
    package static func diagnostics(
        in rows: ResourceRows, among rules: [CheckedRule], isHonoured: Bool = true
    ) -> [Diagnostic] {
        if rows.suppressingRows.isEmpty { return [] }
        let known = rules.reduce(into: Set<String>()) { $0.formUnion(RuleSuppressions.names(of: $1)) }
        var seen = known
        var unknown = rows.suppressingRows.flatMap { rows.suppressions(of: $0) }.filter {
            seen.insert($0.rule).inserted
        }
        let candidates = known.sorted().map(SpelledName.init)
        var diagnostics = rows.suppressingRows.flatMap { rows.suppressions(of: $0) }
            .filter { $0.lacksReason && known.contains($0.rule) }
            .map { SuppressionDiagnostics.lacksReason($0, isHonoured: isHonoured) }
        unknown.removeAll { suppression in
            let name = SpelledName(suppression.rule)
            guard let meant = candidates.first(where: name.isMisspelling(of:)) else { return false }
            diagnostics.append(SuppressionDiagnostics.misspelt(suppression, meant: meant.name))
            return true
        }
        return diagnostics + [SuppressionDiagnostics.unknown(unknown)].compactMap(\.self)
    }
}

/// A rule's name, taken apart.
private struct SpelledName {
    let name: String
    private let words: [String]
    private let letters: String

    init(_ name: String) {
        self.name = name
        words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        letters = words.joined()
    }

    /// Whether it is the other but for case and punctuation, or but for a few letters of one word. Words of three letters and those
    /// with digits are codes, `W35`, `CKV_AWS_18`, `sns`: another code is another rule.
    func isMisspelling(of other: SpelledName) -> Bool {
        if letters == other.letters { return true }
        guard words.count == other.words.count else { return false }
        let differing = zip(words, other.words).filter { $0 != $1 }
        guard differing.count == 1, let (word, meant) = differing.first else { return false }
        let areWords = [word, meant].allSatisfy { $0.count > 3 && $0.allSatisfy(\.isLetter) }
        return areWords && Spelling.nearest(to: word, among: [meant]) != nil
    }
}
