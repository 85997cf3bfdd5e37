import SourceText
import Testing

@Suite struct SourceFileTests {
    @Test func linesEndAtEveryKindOfLineBreak() {
        let file = SourceFile(name: "f", text: "ab\ncd\r\nef\rgh")
        #expect((1...file.lineCount).map { file.text(of: file.span(ofLine: $0)) } == ["ab", "cd", "ef", "gh"])
        #expect([0, 2, 3, 5, 7, 10, 12].map { file.line(at: $0) } == [1, 1, 2, 2, 3, 4, 4])
    }

    @Test func columnsCountScalars() {
        let file = SourceFile(name: "f", text: "é日x\ny")
        #expect(file.position(at: 5) == SourcePosition(line: 1, column: 3))
        #expect(file.offset(line: 1, column: 3) == 5)
        #expect(file.position(at: 99) == SourcePosition(line: 2, column: 2))
        #expect(file.offset(line: 1, column: 99) == 6)
    }

    /// Lines are looked for eight bytes at a time, and a text without other characters counts bytes.
    @Test(arguments: 0..<20)
    func aLineAndAColumnAreFoundBehindAnyStart(_ length: Int) {
        let start = String(repeating: "x", count: length)
        for (letter, bytes) in [("y", 1), ("\u{e9}", 2), ("\u{1f7b6}", 4)] {
            let file = SourceFile(name: "f", text: "\(start)\(letter)z\n\(start)\(letter)z")
            let second = length + bytes + 2
            #expect(file.position(at: length + bytes) == SourcePosition(line: 1, column: length + 2))
            #expect(file.position(at: second) == SourcePosition(line: 2, column: 1))
            #expect(file.position(at: second + length + bytes) == SourcePosition(line: 2, column: length + 2))
        }
    }

    /// More continuations than one byte can count.
    @Test(arguments: [2039, 2040, 2041, 4096, 9000])
    func aColumnIsFoundInALongLine(_ length: Int) {
        let file = SourceFile(name: "f", text: String(repeating: "\u{1f7b6}", count: length) + "z")
        #expect(file.position(at: 4 * length) == SourcePosition(line: 1, column: length + 1))
    }

    @Test func textOutsideTheFileIsEmpty() {
        let file = SourceFile(name: "f", text: "ab")
        #expect(file.text(of: SourceSpan(1, 99)) == "b")
        #expect(file.text(of: SourceSpan(-5, 1)) == "a")
        #expect(file.text(of: file.span(ofLine: 7)) == "")
    }
}
