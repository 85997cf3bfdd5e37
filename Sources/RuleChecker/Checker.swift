package import RuleSyntax
package import SourceText

/// A parsed file and the files that its `use` declarations reach, by index.
package struct RuleModule: Sendable {
    package struct Import: Sendable {
        package var alias: String?
        package var module: Int

        package init(alias: String?, module: Int) {
            self.alias = alias
            self.module = module
        }
    }

    package var file: RuleFile
    package var imports: [Import]
    /// Named by whoever checks it. One that was only reached by `use` may be called by files that are not here.
    package var isNamed: Bool

    package init(file: RuleFile, imports: [Import] = [], isNamed: Bool = true) {
        self.file = file
        self.imports = imports
        self.isNamed = isNamed
    }
}

/// Settles names, types and kinds: syntax trees to checked rules.
package enum Checker {
    /// Every rule that has no error, in the order of the modules, and every diagnostic, in the order of the text.
    ///
    /// O(size of the text). A define is checked once for what it means, however often it is called; what the schemas of its
    /// arguments say of its value is asked once for each different set of them, at most `DefineCalls.maximumLooks`
    /// times, and of its body once more with those of all calls together.
    package static func check(
        _ modules: [RuleModule], schemas: KindSchemas = KindSchemas()
    ) -> (rules: [CheckedRule], diagnostics: [Diagnostic]) {
        let session = CheckSession(modules: modules, schemas: schemas)
        session.collectDeclarations()
        var rules: [CheckedRule] = []
        for index in modules.indices {
            for define in modules[index].file.defines { _ = session.define(define.name.text, in: index) }
            for rule in modules[index].file.rules {
                if let checked = RuleChecking.check(rule, module: index, session: session) { rules.append(checked) }
            }
        }
        session.lookAtCalledDefines()
        return (rules, session.sortedDiagnostics)
    }
}

/// What one run of the checker shares: the declarations of every module and the diagnostics so far.
final class CheckSession {
    enum DefineState {
        case declared(DefineDeclaration)
        case checking(DefineDeclaration)
        /// Too many defines that call one another are being checked to check this one now.
        case tooDeep
        case checked(CheckedDefine, CheckedSignature)
        /// It has an error of its own, which has been reported.
        case failed
    }

    let modules: [RuleModule]
    let schemas: KindSchemas
    let calls = DefineCalls()
    private var diagnostics: [(module: Int, diagnostic: Diagnostic)] = []
    /// Counts whatever keeps a rule or a define from being whole, reported or not.
    private(set) var failureCount = 0
    private var defines: [[String: DefineState]]
    /// How many defines are being checked, each for one that calls it.
    private var depth = 0
    private var hasReportedDepth = false
    /// Those without an error; what a define calls stands before it.
    private var checkedDefines: [CheckedSignature] = []

    init(modules: [RuleModule], schemas: KindSchemas) {
        self.modules = modules
        self.schemas = schemas
        defines = Array(repeating: [:], count: modules.count)
    }

    /// Silent where the text has a fault of its own, which the parser has reported.
    func report(_ diagnostic: Diagnostic, in module: Int) {
        if diagnostic.isError { noteFailure() }
        if let span = diagnostic.primary?.place.span,
            modules[module].file.faults.contains(where: { !$0.isEmpty && span.contains($0) })
        {
            return
        }
        diagnostics.append((module, diagnostic))
    }

    /// Once for a run: below the first define that calls too deep there may be many.
    func reportCallDepth(at span: SourceSpan, in module: Int) {
        if hasReportedDepth { return noteFailure() }
        hasReportedDepth = true
        report(.callsNestTooDeep(at: place(span, in: module)), in: module)
    }

    /// Something cannot be checked, for a reason that has been reported elsewhere.
    func noteFailure() { failureCount += 1 }

    /// Whether the parser found a fault inside `span`.
    func hasFault(in span: SourceSpan, of module: Int) -> Bool {
        modules[module].file.faults.contains { span.contains($0) }
    }

    func place(_ span: SourceSpan, in module: Int) -> SourcePlace { SourcePlace(modules[module].file.source, span) }

