import TestSupport
import Testing

@testable import SourceText

/// What excerpts are drawn from is all that they show: another text around it draws the same.
@Suite struct DrawnTextTests {
    /// Texts whose lines are short, long and cut, with characters of several bytes at the cuts.
    private static func text(_ random: inout SeededGenerator, lines: Int) -> [UInt8] {
        let pieces = ["a", "{", "é", "日", "\u{1F7B6}", "\t", "\"", " ", "\u{1B}", "\u{301}"]
        return (0..<lines).flatMap { _ in
            let length = [0, 5, 60, 470, 485, 1_900, 4_000].randomElement(using: &random) ?? 0
            let line = (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            return Array((line + (["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n")).utf8)
        }
    }

    private func lines(_ file: SourceFile, _ places: [SourceSpan]) -> [String] {
        MarkedExcerpt.excerpts(of: places.map { Excerpt(SourcePlace(file, $0)) }).flatMap { $0.lines.map(\.text) }
    }

    @Test func nothingElseIsShown() {
        var random = SeededGenerator(seed: 20_261_122)
        var cut = 0
        for _ in 0..<300 {
            let file = SourceFile(name: "a", text: Self.text(&random, lines: 3))
            // On the border of a character, as every place is.
            let borders = file.text.indices.filter { file.text[$0] & 0xC0 != 0x80 }
            guard let one = borders.randomElement(using: &random), let other = borders.randomElement(using: &random)
            else { continue }
            let span = SourceSpan(min(one, other), max(one, other))
            let drawn = file.drawnText(of: span)
            #expect(drawn.span.contains(span))
            // Other text where nothing is shown, as long.
            let others = file.text.indices.filter { !(drawn.span.start..<drawn.span.end).contains($0) }
            var text = file.text
            for index in others where text[index] != 0x0A && text[index] != 0x0D { text[index] = UInt8(ascii: "#") }
            if text != file.text { cut += 1 }
            let changed = SourceFile(name: "a", text: text)
            let places = borders.filter { $0 >= span.start && $0 <= span.end }.shuffled(using: &random).prefix(4)
                .map { SourceSpan($0, min($0 + 9, span.end)) }
            #expect(lines(changed, places) == lines(file, places))
            let again = changed.drawnText(of: span)
            #expect(again.span == drawn.span && again.cutsStart == drawn.cutsStart && again.cutsEnd == drawn.cutsEnd)
        }
        #expect(cut > 100)
    }

    /// A line of 481 bytes is looked at from 480 bytes before the place to 1,920 behind that.
    @Test(arguments: [(480, 480, 0, 480), (481, 481, 1, 481), (5_000, 1_000, 520, 2_440), (5_000, 0, 0, 1_920)])
    func aLongLineIsLookedAtInPart(_ length: Int, _ offset: Int, _ start: Int, _ end: Int) {
        let file = SourceFile(name: "a", text: "\n" + String(repeating: "x", count: length) + "\n")
        let drawn = file.drawnText(of: SourceSpan(offset + 1, offset + 1))
        #expect(drawn.span == SourceSpan(start + 1, end + 1))
        #expect(drawn.cutsStart == (start > 0) && drawn.cutsEnd == (end < length))
    }

    @Test func whatIsHiddenInItIsNamed() {
        let file = SourceFile(name: "a", text: #"a: "one", b: two"# + "\n" + "c: three").masking([
            SourceSpan(3, 8), SourceSpan(13, 16), SourceSpan(20, 25),
        ])
        #expect(file.drawnText(of: SourceSpan(0, 1)).hidden == [SourceSpan(4, 7), SourceSpan(13, 16)])
        #expect(file.drawnText(of: SourceSpan(17, 18)).hidden == [SourceSpan(20, 25)])
    }
}
