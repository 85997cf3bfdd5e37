import CZstd
import Foundation
import ResourceReaders
import SourceText
import TestSupport
import Testing

@testable import norma

/// Packed streams that are damaged: every line that came whole is answered, then one line says what could not be read.
@Suite struct DamagedStreamTests {
    /// What becomes of a packed file, and what is said of it.
    struct Damage: CustomTestStringConvertible {
        let what: String
        let file: String
        let reason: String
        let make: @Sendable (Data) -> Data
        var testDescription: String { what }
        /// Whether what was unpacked is not what was packed.
        var isInside: Bool { what.hasPrefix("checksum") || what.hasPrefix("length") }
    }

    /// As many as take several blocks, pieces and chunks.
    private static let count = 9_000
    private static let text = (1...count).map {
        StreamCommandTests.line("thing-\($0 &* 7_919 % 10_007)", size: "\($0 % 17)")
    }
    .joined()

    private static func zstd(_ text: String) throws -> Data {
        let context = try #require(ZSTD_createCCtx())
        defer { ZSTD_freeCCtx(context) }
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        let bytes = Array(text.utf8)
        var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let count = ZSTD_compress2(context, &packed, packed.count, bytes, bytes.count)
        return Data(packed.prefix(count))
    }

    private static func turned(_ data: Data, fromEnd distance: Int) -> Data {
        var data = data
        data[data.count - distance] ^= 0x55
        return data
    }

