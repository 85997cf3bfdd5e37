import Foundation
import TestSupport
import Testing

/// What may be wrong with the input of a stream, or unusual about it: told for what it is, or of no account.
@Suite struct StreamInputTests {
    private func folder(_ lines: String = "") throws -> ScratchFolder {
        try ScratchFolder(["r.norma": StreamCommandTests.rules, "in.ndjson": lines])
    }

    private func diagnostic(_ answer: [String: Any]) throws -> [String: Any] {
        try #require((answer["diagnostics"] as? [[String: Any]])?.first)
    }

    // MARK: NUL bytes

    /// Text, and the column of the byte.
    @Test(arguments: [
        ("\0{\"kind\": \"demo.thing\"}", 1), ("{\"kind\": \"demo.thing\", \0\"id\": \"a\"}", 24),
        ("{\"kind\"\0: 1}", 8),
        ("{\"size\": 1\0}", 11), (StreamCommandTests.line("a").dropLast() + "\0\0\0", 76), ("\0", 1),
        ("\0\0\0\0\0\0", 1),
    ])
    func aNULByteIsToldForWhatItIs(_ text: String, _ column: Int) throws {
        let lines = StreamCommandTests.line("first") + text + "\n" + StreamCommandTests.line("last")
        let result = try folder(lines).run("norma eval --stream --rules r.norma < in.ndjson")
        let answers = try StreamCommandTests.objects(result.standardOutput)
        #expect(answers.map { $0["verdicts"] != nil } == [true, false, true] && result.exitCode == 2)
        let told = try diagnostic(answers[1])
        #expect(told["code"] as? String == "E2004")
        #expect((told["message"] as? String)?.hasPrefix("a NUL byte stands in the text, where ") == true, "\(told)")
        #expect((told["hint"] as? String)?.hasPrefix("remove it") == true)
        let place = told["place"] as? [String: Any]
        #expect(place?["line"] as? Int == 2 && place?["column"] as? Int == column, "\(told)")
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian])
    func anotherEncodingIsToldForWhatItIs(_ encoding: String.Encoding) throws {
        let folder = try folder()
        try folder.write(
            try #require(StreamCommandTests.line("a").dropLast().data(using: encoding)), to: "in.ndjson")
        let result = try folder.run("norma eval --stream --rules r.norma < in.ndjson")
        #expect(try diagnostic(StreamCommandTests.objects(result.standardOutput)[0])["code"] as? String == "E2022")
    }

    // MARK: Windows

    /// Frames of one raw block, as RFC 8878 has them: what the head says, and how much memory that is.
    @Test(
        arguments: [
            // A window of 2 to the power of 31, and one of an eighth more than 2 to the power of 27.
            ([0x00, 0xA8], "2048 MiB"), ([0x00, 0x89], "144 MiB"),
            // One segment of 256 MiB, its size in four bytes.
            ([0xA0, 0x00, 0x00, 0x00, 0x10], "256 MiB"),
        ] as [([UInt8], String)])
    func aWindowThatIsTooLargeIsToldWithItsSize(_ head: [UInt8], _ size: String) throws {
        let line = Array(StreamCommandTests.line("a").utf8)
        let folder = try folder()
        func frame(_ head: [UInt8]) -> [UInt8] {
            let block = line.count << 3 | 1
            return [0x28, 0xB5, 0x2F, 0xFD] + head + [UInt8(block & 0xFF), UInt8(block >> 8), 0] + line
        }
        // 128 MiB are unpacked.
        try folder.write(Data(frame([0x00, 0x88]) + frame(head)), to: "in.ndjson.zst")
        let result = try folder.run("norma eval --stream --rules r.norma < in.ndjson.zst")
        let answers = try StreamCommandTests.objects(result.standardOutput)
        #expect(answers.count == 2 && answers[0]["verdicts"] != nil && result.exitCode == 2)
        let message = try #require(try diagnostic(answers[1])["message"] as? String)
        #expect(
            message.contains(
                "its Zstandard data is packed with a window of \(size) that is larger than the 128 MiB that are allowed: "
                    + "pack it with 'zstd --long=27' or less; line 2 and what follows it are not judged"), "\(message)")
    }

    // MARK: Nothing

    @Test(arguments: ["", "\n", " \n\t\n\n"]) func standardInputWithoutAResourceIsTold(_ text: String) throws {
        let folder = try folder(text)
        let piped = try folder.run("cat in.ndjson | norma eval --stream --rules r.norma")
        #expect(piped.standardError.contains("warning[W5011]: standard input held no resource to judge"))
        #expect(!piped.standardError.contains("--inventory") && piped.exitCode == 2, "\(piped.output)")
        let named = try folder.run("norma eval --stream --rules r.norma --inventory in.ndjson")
        // A file without a line is one that did not come.
        let words = text.isEmpty ? "the file 'in.ndjson' is empty" : "what --inventory names held no resource to judge"
        #expect(named.standardError.contains(words) && named.exitCode == 2, "\(named.output)")
    }

    /// Its line ends with the file, as many programs write one document.
    @Test(arguments: ["", "gzip", "zstd --rm -q"]) func aFileOfOneLineWithoutItsEndIsRead(_ packed: String) throws {
        let line = String(StreamCommandTests.line("a").dropLast())
        let folder = try folder(line)
        let names = packed.isEmpty ? "" : "&& \(packed) in.ndjson"
        let result = try folder.run(
            "cp in.ndjson also.ndjson \(names) && norma eval --stream --rules r.norma --inventory $(ls in.*) --inventory also.ndjson"
        )
        let answers = try StreamCommandTests.objects(result.standardOutput)
        #expect(
            answers.map { $0["verdicts"] != nil } == [true, true] && result.standardError.isEmpty, "\(result.output)")
        #expect(result.exitCode == 0 || result.exitCode == 1)
    }

    // MARK: Descriptors that do not wait

    @Test func aDescriptorThatDoesNotWaitIsWaitedFor() throws {
        let count = 4_000
        let folder = try folder()
        let process = Process()
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        for descriptor in [input.fileHandleForReading.fileDescriptor, output.fileHandleForWriting.fileDescriptor] {
            #expect(fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0)
        }
        process.executableURL = ProjectFolder.root.appending(path: ".build/debug/norma")
        process.arguments = ["eval", "--stream", "--jobs", "2", "--rules", "r.norma"]
        process.currentDirectoryURL = folder.url
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
        try process.run()
        // Nothing is there to read yet.
        Thread.sleep(forTimeInterval: 1)
        let text = (0..<count).map { StreamCommandTests.line("thing-\($0)") }.joined()
        let writer = Thread {
            try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try? input.fileHandleForWriting.close()
        }
        writer.start()
        // 400 kB of answers do not fit into a pipe, which takes 64.
        Thread.sleep(forTimeInterval: 1)
        let answers = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(answers.split(separator: "\n").count == count && answers.hasSuffix("}\n"), "\(told)")
        #expect(process.terminationStatus == 0 && told.isEmpty, "\(told)")
    }

    /// A report goes the same way.
    @Test func aReportWaitsForRoom() throws {
        let count = 2_000
        let folder = try folder((0..<count).map { StreamCommandTests.line("thing-\($0)") }.joined())
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        let descriptor = output.fileHandleForWriting.fileDescriptor
        #expect(fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0)
        process.executableURL = ProjectFolder.root.appending(path: ".build/debug/norma")
        process.arguments = ["eval", "--rules", "r.norma", "--inventory", "in.ndjson", "--format", "ndjson"]
        process.currentDirectoryURL = folder.url
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        Thread.sleep(forTimeInterval: 2)
        let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // A scan, two rules, their results and a summary.
        #expect(lines.split(separator: "\n").count == 2 * count + 4 && process.terminationStatus == 0)
    }
}
