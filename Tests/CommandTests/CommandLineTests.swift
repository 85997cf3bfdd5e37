import Testing

/// What is misspelt on the command line is answered with what was meant.
@Suite struct CommandLineTests {
    @Test(arguments: [
        ("norma evla --rules x", "error[E5015]: 'norma' has no subcommand 'evla'", "did you mean 'norma eval'?"),
        ("norma import gaurd x", "'norma import' has no subcommand 'gaurd'", "did you mean 'norma import guard'?"),
        ("norma help scna", "'norma' has no subcommand 'scna'", "did you mean 'norma scan'?"),
        ("norma profile zzz", "'norma profile' has no subcommand 'zzz'", "it has list, show, compare, upgrade"),
        ("norma check --stric rules", "Unknown option '--stric'", "Did you mean '--strict'?"),
        ("norma eval --rule rules --inventory inventory", "Unknown option '--rule'", "Did you mean '--rules'?"),
        ("norma mask add --rule a --resourse b --category waiver", "Unknown option '--resourse'", "norma mask add"),
        (
            "norma gate --rules rules --plan plan.json", "Unknown option '--plan'",
            "gate undecidable, exit 2: Unknown option '--plan'"
        ),
        ("norma history --limti 3", "Unknown option '--limti'", "Did you mean '--limit'?"),
        ("norma history --limit -1", "--limit wants a positive number", "--limit"),
        ("norma schema import", "Missing expected argument '<cloudformation|kubernetes>'", "Whose schemas they are"),
        (
            "norma schema import kuberntes x.json", "The value 'kuberntes' is invalid",
            "'cloudformation' and 'kubernetes'"
        ),
    ])
    func whatIsMisspeltIsAnsweredWithWhatWasMeant(_ command: String, _ message: String, _ cure: String) throws {
        let result = try NormaProcess.run(command)
        #expect(result.exitCode == 2)
        #expect(result.standardOutput == "")
        #expect(result.standardError.contains(message), "\(result.standardError)")
        #expect(result.standardError.contains(cure), "\(result.standardError)")
    }

    @Test(arguments: ["norma help eval", "norma profile --help", "norma --version", "norma help import guard"])
    func whatIsNotMisspeltIsDone(_ command: String) throws {
        #expect(try NormaProcess.run(command).exitCode == 0)
    }
}