    /// In the order of the modules, then of the text; two at one place in the order they were found.
    var sortedDiagnostics: [Diagnostic] {
        diagnostics.enumerated().sorted { left, right in
            let first = (left.element.module, left.element.diagnostic.primary?.place.span.start ?? 0, left.offset)
            let second = (right.element.module, right.element.diagnostic.primary?.place.span.start ?? 0, right.offset)
            return first < second
        }.map(\.element.diagnostic)
    }

    /// Enters every define, and reports names and ids that are given twice.
    func collectDeclarations() {
        var rules: [String: SourcePlace] = [:]
        var ids: [String: SourcePlace] = [:]
        for (index, module) in modules.enumerated() {
            for unreadable in module.file.unreadable where unreadable.keyword == .define {
                if let name = unreadable.name { defines[index][name.text] = .failed }
            }
            for define in module.file.defines {
                if case .declared(let first)? = defines[index][define.name.text] {
                    let place = place(define.name.span, in: index)
                    report(
                        .duplicateName(
                            "define", define.name.text, at: place, first: self.place(first.name.span, in: index)),
                        in: index)
                } else if BuiltinFunction(rawValue: define.name.text) != nil {
                    report(.builtinName(define.name.text, at: place(define.name.span, in: index)), in: index)
                } else {
                    defines[index][define.name.text] = .declared(define)
                }
            }
            for rule in module.file.rules {
                let place = place(rule.name.span, in: index)
                if let first = rules[rule.name.text] {
                    report(.duplicateName("rule", rule.name.text, at: place, first: first), in: index)
                } else {
                    rules[rule.name.text] = place
                }
                for case .metadata(let item) in rule.items where item.field == .id {
                    let place = self.place(item.value.span, in: index)
                    if let first = ids[item.value.value] {
                        report(.duplicateName("rule id", item.value.value, at: place, first: first), in: index)
                    } else {
                        ids[item.value.value] = place
                    }
                }
            }
        }
    }

    /// The define of that name in a module, checked at its first use; nil when there is none.
    func define(_ name: String, in module: Int) -> DefineState? {
        guard let state = defines[module][name] else { return nil }
        guard case .declared(let declaration) = state else { return state }
        guard depth < CostEstimate.maximumCallDepth else { return .tooDeep }
        depth += 1
        defer { depth -= 1 }
        defines[module][name] = .checking(declaration)
        var result = DefineState.failed
        if let (define, signature) = DefineChecking.check(declaration, module: module, session: self) {
            result = .checked(define, signature)
            checkedDefines.append(signature)
        }
        defines[module][name] = result
        return result
    }

    /// What is known of a define's value for these arguments, nil when that is nothing.
    func result(of signature: CheckedSignature, passing arguments: [ArgumentView]) -> DefineResult? {
        calls.result(of: signature.id, passing: arguments) {
            DefineChecking.result(of: signature, passing: arguments, session: self)
        }
    }

    /// Warns of what a define asks for and none of its callers' schemas can have.
    ///
    /// Silent where a caller may be unseen: in a file that could not be read to its end, or a define with an error.
    func lookAtCalledDefines() {
        let isWhole = modules.allSatisfy { $0.file.faults.isEmpty && $0.file.unreadable.isEmpty }
        let count = defines.reduce(0) { $0 + $1.count }
        guard isWhole, checkedDefines.count == count else { return }
        for signature in checkedDefines.reversed() {
            guard let every = calls.everyCall(of: signature.id) else { continue }
            DefineChecking.look(at: signature, passing: every.arguments, first: every.first, session: self)
        }
    }

    /// Every define that a module can call, as it writes them.
    func defineNames(in module: Int) -> [String] {
        var names = Array(defines[module].keys)
        for used in modules[module].imports {
            names += defines[used.module].keys.map { name in used.alias.map { "\($0).\(name)" } ?? name }
        }
        return names
    }
}

/// What a caller needs to know of a define.
struct CheckedSignature {
    var declaration: DefineDeclaration
    var module: Int
    var formals: [ValueType]
    /// nil when it answers yes or no.
    var result: ValueType?
    var readsClock: Bool
    /// The kinds it ranges over.
    var inventoryKinds: [KindPattern]
    /// The defines that its own calls lead to, in the order of the calls.
    var calls: [SourcePlace]
    /// Also through others.
    var calledDefines: [RuleSource]
    /// How many calls stand inside one another at the deepest, this one's included.
    var callDepth: Int

    var id: DefineID { DefineID(module: module, name: declaration.name.text) }
}
