import Testing

/// The library that is to be learnt from has nothing that its own linter finds.
@Suite struct BundledLintTests {
    @Test func nothingIsFoundInTheLibrary() throws {
        let result = try NormaProcess.run("norma lint rules")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(result.standardOutput.hasSuffix(" rules, nothing found\n"), "\(result.output)")
    }
}
