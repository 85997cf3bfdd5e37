package import ResourceDocuments
package import RuleSyntax
package import SourceText
import Synchronization

/// A rule whose names, types and kinds are settled. Both evaluators read this tree and nothing before it.
package final class CheckedRule: Sendable {
    package let name: Name
    package let file: SourceFile
    package let metadata: RuleMetadata
    package let parameters: [CheckedParameter]
    package let kinds: [KindPattern]
    /// `for … where`
    package let filter: CheckedCondition?
    /// Each `when`.
    package let conditions: [CheckedCondition]
    /// In the order they were declared; a binding reads only those before it.
    package let bindings: [CheckedBinding]
    package let clauses: [CheckedClause]
    /// How many slots the rule's bindings and variables take; a define's are its own.
    package let slotCount: Int
    /// The kinds that `resources of` names, distinct, in order of appearance.
    package let inventoryKinds: [KindPattern]
    package let readsClock: Bool
    package let cost: StaticCost
    /// Where the rule is written, and each define that it calls, also through others: its meaning is in these texts.
    package let sources: [RuleSource]
    /// What it was checked against: a report asks them how a kind spells a property.
    package let schemas: KindSchemas
    /// By clause; -1 for none.
    private let clauseDigests = Mutex<[Int: String]>([:])

    package init(
        name: Name, file: SourceFile, metadata: RuleMetadata, parameters: [CheckedParameter], kinds: [KindPattern],
        filter: CheckedCondition?, conditions: [CheckedCondition], bindings: [CheckedBinding],
        clauses: [CheckedClause], slotCount: Int, inventoryKinds: [KindPattern], readsClock: Bool, cost: StaticCost,
        sources: [RuleSource], schemas: KindSchemas
    ) {
        self.name = name
        self.file = file
        self.metadata = metadata
        self.parameters = parameters
        self.kinds = kinds
        self.filter = filter
        self.conditions = conditions
        self.bindings = bindings
        self.clauses = clauses
        self.slotCount = slotCount
        self.inventoryKinds = inventoryKinds
        self.readsClock = readsClock
        self.cost = cost
        self.sources = sources
        self.schemas = schemas
    }

    /// Whether what the rule says, or what its findings show, can come from anything but the resource, the parameters and the rule: from
    /// `as_of`, or from other resources.
    package var looksBeyondResource: Bool { readsClock || !inventoryKinds.isEmpty }

    /// What reports write of it.
    package let texts = KeptTexts()

    /// What tells a clause from the others of its rule: a digest of its text, made once, for findings of one clause are many.
    ///
    /// - Parameter make: of `canonicalText(ofClause:)`.
    package func digest(ofClause index: Int?, _ make: (String) -> String) -> String {
        clauseDigests.withLock { digests in
            if let known = digests[index ?? -1] { return known }
            let digest = make(canonicalText(ofClause: index))
            digests[index ?? -1] = digest
            return digest
        }
    }

    package func applies(toKind kind: String) -> Bool { kinds.contains { $0.matches(kind) } }
}

/// A text that says what a rule means: its own, or that of a define.
package struct RuleSource: Sendable {
    package let place: SourcePlace
    /// The defines that its calls lead to, in the order of the calls.
    let calls: [SourcePlace]

    init(_ place: SourcePlace, calls: [SourcePlace]) {
        self.place = place
        self.calls = calls
    }
}

extension CheckedRule {
    /// What it means: its text and that of each define that it calls, each with what its calls lead to. A call may lead elsewhere while
    /// every text stays as it is, for `use` lines stand in none of them. O(calls * sources)
    ///
    /// - Parameter text: what stands there, with or without what has no meaning.
    package func meaning(_ text: (SourcePlace) -> String) -> [String] {
        sources.map { source in
            let targets = source.calls.compactMap { target in sources.firstIndex { $0.place == target } }
            let text = text(source.place)
            return targets.isEmpty ? text : "\(text)\u{0}\(targets.map(String.init).joined(separator: " "))"
        }
    }

