import ResourceDocuments
import SourceText

/// One file of `Cases`: rules and, in their comments, what is expected of them. `README.md` has the grammar.
struct LanguageCase: Sendable {
    /// `errors/a_bare_word_is_a_forgotten_quote`
    let name: String
    /// The whole file, which is also the text that the parser reads: expectations are comments.
    let source: SourceFile
    var schemas: [NamedText] = []
    var usedFiles: [NamedText] = []
    /// Every diagnostic of the file, in the order of the lines; any other is a failure.
    var diagnostics: [ExpectedDiagnostic] = []
    var verdicts: [ExpectedVerdict] = []

    var folder: Substring { name.prefix { $0 != "/" } }

    /// A schema by its kind, or a used file by its path.
    struct NamedText: Sendable {
        let name: String
        let text: String
        let line: Int
    }
}

/// `# error: E1203 'tcp' names nothing`
struct ExpectedDiagnostic: Sendable {
    let severity: Diagnostic.Severity
    let code: String
    /// Stands in the message or the hint, or across both, joined by "; ".
    let fragment: String
    let line: Int

    func isMet(by diagnostic: Diagnostic, atLine line: Int) -> Bool {
        let text = [diagnostic.message, diagnostic.hint].compactMap { $0 }.joined(separator: "; ")
        return diagnostic.severity == severity && diagnostic.kind.code == code && line == self.line
            && text.contains(fragment)
    }
}

/// `#> fail {"tls": "1.1"} at tls "accepts TLS 1.1"`
struct ExpectedVerdict: Sendable {
    /// nil for the file's one rule.
    var rule: String?
    let verdict: Verdict
    /// The properties of the resource under test, as JSON.
    let properties: String
    /// In the words of `UnknownCauses`.
    var causes: String?
    /// The places of all findings; nil where the line does not say.
    var places: [String]?
    /// Each stands in the message of some finding.
    var fragments: [String] = []
    let situation: Situation
    let line: Int
}

/// What the settings above an expectation say.
struct Situation: Sendable {
    /// The resource under test as JSON, without its properties; nil for one of the rule's first kind.
    var subject: String?
    /// The other resources, whole.
    var resources: [String] = []
    /// nil: the kinds that occur.
    var collected: [String]?
    /// 2026-01-01T00:00:00Z where no setting says otherwise.
    var asOf = Instant(seconds: 1_767_225_600)
    /// A JSON map.
    var parameters = "{}"
}
