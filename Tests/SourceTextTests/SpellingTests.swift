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

    @Test func aSlipIsNearerThanWhatIsNear() {
        let known = ["availability_zone", "direction", "name", "port"]
        #expect(Spelling.slip(of: "direciton", among: known) == "direction")
        #expect(Spelling.slip(of: "Direction", among: known) == "direction")
        #expect(Spelling.slip(of: "availabilityzones", among: known) == "availability_zone")
        // Two edits in a short word, a word that is short, and one with more behind it.
        #expect(Spelling.slip(of: "directoin", among: ["direct"]) == nil)
        #expect(Spelling.slip(of: "nmea", among: known) == nil)
        #expect(Spelling.slip(of: "pot", among: known) == nil)
        #expect(Spelling.slip(of: "availability_zone_id", among: known) == nil)
    }
}
