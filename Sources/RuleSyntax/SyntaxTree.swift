package import SourceText

/// A parsed rule file. Everything carries its span; what could not be parsed is left out and diagnosed.
package struct RuleFile: Sendable {
    package var source: SourceFile
    package var declarations: [Declaration]
    /// Every `#` comment in order, for the formatter.
    package var comments: [Comment]
    /// The text that errors were reported of: nothing more needs to be said of it.
    package var faults: [SourceSpan]
    /// What the text declares in declarations and items that were left out.
    package var unreadable: [UnreadableDeclaration]

    package init(
        source: SourceFile, declarations: [Declaration] = [], comments: [Comment] = [], faults: [SourceSpan] = [],
        unreadable: [UnreadableDeclaration] = []
    ) {
        self.source = source
        self.declarations = declarations
        self.comments = comments
        self.faults = faults
        self.unreadable = unreadable
    }

    package var rules: [RuleDeclaration] {
        declarations.compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
    }
    package var defines: [DefineDeclaration] {
        declarations.compactMap { if case .define(let define) = $0 { define } else { nil } }
    }
    package var uses: [UseDeclaration] {
        declarations.compactMap { if case .use(let use) = $0 { use } else { nil } }
    }

    /// Nothing but comments.
    package var isEmpty: Bool { declarations.isEmpty }
}

/// A `use`, `define`, `param` or `let` that could not be read; its name still means something.
package struct UnreadableDeclaration: Sendable {
    package var keyword: Keyword
    package var name: Name?

    package init(keyword: Keyword, name: Name?) {
        self.keyword = keyword
        self.name = name
    }
}

/// `file = { use | define | rule } ;`
package enum Declaration: Sendable {
    case use(UseDeclaration)
    case define(DefineDeclaration)
    case rule(RuleDeclaration)

    package var span: SourceSpan {
        switch self {
        case .use(let use): use.span
        case .define(let define): define.span
        case .rule(let rule): rule.span
        }
    }
}

/// A `#` comment, from the sign to the end of its line.
package struct Comment: Hashable, Sendable {
    package var text: String
    package var span: SourceSpan

    package init(text: String, span: SourceSpan) {
        self.text = text
        self.span = span
    }
}

/// A name and where it stands.
package struct Name: Hashable, Sendable {
    package var text: String
    package var span: SourceSpan

    package init(_ text: String, _ span: SourceSpan) {
        self.text = text
        self.span = span
    }
}