    /// By the texts as they are written.
    package var meaning: [String] { meaning { String($0.text) } }
}

/// What a rule says of itself.
package struct RuleMetadata: Sendable {
    package var id: String?
    package var version: String?
    package var title: String?
    package var description: String?
    package var fix: String?
    package var references: [String] = []
    package var severity: SeverityLevel = .medium
    package var tags: [String] = []

    package init() {}
}

/// `param`: a constant of a rule once an attachment, a case or the default has given it a value.
package struct CheckedParameter: Sendable {
    package var name: Name
    package var displayName: String?
    package var description: String?
    package var type: TypeName
    /// Asked of the value, or of each of its elements; the value stands in slot 0.
    package var constraints: [Constraint]
    package var defaultValue: Value?
    package var defaultPlace: SourcePlace?
    package var place: SourcePlace

    package struct Constraint: Sendable {
        package var each: Bool
        package var condition: CheckedCondition
        package var place: SourcePlace

        package init(each: Bool, condition: CheckedCondition, place: SourcePlace) {
            self.each = each
            self.condition = condition
            self.place = place
        }
    }

    package init(
        name: Name, displayName: String?, description: String?, type: TypeName, constraints: [Constraint],
        defaultValue: Value?, defaultPlace: SourcePlace?, place: SourcePlace
    ) {
        self.name = name
        self.displayName = displayName
        self.description = description
        self.type = type
        self.constraints = constraints
        self.defaultValue = defaultValue
        self.defaultPlace = defaultPlace
        self.place = place
    }
}

/// A kind, or a quoted pattern of kinds with `*` for any run of characters.
package struct KindPattern: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    private let glob: Glob?

    package init(_ text: String) {
        self.text = text
        glob = Self.isPattern(text) ? Glob(text) : nil
    }

    /// Whether a kind's text is one with a wildcard.
    static func isPattern(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "*")) }

    package var hasWildcard: Bool { glob != nil }
    package var description: String { text }

    package func matches(_ kind: String) -> Bool { glob.map { $0.matches(kind) } ?? (kind == text) }
}

/// `let`
package struct CheckedBinding: Sendable {
    package enum Form: Sendable {
        case expression(CheckedExpression)
        /// The elements that `filter` keeps, as a list.
        case each(variable: Slot, sources: [CheckedSource], filter: CheckedCondition?)
    }

    package var name: Name
    package var slot: Slot
    package var form: Form
    /// Of the name.
    package var place: SourcePlace
    /// Of all of it, from the word `let`.
    package var declaration: SourcePlace

    package init(name: Name, slot: Slot, form: Form, place: SourcePlace, declaration: SourcePlace) {
        self.name = name
        self.slot = slot
        self.form = form
        self.place = place
        self.declaration = declaration
    }
}

/// `require` or `forbid`
package struct CheckedClause: Sendable {
    package enum MessagePart: Sendable {
        case text(String)
        case expression(CheckedExpression)
    }

    package var kind: ClauseSyntax.Kind
    package var condition: CheckedCondition
    package var ifMissing: ClauseSyntax.Fallback?
    package var ifUnknownFail: Bool
    /// Empty when the clause has no `else`.
    package var message: [MessagePart]
    package var place: SourcePlace

    package init(
        kind: ClauseSyntax.Kind, condition: CheckedCondition, ifMissing: ClauseSyntax.Fallback?,
        ifUnknownFail: Bool, message: [MessagePart], place: SourcePlace
    ) {
        self.kind = kind
        self.condition = condition
        self.ifMissing = ifMissing
        self.ifUnknownFail = ifUnknownFail
        self.message = message
        self.place = place
    }
}

/// Where the value of a binding, a variable or a formal is kept while a rule or define runs.
package struct Slot: Hashable, Sendable {
    package let index: Int
    package init(_ index: Int) { self.index = index }
}
