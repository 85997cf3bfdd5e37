import Foundation
import TestSupport
import Testing

/// `norma gate --since`: a resource counts where it is not what it was, whatever made it so.
@Suite struct GateRevisionTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"
    private static let commit = "git add -A && git -c user.name=a -c user.email=a@example.com commit -q -m x"
    private static let rule = "rule shut {\n  severity high\n  for demo.door\n  require open_for is 0\n}\n"

    private static func door(_ id: String, _ minutes: Int, more: String = "") -> String {
        "- { kind: demo.door, id: \(id), properties: { open_for: \(minutes)\(more) } }\n"
    }

    private func repository(_ files: [String: String], rule: String = Self.rule) throws -> ScratchFolder {
        let folder = try ScratchFolder(files.merging(["r.norma": rule]) { $1 })
        let made = try folder.run("git init -q -b main && git config core.autocrlf false && \(Self.commit)")
        #expect(made.exitCode == 0, "\(made.output)")
        return folder
    }

    private func gate(
        _ folder: ScratchFolder, _ inventory: String, since: String = "main", before: String = ""
    ) throws -> (exit: Int32, last: String, output: String) {
        let result = try folder.run(
            "\(before)norma gate --rules r.norma --inventory \(inventory) --since \(since) \(Self.clock) 2>&1")
        return (result.exitCode, String(result.output.split(separator: "\n").last ?? ""), result.output)
    }

    // MARK: What a template says around a resource

    struct Template: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let text: String
        let was: String
        let becomes: String
        var testDescription: String { name }
    }

    private static let stack = """
        AWSTemplateFormatVersion: "2010-09-09"
        Parameters:
          Limit: { Type: String, Default: "1" }
          Stage: { Type: String, Default: test }
        Mappings:
          Doors: { test: { Wide: "1" } }
        Conditions:
          IsTest: !Equals [!Ref Stage, test]
        Resources:
          Door:
            Type: Demo::House::Door
            Properties:
              Open: "yes"
              Limit: !Ref Limit
              Wide: !FindInMap [Doors, test, Wide]
              High: !If [IsTest, "1", "2"]
          Other:
            Type: Demo::House::Door
            Properties: { Open: "yes" }

        """

    static let templates: [Template] = [
        Template(
            name: "a parameter's default", file: "t.yaml", text: stack, was: #"Type: String, Default: "1""#,
            becomes: #"Type: String, Default: "2""#),
        Template(name: "a mapping", file: "t.yaml", text: stack, was: #"Wide: "1""#, becomes: #"Wide: "2""#),
        Template(
            name: "a condition", file: "t.yaml", text: stack, was: "!Equals [!Ref Stage, test]",
            becomes: "!Equals [!Ref Stage, prod]"),
        Template(
            name: "globals of SAM", file: "t.yaml",
            text: """
                Transform: AWS::Serverless-2016-10-31
                Globals:
                  Function: { Timeout: 3 }
                Resources:
                  Door: { Type: AWS::Serverless::Function, Properties: { Open: "yes" } }
                  Other: { Type: Demo::House::Door, Properties: { Open: "yes" } }

                """, was: "Timeout: 3", becomes: "Timeout: 9"),
        Template(
            name: "a default of Azure", file: "t.json", text: azure, was: #""defaultValue": "1""#,
            becomes: #""defaultValue": "2""#),
        Template(
            name: "a variable of Azure", file: "t.json", text: azure, was: #""wide": "1""#, becomes: #""wide": "2""#),
        Template(
            name: "a variable of a plan", file: "t.json", text: plan, was: #""limit": "1""#, becomes: #""limit": "2""#),
    ]

    private static let azure = """
        {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
         "contentVersion": "1.0.0.0",
         "parameters": {"limit": {"type": "string", "defaultValue": "1"}},
         "variables": {"wide": "1"},
         "resources": [
          {"type": "Microsoft.Demo/doors", "apiVersion": "2023-01-01", "name": "door",
           "properties": {"Open": "yes", "limit": "[parameters('limit')]", "wide": "[variables('wide')]"}},
          {"type": "Microsoft.Demo/doors", "apiVersion": "2023-01-01", "name": "other", "properties": {"Open": "yes"}}]}

        """

    /// A plan that is made anew has what its variables make of it in the resources.
    private static let plan = """
        {"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [
         {"address": "demo_door.door", "mode": "managed", "type": "demo_door", "name": "door",
          "change": {"actions": ["create"], "before": null, "after": {"Open": "yes", "limit": "1"}}},
         {"address": "demo_door.other", "mode": "managed", "type": "demo_door", "name": "other",
          "change": {"actions": ["create"], "before": null, "after": {"Open": "yes"}}}
        ]}

        """

    @Test(arguments: templates)
    func whatIsAroundAResourceMakesItAnother(_ template: Template) throws {
        let rule = """
            rule shut {
              for "Demo::House::Door", AWS::Serverless::Function, "Microsoft.Demo/doors", demo_door
              require Open default this.properties.Open is "no"
            }

            """
        let folder = try repository(
            [template.file: template.text],
            rule: rule.replacing("AWS::Serverless::Function", with: "\"AWS::Serverless::Function\""))
        let same = try gate(folder, template.file)
        #expect(same.exit == 0 && same.last.hasSuffix("none fails (2 in what did not change)"), "\(same.output)")
        try folder.write(Data(template.text.replacing(template.was, with: template.becomes).utf8), to: template.file)
        let other = try gate(folder, template.file)
        #expect(other.exit == 1, "\(other.output)")
        #expect(
            other.last == "gate closed, exit 1: 1 evaluation fails: shut (1 in what did not change)", "\(other.output)")
    }

    // MARK: Files

    @Test func aLinkIsWhatItLeadsTo() throws {
        let folder = try ScratchFolder([
            "base/door.yaml": Self.door("front", 3), "base/same.yaml": Self.door("back", 3), "deploy/x.txt": "",
            "r.norma": Self.rule,
        ])
        try folder.link("deploy/door.yaml", to: "../base/door.yaml")
        try folder.link("deploy/same.yaml", to: folder.url.appending(path: "base/same.yaml").path)
        #expect(try folder.run("git init -q -b main && \(Self.commit)").exitCode == 0)
        #expect(try gate(folder, "deploy").last.hasSuffix("(2 in what did not change)"))
        try folder.write(Data(Self.door("front", 9).utf8), to: "base/door.yaml")
        let target = try gate(folder, "deploy")
        #expect(target.last == "gate closed, exit 1: 1 evaluation fails: shut (1 in what did not change)")
        try folder.write(Data(Self.door("back", 9).utf8), to: "base/same.yaml")
        #expect(try gate(folder, "deploy").last == "gate closed, exit 1: 2 evaluations fail: shut")
        // The link leads to another file, of which no line changed.
        #expect(try folder.run("git checkout -q . && ln -sf ../base/same.yaml deploy/door.yaml").exitCode == 0)
        #expect(try gate(folder, "deploy/door.yaml").exit == 1)
    }

    /// What leads out of the repository may have been anything.
    @Test func aLinkThatLeadsOutIsToldOf() throws {
        let elsewhere = try ScratchFolder(["door.yaml": Self.door("front", 3)])
        let folder = try ScratchFolder(["deploy/x.txt": "", "r.norma": Self.rule])
        try folder.link("deploy/door.yaml", to: elsewhere.url.appending(path: "door.yaml").path)
        #expect(try folder.run("git init -q -b main && \(Self.commit)").exitCode == 0)
        let linked = try gate(folder, "deploy")
        #expect(
            linked.exit == 2 && linked.last.hasSuffix("'deploy/door.yaml' is outside of the git repository"),
            "\(linked.output)")
        let named = try gate(folder, elsewhere.url.appending(path: "door.yaml").path)
        #expect(
            named.exit == 2 && named.last.hasSuffix("door.yaml' is outside of the git repository"), "\(named.output)")
    }

    @Test func aMovedFileIsNewAndAModeIsNothing() throws {
        let folder = try repository(["deploy/a.yaml": Self.door("front", 3)])
        #expect(try folder.run("chmod +x deploy/a.yaml").exitCode == 0)
        #expect(try gate(folder, "deploy").exit == 0)
        #expect(try folder.run("git mv deploy/a.yaml deploy/b.yaml").exitCode == 0)
        #expect(try gate(folder, "deploy").last == "gate closed, exit 1: 1 evaluation fails: shut")
    }

    @Test func lineEndsAndSpacesAreNothing() throws {
        let text = Self.door("front", 3) + Self.door("back", 3)
        let folder = try repository(["doors.yaml": text])
        for other in [text.replacing("\n", with: "\r\n"), "# doors\n\n" + text, text.replacing("{ ", with: "{   ")] {
            try folder.write(Data(other.utf8), to: "doors.yaml")
            let result = try gate(folder, "doors.yaml")
            #expect(result.last.hasSuffix("(2 in what did not change)"), "\(result.output)")
        }
        // A repository that keeps LF, and a checkout with CR LF.
        let settings =
            "git checkout -q . && git config core.autocrlf true && rm doors.yaml && git checkout -q doors.yaml"
        #expect(try folder.run("\(settings) && grep -q $'\\r' doors.yaml || exit 0").exitCode == 0)
        #expect(try gate(folder, "doors.yaml").last.hasSuffix("(2 in what did not change)"))
    }

    /// What a revision holds is what its hash says, whatever this clone has in its place.
    @Test func whatStandsInAnObjectsPlaceIsNotAsked() throws {
        let folder = try repository(["doors.yaml": Self.door("front", 0)])
        try folder.write(Data(Self.door("front", 3).utf8), to: "doors.yaml")
        let replaced = try folder.run("git replace $(git rev-parse HEAD:doors.yaml) $(git hash-object -w doors.yaml)")
        #expect(replaced.exitCode == 0, "\(replaced.output)")
        let result = try folder.run(
            "norma gate --rules r.norma --inventory doors.yaml --since HEAD --as-of 2026-11-01T00:00:00Z")
        #expect(result.exitCode == 1, "\(result.output)")
    }

    @Test func filesThatGitDoesNotKnowAreNew() throws {
        let folder = try repository(["deploy/a.yaml": Self.door("front", 3), ".gitignore": "ignored.yaml\n"])
        try folder.write(Data(Self.door("side", 3).utf8), to: "deploy/new.yaml")
        #expect(try gate(folder, "deploy").last.hasSuffix("1 evaluation fails: shut (1 in what did not change)"))
        try folder.write(Data(Self.door("back", 3).utf8), to: "deploy/ignored.yaml")
        #expect(try gate(folder, "deploy").last.hasSuffix("2 evaluations fail: shut (1 in what did not change)"))
        // A copy of what is there already is another resource.
        let templates =
            "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n  Door: { Type: demo.door, Properties: { open_for: 3 } }\n"
        let copied = try repository(["deploy/a.yaml": templates])
        #expect(try copied.run("cp deploy/a.yaml deploy/b.yaml").exitCode == 0)
        let copy = try gate(copied, "deploy")
        #expect(copy.last.hasSuffix("1 evaluation fails: shut (1 in what did not change)"), "\(copy.output)")
    }

    @Test func whatIsGoneIsToldWhereItIsNamed() throws {
        let folder = try repository(["deploy/a.yaml": Self.door("front", 3), "deploy/b.yaml": Self.door("back", 3)])
        #expect(try folder.run("git rm -q deploy/a.yaml").exitCode == 0)
        #expect(try gate(folder, "deploy").last.hasSuffix("(1 in what did not change)"))
        let named = try gate(folder, "deploy/a.yaml")
        #expect(named.exit == 2 && named.last.contains("'deploy/a.yaml'"), "\(named.output)")
    }

    @Test func theFolderItRunsInIsNoMatter() throws {
        let folder = try repository(["deploy/a.yaml": Self.door("front", 3), "deploy/r.norma": Self.rule])
        let absolute = folder.url.appending(path: "deploy").path
        for (place, inventory) in [
            ("", "."), ("", "deploy/"), ("", "./deploy/a.yaml"), ("", absolute), ("cd deploy && ", "."),
            ("cd deploy && ", "a.yaml"), ("cd deploy && ", "../deploy/a.yaml"),
        ] {
            let same = try gate(folder, inventory, before: place)
            #expect(same.last.hasSuffix("(1 in what did not change)"), "\(place)\(inventory): \(same.output)")
        }
        try folder.write(Data(Self.door("front", 9).utf8), to: "deploy/a.yaml")
        #expect(try gate(folder, "a.yaml", before: "cd deploy && ").exit == 1)
        #expect(try gate(folder, absolute).exit == 1)
    }

    @Test(arguments: ["jsonl", "jsonl.gz"])
    func linesAreComparedToo(_ ending: String) throws {
        func lines(_ minutes: Int) -> String {
            "{\"kind\": \"demo.door\", \"id\": \"a\", \"properties\": {\"open_for\": 3}}\n{\"kind\": \"demo.door\", \"id\": \"b\", \"properties\": {\"open_for\": \(minutes)}}\n"
        }
        let pack = ending.hasSuffix("gz") ? "gzip -nc" : "cat"
        let folder = try ScratchFolder(["r.norma": Self.rule, "text": lines(3)])
        let made = try folder.run(
            "\(pack) text > doors.\(ending) && git init -q -b main && \(Self.commit) && touch doors.\(ending)")
        #expect(made.exitCode == 0, "\(made.output)")
        #expect(try gate(folder, "doors.\(ending)").last.hasSuffix("(2 in what did not change)"))
        try folder.write(Data(lines(4).utf8), to: "text")
        #expect(try folder.run("\(pack) text > doors.\(ending)").exitCode == 0)
        let other = try gate(folder, "doors.\(ending)")
        #expect(other.last.hasSuffix("1 evaluation fails: shut (1 in what did not change)"), "\(other.output)")
    }

    @Test func aMappingMakesResourcesOthers() throws {
        let mapping = "files: doors.toml\nkind: demo.door\nitems: doors[*]\nid: name\nproperties: is\n"
        let doors = "[[doors]]\nname = \"front\"\n[doors.is]\nopen_for = 3\n[doors.was]\nopen_for = 9\n"
        let folder = try repository(["doors.toml": doors, "map.yaml": mapping])
        #expect(try gate(folder, "doors.toml --mapping map.yaml").last.hasSuffix("(1 in what did not change)"))
        try folder.write(Data(mapping.replacing("is\n", with: "was\n").utf8), to: "map.yaml")
        #expect(try gate(folder, "doors.toml --mapping map.yaml").exit == 1)
    }

    // MARK: What a document says of itself, and other resources

    @Test func aMaskThatIsTakenAwayTouches() throws {
        let masked = "# norma:mask shut: aired\n" + Self.door("front", 3)
        let folder = try repository(["doors.yaml": masked + Self.door("back", 0)])
        #expect(try gate(folder, "doors.yaml").exit == 0)
        try folder.write(Data((Self.door("front", 3) + Self.door("back", 0)).utf8), to: "doors.yaml")
        let open = try gate(folder, "doors.yaml")
        #expect(open.last == "gate closed, exit 1: 1 evaluation fails: shut", "\(open.output)")
    }

    /// A rule that looks at others: what fails because of another that changed counts, and what failed before does not.
    @Test func whatFailsBecauseOfAnotherCounts() throws {
        let rule = """
            rule has_key {
              for demo.door
              require some k in resources of demo.key satisfies k.door is @id
            }
            rule is_alone {
              for demo.door
              require every k in resources of demo.key where k.door is @id satisfies k.copies is 1
            }

            """
        func key(_ id: String, _ door: String, _ copies: Int) -> String {
            "- { kind: demo.key, id: \(id), properties: { door: \(door), copies: \(copies) } }\n"
        }
        let other = key("z", "side", 1)
        let doors = Self.door("front", 0) + Self.door("back", 0)
        let folder = try repository(
            ["doors.yaml": doors, "keys.yaml": other + key("a", "front", 1) + key("b", "front", 2)], rule: rule)
        let inventory = "doors.yaml keys.yaml"
        // 'back' has no key, and 'b' is a copy; both was so before.
        #expect(try gate(folder, inventory).last.hasSuffix("none fails (2 in what did not change)"))
        func last(_ keys: String) throws -> String {
            try folder.write(Data((other + keys).utf8), to: "keys.yaml")
            return try gate(folder, inventory).last
        }
        // The keys of 'front' are gone.
        #expect(
            try last("") == "gate closed, exit 1: 1 evaluation fails: has_key (1 in what did not change)")
        // 'a' is copied too: 'front' failed before, and shows one that changed; so does 'back', which none of them fits.
        #expect(
            try last(key("a", "front", 3) + key("b", "front", 2))
                == "gate closed, exit 1: 2 evaluations fail: has_key, is_alone")
        // 'b' is mended.
        #expect(try last(key("a", "front", 1) + key("c", "back", 1)).hasPrefix("gate open, exit 0: 4 evaluations pass"))
    }

    // MARK: Repositories

    @Test func aSubmoduleIsComparedInItsOwnRepository() throws {
        let folder = try repository(["x.txt": ""])
        try folder.write(Data(Self.door("front", 3).utf8), to: "other/doors.yaml")
        let added = """
            (cd other && git init -q -b main && \(Self.commit)) && git -c protocol.file.allow=always submodule --quiet add ./other zones \
            && rm -rf other && \(Self.commit)
            """
        let made = try folder.run(added)
        #expect(made.exitCode == 0, "\(made.output)")
        #expect(try gate(folder, "zones").last.hasSuffix("(1 in what did not change)"))
        #expect(try gate(folder, "zones/doors.yaml").last.hasSuffix("(1 in what did not change)"))
        try folder.write(Data((Self.door("front", 3) + Self.door("side", 3)).utf8), to: "zones/doors.yaml")
        let more = try gate(folder, ".")
        #expect(more.last.hasSuffix("1 evaluation fails: shut (1 in what did not change)"), "\(more.output)")
        // Its repository is gone: nobody knows what it was.
        #expect(try folder.run("git -C zones checkout -q . && rm -rf zones/.git").exitCode == 0)
        let absent = try gate(folder, "zones")
        #expect(absent.exit == 1 && absent.output.contains("warning[W5034]"), "\(absent.output)")
        #expect(absent.output.contains("submodule 'zones'"))
    }

    @Test func beforeTheFirstCommitEverythingIsNew() throws {
        let folder = try ScratchFolder(["deploy/a.yaml": Self.door("front", 3), "r.norma": Self.rule])
        #expect(try folder.run("git init -q -b main").exitCode == 0)
        let closed = try gate(folder, "deploy", since: "HEAD")
        #expect(closed.exit == 1, "\(closed.output)")
        #expect(closed.last == "gate closed, exit 1: 1 evaluation fails: shut")
        let other = try gate(folder, "deploy", since: "main")
        #expect(other.exit == 2 && other.output.contains("'--since HEAD'"), "\(other.output)")
        #expect(other.last.hasSuffix("the repository has no revision 'main', for it has no commit yet"))
        // As pre-commit's hook asks, of the first commit.
        let hook = "#!/bin/sh\nnorma gate --rules r.norma --inventory deploy --since HEAD \(Self.clock)\n"
        try folder.write(Data(hook.utf8), to: ".git/hooks/pre-commit")
        let stopped = try folder.run("chmod +x .git/hooks/pre-commit && \(Self.commit)")
        #expect(stopped.exitCode != 0 && stopped.output.contains("1 evaluation fails: shut"), "\(stopped.output)")
        try folder.write(Data(Self.door("front", 0).utf8), to: "deploy/a.yaml")
        let passes = try folder.run(Self.commit)
        #expect(passes.exitCode == 0 && passes.output.contains("gate open, exit 0"), "\(passes.output)")
        // A branch without commits in a repository that has some is a revision that is not there.
        let orphan = try gate(folder, "deploy", since: "HEAD", before: "git checkout -q --orphan next && ")
        #expect(orphan.exit == 2 && orphan.last.hasSuffix("the repository has no revision 'HEAD'"), "\(orphan.output)")
    }

    @Test func aRepositoryOfSomebodyElseIsToldOf() throws {
        let folder = try repository(["doors.yaml": Self.door("front", 3)])
        let result = try gate(folder, "doors.yaml", before: "GIT_TEST_ASSUME_DIFFERENT_OWNER=1 ")
        #expect(result.exit == 2 && result.output.contains("safe.directory"), "\(result.output)")
        #expect(result.last.hasPrefix("gate undecidable, exit 2: git trusts no repository here"))
    }

    /// As in a hook of git, where its variables speak of the commit that is about to be made.
    @Test func aHooksVariablesAreNoMatter() throws {
        let folder = try repository(["doors.yaml": Self.door("front", 3)])
        let hook = "#!/bin/sh\nnorma gate --rules r.norma --inventory doors.yaml --since HEAD \(Self.clock)\n"
        try folder.write(Data(hook.utf8), to: ".git/hooks/pre-commit")
        try folder.write(Data("more\n".utf8), to: "x.txt")
        let passes = try folder.run("chmod +x .git/hooks/pre-commit && \(Self.commit)")
        #expect(passes.exitCode == 0 && passes.output.contains("(1 in what did not change)"), "\(passes.output)")
        try folder.write(Data(Self.door("front", 9).utf8), to: "doors.yaml")
        let stopped = try folder.run(Self.commit)
        #expect(stopped.exitCode != 0 && stopped.output.contains("1 evaluation fails: shut"), "\(stopped.output)")
        // Nothing of the comparison is left in the repository.
        #expect(try folder.run("git status --porcelain").standardOutput == "M  doors.yaml\n")
    }
}
