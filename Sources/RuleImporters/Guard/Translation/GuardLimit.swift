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

/// A name that is declared nowhere.
struct GuardUnknownName: Error {
    var what: String
    var name: String
    var span: SourceSpan
}
