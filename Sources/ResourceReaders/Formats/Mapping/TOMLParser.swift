import SourceText

/// Parses the lines of a TOML text: headers, and keys with their values.
///
///     line   = [ header | pair ] [ comment ] ;
///     header = "[" key "]" | "[[" key "]]" ;
///     pair   = key "=" value ;
///     key    = part { "." part } ;
struct TOMLParser {
    var scanner: TOMLScanner
    private(set) var tree = TOMLTree()
    private var depth = 0

    init(_ text: [UInt8]) { scanner = TOMLScanner(text) }

    mutating func parse() throws(TOMLFault) {
        var table = TOMLTree.root
        while true {
            scanner.skipBlank()
            guard let byte = scanner.peek else { return }
            if byte == UInt8(ascii: "#") {
                scanner.skipComment()
            } else if byte == UInt8(ascii: "[") {
                table = try header()
                try endLine()
            } else if !scanner.skipLineEnd() {
                try pair(into: table)
                try endLine()
            }
        }
    }

    private mutating func endLine() throws(TOMLFault) {
        scanner.skipBlank()
        if scanner.peek == UInt8(ascii: "#") { scanner.skipComment() }
        guard scanner.peek == nil || scanner.skipLineEnd() else { throw scanner.fault("the line should end here") }
    }

    // MARK: Tables

    private mutating func header() throws(TOMLFault) -> Int {
        let start = scanner.position
        scanner.advance()
        let isList = scanner.take("[")
        let path = try key()
        guard scanner.take("]"), !isList || scanner.take("]") else {
            throw scanner.fault("a ']' is due here")
        }
        let span = SourceSpan(start, scanner.position)
        var table = TOMLTree.root
        for part in path.dropLast() { table = try step(part, from: table, isHeader: true, span) }
        guard let last = path.last else { return table }
        if isList { return try element(last, of: table, span) }
        if let existing = tree.member(last.text, of: table) {
            guard case .table = tree.nodes[existing].content, !tree.nodes[existing].isDefined,
                !tree.nodes[existing].isClosed
            else { throw TOMLFault("'\(last.text)' is defined twice", at: last.span.start) }
            tree.change(existing) { node in
                node.isDefined = true
                node.span = span
            }
            return existing
        }
        let added = tree.add(.table, at: span)
        tree.change(added) { $0.isDefined = true }
        tree.insert(added, as: last, into: table)
        return added
    }

    /// A new table at the end of a list of tables.
    private mutating func element(_ key: TOMLKey, of table: Int, _ span: SourceSpan) throws(TOMLFault) -> Int {
        let added = tree.add(.table, at: span)
        tree.change(added) { $0.isDefined = true }
        guard let list = tree.member(key.text, of: table) else {
            tree.insert(tree.add(.tables([added]), at: span), as: key, into: table)
            return added
        }
        guard case .tables(let elements) = tree.nodes[list].content else {
            throw TOMLFault("'\(key.text)' is defined twice", at: key.span.start)
        }
        tree.change(list) { $0.content = .tables(elements + [added]) }
        return added
    }

    /// The table that a part of a key leads to, made where it is not there; of a list of tables the last.
    private mutating func step(
        _ key: TOMLKey, from table: Int, isHeader: Bool, _ span: SourceSpan
    ) throws(TOMLFault) -> Int {
        guard let existing = tree.member(key.text, of: table) else {
            let added = tree.add(.table, at: span)
            tree.change(added) { $0.isClosed = !isHeader }
            tree.insert(added, as: key, into: table)
            return added
        }
        switch tree.nodes[existing].content {
        case .table:
            let node = tree.nodes[existing]
            guard isHeader ? !(node.isClosed && node.isDefined) : node.isClosed && !node.isDefined else {
                throw TOMLFault("'\(key.text)' is defined elsewhere", at: key.span.start)
            }
            return existing
        case .tables(let elements) where isHeader && !elements.isEmpty: return elements[elements.count - 1]
        case .tables, .string, .number, .boolean, .list:
            throw TOMLFault("'\(key.text)' is no table", at: key.span.start)
        }
    }

    private mutating func pair(into table: Int) throws(TOMLFault) {
        let path = try key()
        var table = table
        let span = SourceSpan(path[0].span.start, path[path.count - 1].span.end)
        for part in path.dropLast() { table = try step(part, from: table, isHeader: false, span) }
        guard let last = path.last else { return }
        guard scanner.take("=") else { throw scanner.fault("a '=' is due here") }
        if tree.member(last.text, of: table) != nil {
            throw TOMLFault("'\(last.text)' is defined twice", at: last.span.start)
        }
        scanner.skipBlank()
        tree.insert(try value(), as: last, into: table)
    }

    /// At least one part; blanks behind it are skipped.
    private mutating func key() throws(TOMLFault) -> [TOMLKey] {
        var parts: [TOMLKey] = []
        repeat {
            scanner.skipBlank()
            let start = scanner.position
            let text = try scanner.keyPart()
            parts.append(TOMLKey(text: text, span: SourceSpan(start, scanner.position)))
            scanner.skipBlank()
            guard parts.count < TOMLTree.deepest else { throw scanner.fault("the key has too many parts") }
        } while scanner.take(".")
        return parts
    }

    // MARK: Values

    private mutating func value() throws(TOMLFault) -> Int {
        let start = scanner.position
        switch scanner.peek {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            depth += 1
            defer { depth -= 1 }
            guard depth < TOMLTree.deepest else { throw scanner.fault("values are nested too deep") }
            return scanner.peek == UInt8(ascii: "[") ? try list(start) : try inlineTable(start)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let text = try scanner.string(allowsLines: true)
            return tree.add(.string(text), at: SourceSpan(start, scanner.position))
        default:
            let content = try scanner.word()
            return tree.add(content, at: SourceSpan(start, scanner.position))
        }
    }

    private mutating func list(_ start: Int) throws(TOMLFault) -> Int {
        scanner.advance()
        var elements: [Int] = []
        while true {
            scanner.skipLines()
            if scanner.take("]") { break }
            elements.append(try value())
            scanner.skipLines()
            if scanner.take("]") { break }
            guard scanner.take(",") else { throw scanner.fault("a ',' or a ']' is due here") }
        }
        return tree.add(.list(elements), at: SourceSpan(start, scanner.position))
    }

    private mutating func inlineTable(_ start: Int) throws(TOMLFault) -> Int {
        scanner.advance()
        let table = tree.add(.table, at: SourceSpan(start, start))
        scanner.skipBlank()
        if !scanner.take("}") {
            while true {
                scanner.skipBlank()
                try pair(into: table)
                scanner.skipBlank()
                if scanner.take("}") { break }
                guard scanner.take(",") else { throw scanner.fault("a ',' or a '}' is due here") }
            }
        }
        let end = scanner.position
        tree.change(table) { node in
            node.span = SourceSpan(start, end)
            node.isDefined = true
            node.isClosed = true
        }
        return table
    }
}
