package import SourceText

/// Something that has a value.
package indirect enum ExpressionSyntax: Sendable {
    case literal(LiteralSyntax)
    case path(PathSyntax)
    case call(CallSyntax)
    /// `a default b`; left-associative.
    case fallback(ExpressionSyntax, ExpressionSyntax, SourceSpan)

    package var span: SourceSpan {
        switch self {
        case .literal(let literal): literal.span
        case .path(let path): path.span
        case .call(let call): call.span
        case .fallback(_, _, let span): span
        }
    }
}

/// `path = ( NAME | "this" | "@" NAME ) { accessor } ;`
package struct PathSyntax: Sendable {
    package enum Root: Hashable, Sendable {
        case name(String)
        case this
        case attribute(String)
    }

    package var root: Root
    package var rootSpan: SourceSpan
    package var accessors: [AccessorSyntax]

    package init(root: Root, rootSpan: SourceSpan, accessors: [AccessorSyntax]) {
        self.root = root
        self.rootSpan = rootSpan
        self.accessors = accessors
    }

    package var span: SourceSpan { accessors.last.map { rootSpan.union($0.span) } ?? rootSpan }
}

/// `accessor = "." ( NAME | "@" NAME | STRING ) | "[" expression "]" | "[*]" ;`
package struct AccessorSyntax: Sendable {
    package enum Form: Sendable {
        /// `.name` or `."a name"`
        case member(String, quoted: Bool)
        /// `.@id`
        case attribute(String)
        case index(ExpressionSyntax)
        case elements
    }

    package var form: Form
    package var span: SourceSpan

    package init(form: Form, span: SourceSpan) {
        self.form = form
        self.span = span
    }
}

/// `call = NAME [ "." NAME ] "(" [ argument { "," argument } ] ")" ;` with accessors behind it.
package struct CallSyntax: Sendable {
    /// `argument = expression | resources ;`
    package enum Argument: Sendable {
        case expression(ExpressionSyntax)
        case resources(KindSyntax, SourceSpan)

        package var span: SourceSpan {
            switch self {
            case .expression(let expression): expression.span
            case .resources(_, let span): span
            }
        }
    }

    /// The alias of a `use … as`.
    package var module: Name?
    package var name: Name
    package var arguments: [Argument]
    package var accessors: [AccessorSyntax]
    package var span: SourceSpan

    package init(
        module: Name?, name: Name, arguments: [Argument], accessors: [AccessorSyntax], span: SourceSpan
    ) {
        self.module = module
        self.name = name
        self.arguments = arguments
        self.accessors = accessors
        self.span = span
    }
}

/// `literal = STRING | NUMBER | DURATION | REGEX | "true" | "false" | "[" [ literal { "," literal } ] "]" ;`
package struct LiteralSyntax: Sendable {
    package indirect enum Form: Sendable {
        case string(String)
        /// As written, in JSON's grammar.
        case number(String)
        /// As written, `90d`.
        case duration(String)
        /// The text between the slashes, with `\/` read as `/`.
        case pattern(String, caseInsensitive: Bool)
        case boolean(Bool)
        case list([LiteralSyntax])
    }

    package var form: Form
    package var span: SourceSpan

    package init(form: Form, span: SourceSpan) {
        self.form = form
        self.span = span
    }
}
