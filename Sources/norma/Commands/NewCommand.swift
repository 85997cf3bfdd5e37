import ArgumentParser
import RulePacks
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

    @Option(name: .customLong("in"), help: ArgumentHelp("The folder to write to.", valueName: "folder"))
    var folder = "."

    func run() throws {
        let files = DiskFiles()
        let rule = NewRule(name: name, kind: kind)
        guard rule.isNameValid else { throw CommandFailure(.badRuleName(name)) }
        guard files.isFolder(folder) else {
            throw CommandFailure(.unreadableFile(FileProblem(folder, .notFound), at: nil))
        }
        let contents = [("\(name).norma", rule.text), ("\(name).cases.yaml", rule.cases)]
        for (file, _) in contents where files.exists(PathText.join(folder, file)) {
            throw CommandFailure(.fileExists(PathText.join(folder, file)))
        }
        for (file, text) in contents {
            let path = PathText.join(folder, file)
            do throws(FileProblem) {
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

    var text: String {
        """
        # Scenarios:
        #   enabled is true       -> pass
        #   enabled is false      -> fail
        #   enabled is missing    -> fail

        rule \(name) {
          title "What every resource of this kind has to be"
          severity medium
          for \(kindText)
          require enabled is true if missing fail else "enabled is {enabled}"
          fix "Set enabled to true."
        }

        """
    }

    var cases: String {
        """
        rules: \(name).norma
        defaults:
          resource: {kind: "\(kind)", id: one, properties: {enabled: true}}
        cases:
          - name: enabled
            expect: {\(name): pass}
          - name: not enabled
            patch: {enabled: false}
            expect:
              \(name): {verdict: fail, at: enabled, message: "enabled is false"}
          - name: nothing said
            remove: [enabled]
            expect:
              \(name): {verdict: fail, missing: enabled}

        """
    }
}
