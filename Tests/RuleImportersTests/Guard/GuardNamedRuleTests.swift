import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleImporters
import RulePacks
import RuleTesting
import SourceText
import TestSupport
import Testing

/// Rules that ask for other rules, beyond what one template at a time can show.
@Suite struct GuardNamedRuleTests {
    private static let rules = """
        let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
        let queues = Resources.*[ Type == 'AWS::SQS::Queue' ]
        rule encrypted when %buckets !empty { %buckets.Properties.Encryption exists }
        rule named when encrypted { %queues.Properties.Name exists }
        """

    @Test func eachTemplateOfAScanIsDecidedForItself() throws {
        let verdicts = try verdicts(
            of: "named",
            on: [
                Self.template(bucket: #"{"Encryption": "kms"}"#, queue: "{}"), Self.template(bucket: "{}", queue: "{}"),
            ])
        #expect(verdicts == [.fail, .notApplicable])
    }

    @Test func aFaultOfTheOtherRuleIsNamedOnceAndTakesBothAlong() {
        let text = """
            rule named when Resources.*[ Type == 'AWS::SQS::Queue' ] !empty {
              now() == 1
            }
            rule first when named { Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties exists } }
            rule second when named { Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties exists } }
            """
        let imported = GuardImporter.importFile(SourceFile(name: "r.guard", text: text))
        #expect(imported.text == nil)
        #expect(imported.diagnostics.map(\.kind.code) == ["E6103", "E6105", "E6106", "E6106"])
        #expect(imported.diagnostics.map { $0.primary?.place.position.line } == [2, 1, 4, 5])
    }

    @Test func aRuleThatAsksForItselfIsNamed() {
        let text = """
            rule first when second { Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties exists } }
            rule second when first { Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties exists } }
            """
        let imported = GuardImporter.importFile(SourceFile(name: "r.guard", text: text))
        #expect(imported.text == nil)
        #expect(imported.diagnostics.contains { $0.message.contains("the rule asks for itself") })
    }

    @Test func aRuleWithParametersThatIsCalledTwiceIsADefine() throws {
        let text = """
            rule has_tag(properties, key) { %properties.Tags[ Key == %key ] !empty }
            rule tagged {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { has_tag(Properties, 'Owner')  has_tag(Properties, 'Team') }
            }
            """
        let written = try #require(GuardImporter.importFile(SourceFile(name: "r.guard", text: text)).text)
        #expect(written.contains("define has_tag(properties, key: string) ="))
        #expect(written.contains(#"require has_tag(this, "Owner") and has_tag(this, "Team")"#))
    }

    @Test func aRuleThatIsAllThatAnotherAsksStandsInItsPlace() throws {
        let text = """
            rule check(properties) { %properties.Encryption exists }
            rule encrypted { check(Resources.*[ Type == 'AWS::S3::Bucket' ].Properties) }
            """
        let written = try #require(GuardImporter.importFile(SourceFile(name: "r.guard", text: text)).text)
        #expect(!written.contains("define"))
        #expect(written.contains("require Encryption is present"))
    }

    private static func template(bucket: String, queue: String) -> String {
        """
        {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": \(bucket)},
                       "Queue": {"Type": "AWS::SQS::Queue", "Properties": \(queue)}}}
        """
    }

    /// What a rule says of the one queue of each template, in one run over all of them.
    private func verdicts(of name: String, on templates: [String]) throws -> [Verdict] {
        let imported = GuardImporter.importFile(SourceFile(name: "r.guard", text: Self.rules))
        let text = try #require(imported.text)
        let keys = KeyTable()
        let library = PackLoader.load(["r.norma"], from: ImportedFiles(texts: ["r.norma": text]), keys: keys)
        #expect(library.diagnostics.map(\.message) == [])
        let rule = try #require(library.rules.first { $0.metadata.id == name })
        var reader = InventoryReader(choice: try #require(ReaderChoice(named: "cloudformation")), keys: keys)
        reader.read(templates.enumerated().map { SourceFile(name: "\($0.offset).json", text: $0.element) })
        let run = RuleRun(
            rules: [try #require(ParameterBinder.bind(rule).rule)], reading: reader.finish(), asOf: .caseDefault)
        var verdicts: [Verdict] = []
        run.evaluate { if run.rows.kind(of: $0.row) == "AWS::SQS::Queue" { verdicts.append($0.verdict) } }
        return verdicts
    }
}
