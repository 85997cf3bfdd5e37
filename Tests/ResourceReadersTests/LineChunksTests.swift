import ResourceReaders
import TestSupport
import Testing

/// A stream comes in pieces of any size; what is given are whole lines, every byte once and in order.
@Suite struct LineChunksTests {
    /// What comes of a stream that gives at most `sizes` bytes, one after another, again and again.
    private static func chunks(of text: String, sizes: [Int], buffer: Int) -> [String] {
        var rest = Array(text.utf8)[...]
        var reads = 0
        var chunks = LineChunks(size: buffer)
        var given: [String] = []
        while let bytes = chunks.next(reading: { room in
            let count = min(sizes[reads % sizes.count], room.count, rest.count)
            reads += 1
            room.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }) {
            given.append(String(decoding: bytes, as: UTF8.self))
        }
        return given
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

    @Test func nothingIsLostHoweverTheStreamIsCut() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let lines = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                String(repeating: "z", count: Int.random(in: 0..<40, using: &random))
            }
            let text = lines.joined(separator: "\n")
            let sizes = (0..<5).map { _ in Int.random(in: 1..<50, using: &random) }
            let given = Self.chunks(of: text, sizes: sizes, buffer: Int.random(in: 1..<64, using: &random))
            #expect(given.joined() == text)
            #expect(given.dropLast().allSatisfy { $0.hasSuffix("\n") })
        }
    }
}
