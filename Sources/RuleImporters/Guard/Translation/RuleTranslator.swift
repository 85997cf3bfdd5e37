import RuleSyntax
import SourceText

/// Translates one Guard rule. What a clause says is worked out for the one resource that the Norma rule judges.
struct RuleTranslator {
    /// Rules that ask for each other in a circle end here.
    static let greatestDepth = 64

    let file: GuardFile
    let rule: GuardRule
    var scope = GuardScope()
    /// The variables of the quantifiers around what is being translated.
    var variables: [String] = []
    /// The selections that the rule judges.
    var subjects: [GuardSelection] = []
    /// `param`s and `let`s of the Norma rule, in the order of their first use.
    var declarations: [RuleBinding] = []
    var suppressions: [String] = []
    var messages: [String] = []
    var diagnostics: [Diagnostic] = []
    /// What was carried over otherwise than it reads.
    var notes: [Diagnostic] = []
    /// The rule's own clauses of which something was left out.
    var omittedCount = 0
    var depth = 0
    /// What the file's rules share; a translation adds to it.
    var defines: RuleDefines
    /// A define is translated: it sees neither a judged resource nor the rule's parameters.
    var isDefine = false
    /// What a define's formals were given when it was written, where that was spelled out.
    var samples: [String: GuardLiteral] = [:]
    /// Something was asked of all that a query finds together: whether it finds anything.
    var asksWhetherAny = false
    /// The template: by the file that its resources stand in.
    var template = RuleTerm.path(RulePath(root: .attribute("source")))
    /// The rules whose PASS is being worked out.
    var asked: Set<String> = []

    init(file: GuardFile, rule: GuardRule, defines: RuleDefines) {
        self.file = file
        self.rule = rule
        self.defines = defines
    }

    /// A value that the Guard file names.
    struct RuleBinding {
        var guardName: String
        var name: String
        /// Nil of a `let`.
        var type: TypeName?
        var value: RuleLiteral
    }

    /// The translation; nil where nothing of the rule could be carried over.
    mutating func translate() -> TranslatedRule? {
        scope.open(file.bindings, in: .template)
        var conditions: [RuleCondition] = []
        let groups = splitCondition(&conditions)
        scope.open(rule.body.bindings, in: .template)
        if subjects.isEmpty, !asksForRules { subjects = subjectsOfBody() }
        // Nothing is selected: the rule speaks of other rules, of resources by name, or of another section.
        if subjects.isEmpty {
            subjects = [GuardSelection(collection: .template, kinds: [GuardCollection.template.kind], filters: [])]
        }
        let filter: RuleCondition
        do {
            conditions += try groups.map { try translate(condition: $0) }
            filter = try subjectFilter()
        } catch let other as GuardOtherDocument where other.isHookInput {
            diagnostics.append(
                .guardOtherDocument(rule.name, other.section, at: SourcePlace(file.source, other.span)))
            return nil
        } catch {
            report(error)
            diagnostics.append(.guardScope(rule.name, at: SourcePlace(file.source, rule.span)))
            return nil
        }
        var drafts: [ClauseDraft] = []
        for group in rule.body.clauses.groups { drafts += translate(top: group) }
        if drafts.isEmpty {
            diagnostics.append(.guardEmptyRule(rule.name, at: SourcePlace(file.source, rule.span)))
            return nil
        }
        if drafts.allSatisfy({ $0.applies != nil }) {
            conditions.append(.any(drafts.compactMap(\.applies)))
            // One condition of all clauses is the rule's, and no clause has to say it again.
            if drafts.allSatisfy({ $0.applies == drafts[0].applies }) {
                for index in drafts.indices { drafts[index].condition = drafts[index].given }
            }
        }
        return TranslatedRule(
            name: rule.name, kinds: kinds, filter: filter, conditions: conditions.filter { $0 != .always(true) },
            declarations: declarations, drafts: ClauseDraft.withMessages(drafts), messages: messages,
            suppressions: suppressions)
    }

    /// The kinds that the rule is for, each once.
    private var kinds: [String] {
        var kinds: [String] = []
        for kind in subjects.flatMap(\.patterns) where !kinds.contains(kind) { kinds.append(kind) }
        return kinds
    }

    // MARK: What the rule judges

    /// The rule's `when`, without the selections that it asks to be not empty: those it judges.
    private mutating func splitCondition(_ conditions: inout [RuleCondition]) -> [[GuardClause]] {
        var rest: [[GuardClause]] = []
        for group in rule.condition?.groups ?? [] {
            let selections = group.map { selectionThatIsNotEmpty($0) }
            if subjects.isEmpty, !selections.contains(where: { $0 == nil }) {
                subjects = selections.compactMap { $0 }
            } else {
                rest.append(group)
            }
        }
        return rest
    }

    private mutating func selectionThatIsNotEmpty(_ clause: GuardClause) -> GuardSelection? {
        guard case .test(let test) = clause, test.comparator == .empty, test.comparatorIsNegated != test.isNegated,
            case .query(let query) = test.subject, let (selection, rest) = selection(query), rest.isEmpty
        else { return nil }
        return selection
    }

