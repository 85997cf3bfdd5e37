/// How a clause is read.
struct GuardReading {
    enum Mode {
        /// An unknown answer fails the rule, as in Guard.
        case required
        /// What is missing or of another type must answer False: in a filter and under `when`.
        case definite
        /// As `definite`, but a missing list is left to the clause's `if missing pass`.
        case forbidden
    }

    var mode = Mode.required
    /// The clause stands in the rule itself: a selection of resources is the one that is judged.
    var judgesSubject = false
    /// `some`: one value is enough.
    var isSome = false
    /// `!exists`, `empty`: a path that breaks off passes.
    var passesWhenMissing = false
    /// The values that the query ends with are compared with others, one by one.
    var comparesValues = false
    /// `not in`: what compares with nothing passes.
    var passesForOtherTypes = false
    /// `not in`, of a list: none of its elements may be among those named.
    var looksForOne = false

    /// A clause of a block that cannot be carried over is reported and left out, and the others stay. Among
    /// alternatives and in filters the rest would mean something else.
    var mayOmit = false
    /// A list without elements passes.
    var acceptsEmpty = false

    var isDefinite: Bool { mode != .required }
}
