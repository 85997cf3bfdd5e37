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
    ///
    /// - Parameter sideWork: where half of the modules may be checked, if no `use` ties them to the others.
    package static func check(
        _ modules: [RuleModule], schemas: KindSchemas = KindSchemas(), by sideWork: SideWork? = nil
    ) -> (rules: [CheckedRule], diagnostics: [Diagnostic]) {
        let session = CheckSession(modules: modules, schemas: schemas)
        session.collectDeclarations()
        guard let sideWork, let (here, there) = ModuleGroups.halves(of: modules) else {
            return CheckedPart.joined([session.check(modules.indices)])
        }
        let declared = session.defines
        let other = Later<CheckedPart>()
        let wait = sideWork {
            other.value = CheckSession(modules: modules, schemas: schemas, defines: declared).check(there)
        }
        let part = session.check(here)
        wait()
        return CheckedPart.joined([part] + [other.value].compactMap(\.self))
    }
}

/// What one run of the checker shares: the declarations of every module and the diagnostics so far.
final class CheckSession {
    enum DefineState: Sendable {
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
    private var diagnostics: [CheckedPart.Located] = []
    /// Counts whatever keeps a rule or a define from being whole, reported or not.
    private(set) var failureCount = 0
    private(set) var defines: [[String: DefineState]]
    /// How many defines are being checked, each for one that calls it.
    private var depth = 0
    private var deepCall: CheckedPart.Located?
    /// Those without an error; what a define calls stands before it.
    private var checkedDefines: [CheckedSignature] = []

    /// - Parameter defines: those of each module, where they are known.
    init(modules: [RuleModule], schemas: KindSchemas, defines: [[String: DefineState]]? = nil) {
        self.modules = modules
        self.schemas = schemas
        self.defines = defines ?? Array(repeating: [:], count: modules.count)
    }

    /// Checks some of the modules, and what they call.
    func check(_ indices: some Collection<Int>) -> CheckedPart {
        var part = CheckedPart()
        for index in indices {
            for define in modules[index].file.defines { _ = self.define(define.name.text, in: index) }
            for rule in modules[index].file.rules {
                guard let checked = RuleChecking.check(rule, module: index, session: self) else { continue }
                part.rules.append((index, checked))
            }
        }
        part.diagnostics = diagnostics
        part.deepCall = deepCall
        part.isWhole = checkedDefines.count == indices.reduce(0) { $0 + defines[$1].count }
        diagnostics = []
        if part.isWhole { lookAtCalledDefines() }
        part.ofCalledDefines = diagnostics
        return part
    }

    /// Silent where the text has a fault of its own, which the parser has reported.
    func report(_ diagnostic: Diagnostic, in module: Int) {
        if diagnostic.isError { noteFailure() }
        if let span = diagnostic.primary?.place.span, holdsFault(span, of: module) { return }
        diagnostics.append(CheckedPart.Located(module: module, diagnostic: diagnostic))
    }

    private func holdsFault(_ span: SourceSpan, of module: Int) -> Bool {
        modules[module].file.faults.contains { !$0.isEmpty && span.contains($0) }
    }

    /// Once for a run: below the first define that calls too deep there may be many.
    func reportCallDepth(at span: SourceSpan, in module: Int) {
        noteFailure()
        guard deepCall == nil, !holdsFault(span, of: module) else { return }
        deepCall = CheckedPart.Located(module: module, diagnostic: .callsNestTooDeep(at: place(span, in: module)))
    }

    /// Something cannot be checked, for a reason that has been reported elsewhere.
    func noteFailure() { failureCount += 1 }

    /// Whether the parser found a fault inside `span`.
    func hasFault(in span: SourceSpan, of module: Int) -> Bool {
        modules[module].file.faults.contains { span.contains($0) }
    }

    func place(_ span: SourceSpan, in module: Int) -> SourcePlace { SourcePlace(modules[module].file.source, span) }

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
    private func lookAtCalledDefines() {
        let isWhole = modules.allSatisfy { $0.file.faults.isEmpty && $0.file.unreadable.isEmpty }
        guard isWhole else { return }
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
struct CheckedSignature: Sendable {
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
