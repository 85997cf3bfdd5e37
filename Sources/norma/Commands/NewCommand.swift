import ArgumentParser
import ResourceDocuments
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write a new rule and its cases, ready to change.",
        subcommands: [NewRuleCommand.self])
}

struct NewRuleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "Write NAME.norma and NAME.cases.yaml; both work as they stand.",
        discussion: """
            EXAMPLE
              norma new rule bucket_is_private --kind cloud-object-storage.bucket \\
                --in rules/cloud-object-storage
            """)

    @Argument(help: "The rule's name: letters, digits and '_', a letter first.")
    var name: String

    @Option(help: "The kind it is for.")
    var kind = "demo.thing"

    @Option(
        name: .customLong("in"),
        help: ArgumentHelp("The folder to write to; it is made where it is not there.", valueName: "folder"))
    var folder = "."

    func run() throws {
        let files = DiskFiles()
        let rule = NewRule(name: name, kind: kind, schema: PackLoader.schemas(for: folder, in: files)[kind])
        guard rule.isNameValid else { throw CommandFailure(.badRuleName(name)) }
        let contents = [("\(name).norma", rule.text), ("\(name).cases.yaml", rule.cases)]
        for (file, _) in contents where files.exists(PathText.join(folder, file)) {
            throw CommandFailure(.fileExists(PathText.join(folder, file)))
        }
        for (file, text) in contents {
            let path = PathText.join(folder, file)
            do throws(FileProblem) {
                try files.makeFolder(folder)
                try files.write(Array(text.utf8), to: path)
            } catch {
                throw CommandFailure(.unwritableFile(error))
            }
            Console().print("wrote \(VisibleText.line(path))")
        }
        Console().print("next: norma test \(VisibleText.line(PathText.join(folder, "\(name).norma")))")
    }
}

/// The first text of a rule and of its cases.
struct NewRule {
    let name: String
    let kind: String
    /// A flag that resources of the kind have; nil where its schema has none at its top.
    private let flag: String?

    init(name: String, kind: String, schema: KindSchema?) {
        self.name = name
        self.kind = kind
        flag = schema.map { Self.flag(in: $0.root) } ?? "enabled"
    }

    private static func flag(in schema: SchemaNode) -> String? {
        schema.properties.sorted { $0.key < $1.key }.first { $0.value.types == .boolean }?.key
    }

    var isNameValid: Bool {
        guard let first = name.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
        return name.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || $0.properties.numericType != nil)
        }
    }

    private var kindText: String {
        kind.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ".-_0123456789".unicodeScalars.contains($0))
        }
            ? kind : "\"\(kind)\""
    }

    /// A flag of the kind, else the name that every inventory knows.
    private var subject: String { flag ?? "@name" }
    private var test: String { flag == nil ? "@name matches \"^prod-\"" : "\(subject) is true" }

    /// In the formatter's layout.
    var text: String {
        RuleSyntax.Formatter.format(Parser.parse(SourceFile(name: "\(name).norma", text: draft)).file)
    }

    private var draft: String {
        """
        # Scenarios:
        #   \(subject) as it has to be   -> pass
        #   \(subject) is something else -> fail
        #   \(subject) is missing        -> fail

        rule \(name) {
          title "What every resource of this kind has to be"
          severity medium
          for \(kindText)
          require \(test) if missing fail else "\(subject) is {\(subject)}"
          fix "Set \(subject) as the rule wants it."
        }

        """
    }

    var cases: String {
        let (resource, change, removal) =
            flag.map { flag in
                ("properties: {\(flag): true}", "patch: {\(flag): false}", "remove: [\(flag)]")
            } ?? (
                "name: prod-1, properties: {}",
                "resource: {kind: \"\(kind)\", id: one, name: test-1, properties: {}}",
                "resource: {kind: \"\(kind)\", id: one, properties: {}}"
            )
        return """
            rules: \(name).norma
            defaults:
              resource: {kind: "\(kind)", id: one, \(resource)}
            cases:
              - name: as it has to be
                expect: {\(name): pass}
              - name: something else
                \(change)
                expect:
                  \(name): {verdict: fail, message: "\(subject) is \(flag == nil ? "test-1" : "false")"}
              - name: nothing said
                \(removal)
                expect: {\(name): fail}

            """
    }
}