    /// The selections that the rule's own clauses begin with. That there be resources at all is asked of the template.
    private mutating func subjectsOfBody() -> [GuardSelection] {
        var found: [GuardSelection] = []
        let asked = rule.body.clauses.groups.joined().filter { selectionThatIsNotEmpty($0) == nil }
        for clause in asked + (rule.condition?.groups ?? []).joined() {
            for selection in selections(in: clause)
            where !found.contains(where: { $0.filters.first == selection.filters.first && $0.kinds == selection.kinds })
            {
                found.append(selection)
            }
        }
        return found
    }

    private mutating func selections(in clause: GuardClause) -> [GuardSelection] {
        switch clause {
        case .test(let test):
            guard let query = mapped(test.subject), var selection = selection(query)?.0 else { return [] }
            // Only the first filter says what is judged; the others belong to the clause. Of what must not be there
            // only the kind does.
            let isForbidden = test.comparator == .empty && test.comparatorIsNegated == test.isNegated
            if isForbidden { selection.firstFilter = nil }
            selection.filters = Array(selection.filters.prefix(isForbidden ? 0 : 1))
            return [selection]
        case .block(let query, _, _):
            guard var selection = selection(query)?.0 else { return [] }
            selection.filters = Array(selection.filters.prefix(1))
            return [selection]
        case .typeBlock(let type, _, _, _):
            return [GuardSelection(collection: .resources, kinds: [type], filters: [])]
        case .conditional(let conditions, let block, _):
            scope.open(block.bindings, in: .template)
            defer { scope.close() }
            return (block.clauses.groups + conditions.groups).joined().flatMap { selections(in: $0) }
        case .rule(let reference):
            guard depth < Self.greatestDepth, reference.arguments != nil,
                let rule = file.rules.first(where: { $0.name == reference.name })
            else { return [] }
            depth += 1
            let outer = scope
            scope = outer.calling(rule, with: reference.arguments ?? [], in: .template)
            scope.open(rule.body.bindings, in: .template)
            defer {
                scope = outer
                depth -= 1
            }
            return (rule.condition?.groups ?? []).joined().flatMap { selections(in: $0) }
                + rule.body.clauses.groups.joined().flatMap { selections(in: $0) }
        }
    }

    /// What the selections ask beside the kind.
    private mutating func subjectFilter() throws -> RuleCondition {
        let filters = try subjects.map { selection -> RuleCondition in
            if selection.patterns == [GuardCollection.resources.kind] {
                let resource = GuardResource(variable: nil, kinds: [])
                let filter = try selection.firstFilter.map { try condition(filter: $0, in: .resource(resource)) }
                return .all([isResource(resource)] + [filter].compactMap(\.self))
            }
            guard let filter = selection.firstFilter else { return .always(true) }
            return try condition(
                filter: filter, in: .resource(GuardResource(variable: nil, kinds: selection.patterns)))
        }
        if subjects.count == 1 { return filters[0] }
        if filters.allSatisfy({ $0 == filters[0] }) { return filters[0] }
        return .any(zip(subjects, filters).map { .all([kindCondition($0), $1]) })
    }

    /// That the judged resource has one of the selection's kinds.
    func kindCondition(_ selection: GuardSelection) -> RuleCondition {
        kindCondition(selection.patterns, of: GuardResource(variable: nil, kinds: []))
    }

    func kindCondition(_ patterns: [String], of resource: GuardResource) -> RuleCondition {
        .any(
            patterns.map { pattern in
                guard pattern.contains("*") else { return .equal(resource.kind, .string(pattern)) }
                let text = pattern.split(separator: "*", omittingEmptySubsequences: false).map(Self.escaped).joined(
                    separator: ".*")
                return .test(
                    resource.kind,
                    RulePredicate(form: .matches([.literal(.pattern("^\(text)$", caseInsensitive: false))])))
            })
    }

    private static func escaped(_ text: Substring) -> String { String(text.replacing(".", with: "\\.")) }

    // MARK: Faults

    /// Guard overlooks a `not` in front of a comparison of two values, and of a call.
    mutating func noteOverlookedNot(at span: SourceSpan) {
        let note = Diagnostic.guardOverlookedNot(at: SourcePlace(file.source, span))
        if !notes.contains(note) { notes.append(note) }
    }

    mutating func report(_ error: any Error) {
        switch error {
        case let limit as GuardLimit:
            diagnostics.append(.guardNotCarriedOver(limit, at: SourcePlace(file.source, limit.span)))
        case let other as GuardOtherDocument:
            let limit = GuardLimit(
                "a template has no section '\(other.section)'",
                hint: "a Terraform plan, and any other document, has a reader of its own: write the rule for its kinds",
                at: other.span)
            diagnostics.append(.guardNotCarriedOver(limit, at: SourcePlace(file.source, other.span)))
        case let unknown as GuardUnknownName:
            diagnostics.append(
                .guardUnknownName(unknown.what, unknown.name, at: SourcePlace(file.source, unknown.span)))
        default: break
        }
    }
}
