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
        #expect(EvidenceBlock.unpack(Data(), size: 10).joined().isEmpty)
        for size in [-1, 0, Int.max] {
            #expect(EvidenceBlock.unpack(packed, size: size).joined().isEmpty, "\(size)")
        }
        #expect(EvidenceBlock.unpack(packed, size: text.count - 2).last == #"{"verdict": "fail""#)
    }

    /// Whatever became of a block, a line of it is what was entered, or lost.
    @Test func noOtherTextComesOfADamagedBlock() throws {
        let (scratch, store) = try store()
        defer { withExtendedLifetime(scratch) {} }
        let contents = (0..<50).map { "[{\"verdict\": \"fail\", \"value\": \($0 * 7_919)}]" }
        let numbers = try enter(contents, in: store)
        let packed = try #require(
            try store.database.read { try Data.fetchOne($0, sql: "SELECT content FROM evidence_block") })
        var random = SeededGenerator(seed: 5)
        var lost = 0
        for _ in 0..<200 {
            var other = packed
            let index = Int.random(in: 0..<other.count, using: &random)
            other[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try store.database.write {
                try $0.execute(sql: "UPDATE evidence_block SET content = ?", arguments: [other])
            }
            let reader = EvidenceReader(store)
            for (number, content) in zip(numbers, contents) {
                guard let read = try reader.content(of: number) else {
                    lost += 1
                    continue
                }
                #expect(read == content)
            }
        }
        // What stands before the fault is there.
        #expect(lost > 1_000 && lost < 200 * contents.count)
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

    /// What became of the second of three blocks.
    static let damages = [
        "UPDATE evidence_block SET content = x'00' WHERE id = 2", "DELETE FROM evidence_block WHERE id = 2",
        "UPDATE evidence_block SET size = 0 WHERE id = 2", "UPDATE evidence_block SET size = 'large' WHERE id = 2",
        // Another text, packed as it has to be.
        "UPDATE evidence_block SET (size, content) = (SELECT size, content FROM evidence_block AS o WHERE o.id = 1) WHERE id = 2",
        "UPDATE evidence_block SET id = -id WHERE id = 2",
    ]

    @Test(arguments: damages) func whatIsLostIsSaidToBeAndNothingElseIs(_ damage: String) throws {
        let (scratch, store) = try store()
        defer { withExtendedLifetime(scratch) {} }
        let contents = (0..<150).map { "[{\"value\": \($0)}]" }
        let numbers = try enter(contents, in: store)
        try store.database.write { try $0.execute(sql: damage) }
        let reader = EvidenceReader(store)
        let read = try numbers.map { try reader.content(of: $0) }
        #expect(read == contents.enumerated().map { (64..<128).contains($0.offset) ? nil : $0.element })
        #expect(reader.lost?.count == 64 && reader.lost?.blocks == [2])
    }

    /// In its old place, so that whoever refers to it has it back; and what nobody says again stays lost.
    @Test(arguments: damages)
    func whatIsSaidAgainIsWrittenAgain(_ damage: String) throws {
        let (scratch, store) = try store()
        defer { withExtendedLifetime(scratch) {} }
        let contents = (0..<150).map { "[{\"value\": \($0)}]" }
        let numbers = try enter(contents, in: store)
        try store.database.write { try $0.execute(sql: damage) }
        let again = [70, 3, 100, 64]
        #expect(try enter(again.map { contents[$0] } + ["new"], in: store).prefix(4) == again.map { numbers[$0] }[...])
        let reader = EvidenceReader(store)
        for (position, number) in numbers.enumerated() {
            let isThere = !(64..<128).contains(position) || again.contains(position)
            #expect(try reader.content(of: number) == (isThere ? contents[position] : nil), "\(position)")
        }
        _ = try enter(contents, in: store)
        let later = EvidenceReader(store)
        #expect(try numbers.map { try later.content(of: $0) } == contents && later.lost == nil)
    }

    /// A seal spares the unpacking of what stands there as it was written; blocks of earlier versions have none.
    @Test(arguments: damages)
    func aSealIsOfWhatStandsThere(_ damage: String) throws {
        let (scratch, store) = try store()
        defer { withExtendedLifetime(scratch) {} }
        let contents = (0..<150).map { "[{\"value\": \($0)}]" }
        _ = try enter(contents, in: store)
        func sealed() throws -> [Bool] {
            try store.database.read { database in
                let lines = try EvidenceLines(store.key, in: database)
                return try (1...3).map { try lines.isSealed(block: $0) }
            }
        }
        #expect(try sealed() == [true, true, true])
        try store.database.write { try $0.execute(sql: damage) }
        #expect(try sealed() == [true, false, true])
        // Of one of which some stays lost nothing is vouched for.
        _ = try enter([contents[70]], in: store)
        #expect(try sealed() == [true, false, true])
        _ = try enter(contents, in: store)
        #expect(try sealed() == [true, true, true])
        try store.database.write { try $0.execute(sql: "UPDATE evidence_block SET seal = NULL") }
        #expect(try sealed() == [false, false, false])
        #expect(try EvidenceReader(store).content(of: 64) == contents[0])
        // Without a seal a text has to be what its digest says.
        try store.database.write { try $0.execute(sql: "UPDATE evidence SET digest = randomblob(16) WHERE id = 65") }
        let reader = EvidenceReader(store)
        #expect(try reader.content(of: 64) == contents[0] && reader.content(of: 65) == nil && reader.lost?.count == 1)
    }

    /// The number of a block that is gone is not given to another: evidence of it is still asked for.
    @Test func theLastBlockKeepsItsNumber() throws {
        let (scratch, store) = try store()
        defer { withExtendedLifetime(scratch) {} }
        let number = try #require(try enter(["[1]"], in: store).first)
        try store.database.write { try $0.execute(sql: "DELETE FROM evidence_block") }
        let other = try #require(try enter(["[2]"], in: store).first)
        #expect(EvidenceBlock.block(of: other) == EvidenceBlock.block(of: number) + 1)
        let reader = EvidenceReader(store)
        #expect(try reader.content(of: number) == nil && reader.content(of: other) == "[2]")
    }
}
