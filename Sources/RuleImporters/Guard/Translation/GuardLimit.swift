import SourceText

/// Why a clause cannot be carried over, thrown from where it shows.
struct GuardLimit: Error {
    var reason: String
    var hint: String
    var span: SourceSpan

    init(_ reason: String, hint: String = "write this condition in Norma by hand", at span: SourceSpan) {
        self.reason = reason
        self.hint = hint
        self.span = span
    }
}

/// A clause that asks for what no template has: it speaks of the documents of hooks, of plans or of other tools.
struct GuardOtherDocument: Error {
    var section: String
    var span: SourceSpan

    /// CloudFormation hands a hook what it is asked of by the resource's type.
    var isHookInput: Bool { section.contains("::") }
}

/// A name that is declared nowhere.
struct GuardUnknownName: Error {
    var what: String
    var name: String
    var span: SourceSpan
}
