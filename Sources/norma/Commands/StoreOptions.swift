import ArgumentParser
import Compliance
import ComplianceStore
import Foundation
import SourceText

/// `--database`
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store's file. Default: NORMA_DATABASE, else norma/norma.sqlite in the XDG data folder.",
            valueName: "file"))
    var database: String?

    private var path: String {
        get throws {
            if let path = database ?? StoreLocation.path(in: ProcessInfo.processInfo.environment) { return path }
            throw CommandFailure(
                StoreDiagnostics.unusable(.inaccessible(path: "", reason: "the environment names no home folder")))
        }
    }

    /// The store, made where there is none.
    func open() throws -> ScanStore {
        // A write beyond what this process may write fails, and says so, instead of ending the process.
        signal(SIGXFSZ, SIG_IGN)
        var random = SystemRandomNumberGenerator()
        let path = try path
        do throws(StoreProblem) {
            return try ScanStore(path: path, random: &random)
        } catch {
            throw CommandFailure(StoreDiagnostics.unusable(error))
        }
    }

    /// The store where there is one: reading makes none.
    func openExisting() throws -> ScanStore? {
        try FileManager.default.fileExists(atPath: path) ? open() : nil
    }

    /// The store's scans, the newest first; none where there is no store.
    func scans(of attachment: String? = nil, limit: Int? = nil) throws -> [ScanRecord] {
        try openExisting().map { store in
            try Self.using { try store.scans(of: attachment, limit: limit) }
        } ?? []
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
        guard let store = try openExisting() else { return StoredEntries() }
        return try Self.using { StoredEntries(masks: try store.masks(), attestations: try store.attestations()) }
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
}
