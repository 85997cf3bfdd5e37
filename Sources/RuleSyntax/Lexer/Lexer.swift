import SourceText

/// Cuts a text into tokens. It never fails: what is no token becomes `.invalid` and a diagnostic.
///
/// The same lexer reads the expressions inside a message, whose bytes were decoded from a string literal: `origins`
/// then leads from each byte back to the file. O(bytes).
struct Lexer {
    let file: SourceFile
    let bytes: [UInt8]
    /// The file's offset of each byte and of the end; nil where the bytes are the file's own.
    let origins: [Int]?
    var position: Int {
        didSet { steps.add(abs(position - oldValue)) }
    }
    private let steps: ReadingSteps?
    var tokens: [Token] = []
    var comments: [Comment] = []
    var diagnostics: [Diagnostic] = []

    /// Of an interpolation: its `}` was found.
    private(set) var isClosed = false
    /// Of the literal that is being read: it is not closed and holds a `}`.
    var hidesBrace = false
    private var startsLine = true
    private var previousEnd = -1

    private init(file: SourceFile, bytes: [UInt8], origins: [Int]?, position: Int, steps: ReadingSteps?) {
        self.steps = steps
        self.file = file
        self.bytes = bytes
        self.origins = origins
        self.position = position
    }

    /// All tokens of a file, ending with `.end`.
    static func lex(_ file: SourceFile, counting steps: ReadingSteps? = nil) -> Lexer {
        let hasByteOrderMark = file.text.starts(with: [0xEF, 0xBB, 0xBF])
        var lexer = Lexer(file: file, bytes: file.text, origins: nil, position: hasByteOrderMark ? 3 : 0, steps: steps)
        if let malformed = ScalarDecoding.firstMalformedByte(in: file.text) {
            lexer.diagnostics.append(LexerDiagnostics.notUTF8(at: lexer.place(malformed, malformed + 1)))
        }
        while lexer.lexToken() {}
        return lexer
    }

    /// The tokens of an expression in a message, from `position` to the `}` that closes it or to the end;
    /// `position` of the result stands behind the `}`.
    static func lexInterpolation(
        _ text: DecodedString, from position: Int, in file: SourceFile, counting steps: ReadingSteps?
    ) -> Lexer {
        var lexer = Lexer(file: file, bytes: text.bytes, origins: text.origins, position: position, steps: steps)
        while lexer.lexToken() {
            guard lexer.tokens.last?.symbol == .closeBrace else { continue }
            lexer.isClosed = true
            let brace = lexer.tokens.removeLast()
            lexer.append(.end, from: lexer.position)
            lexer.tokens[lexer.tokens.count - 1].span = .empty(at: brace.span.start)
            break
        }
        return lexer
    }

