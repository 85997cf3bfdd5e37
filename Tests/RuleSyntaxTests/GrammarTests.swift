import Foundation
import RuleSyntax
import SourceText
import TestSupport
import Testing

/// Holds the files in `grammar/` against the lexer and the parser.
@Suite struct GrammarTests {
    @Test func thePhrasesAreTheParsersProductions() throws {
        let phrases = try Grammar.read().productions.map(\.name).filter { $0.first?.isLowercase == true }
        #expect(phrases.sorted() == Production.allCases.map(\.name).sorted())
    }

    @Test func everyNameIsDefinedOnce() throws {
        let grammar = try Grammar.read()
        let names = grammar.productions.map(\.name)
        #expect(Set(names).count == names.count)
        for production in grammar.productions {
            for name in production.references { #expect(names.contains(name), "\(production.name) names \(name)") }
        }
    }

    @Test func everyPhraseAndWordHasAnExample() throws {
        for production in try Grammar.read().productions where !Grammar.isPart(production.name) {
            #expect(!production.examples.isEmpty, "\(production.name)")
        }
    }

    @Test func everyExampleParsesByItsProduction() throws {
        for production in try Grammar.read().productions {
            for example in production.examples {
                let text = try embed(example, as: production.name)
                let parsed = Parser.parseRecordingProductions(SourceFile(name: "example.norma", text: text))
                #expect(parsed.diagnostics == [], "\(production.name): \(text)")
                if let phrase = Production.allCases.first(where: { $0.name == production.name }) {
                    #expect(parsed.productions.contains(phrase), "\(production.name): \(text)")
                }
            }
        }
    }

    @Test func theQuotedWordsAreTheLexers() throws {
        let grammar = try Grammar.read()
        let ofTypes = Set(grammar.terminals(of: "type"))
        let ofLevels = Set(grammar.terminals(of: "LEVEL"))
        let ofVerdicts = Set(grammar.terminals(of: "VERDICT"))
        #expect(ofTypes == Set(TypeName.allCases.map(\.rawValue)))
        #expect(ofLevels == Set(SeverityLevel.allCases.map(\.rawValue)))
        #expect(ofVerdicts == Set(ClauseSyntax.Fallback.allCases.map(\.rawValue)))
        let units = grammar.terminals(of: "DURATION")
        #expect(Set(units) == Set(DurationUnit.allCases.map(\.rawValue)))

        let ofPhrases = grammar.productions.filter { $0.name.first?.isLowercase == true && $0.name != "type" }
            .flatMap(\.terminals).filter { $0.first?.isLetter == true }
        // `fail` is the one verdict that a phrase names.
        #expect(Set(ofPhrases).subtracting(["fail"]) == Set(Keyword.allCases.map(\.rawValue)))
    }

    @Test func theEditorColoursTheLexersWords() throws {
        let coloured = try TextMateGrammar.read()
        #expect(coloured.words(in: "keywords") == Set(Keyword.allCases.map(\.rawValue)))
        #expect(coloured.words(in: "types") == Set(TypeName.allCases.map(\.rawValue)))
        let constants = SeverityLevel.allCases.map(\.rawValue) + ClauseSyntax.Fallback.allCases.map(\.rawValue)
        #expect(coloured.words(in: "levels") == Set(constants))
    }

    /// A file in which `example` stands where its production may.
    private func embed(_ example: String, as production: String) throws -> String {
        switch production {
        case "file", "use", "define", "rule": example
        case "formal": "define f(\(example)) = true"
        case "item", "metadata", "severity", "tags", "param", "for", "when", "let", "clause": "rule r { \(example) }"
        case "constraint": "rule r { param p: list \(example) }"
        case "fallback": "rule r { require a is 1 \(example) }"
        case "message", "interpolation": "rule r { require a is 1 else \(example) }"
        case "condition", "unary", "block", "quantified": "rule r { require \(example) }"
        case "quantifier": "rule r { require \(example) x in xs is 1 }"
        case "domain", "source", "resources": "rule r { let v = each x in \(example) }"
        case "predicate": "rule r { require a \(example) }"
        case "amount": "rule r { require a contains \(example) }"
        case "anyof": "rule r { require a matches \(example) }"
        case "expression", "term", "path", "call", "literal", "NUMBER", "DURATION", "REGEX":
            "rule r { let v = \(example) }"
        case "accessor": "rule r { let v = a\(example) }"
        case "argument": "rule r { let v = f(\(example)) }"
        case "kind": "rule r { for \(example) }"
        case "type": "rule r { param p: \(example) }"
        case "NAME": "rule r { let \(example) = 1 }"
        case "STRING": "rule r { title \(example) }"
        case "INT": "rule r { require exactly \(example) x in xs is 1 }"
        case "LEVEL": "rule r { severity \(example) }"
        case "VERDICT": "rule r { require a is 1 if missing \(example) }"
        default: throw UnknownProduction(name: production)
        }
    }

    private struct UnknownProduction: Error { var name: String }
}

/// `grammar/norma.ebnf`, cut into productions.
private struct Grammar {
    struct Production {
        var name: String
        var examples: [String]
        /// The names and the quoted texts on its right side.
        var references: [String]
        var terminals: [String]
    }

    var productions: [Production]

    static func isPart(_ name: String) -> Bool {
        name.first?.isUppercase == true && name.contains(where: \.isLowercase)
    }

    static func read() throws -> Grammar {
        let file = ProjectFolder.root.appending(path: "grammar/norma.ebnf")
        let text = try String(contentsOf: file, encoding: .utf8)
        var productions: [Production] = []
        var examples: [String] = []
        // A comment, or a production up to the ';' outside quotes.
        let piece =
            #/\(\*(?<comment>.*?)\*\)(?=\s)|(?<name>\w+)\s*=(?<body>(?:"[^"\n]*"|'[^'\n]*'|\?[^?]*\?|[^;"'?])*);/#
            .dotMatchesNewlines()
        for match in text.matches(of: piece) {
            if let comment = match.comment {
                let words = comment.trimmingCharacters(in: .whitespacesAndNewlines)
                if words.hasPrefix("example:") { examples.append(String(words.dropFirst("example: ".count))) }
            } else if let name = match.name, let body = match.body {
                let unquoted = body.replacing(#/"[^"\n]*"|'[^'\n]*'|\?[^?]*\?/#, with: " ")
                productions.append(
                    Production(
                        name: String(name), examples: examples,
                        references: unquoted.matches(of: #/\w+/#).map { String($0.output) },
                        terminals: body.matches(of: #/"([^"\n]*)"/#).map { String($0.output.1) }))
                examples = []
            }
        }
        return Grammar(productions: productions)
    }

    func terminals(of name: String) -> [String] {
        productions.filter { $0.name == name }.flatMap(\.terminals)
    }
}

/// The words that `grammar/norma.tmLanguage.json` lists as alternatives.
private struct TextMateGrammar: Decodable {
    struct Entry: Decodable { var patterns: [Pattern] }
    struct Pattern: Decodable { var match: String? }

    var repository: [String: Entry]

    static func read() throws -> TextMateGrammar {
        let file = ProjectFolder.root.appending(path: "grammar/norma.tmLanguage.json")
        return try JSONDecoder().decode(TextMateGrammar.self, from: Data(contentsOf: file))
    }

    func words(in entry: String) -> Set<String> {
        let matches = repository[entry]?.patterns.compactMap(\.match) ?? []
        return Set(
            matches.flatMap { match in
                match.matches(of: #/\(([a-z_]+(?:\|[a-z_]+)*)\)/#).flatMap {
                    $0.output.1.split(separator: "|").map(String.init)
                }
            })
    }
}
