import Compliance
import ComplianceReports
import Foundation
import RuleSyntax
import SourceText

/// E5029 to W5032: what a gate is asked for on the command line.
extension Diagnostic {
    static func unknownSeverity(_ word: String) -> Self {
        let names = SeverityLevel.allCases.map(\.rawValue)
        return Diagnostic(
            .badGateOption, at: nil, "there is no severity '\(word)'",
            hint: Spelling.nearest(to: word, among: names).map { "did you mean '\($0)'?" }
                ?? "the severities are \(names.joined(separator: ", "))")
    }

    static func noRuleOfSeverity(_ level: SeverityLevel) -> Self {
        Diagnostic(
            .badGateOption, at: nil, "\(GateObstacle.noRuleOfSeverity(level))",
            hint: "name a lower severity, or rules of this one")
    }

    static func badProfileLimit(_ word: String, _ option: String) -> Self {
        Diagnostic(
            .badGateOption, at: nil, "'\(word)' is no profile with a number",
            hint: "write the profile's id or name, '=' and a whole number: \(option) session-hygiene=90")
    }

    static func notOurReport(_ file: String) -> Self {
        Diagnostic(
            .badBaseline, at: nil, "'\(file)' is no report of results",
            hint: "write one with 'norma eval' or 'norma scan', and --report json=FILE")
    }

    static func baselineOfSeveral(_ file: String, _ attachments: [String], than other: String?) -> Self {
        let names = list(attachments)
        return Diagnostic(
            .badBaseline, at: nil,
            "'\(file)' is a report of the attachments \(names), and this is of \(words(other))",
            hint: other == nil
                ? "make the baseline as the gate is run: 'norma eval --report json=FILE'"
                : "make the baseline as the gate is run, or gate under one of them")
    }

    static func reportOfOtherVersion(_ file: String, _ version: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .badBaseline, at: place,
            "'\(file)' is a report of format version \(VisibleText.line(version)), which this norma does not read",
            label: "it reads \(Baseline.versionsRead)",
            hint:
                "write the file again with this norma, of what was judged then: --report json=FILE; or gate with the norma that wrote it"
        )
    }

    static func badRevision(_ word: String) -> Self {
        Diagnostic(.badRevision, at: nil, "'\(word)' cannot be a revision", hint: "name a commit, a branch or a tag")
    }

    static var noGit: Self {
        Diagnostic(.badRevision, at: nil, "there is no program 'git' to ask what changed", hint: "install git")
    }

    static var noRepository: Self {
        Diagnostic(
            .badRevision, at: nil, "this folder is in no git repository",
            hint: "run the gate inside of the repository that holds the inventory")
    }

    static var distrusted: Self {
        Diagnostic(
            .badRevision, at: nil, "git trusts no repository here, for this folder belongs to somebody else",
            hint: "'git config --global --add safe.directory \"$PWD\"' in the repository's own folder")
    }

    static func absentSubmodule(_ path: String, at revision: String) -> Self {
        Diagnostic(
            .absentSubmodule, at: nil,
            "the commit that the submodule '\(path)' had at '\(revision)' is not here: all that is in it counts",
            hint: "fetch it: 'git submodule update --init', and 'fetch-depth: 0' for actions/checkout")
    }

    static func unknownRevision(_ word: String, isShallow: Bool) -> Self {
        Diagnostic(
            .badRevision, at: nil,
            isShallow
                ? "the repository is a shallow clone, and '\(word)' is not in it"
                : "the repository has no revision '\(word)'",
            hint: isShallow
                ? "fetch the history: 'git fetch --unshallow', or 'fetch-depth: 0' for actions/checkout"
                : "name a commit, a branch or a tag: 'git log --oneline --all'")
    }

    static func revisionBeforeAny(_ word: String) -> Self {
        Diagnostic(
            .badRevision, at: nil, "the repository has no revision '\(word)', for it has no commit yet",
            hint: "before its first commit everything is new: '--since HEAD', or no --since")
    }

    static func outsideRepository(_ file: String) -> Self {
        Diagnostic(
            .badRevision, at: nil, "'\(file)' is outside of the git repository",
            hint: "name files of the repository with --inventory, or leave --since out")
    }

    static func gitFailed(_ command: String) -> Self {
        Diagnostic(.badRevision, at: nil, "'git \(command)' failed", hint: "look at the repository: 'git fsck'")
    }

    static func baselineOfOther(_ attachment: String?, than other: String?) -> Self {
        Diagnostic(
            .otherBaseline, at: nil, "the baseline is of \(words(attachment)), and this is of \(words(other))",
            hint: "make the baseline as the gate is run")
    }

    private static func words(_ attachment: String?) -> String {
        attachment.map { "attachment '\($0)'" } ?? "rules alone"
    }

    static func baselineWithoutRules(_ names: [String]) -> Self {
        Diagnostic(
            .otherBaseline, at: nil, "the baseline knows no rule \(list(names)): all that they find is new",
            hint: "make the baseline anew once what they find is known")
    }

    static func baselineOfOtherRules(_ names: [String]) -> Self {
        Diagnostic(
            .otherBaseline, at: nil,
            "the baseline was made when \(list(names)) said something else: a clause that asks the same knows what it found",
            hint: "look at what is let pass, and make the baseline anew")
    }

    private static func list(_ names: [String]) -> String {
        let more = names.count - 5
        return names.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    static func formerBaseline(_ limit: Baseline.Limit, attachment: String?) -> Self {
        let words =
            switch limit {
            case .clauseNumbers:
                "which kept the numbers of clauses and the positions in lists alone: of a rule that was changed since another clause may pass, and in a list another element that fails in the same position"
            case .positions:
                "which kept the positions in lists alone: another element that fails in the same position may pass, and one that stands in another by now is new"
            case .firstPlaces:
                "which kept the first place of each finding alone: where a clause found something wrong there, what it finds wrong in another place besides may pass"
            }
        return Diagnostic(
            .formerBaseline, at: nil, "the baseline is of an earlier version, \(words)",
            hint: attachment == nil
                ? "make it anew: 'norma eval' with --report json=FILE"
                : "make it anew: 'norma scan' with --report json=FILE, or --record")
    }
}

