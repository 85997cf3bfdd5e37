import Compliance
import Foundation
import GRDB
import ResourceDocuments
import ResourceReaders

/// The resources of an earlier scan, and which of them are in another one as they were.
struct EarlierResources {
    struct Piece {
        /// In the scan.
        let number: Int
        /// Positions of its resources among all.
        let range: Range<Int>
        let seal: PieceSeal
        /// What the results of each rule have to be shown to be.
        let results: [ContentDigest]
    }

    /// A resource that is as it was.
    struct Known {
        /// Of the later scan.
        let row: Int
        let state: Int64
        let content: ContentDigest
        /// A number in `kinds`.
        let kind: Int
        /// Everything in it stands where it stood.
        let hasPlaces: Bool
        /// In `pieces`.
        let piece: Int
    }

    let programs: ScanPrograms
    private(set) var pieces: [Piece] = []
    private var states: [Int64] = []
    private var digests: [RowDigests] = []
    /// By position: what the store knows the state by.
    private var contents: [ContentDigest?] = []
    /// Positions by state.
    private(set) var positions: [Int64: Int] = [:]
    /// In the order of the later scan's rows.
    private(set) var known: [Known] = []
    /// By position: the place in `known`.
    private(set) var knownPositions: [Int?] = []
    private(set) var kinds: [String] = []

    /// A piece that is not as it was written is left out.
    init(of scan: EarlierScan, key: DigestKey, in database: Database) throws {
        programs = try ScanPrograms(of: scan.number, in: database)
        let programs = programs.digest(key)
        var seen = try StateReader(key, in: database)
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT d.piece, d.resources, d.seals, p.states FROM piece_digest d
                JOIN scan_piece p ON p.scan = d.scan AND p.piece = d.piece WHERE d.scan = ? ORDER BY d.piece
                """, arguments: [scan.number])
        while let row = try rows.next() {
            guard let number = Int.fromDatabaseValue(row["piece"]),
                let packed = Data.fromDatabaseValue(row["states"]),
                let written = Data.fromDatabaseValue(row["resources"]),
                let states = PackedNumbers.unpack([UInt8](packed)), let digests = DigestList.unpack(written),
                let seals = Data.fromDatabaseValue(row["seals"]).flatMap(DigestList.unpack),
                digests.count == 2 * states.count
            else { continue }
            let found = try seen.read(states)
            let seal = PieceSeal(
                of: number, in: scan, programs: programs, states: packed, seen: found.digest, resources: written, key)
            guard seals.first == seal.digest else { continue }
            let start = self.states.count
            pieces.append(
                Piece(
                    number: number, range: start..<start + states.count, seal: seal,
                    results: Array(seals.dropFirst())))
            self.states += states
            contents += found.contents
            self.digests += states.indices.map { RowDigests(content: digests[2 * $0], places: digests[2 * $0 + 1]) }
        }
        positions = Dictionary(states.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        knownPositions = Array(repeating: nil, count: states.count)
    }

    /// Finds those of some rows that are as they were.
    mutating func find(_ rows: [Int], in reading: ResourceRows, _ now: ScanDigests) {
        let byContent = Dictionary(
            digests.enumerated().map { ($1.content, $0) }, uniquingKeysWith: { first, _ in first })
        var numbers: [String: Int] = [:]
        var piece = 0
        for row in rows {
            guard let digests = now.resource(at: row), let position = byContent[digests.content],
                knownPositions[position] == nil, positions[states[position]] == position,
                let state = contents[position]
            else { continue }
            let kind = reading.kind(of: row)
            let number = numbers[kind] ?? kinds.count
            if number == kinds.count {
                numbers[kind] = number
                kinds.append(kind)
            }
            if !pieces[piece].range.contains(position) {
                piece = pieces.firstIndex { $0.range.contains(position) } ?? piece
            }
            knownPositions[position] = known.count
            known.append(
                Known(
                    row: row, state: states[position], content: state, kind: number,
                    hasPlaces: digests.places == self.digests[position].places, piece: piece))
        }
    }
}