    /// Reads one token, or `.end`: then false.
    private mutating func lexToken() -> Bool {
        skipSpace()
        let start = position
        guard let byte = peek() else {
            append(.end, from: start)
            return false
        }
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            append(.name(lexName()), from: start)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            append(lexNumber(), from: start)
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
            skipForeignComment()
        case UInt8(ascii: "-") where isDigit(peek(1)):
            append(lexNumber(), from: start)
        case UInt8(ascii: "."):
            let startsNumber = isDigit(peek(1)) && (previousEnd != start || tokens.last?.endsOperand != true)
            append(startsNumber ? lexNumber() : lexSymbol(), from: start)
        case UInt8(ascii: "\""):
            append(.string(lexString()), from: start)
        case UInt8(ascii: "'"):
            append(.string(lexForeignString(closing: "'")), from: start)
        case UInt8(ascii: "`"):
            append(.string(lexForeignString(closing: "`")), from: start)
        case UInt8(ascii: "/"):
            if peek(1) == UInt8(ascii: "/") || peek(1) == UInt8(ascii: "*") {
                skipForeignComment()
            } else {
                append(tokens.last?.endsOperand == true ? lexSymbol() : lexRegex(), from: start)
            }
        case 0x80...:
            lexBeyondASCII()
        default:
            append(lexSymbol(), from: start)
        }
        return true
    }

    private mutating func lexSymbol() -> Token.Kind {
        if let symbol = Symbol(alone: bytes[position]) {
            position += 1
            return .symbol(symbol)
        }
        for (symbol, spelling) in Symbol.byLength where bytes[position...].starts(with: spelling) {
            position += spelling.count
            return .symbol(symbol)
        }
        // A row of one character is one fault.
        let start = position
        while peek() == bytes[start] { position += 1 }
        diagnostics.append(
            LexerDiagnostics.unknownCharacter(Unicode.Scalar(bytes[start]), at: place(start, position)))
        return .invalid
    }

    /// A letter of another alphabet begins a (faulty) name; quotes of typography a string; all else is reported.
    private mutating func lexBeyondASCII() {
        let start = position
        let (scalar, length) = ScalarDecoding.scalar(in: bytes, at: position)
        guard let scalar else {
            // Reported once for the whole file.
            position += length
            append(.invalid, from: start)
            return
        }
        if scalar == "\u{201C}" || scalar == "\u{201D}" || scalar == "\u{201E}" {
            append(.string(lexForeignString(closing: "\u{201D}")), from: start)
        } else if scalar == "\u{2018}" || scalar == "\u{2019}" {
            append(.string(lexForeignString(closing: "\u{2019}")), from: start)
        } else if scalar.properties.isAlphabetic {
            append(.name(lexName()), from: start)
        } else {
            position += length
            let place = place(start, position)
            if LexerDiagnostics.isInvisible(scalar) {
                // Read as white space, so that the text around it still parses.
                diagnostics.append(LexerDiagnostics.invisibleCharacter(scalar, at: place))
            } else {
                diagnostics.append(LexerDiagnostics.unknownCharacter(scalar, at: place))
                append(.invalid, from: start)
            }
        }
    }

    mutating func append(_ kind: Token.Kind, from start: Int) {
        let touches = start == previousEnd
        tokens.append(
            Token(kind: kind, span: span(start, position), startsLine: startsLine, touchesPrevious: touches))
        tokens[tokens.count - 1].hidesBrace = hidesBrace
        hidesBrace = false
        startsLine = false
        previousEnd = position
    }
}

// MARK: White space and comments

extension Lexer {
    private mutating func skipSpace() {
        while let byte = peek() {
            switch byte {
            case 0x0A, 0x0D:
                startsLine = true
                position += 1
            case 0x20, 0x09:
                position += 1
            case UInt8(ascii: "#"):
                let start = position
                skipLine()
                let comment = span(start, position)
                comments.append(Comment(text: file.text(of: comment), span: comment))
            default:
                return
            }
        }
    }

    /// To the end of the line, which is not passed.
    private mutating func skipLine() {
        while let byte = peek(), byte != 0x0A, byte != 0x0D {
            if byte < 0x80 {
                position += 1
                continue
            }
            let (scalar, length) = ScalarDecoding.scalar(in: bytes, at: position)
            reportBidirectional(scalar, from: position, length: length)
            position += length
        }
    }

    /// `// …`, `-- …` and `/* … */`
    private mutating func skipForeignComment() {
        let start = position
        let isBlock = peek(1) == UInt8(ascii: "*")
        position += 2
        if isBlock {
            while let byte = peek(), !(byte == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
                if byte == 0x0A || byte == 0x0D { startsLine = true }
                position += 1
            }
            position = min(position + 2, bytes.count)
            diagnostics.append(LexerDiagnostics.foreignComment(at: place(start, start + 2), replacement: nil))
        } else {
            skipLine()
            diagnostics.append(LexerDiagnostics.foreignComment(at: place(start, start + 2), replacement: "#"))
        }
    }

    /// Text that is shown in another order than it is read hides what a rule says, in strings and comments too.
    mutating func reportBidirectional(_ scalar: Unicode.Scalar?, from start: Int, length: Int) {
        guard let scalar, LexerDiagnostics.isBidirectional(scalar) else { return }
        diagnostics.append(LexerDiagnostics.invisibleCharacter(scalar, at: place(start, start + length)))
    }
}

// MARK: Bytes and places

extension Lexer {
    func peek(_ ahead: Int = 0) -> UInt8? {
        steps.add()
        return position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    func isDigit(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    func isLetter(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }

    /// The span in the file.
    func span(_ start: Int, _ end: Int) -> SourceSpan {
        guard let origins else { return SourceSpan(start, end) }
        return SourceSpan(origins[min(start, origins.count - 1)], origins[min(end, origins.count - 1)])
    }

    func place(_ start: Int, _ end: Int) -> SourcePlace { SourcePlace(file, span(start, end)) }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
