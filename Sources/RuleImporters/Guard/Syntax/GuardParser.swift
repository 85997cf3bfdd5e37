package import SourceText

/// Guard text to a tree, by recursive descent. A clause that cannot be read is reported and left out; reading goes on
/// at the next clause, so that every independent fault is reported in one run. O(tokens).
package struct GuardParser {
    /// Blocks, filters and lists within each other; deeper ones are a fault, so that no text exhausts the stack.
    static let greatestDepth = 64

    let file: SourceFile
    let tokens: [GuardToken]
    var index = 0
    var depth = 0
    var diagnostics: [Diagnostic]

    /// Thrown where a clause cannot go on; the fault is reported by then.
    struct Fault: Error {}

    package static func parse(_ source: SourceFile) -> (file: GuardFile, diagnostics: [Diagnostic]) {
        let lexer = GuardLexer.lex(source)
        var parser = GuardParser(file: source, tokens: lexer.tokens, diagnostics: lexer.diagnostics)
        var file = parser.parseFile()
        file.comments = lexer.comments
        return (file, parser.diagnostics)
    }

    private mutating func parseFile() -> GuardFile {
        var file = GuardFile(source: file)
        var unnamed = GuardBlock()
        let start = current.span
        while current.form != .end {
            let before = index
            do {
                if current.keyword == "rule" {
                    file.rules.append(try parseRule())
                } else if current.keyword == "let" {
                    file.bindings.append(try parseBinding())
                } else {
                    unnamed.clauses.groups.append(try parseGroup())
                }
            } catch {
                recover(from: before)
            }
        }
        if !unnamed.clauses.groups.isEmpty {
            let rule = GuardRule(
                name: "default", parameters: [], condition: nil, body: unnamed, span: start.union(current.span))
            file.rules.insert(rule, at: 0)
        }
        return file
    }

    private mutating func parseRule() throws -> GuardRule {
        let start = advance().span
        guard let name = current.word else { throw unexpected("a rule's name") }
        advance()
        var parameters: [String] = []
        if take(.openParenthesis) {
            while let parameter = current.word {
                parameters.append(parameter)
                advance()
                if !take(.comma) { break }
            }
            try expect(.closeParenthesis)
        }
        var condition: GuardConjunction?
        if current.keyword == "when" {
            advance()
            condition = try parseConditions()
        }
        let body = try parseBlock()
        return GuardRule(
            name: name, parameters: parameters, condition: condition, body: body, span: start.union(previous.span))
    }

    mutating func parseBinding() throws -> GuardBinding {
        let start = advance().span
        guard let name = current.word else { throw unexpected("a variable's name") }
        advance()
        guard take(.becomes) || take(.assign) else { throw unexpected("'='") }
        let value = try parseValue()
        return GuardBinding(name: name, value: value, span: start.union(value.span))
    }

    /// `{ … }`
    mutating func parseBlock() throws -> GuardBlock {
        try enter()
        defer { depth -= 1 }
        try expect(.openBrace)
        var block = GuardBlock()
        while current.symbol != .closeBrace {
            if current.form == .end { throw unexpected("'}'") }
            let before = index
            do {
                if current.keyword == "let" {
                    block.bindings.append(try parseBinding())
                } else {
                    block.clauses.groups.append(try parseGroup())
                }
            } catch {
                recover(from: before)
            }
        }
        advance()
        return block
    }

    /// Behind `when`, up to the `{`.
    mutating func parseConditions() throws -> GuardConjunction {
        var conditions = GuardConjunction()
        while current.symbol != .openBrace {
            conditions.groups.append(try parseGroup(isCondition: true))
        }
        return conditions
    }

    /// `clause { or clause }`
    mutating func parseGroup(isCondition: Bool = false) throws -> [GuardClause] {
        var clauses = [try parseClause(isCondition: isCondition)]
        while takeOr() { clauses.append(try parseClause(isCondition: isCondition)) }
        return clauses
    }

    /// `or`, `OR`, `|OR|`
    private mutating func takeOr() -> Bool {
        if current.keyword == "or" {
            advance()
            return true
        }
        guard current.symbol == .bar, token(ahead: 1).keyword == "or", token(ahead: 2).symbol == .bar else {
            return false
        }
        index += 3
        return true
    }

    // MARK: Tokens

    var current: GuardToken { tokens[index] }
    var previous: GuardToken { tokens[max(index - 1, 0)] }

    func token(ahead count: Int) -> GuardToken { tokens[min(index + count, tokens.count - 1)] }

    @discardableResult
    mutating func advance() -> GuardToken {
        let token = current
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    mutating func take(_ symbol: GuardSymbol) -> Bool {
        guard current.symbol == symbol else { return false }
        advance()
        return true
    }

    mutating func expect(_ symbol: GuardSymbol) throws {
        guard take(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    /// Reports that something else was due here.
    mutating func unexpected(_ due: String) -> Fault {
        if current.form != .invalid {
            let found = current.form == .end ? "the end of the file" : "'\(file.text(of: current.span))'"
            diagnostics.append(
                .guardSyntax("\(due) is due here, and \(found) stands", at: SourcePlace(file, current.span)))
        }
        return Fault()
    }

    mutating func enter() throws {
        depth += 1
        if depth > Self.greatestDepth {
            diagnostics.append(
                .guardSyntax("this is nested deeper than \(Self.greatestDepth)", at: SourcePlace(file, current.span)))
            throw Fault()
        }
    }

    /// Goes on behind the line of the fault, and behind the blocks that began in what was skipped.
    private mutating func recover(from start: Int) {
        if index == start { advance() }
        let line = file.line(at: previous.span.start)
        var open = 0
        while current.form != .end {
            if current.symbol == .openBrace { open += 1 }
            if current.symbol == .closeBrace {
                if open == 0 { return }
                open -= 1
            }
            if open == 0, file.line(at: current.span.start) > line, current.symbol != .closeBrace { return }
            advance()
        }
    }
}
