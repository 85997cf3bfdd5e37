import Testing

@testable import ComplianceStore

@Suite struct FamilyNamesTests {
    /// Whatever a name holds, it comes back, and is one name.
    @Test(arguments: [
        [], ["Network"], ["Network", "Transport layer"], ["two\nlines", "plain"], ["a\\nb"], ["a\\", "b"],
        ["\r\n", "x"],
    ])
    func comeBackAsTheyWere(_ names: [String]) {
        #expect(FamilyNames.names(in: FamilyNames.text(names)) == names)
    }

    /// What an older store holds: a backslash was nothing else.
    @Test func ofAnOlderStoreAreRead() {
        #expect(FamilyNames.names(in: "C:\\data\nplain") == ["C:\\data", "plain"])
    }
}
