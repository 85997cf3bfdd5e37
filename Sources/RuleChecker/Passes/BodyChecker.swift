import ResourceDocuments
import RuleSyntax
import SourceText

/// Checks the conditions and expressions of one rule, one define or one parameter's constraint.
///
/// Its methods stand in the files beside this one, by grammar area. A method that cannot mean anything by what it
/// read reports why and gives nil; what depends on it stays silent.
struct BodyChecker {
    enum Subject {
        /// Bare names that nothing binds are properties of these kinds.
        case rule(SchemaView)
        /// Bare names that nothing binds are errors.
        case define(String)
        case constraint
    }

    let session: CheckSession
    let module: Int
    let subject: Subject
    var bindings = Bindings()
    var readsClock = false
    var inventoryKinds: [KindPattern] = []
    /// Paths that a `default`, or a test for presence, makes safe to read.
    var presenceTested: Set<String> = []
    var optionalReads: [OptionalRead] = []
    /// `this.NAME` was written for these.
    var explicitProperties: Set<String> = []
    /// Above zero inside the left side of a `default` or of a test for presence.
    var guardDepth = 0

    /// A property that a schema lets be left out, read where nothing answers for its absence.
    struct OptionalRead {
        /// Each optional step's path, as written: `r.remote`.
        var paths: [String]
        var place: SourcePlace
        /// The clause it stands in, or nil for a `let`.
        var clause: Int?
    }

    var currentClause: Int?
    /// Properties that no schema has, while a `default` may still bring one; nil outside of one.
    var withheldUnknowns: [Diagnostic]?
    /// Every parameter, `let` and variable, for the properties they hide.
    var declaredNames: [(role: String, name: Name)] = []

    init(session: CheckSession, module: Int, subject: Subject) {
        self.session = session
        self.module = module
        self.subject = subject
    }

    func place(_ span: SourceSpan) -> SourcePlace { session.place(span, in: module) }
    func report(_ diagnostic: Diagnostic) { session.report(diagnostic, in: module) }

    func pattern(_ kind: KindSyntax) -> KindPattern { KindPattern(kind.text) }

    /// Notes that the rule ranges over a kind.
    mutating func noteInventory(_ kind: KindPattern) {
        if !inventoryKinds.contains(kind) { inventoryKinds.append(kind) }
    }

    /// A name for a variable, a `let`, a formal or a parameter; reports one that cannot be used.
    mutating func checkName(_ name: Name, as role: String) {
        declaredNames.append((role, name))
        // Words of the language the parser has reported.
        if name.text == "as_of" {
            report(.reservedName(name.text, role: role, at: place(name.span)))
        } else if let first = bindings.declared(name.text) {
            report(.duplicateName(role, name.text, at: place(name.span), first: first))
        }
    }
}

/// An expression and what its schema says of it.
struct TypedExpression {
    var expression: CheckedExpression
    var view: SchemaView = .unknown

    var type: ValueType { expression.type }
    var place: SourcePlace { expression.place }

    /// The type that a comparison reads it as: text with a known format reads as what it holds.
    var comparedType: ValueType {
        if case .path = expression.form, expression.type == .string || expression.type == .any {
            return view.textType ?? expression.type
        }
        return expression.type
    }

    var isLiteral: Bool { if case .literal = expression.form { true } else { false } }
}
