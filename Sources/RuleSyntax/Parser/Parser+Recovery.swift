import SourceText

/// Where parsing goes on after a fault: at what looks like the next item or declaration.
extension Parser {
    /// True where an item of the rule cannot go on: the next item, declaration or `}` follows, or the end. In a block
    /// whose braces pair up, a word that stands deeper than the items is a property's.
    var isAtItemEnd: Bool {
        if isAtEnd || at(.closeBrace) || startsDeclaration(at: index) { return true }
        guard startsItem(at: index) else { return false }
        return openBlocks == 0 || !hasBalancedBraces || column(of: current) == itemColumn
    }

    /// Whether the braces from here to the next declaration close all that are open, of which `opened` stand before.
    func countsBalancedBraces(opened: Int) -> Bool {
        var depth = opened
        for position in index..<tokens.count {
            if startsDeclaration(at: position) { break }
            if tokens[position].symbol == .openBrace { depth += 1 }
            if tokens[position].symbol == .closeBrace { depth -= 1 }
        }
        return depth == 0
    }

    /// True where no value and no condition can begin. In a block a condition may follow any word, so that an item's
    /// keyword there is a property.
    var isAtOperandEnd: Bool { openBlocks > 0 ? isAtEnd || at(.closeBrace) : isAtItemEnd }

    /// True of an item at the start of a line, where items are written.
    func startsItem(at position: Int) -> Bool { tokens[position].startsLine && resemblesItem(at: position) }

    /// True of an item's keyword followed by what such an item begins with. A property may be named like a keyword,
    /// but is then followed by a predicate, or by an item that has its own keyword.
    func resemblesItem(at position: Int) -> Bool {
        if resemblesPlainItem(at: position) { return true }
        let token = tokens[position]
        guard token.startsLine, token.keyword == .when || token.keyword == .require || token.keyword == .forbid else {
            return false
        }
        let next = tokens[min(position + 1, tokens.count - 1)]
        return beginsCondition(next) && !namesProperty(before: next)
            && !resemblesPlainItem(at: min(position + 1, tokens.count - 1))
    }

    /// The same for the items that do not begin with a condition.
    private func resemblesPlainItem(at position: Int) -> Bool {
        let token = tokens[position]
        guard let keyword = token.keyword, Keyword.items.contains(keyword) else { return false }
        let next = tokens[min(position + 1, tokens.count - 1)]
        let afterNext = tokens[min(position + 2, tokens.count - 1)]
        let assigns = { (token: Token) in token.symbol == .colon || token.symbol == .equals }
        if MetadataSyntax.Field(rawValue: keyword.rawValue) != nil || keyword == .tags {
            return next.string != nil || assigns(next) && afterNext.string != nil
        }
        if keyword == .let { return next.name != nil && assigns(afterNext) }
        if keyword == .param { return next.name != nil && (assigns(afterNext) || afterNext.string != nil) }
        if keyword == .severity, next.name.flatMap(SeverityLevel.init) != nil { return true }
        guard token.startsLine, keyword == .severity || keyword == .for else { return false }
        if keyword == .for, next.string != nil { return true }
        return next.name != nil && (!namesProperty(before: next) || keyword == .for && afterNext.symbol == .dot)
    }

    /// True where `next` makes the word before it a value: a property, then, and no keyword.
    func namesProperty(before next: Token) -> Bool {
        next.keyword.map(Self.wordsBehindValue.contains) ?? false
    }

    private static let wordsBehindValue: Set<Keyword> = [
        .is, .contains, .matches, .starts, .ends, .overlaps, .does, .default, .and, .or, .in, .where, .satisfies, .if,
        .else, .that,
    ]

    private func beginsCondition(_ token: Token) -> Bool {
        switch token.kind {
        case .name, .string, .number, .duration, .regex: true
        case .symbol(let symbol):
            symbol == .atSign || symbol == .bang
                || (symbol == .openParenthesis || symbol == .openBracket) && !token.touchesPrevious
        case .invalid, .end: false
        }
    }

    /// True of `rule NAME {`, `define NAME (` and `use STRING` at the start of a line.
    func startsDeclaration(at position: Int) -> Bool {
        // Asked of each token that may end something: most begin no line.
        guard tokens[position].startsLine, let keyword = tokens[position].keyword else { return false }
        let next = tokens[min(position + 1, tokens.count - 1)]
        let afterNext = tokens[min(position + 2, tokens.count - 1)]
        if keyword == .use { return next.string != nil }
        if keyword == .rule { return (next.name != nil || next.string != nil) && afterNext.symbol == .openBrace }
        return keyword == .define && next.name != nil && afterNext.symbol == .openParenthesis
    }

    /// Remembers what a declaration or item that failed would have declared, so that nobody misses its name.
    mutating func noteUnreadable(from start: Int) {
        guard let keyword = tokens[start].keyword, [.use, .define, .param, .let].contains(keyword) else { return }
        let next = tokens[min(start + 1, tokens.count - 1)]
        unreadable.append(UnreadableDeclaration(keyword: keyword, name: next.name.map { Name($0, next.span) }))
    }

    /// Takes back an item behind which text is left over on its line: what it would have been nobody knows. Metadata says what it says.
    mutating func dropItem(endingAt index: Int, from items: inout [RuleItem]) {
        guard let last = lastItem, last.end == index, !items.isEmpty else { return }
        switch items[items.count - 1] {
        case .metadata, .severity, .tags, .parameter, .kinds: return
        case .when, .binding, .clause:
            items.removeLast()
            noteUnreadable(from: last.start)
        }
    }

    /// Skips what is left of an item that failed; `start` is where it began.
    mutating func recoverToItem(from start: Int) {
        if index == start { advance() }
        var depth = openBlocks
        openBlocks = 0
        while !isAtEnd {
            if resemblesItem(at: index) || startsDeclaration(at: index) { return }
            if depth == 0, isAligned(index, with: Keyword.items, column: itemColumn) { return }
            if at(.closeBrace) {
                if depth == 0 { return }
                depth -= 1
            } else if at(.openBrace) {
                depth += 1
            }
            advance()
        }
    }

    /// Skips to the next declaration, past at least one token.
    mutating func recoverToDeclaration(from start: Int) {
        openBlocks = 0
        if index == start { advance() }
        while !isAtEnd, !startsDeclaration(at: index),
            !isAligned(index, with: [.use, .define, .rule], column: 0)
        {
            advance()
        }
    }

    /// True of a word at the start of a line, in the column where a keyword is due, that is spelled like one or nearly:
    /// worth an error of its own.
    private func isAligned(_ position: Int, with keywords: [Keyword], column: Int?) -> Bool {
        let token = tokens[position]
        guard token.startsLine, let name = token.name, self.column(of: token) == column else { return false }
        if namesProperty(before: tokens[min(position + 1, tokens.count - 1)]) { return false }
        return token.keyword.map(keywords.contains) ?? false
            || Spelling.nearest(to: name, among: keywords.map(\.rawValue)) != nil
    }

    /// The bytes before a token in its line.
    func column(of token: Token) -> Int {
        token.span.start - file.span(ofLine: file.line(at: token.span.start)).start
    }
}