/// A string literal: its decoded value and its span with the quotes.
package struct StringSyntax: Hashable, Sendable {
    package var value: String
    package var span: SourceSpan

    package init(_ value: String, _ span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

/// `use = "use" STRING [ "as" NAME ] ;`
package struct UseDeclaration: Sendable {
    package var path: StringSyntax
    package var alias: Name?
    package var span: SourceSpan

    package init(path: StringSyntax, alias: Name?, span: SourceSpan) {
        self.path = path
        self.alias = alias
        self.span = span
    }
}

/// `define = "define" NAME "(" [ formal { "," formal } ] ")" "=" condition ;`
package struct DefineDeclaration: Sendable {
    package var name: Name
    package var formals: [FormalSyntax]
    /// A bare expression is `.expression`: the define gives a value; anything else answers yes or no.
    package var body: ConditionSyntax
    package var span: SourceSpan

    package init(name: Name, formals: [FormalSyntax], body: ConditionSyntax, span: SourceSpan) {
        self.name = name
        self.formals = formals
        self.body = body
        self.span = span
    }
}

/// `formal = NAME [ ":" type ] ;`
package struct FormalSyntax: Sendable {
    package var name: Name
    package var type: TypeSyntax?

    package init(name: Name, type: TypeSyntax?) {
        self.name = name
        self.type = type
    }
}

/// A type's name as written; the parser has checked that it is one.
package struct TypeSyntax: Hashable, Sendable {
    package var name: TypeName
    package var span: SourceSpan

    package init(_ name: TypeName, _ span: SourceSpan) {
        self.name = name
        self.span = span
    }
}

/// The types that a rule can name: SCC's seven, then ours.
package enum TypeName: String, CaseIterable, Sendable {
    case string, numeric, boolean, general
    case stringList = "string_list"
    case ipList = "ip_list"
    case timestamp
    case numericList = "numeric_list"
    case duration, version, ip, pattern, quantity, list, map
}

/// `rule = "rule" NAME "{" { item } "}" ;`
package struct RuleDeclaration: Sendable {
    package var name: Name
    package var items: [RuleItem]
    package var span: SourceSpan

    package init(name: Name, items: [RuleItem], span: SourceSpan) {
        self.name = name
        self.items = items
        self.span = span
    }
}

/// One line of a rule; `item` in the grammar.
package enum RuleItem: Sendable {
    case metadata(MetadataSyntax)
    case severity(SeverityLevel, SourceSpan)
    case tags([StringSyntax], SourceSpan)
    case parameter(ParameterDeclaration)
    case kinds(KindsSyntax)
    case when(ConditionSyntax, SourceSpan)
    case binding(LetDeclaration)
    case clause(ClauseSyntax)

    package var span: SourceSpan {
        switch self {
        case .metadata(let item): item.span
        case .severity(_, let span), .tags(_, let span), .when(_, let span): span
        case .parameter(let item): item.span
        case .kinds(let item): item.span
        case .binding(let item): item.span
        case .clause(let item): item.span
        }
    }
}

/// `( "id" | "version" | "title" | "description" | "fix" | "reference" ) STRING`
package struct MetadataSyntax: Sendable {
    package enum Field: String, CaseIterable, Sendable {
        case id, version, title, description, fix, reference
    }

    package var field: Field
    package var value: StringSyntax
    package var span: SourceSpan

    package init(field: Field, value: StringSyntax, span: SourceSpan) {
        self.field = field
        self.value = value
        self.span = span
    }
}

/// `LEVEL`, from worst to mildest.
package enum SeverityLevel: String, CaseIterable, Sendable, Comparable {
    case critical, high, medium, low, informational

    /// `low < high`: a worse level is greater.
    package static func < (left: SeverityLevel, right: SeverityLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .critical: 4
        case .high: 3
        case .medium: 2
        case .low: 1
        case .informational: 0
        }
    }
}

/// `"param" NAME [ STRING [ STRING ] ] ":" type { "that" [ "each" ] predicate } [ "=" literal ]`
package struct ParameterDeclaration: Sendable {
    package var name: Name
    package var displayName: StringSyntax?
    package var description: StringSyntax?
    package var type: TypeSyntax
    package var constraints: [ConstraintSyntax]
    package var defaultValue: LiteralSyntax?
    package var span: SourceSpan

    package init(
        name: Name, displayName: StringSyntax?, description: StringSyntax?, type: TypeSyntax,
        constraints: [ConstraintSyntax], defaultValue: LiteralSyntax?, span: SourceSpan
    ) {
        self.name = name
        self.displayName = displayName
        self.description = description
        self.type = type
        self.constraints = constraints
        self.defaultValue = defaultValue
        self.span = span
    }
}

/// `"that" [ "each" ] predicate`
package struct ConstraintSyntax: Sendable {
    package var each: Bool
    package var predicate: PredicateSyntax
    package var span: SourceSpan

    package init(each: Bool, predicate: PredicateSyntax, span: SourceSpan) {
        self.each = each
        self.predicate = predicate
        self.span = span
    }
}

/// `"for" kind { "," kind } [ "where" condition ]`
package struct KindsSyntax: Sendable {
    package var kinds: [KindSyntax]
    package var filter: ConditionSyntax?
    package var span: SourceSpan

    package init(kinds: [KindSyntax], filter: ConditionSyntax?, span: SourceSpan) {
        self.kinds = kinds
        self.filter = filter
        self.span = span
    }
}

/// `kind = NAME { "." NAME } | STRING ;` — the text without quotes; only a quoted kind may hold `*`.
package struct KindSyntax: Hashable, Sendable {
    package var text: String
    package var isQuoted: Bool
    package var span: SourceSpan

    package init(text: String, isQuoted: Bool, span: SourceSpan) {
        self.text = text
        self.isQuoted = isQuoted
        self.span = span
    }
}

/// `"let" NAME "=" ( expression | "each" NAME "in" domain [ "where" condition ] )`
package struct LetDeclaration: Sendable {
    package enum Value: Sendable {
        case expression(ExpressionSyntax)
        case each(variable: Name, domain: DomainSyntax, filter: ConditionSyntax?)
    }

    package var name: Name
    package var value: Value
    package var span: SourceSpan

    package init(name: Name, value: Value, span: SourceSpan) {
        self.name = name
        self.value = value
        self.span = span
    }
}

/// `( "require" | "forbid" ) condition [ "if" ( "missing" VERDICT | "unknown" "fail" ) ] [ "else" STRING ]`
package struct ClauseSyntax: Sendable {
    package enum Kind: String, Sendable { case require, forbid }
    /// `VERDICT`
    package enum Fallback: String, CaseIterable, Sendable { case pass, fail, unknown }

    package var kind: Kind
    package var condition: ConditionSyntax
    /// `if missing V`
    package var ifMissing: Fallback?
    /// `if unknown fail`
    package var ifUnknownFail: Bool
    package var message: MessageSyntax?
    package var span: SourceSpan

    package init(
        kind: Kind, condition: ConditionSyntax, ifMissing: Fallback? = nil, ifUnknownFail: Bool = false,
        message: MessageSyntax? = nil, span: SourceSpan
    ) {
        self.kind = kind
        self.condition = condition
        self.ifMissing = ifMissing
        self.ifUnknownFail = ifUnknownFail
        self.message = message
        self.span = span
    }
}

/// The string after `else`: text and `{expression}` parts.
package struct MessageSyntax: Sendable {
    package enum Part: Sendable {
        case text(String)
        case expression(ExpressionSyntax)
    }

    package var parts: [Part]
    package var span: SourceSpan

    package init(parts: [Part], span: SourceSpan) {
        self.parts = parts
        self.span = span
    }
}
