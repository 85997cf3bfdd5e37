import Foundation
import TestSupport

@testable import RuleChecker

/// The reference of the language, made from the grammar and the table of functions.
enum LanguageReference {
    static let path = "Sources/norma/norma.docc/LanguageReference.md"

    static func page() throws -> String {
        let grammar = try String(contentsOf: ProjectFolder.root.appending(path: "grammar/norma.ebnf"), encoding: .utf8)
        return """
            # Language reference

            Made from `grammar/norma.ebnf` and the table of functions; `grammar/README.md` explains the notation. An example of each predicate, with
            resources that pass, fail and are unknown, is in `Sources/RuleChecker/RuleChecker.docc/Asking.md`.

            \(sections(of: grammar))
            ## Functions

            Of what is missing a function is unknown, and so of what it cannot read. What it takes is one of the types in its row, or a property of any type that
            turns out to be one.

            | function | takes | gives | example |
            |---|---|---|---|
            \(try functions())

            """
    }

    // MARK: Grammar

    /// Comments of a line of their own that begin with `--` are headings; what stands between blank lines is a production, its
    /// comments in front of it.
    private static func sections(of grammar: String) -> String {
        grammar.components(separatedBy: "\n\n").compactMap { paragraph -> String? in
            let text = paragraph.trimmingCharacters(in: .newlines)
            if let heading = text.wholeMatch(of: #/\(\* -- (.*?) -+ \*\)/#)?.1 { return "## \(heading)\n" }
            guard let start = text.firstMatch(of: #/(?m)^(\w+) +=/#) else { return nil }
            let production = text[start.range.lowerBound...]
            let comments = text[..<start.range.lowerBound].matches(of: #/\(\*\s*((?:.|\n)*?)\s*\*\)/#).map {
                $0.1.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            let isExample = { (comment: String) in comment.hasPrefix("example: ") }
            let notes = comments.filter { !isExample($0) }
            let examples = comments.filter(isExample).map { "`\($0.dropFirst("example: ".count))`" }
            return """
                ### \(start.1)

                ```
                \(production)
                ```
                \(notes.isEmpty ? "" : "\n\(notes.joined(separator: " "))\n")\(examples.isEmpty ? "" : "\nFor example: \(examples.joined(separator: ", "))\n")
                """
        }.joined(separator: "\n")
    }

    // MARK: Functions

    private static func functions() throws -> String {
        let examples = Dictionary(
            try AskingRow.all().map { ($0.phrase, $0.example) }, uniquingKeysWith: { first, _ in first })
        return BuiltinFunction.allCases.map { function in
            let signature = FunctionSignature.of(function)
            let parameters = signature.parameters.map(\.words).joined(separator: ", ")
            let result = signature.result(signature.parameters.map(Self.type(for:)))
            let example = examples["\(function.rawValue)(…)"] ?? ""
            return "| `\(function.rawValue)` | \(parameters) | \(result) | `\(example)` |"
        }.joined(separator: "\n")
    }

    /// A type that the parameter is made for.
    private static func type(for parameter: FunctionSignature.Parameter) -> ValueType {
        [.list(.any), .map, .string].first { parameter.accepts($0) } ?? .any
    }
}
