import ArgumentParser
import Compliance
import ComplianceStore
import Foundation
import RulePacks
import SourceText

/// `--database`
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store's file. Default: NORMA_DATABASE, else norma/norma.sqlite in the XDG data folder.",
            valueName: "file"))
    var database: String?

    func validate() throws {
        if database?.isEmpty == true { throw ValidationError("--database is empty: it names no file") }
    }

    private var path: String {
        get throws {
            if let path = database ?? StoreLocation.path(in: ProcessInfo.processInfo.environment) { return path }
            throw CommandFailure(StoreDiagnostics.nowhere())
        }
    }

    /// The store, made where there is none.
    func open() throws -> ScanStore { try Self.openToWrite(path) }

    /// The store, to read it: nothing is made or written. nil where nobody named one and there is none.
    func openToRead() throws -> ScanStore? {
        guard let path = try existingPath() else { return nil }
        do throws(StoreProblem) {
            defer { FilesRead.shared.note(fileAt: path) }
            return try ScanStore(reading: path)
        } catch .outdated {
            return try Self.openToWrite(path)
        } catch {
            throw CommandFailure(StoreDiagnostics.unusable(error))
        }
    }

    /// The store, to change what is in it. nil where nobody named one and there is none.
    func openToChange() throws -> ScanStore? { try existingPath().map(Self.openToWrite) }

    private static func openToWrite(_ path: String) throws -> ScanStore {
        // A write beyond what this process may write fails, and says so, instead of ending the process.
        signal(SIGXFSZ, SIG_IGN)
        var random = SystemRandomNumberGenerator()
        do throws(StoreProblem) {
            defer { FilesRead.shared.note(fileAt: path) }
            return try ScanStore(path: path, random: &random)
        } catch {
            throw CommandFailure(StoreDiagnostics.unusable(error))
        }
    }

    /// Throws where --database names a file that is not there, or in which nothing is.
    private func existingPath() throws -> String? {
        let path = try path
        var information = stat()
        let isThere = stat(path, &information) == 0
        if isThere, information.st_mode & S_IFMT != S_IFREG || information.st_size > 0 { return path }
        guard database != nil else { return nil }
        let folder = PathText.folder(of: PathText.normal(path))
        let neighbours = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        throw CommandFailure(
            StoreDiagnostics.missing(path, neighbours: neighbours.map { PathText.join(folder, $0) }))
    }

    /// A store's scans, the newest first; none where there is no store. Throws where it has none of the attachment, and others.
    func scans(of attachment: String? = nil, limit: Int? = nil, in store: ScanStore?) throws -> [ScanRecord] {
        guard let store else { return [] }
        return try Self.using {
            let scans = try store.scans(of: attachment, limit: limit)
            if let attachment, scans.isEmpty {
                let names = try store.attachmentNames()
                if !names.isEmpty { throw CommandFailure(StoreDiagnostics.noScan(of: attachment, among: names)) }
            }
            return scans
        }
    }

    /// The one scan whose id begins so.
    func scan(named id: String, in store: ScanStore?) throws -> ScanRecord {
        let found = try store.map { store in try Self.using { try store.scans(named: id) } } ?? []
        guard let scan = found.first, found.count == 1, !id.isEmpty else {
            throw CommandFailure(StoreDiagnostics.unknownScan(id, candidates: found.map { String($0.id.prefix(12)) }))
        }
        return scan
    }

    /// The one entry whose id begins so.
    func entry<Entry>(named prefix: String, of sort: EntrySort<Entry>) throws -> Entry {
        let found = sort.all(try entries()).filter { $0.id.hasPrefix(prefix) }
        guard let entry = found.first, found.count == 1, !prefix.isEmpty else {
            throw CommandFailure(StoreDiagnostics.unknown(sort.noun, prefix, candidates: found.map(\.id)))
        }
        return entry
    }

    /// What persons entered into the store, where there is one.
    func entries() throws -> StoredEntries {
        try openToRead().map { try StoredEntries(of: $0) } ?? StoredEntries()
    }

    /// What the store is asked for; a problem of the store's ends the command.
    static func using<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let problem as StoreProblem {
            throw CommandFailure(StoreDiagnostics.unusable(problem))
        }
    }
}

/// What persons say beside the rules.
struct StoredEntries {
    var masks: [Mask] = []
    var attestations: [Attestation] = []
    /// What the store's scans had.
    var known = KnownNames()

    init() {}

    init(of store: ScanStore) throws {
        try StoreOptions.using {
            masks = try store.masks()
            attestations = try store.attestations()
            known = try store.knownNames()
            known.accounts = try store.seenAccounts(among: Set(masks.compactMap { $0.target.area?.id }))
        }
    }

    /// For a scan that is gone on with: those that it was judged with, where it was, and none that were entered since.
    init(of store: ScanStore, for interrupted: ScanRecord) throws {
        try self.init(of: store)
        guard let laid = try StoreOptions.using({ try store.entriesLaid(on: interrupted) }) else { return }
        masks.removeAll { !laid.masks.contains($0.id) }
        attestations.removeAll { !laid.attestations.contains($0.id) }
    }
}
