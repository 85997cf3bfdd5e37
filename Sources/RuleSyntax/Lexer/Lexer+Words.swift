import SourceText

extension Lexer {
    /// `NAME = letter { letter | digit | "_" | "-" ( letter | digit ) }`, the letters being ASCII's.
    ///
    /// A word with other letters, or with a `_` in front, is reported and read as a name. `isn't` is one word too, so
    /// that the parser can say what to write for it.
    mutating func lexName() -> String {
        let start = position
        var fault: (scalar: Unicode.Scalar, start: Int, length: Int)?
        if peek() == UInt8(ascii: "_") { fault = ("_", start, 1) }
        while let byte = peek() {
            if isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") {
                position += 1
            } else if byte == UInt8(ascii: "-"), isLetter(peek(1)) || isDigit(peek(1)) {
                position += 2
            } else if byte >= 0x80 {
                let (scalar, length) = ScalarDecoding.scalar(in: bytes, at: position)
                guard let scalar, scalar.properties.isAlphabetic else { break }
                if fault == nil { fault = (scalar, position, length) }
                position += length
            } else {
                break
            }
        }
        if isContraction(from: start) { position += 2 }
        let name = text(start..<position)
        if let fault {
            let place = place(fault.start, fault.start + fault.length)
            diagnostics.append(LexerDiagnostics.unusableInName(fault.scalar, name: name, at: place))
        }
        return name
    }

    /// At the `'t` of a word that ends in `n`.
    private func isContraction(from start: Int) -> Bool {
        position > start && bytes[position - 1] == UInt8(ascii: "n") && peek() == UInt8(ascii: "'")
            && peek(1) == UInt8(ascii: "t") && !isLetter(peek(2)) && peek(2) != UInt8(ascii: "'")
    }

    /// `NUMBER` or `DURATION`, or a word that begins like one (`10.0.0.0/8`, `2026-01-01`), reported whole.
    mutating func lexNumber() -> Token.Kind {
        let start = position
        // In `a.0.b` the number ends at its digits: the parser says how an index is written.
        if tokens.last?.symbol == .dot, start > 0, bytes[start - 1] == UInt8(ascii: ".") {
            while isDigit(peek()) { position += 1 }
            return .number(text(start..<position))
        }
        skipJSONNumber()
        let numberEnd = position
        skipRestOfRun()
        let number = text(start..<numberEnd)
        let rest = text(numberEnd..<position)
        if rest.isEmpty, numberEnd > start { return .number(number) }
        let isWhole = number.utf8.allSatisfy { isDigit($0) } && !number.isEmpty
        if isWhole, DurationUnit(rawValue: rest) != nil { return .duration(number + rest) }
        let place = place(start, position)
        if !number.isEmpty, !rest.isEmpty, rest.utf8.allSatisfy({ isLetter($0) }) {
            diagnostics.append(LexerDiagnostics.badDuration(number: number, unit: rest, at: place))
            return .duration("0s")
        }
        diagnostics.append(LexerDiagnostics.malformedNumber(text(start..<position), at: place))
        return .number("0")
    }

    /// `[ "-" ] ( "0" | digit1 { digit } ) [ "." digit { digit } ] [ ( "e" | "E" ) [ sign ] digit { digit } ]`
    /// (RFC 8259, section 6), as far as it goes.
    private mutating func skipJSONNumber() {
        if peek() == UInt8(ascii: "-") { position += 1 }
        let digits = position
        if peek() == UInt8(ascii: "0") { position += 1 } else { while isDigit(peek()) { position += 1 } }
        if position == digits { return }
        if peek() == UInt8(ascii: "."), isDigit(peek(1)) {
            position += 2
            while isDigit(peek()) { position += 1 }
        }
        if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
            let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
            guard isDigit(peek(1 + sign)) else { return }
            position += 2 + sign
            while isDigit(peek()) { position += 1 }
        }
    }

    /// Over what somebody would take for one word with the number.
    private mutating func skipRestOfRun() {
        while let byte = peek() {
            if isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
                position += 1
            } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/"),
                isLetter(peek(1)) || isDigit(peek(1))
            {
                position += 2
            } else {
                return
            }
        }
    }

    /// `REGEX = "/" … "/" [ "i" ]` on one line, with `\/` for a slash.
    mutating func lexRegex() -> Token.Kind {
        let start = position
        position += 1
        var pattern: [UInt8] = []
        while let byte = peek(), byte != UInt8(ascii: "/"), byte != 0x0A, byte != 0x0D {
            if byte == UInt8(ascii: "\\"), let next = peek(1), next != 0x0A, next != 0x0D {
                if next != UInt8(ascii: "/") { pattern.append(byte) }
                pattern.append(next)
                position += 2
            } else {
                let (scalar, length) = ScalarDecoding.scalar(in: bytes, at: position)
                reportBidirectional(scalar, from: position, length: length)
                pattern.append(contentsOf: bytes[position..<position + length])
                position += length
            }
        }
        let text = String(decoding: pattern, as: UTF8.self)
        guard peek() == UInt8(ascii: "/") else {
            diagnostics.append(LexerDiagnostics.unterminatedRegex(at: place(start, position)))
            hidesBrace = text.contains("}")
            return .regex(text, caseInsensitive: false)
        }
        position += 1
        let flagsStart = position
        while isLetter(peek()) { position += 1 }
        let flags = self.text(flagsStart..<position)
        if !flags.isEmpty, flags != "i" {
            diagnostics.append(LexerDiagnostics.unknownRegexFlag(flags, at: place(flagsStart, position)))
        }
        return .regex(text, caseInsensitive: flags.contains("i"))
    }
}

/// The units of a `DURATION`.
package enum DurationUnit: String, CaseIterable, Sendable {
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "m"
    case hours = "h"
    case days = "d"
    case weeks = "w"

    /// The unit that a word stands for: `d`, `day`, `days`, `D`.
    static func meant(by word: String) -> DurationUnit? {
        if let unit = DurationUnit(rawValue: word) ?? DurationUnit(rawValue: word.lowercased()) { return unit }
        let names: [String: DurationUnit] = [
            "millisecond": .milliseconds, "sec": .seconds, "second": .seconds, "min": .minutes, "minute": .minutes,
            "hr": .hours, "hour": .hours, "day": .days, "week": .weeks,
        ]
        let lower = word.lowercased()
        return names[lower] ?? names[lower.hasSuffix("s") ? String(lower.dropLast()) : lower]
    }

    static func isMeant(by word: String) -> Bool { meant(by: word) != nil }
}
