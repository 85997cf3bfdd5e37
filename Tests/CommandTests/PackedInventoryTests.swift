import CZstd
import Foundation
import TestSupport
import Testing

/// Inventories that are packed say what they say unpacked, and one that is damaged says so.
@Suite struct PackedInventoryTests {
    private static let text = StreamCommandTests.mixture(3_000, seed: 7)

    private static func zstd(_ text: String) -> Data {
        let bytes = Array(text.utf8)
        var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let count = ZSTD_compress(&packed, packed.count, bytes, bytes.count, 3)
        return Data(packed.prefix(count))
    }

    /// The same lines plain and packed; the packed files have two parts, one behind another.
    private static func folder() throws -> ScratchFolder {
        let middle = text.index(text.startIndex, offsetBy: text.count / 2)
        let halves = [String(text[..<middle]), String(text[middle...])]
        let folder = try ScratchFolder([
            "r.norma": StreamCommandTests.rules, "in.ndjson": text, "1": halves[0], "2": halves[1],
        ])
        _ = try folder.run("gzip -k in.ndjson; gzip 1 2; cat 1.gz 2.gz > two.ndjson.gz")
        try folder.write(zstd(halves[0]) + zstd(halves[1]), to: "two.ndjson.zst")
        return folder
    }

    @Test func aPackedStreamIsAnsweredAsItsTextIs() throws {
        let folder = try Self.folder()
        let plain = try folder.run("norma eval --stream --rules r.norma < in.ndjson")
        #expect(plain.standardOutput.split(separator: "\n").count > 2_000)
        for file in ["in.ndjson.gz", "two.ndjson.gz", "two.ndjson.zst"] {
            let packed = try folder.run("norma eval --stream --rules r.norma < \(file)")
            #expect(packed.standardOutput == plain.standardOutput, "\(file)")
            #expect(packed.exitCode == plain.exitCode)
        }
    }

    /// Zeros behind a member of gzip, and a frame of Zstandard that is passed over before and between others.
    @Test func whatPacksAddIsPassedOver() throws {
        let folder = try Self.folder()
        let plain = try folder.run("norma eval --stream --rules r.norma < in.ndjson")
        _ = try folder.run("cp in.ndjson.gz padded.gz; head -c 70000 /dev/zero >> padded.gz")
        let skipped = Data([0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3])
        try folder.write(skipped + Self.zstd(Self.text) + skipped, to: "skipped.zst")
        for file in ["padded.gz", "skipped.zst"] {
            let packed = try folder.run("norma eval --stream --rules r.norma < \(file)")
            #expect(packed.standardOutput == plain.standardOutput && packed.exitCode == plain.exitCode, "\(file)")
        }
    }

