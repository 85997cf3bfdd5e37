import Foundation
import TestSupport
import Testing

/// What stands in `Integrations` is valid by the schemas of who reads it, and its steps do what they say in a scratch repository.
@Suite struct IntegrationTests {
    private static let rule =
        "rule shut {\n  severity high\n  for demo.door\n  require open_for is 0\n    else \"it is open\"\n}\n"
    private static let integrations = ProjectFolder.root.appending(path: "Integrations").path
    private static let commit = "git add -A && git -c user.name=a -c user.email=a@example.com commit -q -m x"

    private static func door(_ id: String, _ minutes: Int) -> String {
        "- { kind: demo.door, id: \(id), properties: { open_for: \(minutes) } }\n"
    }

    /// A program of the validators' folder; nil, and said, where `make validators` has not made it.
    private static func validator(_ name: String) -> String? {
        let program = ProjectFolder.root.appending(path: ".build/validators/bin/\(name)").path
        if FileManager.default.isExecutableFile(atPath: program) { return program }
        print("skipped: there is no \(name); run 'make validators'")
        return nil
    }

    private func repository() throws -> ScratchFolder {
        let folder = try ScratchFolder([
            "rules/shut.norma": Self.rule, "deploy/doors.yaml": Self.door("front", 3) + Self.door("back", 0),
        ])
        let made = try folder.run("git init -q -b main && \(Self.commit)")
        #expect(made.exitCode == 0, "\(made.output)")
        return folder
    }

    @Test(arguments: [
        ("github-actions", "github/action.yml"), ("github-workflows", "github/workflow.yml"),
        ("gitlab-ci", "gitlab/norma.gitlab-ci.yml"),
    ])
    func isValidByItsSchema(_ schema: String, _ file: String) throws {
        guard let program = Self.validator("check-jsonschema") else { return }
        let result = try NormaProcess.run("\(program) --builtin-schema vendor.\(schema) Integrations/\(file)")
        #expect(result.exitCode == 0, "\(result.output)")
    }