extension DiagnosticKind {
    static let gateKinds: [DiagnosticKind] = [
        badGateOption, badBaseline, badRevision, otherBaseline, absentSubmodule, formerBaseline, notAdmissionReview,
    ]

    private static let gate = "norma gate --rules rules/internet-svcs --inventory rules/inventory"

    static let badGateOption = DiagnosticKind(
        "E5029", "a gate is asked for something that there is not",
        """
        --severity takes critical, high, medium, low or informational, and 'norma admission' wants a rule of it or worse; --profile-threshold and --profile-failing take a profile, '=' and a number.
        """, .command, wrong: "\(gate) --severity hihg", right: "\(gate) --severity high")

    static let badBaseline = DiagnosticKind(
        "E5030", "a baseline that is no report",
        """
        --baseline takes a recorded scan, or a file with the JSON of scans or of an evaluation: what 'norma scan', 'norma eval' or 'norma results' prints with \
        --format json. What stands there as failing or unknown does not close the gate again.
        """, .command, wrong: "\(gate) --baseline zones.json",
        right: """
            norma eval --rules rules/internet-svcs --inventory rules/inventory --report json=before.json
            \(gate) --baseline before.json
            """)

    static let badRevision = DiagnosticKind(
        "E5031", "git cannot say what changed",
        """
        --since asks the git repository that the command runs in what changed since a commit, a branch or a tag. The repository has to hold that revision: a \
        shallow clone often does not.
        """, .command, wrong: "\(gate) --since main",
        right: """
            git init -q && git add -A && git -c user.name=Ann -c user.email=ann@example.com commit -q -m "the rules"
            \(gate) --since HEAD
            """)

    static let absentSubmodule = DiagnosticKind(
        "W5034", "a submodule of which git does not have the revision",
        """
        --since compares resources with what they were. Of those in a submodule the submodule's own repository knows that; where it is not there, or does not \
        hold the commit, all of them count.
        """, .command,
        wrong: """
            git init -q && git update-index --add --cacheinfo 160000,1111111111111111111111111111111111111111,zones \
              && git -c user.name=Ann -c user.email=ann@example.com commit -q -m "the zones"
            mkdir zones && cp rules/inventory/kestrel-prod/edge.yaml zones
            norma gate --rules rules/internet-svcs --inventory zones --since HEAD
            """,
        right: """
            git init -q && git add -A && git -c user.name=Ann -c user.email=ann@example.com commit -q -m "the rules"
            \(gate) --since HEAD
            """)

    static let otherBaseline = DiagnosticKind(
        "W5032", "a baseline of something else",
        """
        A baseline that was made with other rules or under another attachment cannot say what is new: all that rules find which it does not know counts as new. \
        Of a rule that said something else then, what its clauses found that are still the same is known.
        """, .command,
        wrong: """
            norma eval --rules rules/internet-svcs/cis_ddos_protection.norma --inventory rules/inventory --report json=before.json
            \(gate) --baseline before.json
            """,
        right: """
            norma eval --rules rules/internet-svcs --inventory rules/inventory --report json=before.json
            \(gate) --baseline before.json
            """)

    static let formerBaseline = DiagnosticKind(
        "W5035", "a baseline of an earlier version",
        """
        What is wrong is known again by the clause that says so and, in a list, by the element it is wrong with, among others. Baselines that were made before \
        that have the clause's number in its rule and the position in the list alone: where a rule was changed since, another clause may have that number, and \
        what it finds in the same place passes; where a list was changed since, another element may stand in that position, and passes if it fails there. Later ones lack what else a finding rests on than its place: where a clause asks \
        for several things, another of them that fails now passes.
        """, .command,
        wrong: """
            norma eval --rules rules/internet-svcs --inventory rules/inventory --report json=before.json
            grep -v -e '"clause_digest"' -e '"element_digest"' before.json > old.json
            \(gate) --baseline old.json
            """,
        right: """
            norma eval --rules rules/internet-svcs --inventory rules/inventory --report json=before.json
            \(gate) --baseline before.json
            """)
}
