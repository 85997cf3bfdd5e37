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
        /// What the results of each rule have to add up to.
        let seals: [ContentDigest]
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

    private let scan: EarlierScan
    private let database: Database
    private(set) var pieces: [Piece] = []
    private var states: [Int64] = []
    private var digests: [RowDigests] = []
    /// Positions by state.
    private(set) var positions: [Int64: Int] = [:]
    /// In the order of the later scan's rows.
    private(set) var known: [Known] = []
    /// By position: the place in `known`.
    private(set) var knownPositions: [Int?] = []
    private(set) var kinds: [String] = []

    /// A piece that is not as it was written is left out.
    init(of scan: EarlierScan, key: DigestKey, in database: Database) throws {
        self.scan = scan
        self.database = database
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
                digests.count == 2 * states.count,
                seals.first == ResultSeal.ofResources(states: packed, digests: written, key)
            else { continue }
            let start = self.states.count
            pieces.append(
                Piece(
                    number: number, range: start..<start + states.count, seals: Array(seals.dropFirst())))
            self.states += states
            self.digests += states.indices.map { RowDigests(content: digests[2 * $0], places: digests[2 * $0 + 1]) }
        }
        positions = Dictionary(states.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        knownPositions = Array(repeating: nil, count: states.count)
    }

    /// Finds those of some rows that are as they were.
    mutating func find(_ rows: [Int], in reading: ResourceRows, _ now: ScanDigests) throws {
        let byContent = Dictionary(
            digests.enumerated().map { ($1.content, $0) }, uniquingKeysWith: { first, _ in first })
        let content = try database.cachedStatement(sql: "SELECT digest FROM resource_state WHERE id = ?")
        var numbers: [String: Int] = [:]
        var piece = 0
        for row in rows {
            guard let digests = now.resource(at: row), let position = byContent[digests.content],
                knownPositions[position] == nil, positions[states[position]] == position,
                let written = try Data.fetchOne(content, arguments: [states[position]]),
                let state = ContentDigest(bytes: written)
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
