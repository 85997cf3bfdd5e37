import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleCompiler
import RulePacks
import RuleTesting
import RuleTracer
import SourceText

@testable import RuleSyntax

/// The rule library, with the situations that its cases make: found on disk, so that a new rule is in it.
struct BundledRules {
    let library: RuleLibrary
    /// Of one rule each, the same one twice left out.
    private(set) var situations: [Situation] = []
    /// What is wrong with the rules and the cases.
    private(set) var diagnostics: [Diagnostic]

    init() {
        let keys = KeyTable()
        library = PackLoader.load(["rules"], from: LibraryFiles(), keys: keys)
        diagnostics = library.diagnostics
        var seen: Set<Situation.Identity> = []
        for path in LibraryFiles().files(below: "rules").files where path.hasSuffix(".cases.yaml") {
            for situation in situations(ofFile: path) where seen.insert(situation.identity).inserted {
                situations.append(situation)
            }
        }
    }

    private mutating func situations(ofFile path: String) -> [Situation] {
        let folder = PathText.folder(of: path)
        guard let source = try? LibraryFiles().read(path, within: nil) else { return [] }
        let read = CaseFileReader.read(source, in: LibraryFiles(), keys: KeyTable())
        diagnostics += read.diagnostics
        guard let file = read.file else { return [] }
        let paths = file.rulePaths.map { PathText.join(folder, $0.path) }
        let rules = library.rules.filter { paths.contains($0.file.name) }
        return file.cases.flatMap { testCase in
            testCase.expectations.compactMap { expectation in
                guard let rule = rules.first(where: { $0.name.text == expectation.rule }) else { return nil }
                return Situation(rule, testCase, in: path)
            }
        }
    }

    /// Every name and every string that the rule's file and the files it uses hold: what a rule reads by name is among them.
    static func words(of rule: CheckedRule) -> Set<String> {
        var words: Set<String> = []
        var files = [rule.file]
        var seen: Set<String> = []
        while let file = files.popLast() {
            guard seen.insert(file.name).inserted else { continue }
            for token in Lexer.lex(file).tokens {
                switch token.kind {
                case .name(let name): words.insert(name)
                case .string(let text): words.insert(text)
                case .number, .duration, .regex, .symbol, .invalid, .end: break
                }
            }
            let folder = PathText.folder(of: file.name)
            files += Parser.parse(file).file.uses.compactMap { use in
                try? LibraryFiles().read(PathText.join(folder, use.path.value), within: nil)
            }
        }
        return words
    }
}
