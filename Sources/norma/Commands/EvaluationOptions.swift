import ArgumentParser
import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

/// `--inventory`, `--kind`, `--select`
struct InventoryOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Resources: files or folders of JSON, JSON Lines and YAML, in any of the readers' formats, or a provider's responses with --kind.",
            valueName: "path"))
    var inventory: [String] = []

    @Option(
        help: ArgumentHelp(
            "What the files are, where they do not say it themselves: \(ReaderChoice.names.joined(separator: ", ")).",
            valueName: "name"))
    var reader: String?

    @Option(
        help: ArgumentHelp(
            "Where resources stand in documents that no reader knows: a mapping file.", valueName: "file"))
    var mapping: String?

    @Option(
        help: ArgumentHelp(
            "The files hold responses of a provider; each selected value is a resource of this kind.", valueName: "kind"
        ))
    var kind: String?

    @Option(
        help: ArgumentHelp(
            "Where in a response the resources stand, such as 'zones[*]'. Default: the whole.", valueName: "path"))
    var select: String?

    @Option(name: .customLong("max-document-bytes"), help: ArgumentHelp("Refuse larger files.", valueName: "bytes"))
    var maximumBytes = DocumentLimits.default.maximumBytes

    /// For a command that reads no standard input.
    func requireFiles() throws {
        if inventory.isEmpty { throw ValidationError("name at least one file or folder with --inventory") }
    }

    func validate() throws {
        if reader != nil, kind != nil { throw ValidationError("--reader and --kind say different things of the files") }
        if let reader, ReaderChoice(named: reader) == nil {
            let names = ReaderChoice.names
            let hint = Spelling.nearest(to: reader, among: names).map { "did you mean '\($0)'?" }
            throw ValidationError(
                "there is no reader '\(reader)'; \(hint ?? "the readers are \(names.joined(separator: ", "))")")
        }
        if mapping != nil, kind != nil {
            throw ValidationError("--mapping and --kind say different things of the files")
        }
        if select != nil, kind == nil { throw ValidationError("--select wants --kind") }
        if maximumBytes <= 0 { throw ValidationError("--max-document-bytes wants a positive number") }
        if maximumBytes > DocumentLimits.largestText {
            throw ValidationError(
                "--max-document-bytes is at most \(DocumentLimits.largestText), which is the largest text that is read")
        }
    }

    /// Reads everything that can be read; what cannot is among the diagnostics. What no rule ranges over stays in its JSON Lines
    /// file until it is judged.
    ///
    /// - Parameters:
    ///   - schemas: say which values no report may show.
    ///   - snapshot: the files as they were; nil: as they are.
    func read(
        for rules: [BoundRule], schemas: [KindSchemas], keys: KeyTable, in snapshot: GitSnapshot? = nil
    ) throws -> InventoryReading {
        let limits = DocumentLimits(maximumBytes: maximumBytes)
        func tree(_ disk: DiskFiles) -> any FileTree {
            snapshot.map { SnapshotFiles(snapshot: $0, disk: disk) } ?? disk
        }
        let files = tree(DiskFiles(maximumBytes: maximumBytes))
        var reader = InventoryReader(
            selections: try selections(), choice: reader.flatMap { ReaderChoice(named: $0) } ?? .byContent,
            mapping: try readMapping(from: files, in: snapshot),
            sensitive: schemas.map(\.sensitiveProperties).reduce(SensitiveProperties()) { $0.merged(with: $1) },
            heldKinds: RuleRun.heldKinds(of: rules), namedKinds: rules.flatMap { $0.rule.kinds.map(\.text) },
            keys: keys,
            limits: limits)
        var diagnostics: [Diagnostic] = []
        var seen: Set<String> = []
        for path in inventory {
            var sources: [InventoryFile] = []
            let named = InputPaths.files(
                at: [path], ending: fileEndings, packed: InventoryFormat.packedEndings, in: files, &diagnostics)
            for file in named where seen.insert(PathText.normal(file)).inserted {
                do throws(FileProblem) {
                    // Each line of JSON Lines is a document of its own; the reader holds each to the limit.
                    let isLines = InventoryFormat.lineEndings.contains(where: file.hasSuffix)
                    let place = snapshot.flatMap { $0.place(of: file) } ?? file
                    if InventoryFormat.packedLineEndings.contains(where: file.hasSuffix) {
                        sources.append(try lines(unpacking: place, named: file, leaving: reader.leavesLines))
                    } else if isLines, reader.leavesLines, let lines = try DiskLines(place, named: file) {
                        sources.append(.lines(lines))
                    } else {
                        let files = isLines ? tree(DiskFiles(maximumBytes: .max)) : files
                        sources.append(.whole(try files.read(file, within: nil)))
                    }
                } catch {
                    diagnostics.append(.unreadableFile(error, at: nil))
                }
            }
            reader.read(sources)
        }
        return reader.finish().adding(diagnostics)
    }

    /// The names of files that are read where a folder is named.
    private var fileEndings: [String] {
        InventoryFormat.fileEndings + (mapping == nil ? [] : InventoryFormat.mappedFileEndings)
    }

    /// The files as they were at a revision of git. Its folder is the caller's to remove.
    func snapshot(of revision: GitRevision) throws -> GitSnapshot {
        try GitSnapshot(of: revision, paths: inventory + [mapping].compactMap(\.self), endings: fileEndings)
    }

    /// - Parameter leavesLines: the lines may stay where they are, and need not all be in memory.
    private func lines(
        unpacking file: String, named name: String, leaving leavesLines: Bool
    ) throws(FileProblem) -> InventoryFile {
        let lines = try DiskLines(unpacking: file, named: name)
        if leavesLines { return .lines(lines) }
        return .whole(SourceFile(name: name, text: lines.bytes(at: 0, count: lines.size) ?? []))
    }

    /// Throws where a mapping is named that cannot be read: without it resources would be missed.
    private func readMapping(from files: any FileTree, in snapshot: GitSnapshot?) throws -> ResourceMapping? {
        guard let mapping else { return nil }
        // One that stands outside of the repository is what it is.
        let isElsewhere = snapshot.map { $0.place(of: mapping) == nil } ?? false
        let file: SourceFile
        do throws(FileProblem) {
            file = isElsewhere ? try DiskFiles().read(mapping, within: nil) : try files.read(mapping, within: nil)
        } catch {
            throw CommandFailure([.unreadableFile(error, at: nil)])
        }
        let (read, diagnostics) = ResourceMapping.read(file)
        if !diagnostics.isEmpty { throw CommandFailure(diagnostics) }
        return read
    }

    private func selections() throws -> [ResourceSelection] {
        guard let kind else { return [] }
        do throws(SelectionPath.Fault) {
            return [ResourceSelection(kind: kind, path: try SelectionPath(select ?? ""))]
        } catch {
            throw CommandFailure(.badSelection(select ?? "", error.message))
        }
    }
}

extension InventoryReading {
    /// One slip of whoever made the inventory may be many.
    static let shownMisspeltProperties = 10

    /// Warnings of properties that were surely meant otherwise; the first few.
    func misspeltProperties(_ schemas: KindSchemas, readBy rules: [BoundRule]) -> [Diagnostic] {
        var misspelt = MisspeltProperties(schemas, readBy: rules.map(\.rule))
        misspelt.look(through: rows)
        return misspelt.warnings(limit: Self.shownMisspeltProperties)
    }

    /// Throws when a file is another than it was when it was first read: what was said of its resources is then worth nothing.
    func requireUnchanged() throws {
        let diagnostics = rows.changedFiles.map {
            Diagnostic.unreadableFile(FileProblem($0, .other("it changed while it was read")), at: nil)
        }
        if !diagnostics.isEmpty { throw CommandFailure(diagnostics) }
    }
}
