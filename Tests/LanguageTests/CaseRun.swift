import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText
import Testing

/// One case, parsed and checked.
struct CaseRun {
    let languageCase: LanguageCase
    let rules: [CheckedRule]
    let diagnostics: [Diagnostic]
    /// The line of the case that gave a text that is not the case's own.
    private let lines: [ObjectIdentifier: Int]

    init(_ languageCase: LanguageCase) throws {
        self.languageCase = languageCase
        var lines: [ObjectIdentifier: Int] = [:]
        var diagnostics: [Diagnostic] = []
        func parse(_ source: SourceFile) -> RuleFile {
            let parsed = Parser.parse(source)
            diagnostics += parsed.diagnostics
            return parsed.file
        }
        let main = parse(languageCase.source)
        let used = languageCase.usedFiles.map { file in
            let source = SourceFile(name: file.name, text: file.text)
            lines[ObjectIdentifier(source)] = file.line
            return RuleModule(file: parse(source))
        }
        let imports = main.uses.compactMap { use in
            languageCase.usedFiles.firstIndex { $0.name == use.path.value }.map {
                RuleModule.Import(alias: use.alias?.text, module: $0 + 1)
            }
        }
        var schemas: [SchemaReader.File] = []
        for schema in languageCase.schemas {
            let source = SourceFile(name: schema.name, text: schema.text)
            lines[ObjectIdentifier(source)] = schema.line
            let document = try JSONParser.document(source, keys: KeyTable())
            schemas.append(SchemaReader.File(path: "\(schema.name).json", document: document))
        }
        let read = SchemaReader.read(schemas)
        diagnostics += read.diagnostics
        let checked = Checker.check(
            [RuleModule(file: main, imports: imports)] + used, schemas: KindSchemas(read.schemas))
        rules = checked.rules
        self.diagnostics = diagnostics + checked.diagnostics
        self.lines = lines
    }

    /// Records every diagnostic that nobody expects, and every expectation that nothing meets.
    func verifyDiagnostics() {
        var open = languageCase.diagnostics
        for diagnostic in diagnostics {
            let line = line(of: diagnostic)
            if let index = open.firstIndex(where: { $0.isMet(by: diagnostic, atLine: line) }) {
                open.remove(at: index)
            } else {
                let hint = diagnostic.hint.map { "; \($0)" } ?? ""
                report("unexpected \(diagnostic.kind.code) \(diagnostic.message)\(hint)", atLine: line)
            }
        }
        for expectation in open {
            report("expected \(expectation.code) \(expectation.fragment)", atLine: expectation.line)
        }
    }

    /// Records a failure at a line of the case.
    func report(_ text: String, atLine line: Int) {
        let location = SourceLocation(
            fileID: "Cases/\(languageCase.name).norma", filePath: CaseFolder.path(languageCase.name),
            line: max(line, 1), column: 1)
        Issue.record("\(languageCase.name):\(line): \(text)", sourceLocation: location)
    }

    private func line(of diagnostic: Diagnostic) -> Int {
        guard let place = diagnostic.primary?.place else { return 0 }
        return lines[ObjectIdentifier(place.file)] ?? place.position.line
    }
}
