import Compliance
import Foundation
import GRDB
import ResourceDocuments
import TestSupport
import Testing

@testable import ComplianceStore

/// What findings show, packed: it comes back as it was, each text is there once, and what is damaged is said to be.
@Suite struct EvidenceBlockTests {
    @Test(arguments: [[""], ["", ""], ["a"], ["[1]", "", "ä\u{0}ß"], [String(repeating: "x", count: 100_000), "y"]])
    func linesComeBack(_ lines: [String]) throws {
        let text = Array(lines.joined(separator: "\n").utf8)
        let packed = try #require(EvidenceBlock.pack(text))
        #expect(EvidenceBlock.unpack(packed, size: text.count) == lines)
    }

    /// RFC 1950: a header of deflate with a window of 32 K, checked by a remainder of 31.
    @Test func theFormatIsThatOfZlib() throws {
        let packed = try #require(EvidenceBlock.pack(Array("[]".utf8)))
        #expect(packed[0] == 0x78)
        #expect((Int(packed[0]) * 256 + Int(packed[1])) % 31 == 0)
    }

    @Test func whatIsDamagedIsNotRead() throws {
        let text = Array(String(repeating: "{\"verdict\": \"fail\"}\n", count: 50).utf8)
        let packed = try #require(EvidenceBlock.pack(text))
        #expect(EvidenceBlock.unpack(packed.dropLast(), size: text.count) == nil)
        #expect(EvidenceBlock.unpack(Data(), size: 10) == nil)
        for size in [-1, 0, text.count - 1, text.count + 1, Int.max] {
            #expect(EvidenceBlock.unpack(packed, size: size) == nil, "\(size)")
        }
        var random = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            var other = packed
            let index = Int.random(in: 0..<other.count, using: &random)
            other[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            // A bit of the header that says nothing may differ; no other text comes of it.
            #expect(
                EvidenceBlock.unpack(other, size: text.count).map { $0.joined(separator: "\n") }
                    ?? String(decoding: text, as: UTF8.self) == String(decoding: text, as: UTF8.self))
        }
    }

    private func store() throws -> (ScratchStore, ScanStore) {
        let scratch = try ScratchStore()
        return (scratch, try scratch.open())
    }

    private func enter(_ contents: [String], in store: ScanStore) throws -> [Int64] {
        try store.database.write { database in
            var writer = try EvidenceWriter(store.key, in: database)
            let numbers = try contents.map { try writer.number(of: Evidence(content: $0, substance: "s\($0)")) }
            try writer.finish()
            return numbers
        }
    }

    @Test func everyTextIsThereOnceAndIsFoundByItsNumber() throws {
        let (scratch, store) = try store()
        defer { withExtendedLifetime(scratch) {} }
        let contents = (0..<150).map { "[{\"value\": \($0 % 140)}]" }
        let numbers = try enter(contents, in: store)
        #expect(Set(numbers).count == 140)
        #expect(try enter(contents.reversed(), in: store) == numbers.reversed())
        // A text that alone is more than a block holds.
        let long = String(repeating: "z", count: EvidenceBlock.byteLimit + 1)
        let more = try enter([long, "after"], in: store)
        #expect(EvidenceBlock.block(of: more[0]) != EvidenceBlock.block(of: more[1]))
        let reader = EvidenceReader(store)
        for (content, number) in zip(contents + [long, "after"], numbers + more).shuffled() {
            #expect(try reader.content(of: number) == content)
        }
        #expect(try reader.content(of: (more.max() ?? 0) + 1) == nil)
        #expect(try reader.content(of: 1 << 40) == nil)
    }

    @Test func aDamagedBlockIsSaidToBe() throws {
        let (scratch, store) = try store()
        let number = try #require(try enter(["[]"], in: store).first)
        try store.database.write { try $0.execute(sql: "UPDATE evidence_block SET content = x'00'") }
        #expect(throws: StoreProblem.damaged(path: scratch.path, reason: "the evidence of block 1 is damaged")) {
            try EvidenceReader(store).content(of: number)
        }
    }
}
