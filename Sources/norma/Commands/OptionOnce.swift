import ArgumentParser

/// Of what a gate is told twice the last would count, and who adds a word to a command would loosen what another one asks.
enum OptionOnce {
    static func require(_ option: String, _ values: [some Any], cure: String = "say it once") throws {
        if values.count > 1 { throw ValidationError("\(option) is given \(values.count) times: \(cure)") }
    }
}
