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

    /// What becomes of the diagnostics: a define's body is also looked at for what its arguments' schemas say of it.
    enum Reporting {
        case everything
        case nothing
        /// Only what no caller's schema can have, with the first of the calls beside it.
        case schemasOfCallers(first: SourcePlace)
    }

    let session: CheckSession
    let module: Int
    let subject: Subject
    let reporting: Reporting
    var bindings = Bindings()
    var readsClock = false
    var inventoryKinds: [KindPattern] = []
    /// The deepest of the defines that are called.
    var callDepth = 0
    /// The defines that its own calls lead to, in the order of the calls.
    var calls: [SourcePlace] = []
    /// Those that are called, also through others.
    var calledDefines: [RuleSource] = []
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
        /// The clause it stands in, or that uses the `let` it stands in; nil for a `when` or a filter.
        var clause: Int?
        /// The `let`s whose value it is on its way to the clause: a test for the presence of one is one for it.
        var lets: [String] = []
    }

    /// What each `let` reads of it: whoever uses the `let` says what its absence means.
    var letReads: [Slot: [OptionalRead]] = [:]

    var currentClause: Int?
    /// The variables whose domain is being read: they mean nothing in it yet.
    var unboundVariables: Set<String> = []
    /// Properties that no schema has, while a `default` may still bring one; nil outside of one.
    var withheldUnknowns: [Diagnostic]?
    /// Every parameter, `let` and variable, for the properties they hide.
    var declaredNames: [(role: String, name: Name)] = []

    init(session: CheckSession, module: Int, subject: Subject, reporting: Reporting = .everything) {
        self.session = session
        self.module = module
        self.subject = subject
        self.reporting = reporting
    }

    func place(_ span: SourceSpan) -> SourcePlace { session.place(span, in: module) }

    func report(_ diagnostic: Diagnostic) {
        switch reporting {
        case .everything: session.report(diagnostic, in: module)
        case .nothing: break
        case .schemasOfCallers(let first):
            // A file that was only reached by `use` may have callers that are not here.
            guard session.modules[module].isNamed,
                let warning = Diagnostic.impossibleForCallers(diagnostic, first: first)
            else { return }
            session.report(warning, in: module)
        }
    }

    /// Whether what it passes to a define is passed by a rule: a define by itself passes what it was given.
    var passesArguments: Bool {
        switch (reporting, subject) {
        case (.everything, .rule), (.everything, .constraint), (.schemasOfCallers, _): true
        case (.everything, .define), (.nothing, _): false
        }
    }

    func pattern(_ kind: KindSyntax) -> KindPattern { KindPattern(kind.text) }

    /// Notes that the rule ranges over a kind.
    mutating func noteInventory(_ kind: KindPattern) {
        if !inventoryKinds.contains(kind) { inventoryKinds.append(kind) }
    }

    /// A name for a variable, a `let`, a formal or a parameter; reports one that cannot be used.
    mutating func checkName(_ name: Name, as role: String) {
        let firstRole = declaredNames.last { $0.name.text == name.text }?.role ?? role
        declaredNames.append((role, name))
        // Words of the language the parser has reported.
        if name.text == "as_of" {
            report(.reservedName(name.text, role: role, at: place(name.span)))
        } else if let first = bindings.declared(name.text) {
            report(
                firstRole == role
                    ? .duplicateName(role, name.text, at: place(name.span), first: first)
                    : .nameTaken(name.text, role: role, at: place(name.span), firstRole: firstRole, first: first))
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
        guard isRead, expression.type == .string || expression.type == .any else { return expression.type }
        return view.textType ?? expression.type
    }

    /// Read from a resource, by a path or through a define, so that its schema says how it is written.
    var isRead: Bool {
        switch expression.form {
        case .path, .define: true
        case .literal, .parameter, .slot, .asOf, .fallback, .call, .resources, .convert: false
        }
    }

    var isLiteral: Bool { if case .literal = expression.form { true } else { false } }
}
