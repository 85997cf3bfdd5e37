/// A fault in text that somebody wrote: a rule, a case, an attachment, a document.
///
/// Messages are lower case, without a full stop, and quote the text in 'single quotes'; what to do about it
/// stands in `hint`. A fault in a resource's *configuration* is a finding, never a diagnostic.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, Comparable {
        case note, warning, error

        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// A place with a few words about it; the words may be empty.
    package struct Label: Hashable, Sendable {
        package var place: SourcePlace
        package var text: String

        package init(_ place: SourcePlace, _ text: String = "") {
            self.place = place
            self.text = text
        }
    }

    package var kind: DiagnosticKind
    package var severity: Severity
    package var message: String
    /// Where the fault stands; nil for a fault of the command line or of a file that could not be read.
    package var primary: Label?
    /// Other places that belong to it, few.
    package var secondary: [Label]
    /// The cure, as an imperative.
    package var hint: String?
    /// The text that would mend it, put in place of `primary`.
    package var replacement: String?

    package init(
        _ kind: DiagnosticKind, severity: Severity? = nil, at place: SourcePlace?, _ message: String,
        label: String = "", secondary: [Label] = [], hint: String? = nil, replacement: String? = nil
    ) {
        self.kind = kind
        self.severity = severity ?? kind.severity
        self.message = message
        self.primary = place.map { Label($0, label) }
        self.secondary = secondary
        self.hint = hint
        self.replacement = replacement
    }

    package var isError: Bool { severity == .error }

    /// The same, with every file that it shows as `show` gives it: one with other text at the same places.
    package func showing(_ show: (SourceFile) -> SourceFile) -> Diagnostic {
        var shown = self
        if let file = primary?.place.file { shown.primary?.place.file = show(file) }
        for index in secondary.indices { shown.secondary[index].place.file = show(secondary[index].place.file) }
        return shown
    }
}

/// Diagnostics in the order they were found, for one run.
package struct Diagnostics: Sendable {
    package private(set) var all: [Diagnostic] = []

    package init() {}

    package mutating func report(_ diagnostic: Diagnostic) { all.append(diagnostic) }
    package mutating func report(_ diagnostics: [Diagnostic]) { all.append(contentsOf: diagnostics) }

    package var hasErrors: Bool { all.contains { $0.isError } }
    package var isEmpty: Bool { all.isEmpty }
}
