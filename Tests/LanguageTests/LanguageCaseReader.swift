import ResourceDocuments
import SourceText

/// A line of a case that is no part of the cases' grammar.
struct CaseFault: Error, CustomStringConvertible {
    let line: Int
    let description: String
}

/// Reads the expectations and settings out of a case's comments. A line that begins like one and does not read is a fault.
struct LanguageCaseReader {
    private var languageCase: LanguageCase
    private var situation: Situation

    static func read(name: String, source: SourceFile) throws(CaseFault) -> LanguageCase {
        var reader = LanguageCaseReader(
            languageCase: LanguageCase(name: name, source: source), situation: Situation())
        for line in 1...source.lineCount {
            let text = source.text(of: source.span(ofLine: line))
            if text.hasPrefix("#>") {
                try reader.readVerdict(text.dropFirst(2), line)
            } else {
                if text.first == "#", text.dropFirst().first?.isLetter == true {
                    try reader.readSetting(text.dropFirst(), line)
                }
                try reader.readDiagnostics(text, line)
            }
        }
        if reader.languageCase.diagnostics.isEmpty, reader.languageCase.verdicts.isEmpty {
            throw CaseFault(line: 1, description: "the case expects nothing")
        }
        return reader.languageCase
    }

    /// `"#" NAME VALUE`: holds for the expectations below it; `#schema` and `#file` for the whole file.
    private mutating func readSetting(_ text: Substring, _ line: Int) throws(CaseFault) {
        var cursor = LineCursor(text)
        let name = cursor.word()
        switch name {
        case "subject": situation.subject = try json(&cursor, line)
        case "resource": situation.resources.append(try json(&cursor, line))
        case "params": situation.parameters = try json(&cursor, line)
        case "collected":
            situation.collected = cursor.rest.split(separator: ",").map { String($0.filter { $0 != " " }) }
            return
        case "as_of":
            let word = cursor.word()
            guard let instant = Instant(word) else {
                throw CaseFault(line: line, description: "'\(word)' is no instant")
            }
            situation.asOf = instant
        case "schema":
            let kind = cursor.word()
            languageCase.schemas.append(.init(name: kind, text: try json(&cursor, line), line: line))
            // Its diagnostics are expected behind it.
            return
        case "file":
            guard let path = cursor.string() else { throw CaseFault(line: line, description: "a path is missing") }
            languageCase.usedFiles.append(.init(name: path, text: String(cursor.rest), line: line))
            return
        default: throw CaseFault(line: line, description: "'#\(name)' is no setting")
        }
        guard cursor.isAtEnd else { throw CaseFault(line: line, description: "'\(cursor.rest)' is left over") }
    }

    private func json(_ cursor: inout LineCursor, _ line: Int) throws(CaseFault) -> String {
        guard let json = cursor.json() else { throw CaseFault(line: line, description: "no JSON: '\(cursor.rest)'") }
        return json
    }

    /// `"#" ( "error" | "warning" ) ":" CODE FRAGMENT`, any number of them at the end of a line.
    private mutating func readDiagnostics(_ text: String, _ line: Int) throws(CaseFault) {
        var cursor = LineCursor(text)
        while true {
            _ = cursor.text(before: "# error: ", "# warning: ")
            guard !cursor.isAtEnd else { return }
            let severity: Diagnostic.Severity = cursor.consume("# error: ") ? .error : .warning
            if severity == .warning { _ = cursor.consume("# warning: ") }
            let code = cursor.word()
            let fragment = cursor.text(before: "# error: ", "# warning: ")
            guard code.hasPrefix(severity == .error ? "E" : "W"), code.count == 5, !fragment.isEmpty else {
                throw CaseFault(line: line, description: "a code and a part of the message are due, not '\(code)'")
            }
            languageCase.diagnostics.append(
                ExpectedDiagnostic(severity: severity, code: code, fragment: fragment, line: line))
        }
    }

    /// `"#>" [ RULE ":" ] VERDICT PROPERTIES [ CAUSES ] [ "at" PLACE { "," PLACE } ] { FRAGMENT }`
    private mutating func readVerdict(_ text: Substring, _ line: Int) throws(CaseFault) {
        var cursor = LineCursor(text)
        var word = cursor.word()
        var rule: String?
        if word.hasSuffix(":") {
            rule = String(word.dropLast())
            word = cursor.word()
        }
        guard let verdict = Verdict(rawValue: word) else {
            throw CaseFault(line: line, description: "'\(word)' is no verdict")
        }
        var expectation = ExpectedVerdict(
            rule: rule, verdict: verdict, properties: try json(&cursor, line), situation: situation, line: line)
        let causes = cursor.text(before: "at ", "\"")
        if !causes.isEmpty { expectation.causes = causes }
        guard causes.isEmpty == (verdict != .unknown), Self.areCauses(causes) else {
            throw CaseFault(line: line, description: "an unknown verdict, and no other, has causes: '\(causes)'")
        }
        if cursor.consume("at ") {
            expectation.places = cursor.text(before: "\"").split(separator: ",").map {
                String($0.drop { $0 == " " })
            }
        }
        while !cursor.isAtEnd {
            guard let fragment = cursor.string() else {
                throw CaseFault(line: line, description: "'\(cursor.rest)' is left over")
            }
            expectation.fragments.append(fragment)
        }
        languageCase.verdicts.append(expectation)
    }

    /// Whether the words are those that some set of causes describes itself with.
    private static func areCauses(_ text: String) -> Bool {
        text.isEmpty || (1...UInt8.max).contains { UnknownCauses(rawValue: $0).description == text }
    }
}