    @Test(arguments: [("bzip2", "BZh91AY&SY"), ("xz", "\u{FD}7zXZ"), ("ZIP", "PK\u{3}\u{4}")])
    func aFormatThatIsNotReadIsNamed(_ format: String, _ beginning: String) throws {
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules])
        try folder.write(Data(beginning.unicodeScalars.map { UInt8($0.value) } + [0, 7, 9]), to: "in")
        let result = try folder.run("norma eval --stream --rules r.norma < in")
        #expect(result.exitCode == 2)
        #expect(result.standardOutput.hasPrefix(#"{"line":1,"diagnostics":[{"code":"E1501""#), "\(result.output)")
        #expect(result.standardOutput.split(separator: "\n").count == 1)
        #expect(
            result.standardError.contains("it is packed as \(format), which is not read: unpack it"), "\(result.output)"
        )
    }

    @Test(arguments: ["two.ndjson.gz", "two.ndjson.zst"])
    func aPackedInventoryIsEvaluatedAsItsTextIs(_ file: String) throws {
        let folder = try Self.folder()
        func summary(_ file: String) throws -> String {
            let result = try folder.run("norma eval --rules r.norma --inventory \(file) --as-of 2026-11-01T00:00:00Z")
            return String(result.standardOutput.split(separator: "\n").last ?? "")
        }
        let plain = try summary("in.ndjson")
        #expect(plain.contains("2 rules on") && !plain.contains(" 0 fail"))
        #expect(try summary(file) == plain)
        // In a folder, too.
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "f"), withIntermediateDirectories: true)
        _ = try folder.run("cp \(file) f/")
        #expect(try summary("f") == plain)
    }

    /// What a folder holds packed is read by its name, or refused with the names that are.
    @Test(arguments: ["b.gz", "e.json.gz", "e.json.zst"])
    func aPackedFileThatIsNotReadIsNamed(_ name: String) throws {
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "f/in.ndjson": Self.text])
        try folder.write(Self.zstd(Self.text), to: "f/\(name)")
        let result = try folder.run("norma eval --stream --rules r.norma --inventory f")
        #expect(result.exitCode == 2)
        #expect(result.standardOutput.isEmpty)
        #expect(
            result.standardError.contains("error[E5036]: 'f' holds 'f/\(name)', which a stream does not read\n"),
            "\(result.output)")
        #expect(
            result.standardError.contains(
                "are read whose names end with .ndjson.gz, .ndjson.zst, .jsonl.gz, .jsonl.zst\n"), "\(result.output)")
        let plain = try folder.run("norma eval --stream --rules r.norma --inventory f/in.ndjson")
        let named = try folder.run("norma eval --stream --rules r.norma --inventory f/\(name)")
        #expect(named.standardOutput == plain.standardOutput.replacingOccurrences(of: "f/in.ndjson", with: "f/\(name)"))
    }

    /// Without a stream the rest of the folder is judged, and what of it is not is told of.
    @Test func aFolderWithPackedFilesSaysSo() throws {
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "f/in.ndjson": Self.text])
        let eval = "norma eval --rules r.norma --inventory f --as-of 2026-11-01T00:00:00Z"
        let plain = try folder.run(eval)
        for name in ["b.gz", "e.json.zst"] { try folder.write(Self.zstd(Self.text), to: "f/\(name)") }
        let result = try folder.run(eval)
        #expect(result.exitCode == plain.exitCode)
        #expect(result.standardOutput == plain.standardOutput)
        #expect(
            result.standardError.contains(
                "warning[W5037]: 'f' holds 'f/b.gz' and 1 more, which are packed and not read\n  help: unpack"),
            "\(result.output)")
        #expect(!plain.standardError.contains("W5037"))
    }

    @Test(arguments: [("gzip", ".gz"), ("Zstandard", ".zst")])
    func aPackedFileOfAnotherNameIsCalledOne(_ format: String, _ ending: String) throws {
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "f.ndjson": Self.text])
        let packed = try folder.run("gzip f.ndjson; mkdir f; mv f.ndjson.gz f/f.ndjson")
        #expect(packed.exitCode == 0)
        if format == "Zstandard" { try folder.write(Self.zstd(Self.text), to: "f/f.ndjson") }
        let result = try folder.run("norma eval --rules r.norma --inventory f")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E2230]: the file is packed as \(format)\n"), "\(result.output)")
        #expect(
            result.standardError.contains("help: unpack it, or call it 'f.ndjson\(ending)': packed JSON Lines"),
            "\(result.output)")
        #expect(!result.standardError.contains("E2004"))
    }

    /// Cut short, and with a byte turned over, at several places.
    @Test(arguments: ["in.ndjson.gz", "two.ndjson.zst"])
    func aDamagedFileIsAnErrorAndNotAnEnd(_ file: String) throws {
        let folder = try Self.folder()
        let whole = [UInt8](try Data(contentsOf: folder.url.appending(path: file)))
        let format = file.hasSuffix("gz") ? "gzip" : "Zstandard"
        for length in [whole.count - 1, whole.count / 2, 12] {
            try folder.write(Data(whole.prefix(length)), to: "cut.ndjson\(file.suffix(4) == ".zst" ? ".zst" : ".gz")")
            let name = "cut.ndjson\(file.suffix(4) == ".zst" ? ".zst" : ".gz")"
            for command in ["--stream --inventory", "--inventory"] {
                let result = try folder.run("norma eval --rules r.norma \(command) \(name)")
                #expect(result.exitCode == 2)
                #expect(
                    result.standardError.contains("'\(name)' cannot be read: its \(format) data ends before its end"),
                    "\(command) \(length): \(result.standardError.suffix(400))")
            }
        }
        var turned = whole
        turned[whole.count / 2] ^= 0x55
        try folder.write(Data(turned), to: file)
        let result = try folder.run("norma eval --rules r.norma --stream < \(file)")
        #expect(result.exitCode == 2)
    }
}
