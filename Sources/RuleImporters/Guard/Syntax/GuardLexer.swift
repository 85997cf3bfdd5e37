import SourceText

/// Cuts a Guard file into tokens. It never fails: what is no token becomes `.invalid` and a diagnostic. O(bytes).
struct GuardLexer {
    private let file: SourceFile
    private let bytes: [UInt8]
    private var position = 0
    private(set) var tokens: [GuardToken] = []
    /// Every `#` comment in order, from the sign to the end of its line.
    private(set) var comments: [SourceSpan] = []
    private(set) var diagnostics: [Diagnostic] = []

    private init(_ file: SourceFile) {
        self.file = file
        bytes = file.text
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// All tokens of a file, ending with `.end`.
    static func lex(_ file: SourceFile) -> GuardLexer {
        var lexer = GuardLexer(file)
        while lexer.lexToken() {}
        return lexer
    }

    private mutating func lexToken() -> Bool {
        skipSpace()
        let start = position
        guard let byte = byte(at: 0) else {
            append(.end, from: start)
            return false
        }
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): lexString(quote: byte)
        case UInt8(ascii: "/"): lexRegex()
        case UInt8(ascii: "%") where Self.beginsWord(self.byte(at: 1)):
            position += 1
            append(.variable(takeWord()), from: start)
        case UInt8(ascii: "<") where self.byte(at: 1) == byte: lexMessage()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
        case UInt8(ascii: "-") where Self.isDigit(self.byte(at: 1)): lexNumber()
        case _ where Self.beginsWord(byte): append(.word(takeWord()), from: start)
        default: lexSymbol()
        }
        return true
    }

    private mutating func skipSpace() {
        while let byte = byte(at: 0) {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            case UInt8(ascii: "#"):
                let start = position
                while let next = self.byte(at: 0), next != 0x0A { position += 1 }
                comments.append(SourceSpan(start, position))
            default: return
            }
        }
    }

    /// Letters, digits, `_`, and `::` between the parts of a resource type.
    private mutating func takeWord() -> String {
        let start = position
        while let byte = byte(at: 0) {
            if Self.beginsWord(byte) || Self.isDigit(byte) {
                position += 1
            } else if byte == UInt8(ascii: ":"), self.byte(at: 1) == byte, Self.beginsWord(self.byte(at: 2)) {
                position += 2
            } else {
                break
            }
        }
        return file.text(of: SourceSpan(start, position))
    }

    private mutating func lexNumber() {
        let start = position
        position += 1
        while Self.isDigit(byte(at: 0)) || byte(at: 0) == UInt8(ascii: ".") && Self.isDigit(byte(at: 1)) {
            position += 1
        }
        append(.number(file.text(of: SourceSpan(start, position))), from: start)
    }

    /// A backslash keeps the quote behind it; before anything else it is a backslash.
    private mutating func lexString(quote: UInt8) {
        let start = position
        position += 1
        guard let text = takeText(until: quote) else {
            position = file.span(ofLine: file.line(at: start)).end
            fault(.guardUnclosed("string", at: place(start, start + 1)), from: start)
            return
        }
        append(.string(text), from: start)
    }

    private mutating func lexRegex() {
        let start = position
        position += 1
        guard let text = takeText(until: UInt8(ascii: "/")) else {
            position = max(start + 1, file.span(ofLine: file.line(at: start)).end)
            fault(.guardUnclosed("regular expression", at: place(start, start + 1)), from: start)
            return
        }
        append(.regex(text), from: start)
    }

    /// The text up to `end`, which is skipped; nil where the file ends first.
    private mutating func takeText(until end: UInt8) -> String? {
        var text: [UInt8] = []
        while let byte = byte(at: 0) {
            position += 1
            if byte == end { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), let next = self.byte(at: 0) {
                position += 1
                text += next == end ? [next] : [byte, next]
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    private mutating func lexMessage() {
        let start = position
        position += 2
        let textStart = position
        while let byte = byte(at: 0) {
            if byte == UInt8(ascii: ">"), self.byte(at: 1) == byte {
                let text = file.text(of: SourceSpan(textStart, position))
                position += 2
                append(.message(text), from: start)
                return
            }
            position += 1
        }
        position = max(start + 2, file.span(ofLine: file.line(at: start)).end)
        fault(.guardUnclosed("message", at: place(start, start + 2)), from: start)
    }

    private mutating func lexSymbol() {
        let start = position
        for symbol in GuardSymbol.allCases where bytes[start...].starts(with: symbol.rawValue.utf8) {
            position += symbol.rawValue.utf8.count
            append(.symbol(symbol), from: start)
            return
        }
        position += 1
        while let byte = byte(at: 0), byte & 0xC0 == 0x80 { position += 1 }
        fault(.guardUnexpected(file.text(of: SourceSpan(start, position)), at: place(start, position)), from: start)
    }

    private mutating func fault(_ diagnostic: Diagnostic, from start: Int) {
        diagnostics.append(diagnostic)
        append(.invalid, from: start)
    }

    private mutating func append(_ form: GuardToken.Form, from start: Int) {
        tokens.append(GuardToken(form: form, span: SourceSpan(start, position)))
    }

    private func place(_ start: Int, _ end: Int) -> SourcePlace { SourcePlace(file, SourceSpan(start, end)) }

    private func byte(at offset: Int) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private static func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ?? false
    }

    private static func beginsWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_")
    }
}