    private static func folder(_ text: String) throws -> ScratchFolder {
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "in.ndjson": text])
        _ = try folder.run("gzip -k in.ndjson")
        try folder.write(zstd(text), to: "in.ndjson.zst")
        return folder
    }

    /// All data is there, and then something is wrong.
    private static let behind: [Damage] = [
        Damage(what: "checksum of gzip", file: "in.ndjson.gz", reason: "incorrect data check") {
            turned($0, fromEnd: 8)
        },
        Damage(what: "length of gzip", file: "in.ndjson.gz", reason: "incorrect length check") {
            turned($0, fromEnd: 4)
        },
        Damage(what: "end of gzip missing", file: "in.ndjson.gz", reason: "ends before its end") { $0.dropLast(3) },
        Damage(what: "garbage behind gzip", file: "in.ndjson.gz", reason: "incorrect header check") {
            $0 + Data("garbage".utf8)
        },
        Damage(what: "half a header behind gzip", file: "in.ndjson.gz", reason: "ends before its end") {
            $0 + $0.prefix(5)
        },
        Damage(what: "checksum of Zstandard", file: "in.ndjson.zst", reason: "checksum") { turned($0, fromEnd: 1) },
        Damage(what: "end of Zstandard missing", file: "in.ndjson.zst", reason: "ends before its end") {
            $0.dropLast(3)
        },
        Damage(what: "garbage behind Zstandard", file: "in.ndjson.zst", reason: "data is damaged") {
            $0 + Data("garbage".utf8)
        },
    ]

    @Test(arguments: behind)
    func everyLineIsAnsweredBeforeWhatIsWrongBehindThem(_ damage: Damage) throws {
        for (text, count) in [(Self.text, Self.count), (StreamCommandTests.line("a"), 1)] {
            let folder = try Self.folder(text)
            try folder.write(damage.make(Data(contentsOf: folder.url.appending(path: damage.file))), to: damage.file)
            try expectAnswers(count, damage.reason, suspectFrom: damage.isInside ? 1 : nil, of: damage.file, in: folder)
        }
    }

    /// What looks like a whole line may be the begin of a longer one.
    @Test(arguments: behind)
    func aLastLineWithoutLineFeedIsNotJudged(_ damage: Damage) throws {
        let folder = try Self.folder(
            StreamCommandTests.line("a") + String(StreamCommandTests.line("b", size: "11").dropLast()))
        try folder.write(damage.make(Data(contentsOf: folder.url.appending(path: damage.file))), to: damage.file)
        try expectAnswers(1, damage.reason, suspectFrom: damage.isInside ? 1 : nil, of: damage.file, in: folder)
    }

    /// As many lines as another program unpacks whole.
    @Test(arguments: [0.1, 0.37, 0.5, 0.93])
    func whatIsCutShortIsAnsweredUpToThere(_ part: Double) throws {
        let folder = try Self.folder(Self.text)
        let whole = try Data(contentsOf: folder.url.appending(path: "in.ndjson.gz"))
        try folder.write(whole.prefix(Int(Double(whole.count) * part)), to: "in.ndjson.gz")
        let lines = try folder.run("gzip -dc in.ndjson.gz 2>/dev/null | wc -l").standardOutput
        let count = try #require(Int(lines.trimmingCharacters(in: .whitespacesAndNewlines)))
        try #require(count > 100 && count < Self.count)
        try expectAnswers(count, "its gzip data ends before its end", of: "in.ndjson.gz", in: folder)
    }

    /// Blocks are unpacked as a whole: 128 kB each of the 700 kB.
    @Test(arguments: [0.3, 0.6, 0.9])
    func whatIsCutShortOfZstandardIsAnsweredUpToItsLastBlock(_ part: Double) throws {
        let folder = try Self.folder(Self.text)
        let whole = try Data(contentsOf: folder.url.appending(path: "in.ndjson.zst"))
        try folder.write(whole.prefix(Int(Double(whole.count) * part)), to: "in.ndjson.zst")
        let size = Int(Double(Self.text.utf8.count) * part) / (128 << 10) * (128 << 10)
        let least = Self.text.utf8.prefix(size - (128 << 10)).count { $0 == UInt8(ascii: "\n") }
        let answers = try answers(of: "in.ndjson.zst", in: folder, jobs: 2)
        #expect(answers.count > max(least, 1) && answers.count < Self.count)
        try expectAnswers(answers.count - 1, "its Zstandard data ends before its end", of: "in.ndjson.zst", in: folder)
    }

    @Test func aSecondPartThatIsDamagedLeavesTheFirst() throws {
        let folder = try Self.folder(StreamCommandTests.line("a") + StreamCommandTests.line("b"))
        for file in ["in.ndjson.gz", "in.ndjson.zst"] {
            let part = try Data(contentsOf: folder.url.appending(path: file))
            try folder.write(part + Self.turned(part, fromEnd: file.hasSuffix("gz") ? 8 : 1), to: "two.\(file)")
            try folder.write(Data((StreamCommandTests.line("a") + StreamCommandTests.line("b")).utf8), to: "in.ndjson")
            _ = try folder.run("cat in.ndjson in.ndjson > both; mv both in.ndjson")
            try expectAnswers(4, "data is damaged", suspectFrom: 3, of: "two.\(file)", in: folder)
        }
    }

    /// What is too large is small where one bit of it is turned: what is said of it came before anybody could know.
    @Test(arguments: ["gz", "zst"]) func whatIsSaidOfADamagedFrameIsNotRelied(_ ending: String) throws {
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules])
        let packed = { (text: String) in try ending == "gz" ? Self.stored(text) : Self.zstd(text) }
        // Too short for anything in it to be there twice: it stands as it is.
        var second = try packed(
            #"{"kind":"demo.thing","id":"b","properties":{"size":72}}"# + "\n")
        let digit = try #require(second.range(of: Data("72".utf8))).lowerBound
        // `7` is 0x37, a space 0x20: 2 is left.
        second[digit] ^= 0x17
        try folder.write(packed(StreamCommandTests.line("a")) + second, to: "in.ndjson.\(ending)")
        let result = try folder.run("norma eval --stream --rules r.norma --inventory in.ndjson.\(ending)")
        let answers = try StreamCommandTests.objects(result.standardOutput)
        #expect(answers.map { $0["id"] as? String } == ["a", "b", nil])
        #expect((answers[1]["verdicts"] as? [String: String])?["size_is_small"] == "pass")
        #expect(
            result.standardError.contains(
                "; line 3 and what follows it are not judged, and what is said of line 2 may rest on damaged text\n"),
            "\(result.standardError)")
        #expect(result.exitCode == 2)
    }

    /// A member of gzip in which the text stands as it is.
    private static func stored(_ text: String) throws -> Data {
        let folder = try ScratchFolder(["text": text])
        let program = "import gzip, sys; sys.stdout.buffer.write(gzip.compress(open('text', 'rb').read(), 0))"
        _ = try folder.run("python3 -c \"\(program)\" > packed")
        return try Data(contentsOf: folder.url.appending(path: "packed"))
    }

    @Test func theNextFileIsAnswered() throws {
        let folder = try Self.folder(StreamCommandTests.line("a"))
        let whole = try Data(contentsOf: folder.url.appending(path: "in.ndjson.gz"))
        try folder.write(Self.turned(whole, fromEnd: 8), to: "f/1.ndjson.gz")
        try folder.write(whole, to: "f/2.ndjson.gz")
        let result = try folder.run("norma eval --stream --rules r.norma --inventory f --jobs 2")
        let answers = try StreamCommandTests.objects(result.standardOutput)
        #expect(answers.map { $0["file"] as? String } == ["f/1.ndjson.gz", "f/1.ndjson.gz", "f/2.ndjson.gz"])
        #expect(answers.map { $0["line"] as? Int } == [1, 2, 1])
        #expect(answers.map { $0["verdicts"] != nil } == [true, false, true])
        #expect(result.exitCode == 2)
    }

    /// One that is gone by the time its turn comes has its line among the answers of the others.
    @Test func aFileThatCannotBeOpenedHasItsLine() throws {
        let folder = try ScratchFolder(["1.ndjson": "{}\n", "3.ndjson": "{}\n{}\n"])
        let files = [1, 2, 3].map { folder.url.appending(path: "\($0).ndjson").path }
        let source = ChunkSource(files: files, maximumLineBytes: 1_000, clock: nil)
        let chunk = LineChunk()
        var places: [ChunkSource.Place] = []
        while let place = source.next(into: chunk) { places.append(place) }
        #expect(places.map(\.sequence) == [0, 1, 2])
        #expect(places.map(\.fileNumber) == [0, 1, 2])
        #expect(places.map(\.file) == files)
        #expect(places.map { $0.fault?.line } == [nil, 1, nil])
        let message = "'\(files[1])' does not exist; line 1 and what follows it are not judged"
        #expect(places[1].fault?.diagnostic.message == message && source.problems.map(\.message) == [message])
    }

    /// Nothing of a damaged file is judged where it is read as a whole, and the error names it.
    @Test(arguments: behind)
    func anInventoryThatIsDamagedIsAnError(_ damage: Damage) throws {
        let folder = try Self.folder(Self.text)
        try folder.write(damage.make(Data(contentsOf: folder.url.appending(path: damage.file))), to: damage.file)
        let result = try folder.run("norma eval --rules r.norma --inventory \(damage.file) --format json")
        #expect(result.exitCode == 2)
        #expect(result.output.contains("'\(damage.file)' cannot be read: its "), "\(result.output.suffix(500))")
        #expect(result.output.contains(damage.reason) && !result.output.contains("thing-1"))
    }

    // MARK: Lines of white space

    @Test func aBlankLineHasItsAnswer() throws {
        let lines = StreamCommandTests.line("a") + "\n \t\r\n" + StreamCommandTests.line("b") + "   "
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "in.ndjson": lines])
        let verdicts = #""verdicts":{"size_is_small":"pass","has_owner":"pass"}}"#
        for jobs in [1, 2] {
            let result = try folder.run("norma eval --stream --jobs \(jobs) --rules r.norma < in.ndjson")
            #expect(
                result.standardOutput == """
                    {"line":1,"kind":"demo.thing","id":"a",\(verdicts)
                    {"line":2}
                    {"line":3}
                    {"line":4,"kind":"demo.thing","id":"b",\(verdicts)
                    {"line":5}

                    """)
            #expect(result.exitCode == 0 && result.standardError.isEmpty)
        }
    }

    // MARK: What is expected

    private func answers(of file: String, in folder: ScratchFolder, jobs: Int) throws -> [String] {
        try folder.run("norma eval --stream --jobs \(jobs) --rules r.norma < \(file)").standardOutput
            .split(separator: "\n").map(String.init)
    }

    /// The first lines of `in.ndjson` as they are answered unpacked, and one of what could not be read.
    ///
    /// - Parameter start: of what is damaged; nil where what was unpacked is what was packed.
    private func expectAnswers(
        _ count: Int, _ reason: String, suspectFrom start: Int? = nil, of file: String, in folder: ScratchFolder
    ) throws {
        let plain = try answers(of: "in.ndjson", in: folder, jobs: 1)
        for jobs in [1, 2] {
            let result = try folder.run("norma eval --stream --jobs \(jobs) --rules r.norma < \(file)")
            let lines = result.standardOutput.split(separator: "\n").map(String.init)
            #expect(lines.dropLast() == plain.prefix(count))
            let last = try #require(try StreamCommandTests.objects(lines.last ?? "").first)
            #expect(last["line"] as? Int == count + 1 && last["verdicts"] == nil)
            let diagnostics = try #require(last["diagnostics"] as? [[String: Any]])
            let message = try #require(diagnostics.first?["message"] as? String)
            #expect(diagnostics.count == 1 && diagnostics.first?["code"] as? String == "E1501")
            #expect(message.contains(reason), "\(message)")
            let answered = start == count ? "line \(count)" : "lines \(start ?? 0) to \(count)"
            let suspicion = start == nil ? "" : ", and what is said of \(answered) may rest on damaged text"
            #expect(
                message.hasSuffix("; line \(count + 1) and what follows it are not judged\(suspicion)"), "\(message)")
            #expect((diagnostics.first?["place"] as? [String: Any])?["line"] as? Int == count + 1)
            #expect(result.standardError.contains(message))
            #expect(result.exitCode == 2)
        }
    }
}
