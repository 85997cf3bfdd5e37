import SourceText

/// Where parsing goes on after a fault: at what looks like the next item or declaration.
extension Parser {
    /// True where an item of the rule cannot go on: the next item, declaration or `}` follows, or the end.
    var isAtItemEnd: Bool {
        isAtEnd || at(.closeBrace) || startsItem(at: index) || startsDeclaration(at: index)
    }

    /// True of an item's keyword followed by what such an item begins with. A property may be named like a keyword,
    /// but is then followed by a predicate.
    func startsItem(at position: Int) -> Bool {
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
        guard token.startsLine else { return false }
        let namesProperty = next.keyword.map(Self.wordsBehindValue.contains) ?? false
        if keyword == .severity { return next.name != nil && !namesProperty }
        if keyword == .for {
            return next.string != nil || next.name != nil && (!namesProperty || afterNext.symbol == .dot)
        }
        let touches = next.touchesPrevious && next.symbol != .openParenthesis
        return !namesProperty && next.symbol != .dot && next.symbol != .comma && !touches
    }

    /// Behind a word, these make the word a value: a property, then, and no keyword.
    private static let wordsBehindValue: Set<Keyword> = [
        .is, .contains, .matches, .starts, .ends, .overlaps, .does, .default, .and, .or, .in, .where, .satisfies, .if,
        .else,
    ]

    /// True of `rule NAME {`, `define NAME (` and `use STRING` at the start of a line.
    func startsDeclaration(at position: Int) -> Bool {
        let token = tokens[position]
        guard token.startsLine, let keyword = token.keyword else { return false }
        let next = tokens[min(position + 1, tokens.count - 1)]
        let afterNext = tokens[min(position + 2, tokens.count - 1)]
        if keyword == .use { return next.string != nil }
        if keyword == .rule { return (next.name != nil || next.string != nil) && afterNext.symbol == .openBrace }
        return keyword == .define && next.name != nil && afterNext.symbol == .openParenthesis
    }

    /// Skips what is left of an item that failed; `start` is where it began.
    mutating func recoverToItem(from start: Int) {
        if index == start { advance() }
        var depth = openBlocks
        openBlocks = 0
        while !isAtEnd {
            if startsItem(at: index) || startsDeclaration(at: index) { return }
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
        while !isAtEnd, !startsDeclaration(at: index) { advance() }
    }
}
