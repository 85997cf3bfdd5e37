import SourceText
import Testing

@Suite struct SpellingTests {
    @Test(arguments: [
        ("requier", "require"), ("Require", "require"), ("titel", "title"), ("forbidd", "forbid"), ("tag", "tags"),
    ])
    func slipsAreFound(_ word: String, _ meant: String) {
        #expect(Spelling.nearest(to: word, among: ["require", "title", "forbid", "tags", "for"]) == meant)
    }

    @Test(arguments: ["", "x", "severity", "require", "configuration"])
    func otherWordsAreNot(_ word: String) {
        #expect(Spelling.nearest(to: word, among: ["require", "title"]) == nil)
    }

    @Test func tiesGoToTheFirstInOrder() {
        #expect(Spelling.nearest(to: "cat", among: ["rat", "bat", "hat"]) == "bat")
    }
}
