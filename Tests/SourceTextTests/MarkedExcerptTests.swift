import SourceText
import Testing

/// Lines with marks, for those who draw them otherwise than a terminal.
@Suite struct MarkedExcerptTests {
    private func lines(_ text: String, _ marks: [(Range<Int>, String)], width: Int = 120) -> [MarkedExcerpt.Line] {
        let file = SourceFile(name: "a", text: text)
        let excerpts = marks.map { span, label in
            Excerpt(SourcePlace(file, SourceSpan(span.lowerBound, span.upperBound)), label)
        }
        return MarkedExcerpt.excerpts(of: excerpts, width: width).flatMap(\.lines)
    }

    /// What stands under each mark.
    private func marked(_ line: MarkedExcerpt.Line) -> [String] {
        let scalars = Array(line.text.unicodeScalars)
        return line.marks.map { String(String.UnicodeScalarView(scalars[$0.scalars])) }
    }

    @Test func marksStandWhereTheyDo() throws {
        let line = try #require(lines("x\nport: 22 # ssh", [(8..<10, "is 22"), (2..<6, "")]).first)
        #expect(line.number == 2)
        #expect(line.text == "port: 22 # ssh")
        #expect(marked(line) == ["port", "22"])
        #expect(line.marks.map(\.label) == ["", "is 22"])
    }

    /// Characters of two columns or none, tabs, and what is shown by its name.
    @Test(arguments: [
        ("日本: yes", 8..<11, "yes"), ("é: yes", 4..<7, "yes"), ("\ta: yes", 4..<7, "yes"),
        ("\u{202E}: yes", 5..<8, "yes"), ("日本", 0..<3, "日"),
    ])
    func marksCountCharacters(_ text: String, _ span: Range<Int>, _ expected: String) throws {
        #expect(marked(try #require(lines(text, [(span, "")]).first)) == [expected])
    }

    /// Neither what is drawn nor where it ends says how long a masked value is.
    @Test(arguments: ["1", "a long password", "größer"])
    func aMaskIsOfOneLength(_ secret: String) throws {
        let text = "pin: \"\(secret)\" # x"
        let end = 7 + secret.utf8.count
        let file = SourceFile(name: "a", text: text).masking([SourceSpan(5, end)])
        let place = SourcePlace(file, SourceSpan(5, end))
        let line = try #require(MarkedExcerpt.excerpts(of: [Excerpt(place)]).first?.lines.first)
        #expect(line.text == "pin: \"********\" # x")
        #expect(marked(line) == ["\"********\""])
        #expect(place.positions.end == SourcePosition(line: 1, column: 7))
        let bare = SourceFile(name: "a", text: "pin: \(secret)\nb: 1").masking([SourceSpan(5, end - 2)])
        let drawn = MarkedExcerpt.excerpts(of: [Excerpt(SourcePlace(bare, SourceSpan(0, 3)))]).first?.lines.first
        #expect(drawn?.text == "pin: ********")
    }

    @Test func aLongLineIsCutAroundWhatItIsAbout() throws {
        let text = String(repeating: "a", count: 500) + "needle" + String(repeating: "b", count: 500)
        let line = try #require(lines(text, [(500..<506, "")], width: 60).first)
        #expect(line.text.unicodeScalars.count <= 61)
        #expect(marked(line) == ["needle"])
    }

    @Test func whatIsMissingAtTheEndIsMarkedThere() throws {
        let line = try #require(lines("a:", [(2..<2, "b is missing")]).first)
        #expect(line.marks.map(\.scalars) == [2..<2])
    }

    @Test func filesStandInTheOrderInWhichTheyOccur() {
        let (first, second) = (SourceFile(name: "b", text: "1\n2\n"), SourceFile(name: "a", text: "3"))
        let excerpts = MarkedExcerpt.excerpts(of: [
            Excerpt(SourcePlace(first, SourceSpan(2, 3)), style: .secondary),
            Excerpt(SourcePlace(second, SourceSpan(0, 1))),
            Excerpt(SourcePlace(first, SourceSpan(0, 1))),
        ])
        #expect(excerpts.map(\.file.name) == ["b", "a"])
        #expect(excerpts.map(\.position.line) == [1, 1], "of the primary mark")
        #expect(excerpts[0].lines.map(\.number) == [1, 2])
    }
}
