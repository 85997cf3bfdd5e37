package import SourceText

/// A production could not be read; the diagnostic has been reported.
struct SyntaxFailure: Error {}

/// Reads the tokens of a file into a tree, by recursive descent with one method a production of
/// `grammar/norma.ebnf` and at most three tokens of look-ahead.
///
/// A production that cannot be read throws `SyntaxFailure` to the enclosing item, which is left out; parsing goes on
/// at the next item or declaration. What somebody evidently meant is reported with its cure and read as meant, so
/// that one fault brings one diagnostic. Every input ends, in time linear in its length.
package struct Parser {
    /// How deep conditions, expressions and lists may stand in each other: far more than anybody reads, far less than
    /// the stack holds.
    package static let nestingLimit = 100
    /// How many values one chain of `default` may hold.
    package static let fallbackLimit = 16

    let file: SourceFile
    /// Ends with `.end`.
    let tokens: TokenSequence
    let steps: ReadingSteps?
    /// How the end of these tokens is named in messages.
    let endDescription: String
    /// Of the current token; never behind the last one.
    private(set) var index = 0
    var diagnostics: [Diagnostic]
    var productions = ProductionSet()
    private var nesting = 0
    /// In a `where`, and in no parentheses inside it.
    var isInsideWhere = false
    /// The blocks (`all { … }`) that enclose the current token.
    var openBlocks = 0
    /// Where the last literal began that is not closed and holds a `}`.
    private(set) var lastHiddenBrace = -1
    /// Where the lines of the current rule's items begin.
    var itemColumn: Int?
    /// Whether the braces of the current declaration pair up.
    var hasBalancedBraces = true
    var unreadable: [UnreadableDeclaration] = []
    /// Where the last item of the rule began and ended, and whether it was faulty: what follows on its line is no fault of its own then.
    var lastItem: (start: Int, end: Int, isFaulty: Bool)?

    init(
        file: SourceFile, tokens: [Token], diagnostics: [Diagnostic], endDescription: String = "the end of the file",
        counting steps: ReadingSteps?
    ) {
        self.file = file
        self.tokens = TokenSequence(tokens, counting: steps)
        self.steps = steps
        self.diagnostics = diagnostics
        self.endDescription = endDescription
    }

    /// The tree of a file and everything wrong with its text, in the order of the text.
    package static func parse(
        _ source: SourceFile, counting steps: ReadingSteps? = nil
    ) -> (file: RuleFile, diagnostics: [Diagnostic]) {
        let (file, diagnostics, _) = parseRecordingProductions(source, counting: steps)
        return (file, diagnostics)
    }

    /// The same, with the productions that occurred.
    package static func parseRecordingProductions(
        _ source: SourceFile, counting steps: ReadingSteps? = nil
    ) -> (file: RuleFile, diagnostics: [Diagnostic], productions: ProductionSet) {
        let lexed = Lexer.lex(source, counting: steps)
        var parser = Parser(file: source, tokens: lexed.tokens, diagnostics: lexed.diagnostics, counting: steps)
        let declarations = parser.parseFile()
        let diagnostics = parser.diagnosticsInTextOrder()
        let file = RuleFile(
            source: source, declarations: declarations, comments: lexed.comments,
            faults: diagnostics.filter(\.isError).compactMap { $0.primary?.place.span }, unreadable: parser.unreadable)
        return (file, diagnostics, parser.productions)
    }

    private func diagnosticsInTextOrder() -> [Diagnostic] {
        diagnostics.enumerated().sorted { left, right in
            let leftStart = left.element.primary?.place.span.start ?? 0
            let rightStart = right.element.primary?.place.span.start ?? 0
            return (leftStart, left.offset) < (rightStart, right.offset)
        }.map(\.element)
    }
}

// MARK: The cursor

extension Parser {
    var current: Token { tokens[index] }

    func peek(_ ahead: Int = 1) -> Token { tokens[min(index + ahead, tokens.count - 1)] }

    /// Where the text read so far ends.
    var previousEnd: Int { index > 0 ? tokens[index - 1].span.end : 0 }