    @Test func theActionAnnotatesAndWritesSARIF() throws {
        let folder = try repository()
        let script = ProjectFolder.root.appending(path: "Integrations/github/gate.sh").path
        func run(_ added: [String: String]) throws -> NormaProcess.Result {
            let inputs = [
                "NORMA_RULES": "rules", "NORMA_INVENTORY": "deploy", "GITHUB_STEP_SUMMARY": "summary.md",
                "GITHUB_OUTPUT": "outputs",
            ]
            return try folder.run("bash \(script)", environment: inputs.merging(added) { $1 })
        }
        let closed = try run([:])
        #expect(closed.exitCode == 1)
        #expect(closed.standardOutput.contains("::error file=deploy/doors.yaml,line=1"), "\(closed.output)")
        #expect(closed.standardError.contains("gate closed, exit 1: 1 evaluation fails: shut"))
        func text(_ file: String) throws -> String {
            try String(contentsOf: folder.url.appending(path: file), encoding: .utf8)
        }
        #expect(try text("norma.sarif").contains("\"2.1.0\""))
        #expect(try text("summary.md").contains("shut"))
        #expect(try text("outputs") == "sarif=norma.sarif\n")
        #expect(try run(["NORMA_SINCE": "main"]).exitCode == 0)
        #expect(try run(["NORMA_SEVERITY": "critical"]).exitCode == 2)
        // Each line of an input, and each word of a line, is one of its paths.
        #expect(try run(["NORMA_INVENTORY": "rules/empty\n  deploy\n", "NORMA_RULES": "rules\n"]).exitCode == 2)
        #expect(
            try run(["NORMA_INVENTORY": "\n deploy/doors.yaml\n deploy\n"]).standardError.contains("1 evaluation fails")
        )
        // Words of an input are arguments and nothing else.
        let hostile = try run(["NORMA_MASKS": "x; touch broken", "NORMA_INVENTORY": "deploy $(touch broken)"])
        #expect(hostile.exitCode == 2)
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "broken").path))
    }

    /// The script of the template, as GitLab's runner would run it.
    @Test func theTemplatesScriptGates() throws {
        let folder = try repository()
        try folder.write(Data(try Self.job().utf8), to: "job.sh")
        let variables = ["NORMA_RULES": "rules", "NORMA_INVENTORY": "deploy", "NORMA_SEVERITY": "medium"]
        #expect(try folder.run("sh job.sh", environment: variables).exitCode == 1)
        let junit = try String(contentsOf: folder.url.appending(path: "norma.xml"), encoding: .utf8)
        #expect(junit.contains("failures=\"1\""))
        let quality = try Data(contentsOf: folder.url.appending(path: "gl-code-quality-report.json"))
        let violations = try #require(try JSONSerialization.jsonObject(with: quality) as? [[String: Any]])
        #expect(violations.map { $0["description"] as? String } == ["front: it is open: open_for is 3, and must be 0"])
        let location = try #require(violations[0]["location"] as? [String: Any])
        #expect(location["path"] as? String == "deploy/doors.yaml")
        #expect(try Self.text("gitlab/norma.gitlab-ci.yml").contains("codequality: gl-code-quality-report.json"))
        let since = variables.merging(["CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"]) { $1 }
        #expect(try folder.run("sh job.sh", environment: since).exitCode == 0)
        // Several paths, on lines and with spaces between; a pattern is no path.
        let lists = ["NORMA_RULES": "rules\n", "NORMA_INVENTORY": "\n  deploy/doors.yaml deploy\n"]
        let several = variables.merging(lists) { $1 }
        #expect(try folder.run("sh job.sh", environment: several).exitCode == 1)
        let both = variables.merging(["NORMA_INVENTORY": "deploy\nnothere"]) { $1 }
        #expect(try folder.run("sh job.sh", environment: both).exitCode == 2)
        let pattern = variables.merging(["NORMA_INVENTORY": "dep*"]) { $1 }
        #expect(try folder.run("sh job.sh", environment: pattern).exitCode == 2)
    }

    // MARK: Options

    /// Files that stand in for the command: the arguments, a line each.
    private static let command = "#!/bin/sh\nfor word; do echo \"$word\"; done\n"

    private static let settings = [
        "NORMA_INVENTORY": "deploy", "NORMA_SEVERITY": "high", "NORMA_READER": "kubernetes",
        "NORMA_MAPPING": "map.yaml",
        "NORMA_IGNORE_INLINE_MASKS": "true", "NORMA_ALLOW_UNKNOWN": "true", "NORMA_THRESHOLD": "80",
        "NORMA_FAILING": "3",
        "NORMA_RULE": "shut\n  named\n", "NORMA_BASELINE": "before.json", "NORMA_MASKS": "waivers.yaml",
        "NORMA_SINCE": "v1",
    ]
    private static let attached = [
        "NORMA_ATTACHMENT": "a b.yaml", "NORMA_PACK": "pack", "NORMA_DEPENDENCY": "base=../base",
        "NORMA_STRICT_PARAMETERS": "true", "NORMA_CONTROL": "D 1\nD2",
        "NORMA_PROFILE_THRESHOLD": "CIS IBM=90\nDoors=80",
        "NORMA_PROFILE_FAILING": "Doors=2",
    ]

    private static let asked: Set = [
        "--inventory=deploy", "--severity=high", "--reader=kubernetes", "--mapping=map.yaml",
        "--ignore-inline-masks",
        "--allow-unknown", "--threshold=80", "--failing=3", "--rule=shut", "--rule=named", "--baseline=before.json",
        "--masks=waivers.yaml", "--since=v1", "--attachment=a b.yaml", "--pack=pack", "--dependency=base=../base",
        "--strict-parameters", "--control=D 1", "--control=D2", "--profile-threshold=CIS IBM=90",
        "--profile-threshold=Doors=80", "--profile-failing=Doors=2",
    ]

    /// How each integration is run with some variables, and a command that prints its arguments.
    private func arguments(_ integration: String, _ variables: [String: String]) throws -> NormaProcess.Result {
        let folder = try ScratchFolder(["bin/norma": Self.command])
        var variables = variables.merging(["PATH": "\(folder.url.path)/bin:/usr/bin:/bin"]) { $1 }
        let script: String
        if integration == "github" {
            script = "bash \(ProjectFolder.root.appending(path: "Integrations/github/gate.sh").path)"
        } else {
            try folder.write(Data(try Self.job().utf8), to: "job.sh")
            script = "sh job.sh"
            if variables["NORMA_RULES"] == nil { variables["NORMA_RULES"] = "rules" }
        }
        return try folder.run("chmod +x bin/norma && \(script)", environment: variables)
    }

    private static func text(_ file: String) throws -> String {
        try String(contentsOf: ProjectFolder.root.appending(path: "Integrations/\(file)"), encoding: .utf8)
    }

    private static func job() throws -> String {
        let lines = try text("gitlab/norma.gitlab-ci.yml").components(separatedBy: "    - |\n").last?.components(
            separatedBy: "  artifacts:"
        ).first
        return try #require(lines)
    }

    @Test(arguments: ["github", "gitlab"])
    func variablesAreOptions(_ integration: String) throws {
        let result = try arguments(integration, Self.settings.merging(Self.attached) { $1 })
        let words = result.standardOutput.split(separator: "\n").map(String.init)
        let options = words.dropFirst().prefix { $0 != "--format" && $0 != "--report" }
        #expect(words.first == "gate" && Set(options) == Self.asked, "\(words)")
    }

    /// A word of a list may be the name of a file that whoever opens a pull request has added.
    @Test(arguments: ["github", "gitlab"])
    func aWordIsNoOption(_ integration: String) throws {
        let lists = [
            "NORMA_RULES": "rules --allow-unknown\n", "NORMA_INVENTORY": "deploy --failing=99\n-x --",
            "NORMA_RULE": "--failing=98",
        ]
        let words = try arguments(integration, lists).standardOutput.split(separator: "\n").map(String.init)
        let expected = [
            "gate", "--rules=rules", "--rules=--allow-unknown", "--inventory=deploy", "--inventory=--failing=99",
            "--inventory=-x", "--inventory=--", "--rule=--failing=98",
        ]
        #expect(Array(words.prefix(expected.count)) == expected, "\(words)")

        let folder = try repository()
        try folder.write(Data(try Self.job().utf8), to: "job.sh")
        let script = integration == "github" ? "bash \(Self.integrations)/github/gate.sh" : "sh job.sh"
        let variables = ["NORMA_RULES": "rules", "NORMA_INVENTORY": "deploy --failing=99"]
        let absent = try folder.run(script, environment: variables)
        #expect(absent.exitCode == 2 && absent.output.contains("'--failing=99'"), "\(absent.output)")
        // And where there is such a file, it is a file.
        try folder.write(Data(Self.door("side", 0).utf8), to: "--failing=99.yaml")
        let named = variables.merging(["NORMA_INVENTORY": "deploy --failing=99.yaml"]) { $1 }
        let closed = try folder.run(script, environment: named)
        #expect(closed.exitCode == 1 && closed.output.contains("1 evaluation fails: shut"), "\(closed.output)")
    }

    /// git takes options too, and one of them would say that nothing has changed.
    @Test func aRevisionIsNoOptionOfGit() throws {
        let folder = try repository()
        let script = "bash \(Self.integrations)/github/gate.sh"
        let variables = ["NORMA_RULES": "rules", "NORMA_INVENTORY": "deploy", "NORMA_SINCE": "--octopus"]
        let result = try folder.run(script, environment: variables)
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(result.standardError.contains("'--octopus' cannot be a revision"), "\(result.output)")
    }

    /// Where a variable says nothing there is no option, and what is neither true nor false is no 'false'.
    @Test(arguments: ["github", "gitlab"])
    func whatIsNotSaidIsNotAsked(_ integration: String) throws {
        let plain = ["NORMA_RULES": "rules", "NORMA_INVENTORY": "deploy", "NORMA_IGNORE_INLINE_MASKS": "false"]
        let words = try arguments(integration, plain).standardOutput.split(separator: "\n")
        #expect(words.prefix(3) == ["gate", "--rules=rules", "--inventory=deploy"], "\(words)")
        #expect(
            words.dropFirst(3).allSatisfy { !$0.hasPrefix("--") || $0 == "--report" || $0 == "--format" }, "\(words)")
        for name in ["NORMA_IGNORE_INLINE_MASKS", "NORMA_ALLOW_UNKNOWN", "NORMA_STRICT_PARAMETERS"] {
            let slip = try arguments(integration, plain.merging([name: "yes"]) { $1 })
            #expect(slip.exitCode == 2 && slip.standardOutput.isEmpty, "\(slip.output)")
            #expect(slip.standardError.contains("is 'yes', and is either true or false"), "\(slip.output)")
        }
    }

    /// What a gate can be asked for a pipeline can ask it for; what is left out is the integration's own, or for other inventories.
    @Test func noOptionIsForgotten() throws {
        let own: Set = [
            "format", "output", "report", "status", "help", "as-of", "database", "kind", "select", "max-document-bytes",
        ]
        let help = try NormaProcess.run("norma gate --help").standardOutput
        let options = help.matches(of: /\n  --([a-z-]+)/).map { String($0.1) }.filter { !own.contains($0) }
        #expect(options.count >= 20, "\(help)")
        let (action, script) = try (Self.text("github/action.yml"), Self.text("github/gate.sh"))
        let template = try Self.job()
        for option in options {
            #expect(action.contains("\n  \(option):\n"), "\(option)")
            #expect(action.contains("${{ inputs.\(option) }}"), "\(option)")
            #expect(script.contains("--\(option)"), "\(option)")
            #expect(template.contains(option), "\(option)")
        }
    }

    /// Whoever writes a document may waive it, unless the pipeline says otherwise.
    @Test func aPipelineMayIgnoreInlineMasks() throws {
        let folder = try repository()
        try folder.write(Data(("# norma:mask shut: because\n" + Self.door("front", 3)).utf8), to: "deploy/doors.yaml")
        let script = ProjectFolder.root.appending(path: "Integrations/github/gate.sh").path
        let variables = ["NORMA_RULES": "rules", "NORMA_INVENTORY": "deploy"]
        #expect(try folder.run("bash \(script)", environment: variables).exitCode == 2)
        let ignoring = variables.merging(["NORMA_IGNORE_INLINE_MASKS": "true"]) { $1 }
        #expect(try folder.run("bash \(script)", environment: ignoring).exitCode == 1)
        try folder.write(Data(try Self.job().utf8), to: "job.sh")
        #expect(try folder.run("sh job.sh", environment: ignoring).exitCode == 1)
    }

    /// Without the command a step says what to install, and that nothing was decided; the shell's 127 would say neither.
    @Test(arguments: [
        "bash \(integrations)/github/gate.sh", "sh job.sh", "\(integrations)/pre-commit/norma.sh gate",
        "python3 \(integrations)/kubernetes/webhook.py -- --rules rules",
    ])
    func withoutTheCommandAStepSaysWhatToInstall(_ step: String) throws {
        let folder = try repository()
        try folder.write(Data(try Self.job().utf8), to: "job.sh")
        let variables = ["NORMA_RULES": "rules", "NORMA_INVENTORY": "deploy", "PATH": "/usr/bin:/bin"]
        let result = try folder.run(step, environment: variables)
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(result.standardError.contains("there is no 'norma' on the PATH"), "\(result.output)")
        #expect(result.standardError.contains("make release"), "\(result.output)")
    }

    /// Both count every rule unless somebody says which.
    @Test func theTemplatesCountTheSame() throws {
        let severity = #/(?m)^ +NORMA_SEVERITY: *(?!\$)/#
        #expect(try Self.text("gitlab/norma.gitlab-ci.yml").firstMatch(of: severity) == nil)
        let action = try Self.text("github/action.yml")
        let input = try #require(action.firstMatch(of: #/  severity:\n.*\n    default: (.*)/#))
        #expect(input.1 == "\"\"")
    }

    /// A file is a file, whatever its name begins with.
    @Test func theHooksTakeFilesOfAnyName() throws {
        let folder = try repository()
        let hook = "\(Self.integrations)/pre-commit/norma.sh"
        try folder.write(Data(Self.rule.utf8), to: "-shut.norma")
        try folder.write(Data(Self.rule.replacing("  for", with: "   for").utf8), to: "--check.norma")
        let checked = try folder.run("\(hook) check --strict -shut.norma")
        #expect(checked.exitCode == 0, "\(checked.output)")
        let formatted = try folder.run("\(hook) fmt --check -shut.norma --check.norma")
        #expect(formatted.exitCode == 1 && formatted.output.contains("./--check.norma"), "\(formatted.output)")
        #expect(!formatted.output.contains("-shut.norma"), "\(formatted.output)")
        // What is no file is an option.
        #expect(try folder.run("\(hook) fmt --other.norma").exitCode == 2)
    }

    /// pre-commit itself, with the hooks of this repository.
    @Test func preCommitRunsTheHooks() throws {
        guard let program = Self.validator("pre-commit") else { return }
        let folder = try repository()
        let hooks = try ScratchFolder()
        for file in [".pre-commit-hooks.yaml", "Integrations/pre-commit/norma.sh"] { try hooks.copy(file) }
        #expect(try hooks.run("git init -q -b main && \(Self.commit) && git tag v1").exitCode == 0)
        let configuration = """
            repos:
              - repo: \(hooks.url.path)
                rev: v1
                hooks: [{ id: norma-gate }, { id: norma-check }, { id: norma-fmt }]

            """
        try folder.write(Data(configuration.utf8), to: ".pre-commit-config.yaml")
        let home = ["PRE_COMMIT_HOME": folder.url.appending(path: ".cache").path, "NO_COLOR": "1"]
        #expect(
            try folder.run("\(program) install && echo .cache > .gitignore && git add -A", environment: home).exitCode
                == 0)
        // What failed before does not stop a commit; what is new does.
        let first = try folder.run(Self.commit, environment: home)
        #expect(first.exitCode == 0, "\(first.output)")
        try folder.write(
            Data((Self.door("front", 3) + Self.door("back", 0) + Self.door("side", 9)).utf8), to: "deploy/doors.yaml")
        let second = try folder.run(Self.commit, environment: home)
        #expect(second.exitCode != 0)
        #expect(second.output.contains("gate closed, exit 1: 1 evaluation fails: shut"), "\(second.output)")
    }
}
