import ResourceReaders
import TestSupport
import Testing

/// A stream comes in pieces of any size; what is given are whole lines, every byte once and in order.
@Suite struct LineChunksTests {
    private struct Part: Equatable {
        let text: String
        let firstLine: Int
        var isCut = false
    }

    /// What comes of a stream that gives at most `sizes` bytes, one after another, again and again.
    private static func parts(
        of text: String, sizes: [Int], buffer: Int, maximumLineBytes: Int = .max
    ) -> [Part] {
        var rest = Array(text.utf8)[...]
        var reads = 0
        func read(into room: UnsafeMutableRawBufferPointer) -> Int {
            let count = min(sizes[reads % sizes.count], room.count, rest.count)
            reads += 1
            room.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
        var chunks = LineChunks(maximumLineBytes: maximumLineBytes)
        let chunk = LineChunk(size: buffer)
        var given: [Part] = []
        while chunks.fill(chunk, reading: read) {
            given.append(
                Part(
                    text: String(decoding: chunk.bytes, as: UTF8.self), firstLine: chunk.firstLine,
                    isCut: chunk.isCut))
        }
        return given
    }

    private static func chunks(of text: String, sizes: [Int], buffer: Int) -> [String] {
        parts(of: text, sizes: sizes, buffer: buffer).map(\.text)
    }

    @Test func aLineIsGivenAsSoonAsItIsWhole() {
        #expect(Self.chunks(of: "a\nb\nc", sizes: [3, 1], buffer: 64) == ["a\n", "b\n", "c"])
        #expect(Self.chunks(of: "", sizes: [8], buffer: 64) == [])
        #expect(Self.chunks(of: "\n", sizes: [8], buffer: 64) == ["\n"])
    }

    @Test func aLineThatIsLongerThanTheBufferIsGivenWhole() {
        let line = String(repeating: "x", count: 1_000) + "\n"
        // One byte at a time, so that no read brings two line ends.
        #expect(Self.chunks(of: line + "y\n", sizes: [1], buffer: 8) == [line, "y\n"])
    }

    @Test func chunksKnowTheNumbersOfTheirLines() {
        let parts = Self.parts(of: "a\n\nb\nc\nd", sizes: [3, 4, 2], buffer: 64)
        #expect(
            parts == [
                Part(text: "a\n\n", firstLine: 1), Part(text: "b\nc\n", firstLine: 3), Part(text: "d", firstLine: 5),
            ])
    }

    /// Its begin is given, and what comes behind it is not lost with it.
    @Test(arguments: [[1], [7, 300], [5_000]])
    func aLineThatIsLongerThanTheLimitIsCut(_ sizes: [Int]) {
        let long = String(repeating: "x", count: 3_000)
        for (text, wanted) in [("a\n\(long)\nb\n", ["a\n", "b\n"]), ("a\n\(long)", ["a\n"])] {
            let parts = Self.parts(of: text, sizes: sizes, buffer: 64, maximumLineBytes: 400)
            #expect(parts.filter { !$0.isCut }.map(\.text).joined() == wanted.joined())
            let cut = parts.filter(\.isCut)
            #expect(cut.count == 1)
            #expect(cut[0].firstLine == 2)
            #expect(cut[0].text.allSatisfy { $0 == "x" || $0 == "\n" } && cut[0].text.count < 300)
            #expect(parts.filter { $0.text.hasPrefix("b") }.allSatisfy { $0.firstLine == 3 })
        }
    }

    /// What a read brought behind a line that was cut is whole: it waits neither for the next read nor for its line end.
    @Test func linesBehindACutOneAreGivenBeforeAnythingElseIsRead() {
        let long = String(repeating: "x", count: 1_000)
        let head = String(long.prefix(256)) + "\n"
        // The second read brings the end of the long line and all behind it.
        #expect(
            Self.parts(
                of: "\(long)\na\nb\n\(long)\nc\n", sizes: [900, 1_000, 100], buffer: 1_024, maximumLineBytes: 400) == [
                    Part(text: head, firstLine: 1, isCut: true), Part(text: "a\nb\n", firstLine: 2),
                    Part(text: head, firstLine: 4, isCut: true), Part(text: "c\n", firstLine: 5),
                ])

        var rest = ["\(long)", "\na\nb"][...]
        var chunks = LineChunks(maximumLineBytes: 400)
        let chunk = LineChunk(size: 2_048)
        func read(into room: UnsafeMutableRawBufferPointer) throws -> Int {
            guard let next = rest.popFirst() else { throw Broken() }
            room.copyBytes(from: next.utf8)
            return next.utf8.count
        }
        var given: [String] = []
        #expect(throws: Broken.self) {
            while try chunks.fill(chunk, reading: read) { given.append(String(decoding: chunk.bytes, as: UTF8.self)) }
        }
        #expect(given == [head, "a\n"])
        #expect(chunks.line == 3)
    }

    private struct Broken: Error {}

    @Test func noLineIsLostBetweenThoseThatAreCut() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<300 {
            let lines = (0..<Int.random(in: 1..<20, using: &random)).map { index in
                let isLong = Int.random(in: 0..<3, using: &random) == 0
                return String(repeating: "z", count: isLong ? Int.random(in: 300..<1_500, using: &random) : index)
            }
            let sizes = (0..<5).map { _ in Int.random(in: 1..<900, using: &random) }
            let parts = Self.parts(
                of: lines.map { "\($0)\n" }.joined(), sizes: sizes, buffer: Int.random(in: 1..<900, using: &random),
                maximumLineBytes: 256)
            var given = 0
            for part in parts {
                #expect(part.firstLine == given + 1)
                for line in part.text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
                    let wanted = lines[given]
                    #expect(part.isCut ? wanted.count > 256 && wanted.hasPrefix(line) : wanted == line)
                    given += 1
                }
            }
            #expect(given == lines.count)
        }
    }

    @Test func nothingIsLostHoweverTheStreamIsCut() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let lines = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                String(repeating: "z", count: Int.random(in: 0..<40, using: &random))
            }
            let text = lines.joined(separator: "\n")
            let sizes = (0..<5).map { _ in Int.random(in: 1..<50, using: &random) }
            let given = Self.parts(of: text, sizes: sizes, buffer: Int.random(in: 1..<64, using: &random))
            #expect(given.map(\.text).joined() == text)
            #expect(given.dropLast().allSatisfy { $0.text.hasSuffix("\n") })
            var line = 1
            for part in given {
                #expect(part.firstLine == line)
                line += part.text.count { $0 == "\n" }
            }
        }
    }
}
