import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText
import Testing

/// Every page's wrong example brings its diagnostic about, and its right one none at all.
@Suite struct DiagnosticPagesTests {
    static let kinds = DiagnosticKind.nameKinds + DiagnosticKind.typeKinds + DiagnosticKind.schemaKinds

    @Test(arguments: kinds.filter { $0.medium == .rule })
    func theWrongExampleBringsItAbout(_ kind: DiagnosticKind) throws {
        let found = try Check.diagnostics(of: kind.wrong)
        #expect(found.map(\.kind.code).contains(kind.code), "\(found.map { "\($0.kind.code): \($0.message)" })")
    }

    @Test(arguments: kinds.filter { $0.medium == .rule })
    func theRightExampleHasNothingWrong(_ kind: DiagnosticKind) throws {
        let found = try Check.diagnostics(of: kind.right)
        #expect(found.isEmpty, "\(found.map { "\($0.kind.code): \($0.message)" })")
    }

    @Test(arguments: kinds.filter { $0.medium == .schema })
    func aSchemaIsReadOrRefused(_ kind: DiagnosticKind) throws {
        #expect(try Check.schema(kind.wrong).diagnostics.map(\.kind.code) == [kind.code])
        #expect(try Check.schema(kind.right).diagnostics.isEmpty)
    }

    @Test func codesAreUnique() {
        #expect(Set(Self.kinds.map(\.code)).count == Self.kinds.count)
    }
}

/// Checks rule text against the schema of the pages' examples.
enum Check {
    static func schema(_ text: String, kind: String = "demo.bucket") throws -> (
        schema: KindSchema?, diagnostics: [Diagnostic]
    ) {
        let document = try JSONParser.document(SourceFile(name: "\(kind).json", text: text), keys: KeyTable())
        return SchemaReader.read(document, kind: kind)
    }

    static func run(_ text: String) throws -> (rules: [CheckedRule], diagnostics: [Diagnostic]) {
        let schema = try #require(try schema(KindSchemas.exampleSchema).schema)
        let parsed = Parser.parse(SourceFile(name: "example.norma", text: text))
        let checked = Checker.check([RuleModule(file: parsed.file)], schemas: KindSchemas([schema]))
        return (checked.rules, parsed.diagnostics + checked.diagnostics)
    }

    static func diagnostics(of text: String) throws -> [Diagnostic] { try run(text).diagnostics }
}
