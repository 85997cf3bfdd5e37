import ArgumentParser
import Compliance
import RuleSyntax
import SourceText

/// What a gate counts, and how much of it may be wrong.
struct GateLimitOptions: ParsableArguments {
    @Option(
        name: .customLong("threshold"),
        help: ArgumentHelp(
            "The lowest score that opens the gate, 0 to 100; single failures then do not close it.",
            valueName: "percent"),
        transform: percentage(option:))
    var thresholds: [Int] = []

    @Option(
        name: .customLong("failing"),
        help: ArgumentHelp("The most evaluations that may fail.", valueName: "number"))
    var mostFailing: [Int] = []

    @Option(
        name: .customLong("profile-threshold"),
        help: ArgumentHelp(
            "With --attachment: the lowest score of a profile; may be repeated.", valueName: "profile=percent"))
    var profileThreshold: [String] = []

    @Option(
        name: .customLong("profile-failing"),
        help: ArgumentHelp(
            "With --attachment: the most evaluations of a profile that may fail; may be repeated.",
            valueName: "profile=number"))
    var profileFailing: [String] = []

    @Option(
        name: .customLong("severity"),
        help: ArgumentHelp("Count only rules of this severity and worse.", valueName: "level"))
    var severities: [String] = []

    @Option(
        name: .customLong("rule"), parsing: .upToNextOption,
        help: ArgumentHelp("Count only these rules, by name or id.", valueName: "rule"))
    var rule: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Count only rules of these controls.", valueName: "control"))
    var control: [String] = []

    @Flag(help: "Let evaluations that are unknown pass the gate.")
    var allowUnknown = false

    private var threshold: Int? { thresholds.first }
    private var failing: Int? { mostFailing.first }
    private var severity: String? { severities.first }

    var asksOfProfiles: Bool { !profileThreshold.isEmpty || !profileFailing.isEmpty }

    func validate() throws {
        try OptionOnce.require("--threshold", thresholds)
        try OptionOnce.require("--failing", mostFailing)
        try OptionOnce.require("--severity", severities)
        if let failing, failing < 0 { throw ValidationError("--failing is a number from 0 on") }
    }

    func options() throws -> GateOptions {
        let level = try severity.map { word in
            guard let level = SeverityLevel(rawValue: word) else { throw CommandFailure(.unknownSeverity(word)) }
            return level
        }
        var profiles: [GateOptions.ProfileLimit] = []
        for word in profileThreshold {
            let (profile, percent) = try Self.limit(word, "--profile-threshold", upTo: 100)
            profiles.append(GateOptions.ProfileLimit(profile: profile, threshold: percent))
        }
        for word in profileFailing {
            let (profile, number) = try Self.limit(word, "--profile-failing", upTo: .max)
            profiles.append(GateOptions.ProfileLimit(profile: profile, failing: number))
        }
        return GateOptions(
            threshold: threshold, failing: failing, profiles: profiles, severity: level, rules: rule,
            controls: control, allowsUnknown: allowUnknown)
    }

    private static func percentage(option: String) throws -> Int {
        guard let percent = Int(option), (0...100).contains(percent) else {
            throw ValidationError("--threshold is a percentage from 0 to 100, a whole number as the scores are")
        }
        return percent
    }

    /// `CIS=90`, also where the name itself holds a `=`.
    private static func limit(_ word: String, _ option: String, upTo most: Int) throws -> (profile: String, Int) {
        guard let sign = word.lastIndex(of: "="), sign > word.startIndex,
            let number = Int(word[word.index(after: sign)...]), number >= 0, number <= most
        else { throw CommandFailure(.badProfileLimit(word, option)) }
        return (String(word[..<sign]), number)
    }
}

extension SeverityLevel: ExpressibleByArgument {}