    var isAtEnd: Bool { if case .end = tokens[index].kind { true } else { false } }

    func at(_ symbol: Symbol) -> Bool { tokens[index].symbol == symbol }
    func at(_ keyword: Keyword) -> Bool { tokens[index].keyword == keyword }

    @discardableResult mutating func advance() -> Token {
        let token = current
        if token.hidesBrace { lastHiddenBrace = token.span.start }
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    mutating func consume(_ symbol: Symbol) -> Bool {
        guard at(symbol) else { return false }
        advance()
        return true
    }

    mutating func consume(_ keyword: Keyword) -> Bool {
        guard at(keyword) else { return false }
        advance()
        return true
    }

    @discardableResult mutating func expect(_ symbol: Symbol) throws(SyntaxFailure) -> Token {
        guard at(symbol) else { throw expected("'\(symbol.rawValue)'") }
        return advance()
    }

    @discardableResult mutating func expect(_ keyword: Keyword) throws(SyntaxFailure) -> Token {
        guard at(keyword) else { throw expected("'\(keyword.rawValue)'") }
        return advance()
    }

    /// The `)` or `]` of `opening`; one that is missing at the end of a line is reported and taken as written.
    mutating func expectClosing(_ symbol: Symbol, of opening: Token) throws(SyntaxFailure) {
        if consume(symbol) { return }
        if current.kind == .invalid { throw SyntaxFailure() }
        report(
            StructureDiagnostics.unclosed(
                opening.symbol?.rawValue ?? "", closing: symbol.rawValue, at: missingPlace, opening: place(opening.span)
            ))
        if !current.startsLine && !isAtEnd && !at(.closeBrace) { throw SyntaxFailure() }
    }

    func span(from start: SourceSpan) -> SourceSpan { SourceSpan(start.start, max(start.end, previousEnd)) }

    func place(_ span: SourceSpan) -> SourcePlace { SourcePlace(file, span) }

    func text(_ token: Token) -> String { file.text(of: token.span) }

    mutating func enter(_ production: Production) { productions.insert(production) }

    /// Reads something that may hold itself.
    mutating func nested<Result>(
        _ read: (inout Parser) throws(SyntaxFailure) -> Result
    ) throws(SyntaxFailure) -> Result {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.nestingLimit else {
            report(StructureDiagnostics.tooDeep(Self.nestingLimit, at: place(current.span)))
            throw SyntaxFailure()
        }
        return try read(&self)
    }
}

// MARK: Reporting

extension Parser {
    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// The current token, or the place behind the last one where the current one stands on a later line.
    var missingPlace: SourcePlace {
        place(current.startsLine || isAtEnd ? .empty(at: previousEnd) : current.span)
    }

    /// Reports that `what` should stand here; silent where the lexer has reported the text.
    mutating func expected(_ what: String, hint: String? = nil) -> SyntaxFailure {
        if current.kind != .invalid {
            report(
                StructureDiagnostics.expected(
                    what, after: index > 0 ? tokens[index - 1] : nil, found: describe(current), in: file,
                    at: missingPlace, hint: hint ?? cure(forMissing: what)))
        }
        return SyntaxFailure()
    }

    /// What is missing is added; what stands there instead may be meant for it.
    private func cure(forMissing what: String) -> String? {
        let isSign = what.first == "'" && !what.contains(" ")
        if !current.startsLine, current.name != nil, what.hasSuffix("in double quotes") {
            return "put it in double quotes"
        }
        if case .name = current.kind, !current.startsLine, !isSign, current.keyword == nil { return nil }
        return what.contains(" or ") && !isSign ? nil : "add \(what)"
    }

    /// A token in a message: `'name'`, `a string`, `the end of the file`.
    func describe(_ token: Token) -> String {
        switch token.kind {
        case .name, .symbol, .number, .duration: "'\(text(token))'"
        case .string: "a string"
        case .regex: "a regular expression"
        case .invalid: "unreadable text"
        case .end: endDescription
        }
    }
}
