package import ResourceDocuments
package import SourceText

/// Reads the files of an inventory: resources, and what the inventory says of itself.
///
/// A file or a resource with a fault is reported and left out; all others are read.
package struct InventoryReader {
    private let selections: [ResourceSelection]
    private let choice: ReaderChoice
    private let mapping: ResourceMapping?
    /// The kinds that must be in memory; nil: all.
    private let heldKinds: [Glob]?
    let limits: DocumentLimits
    let keys: KeyTable

    var rows: ResourceRows
    private var firstRows: [Int: Int] = [:]
    /// The rows of which nothing was read yet but what adds to a resource.
    private var additions: Set<Int> = []
    private let spellings: KindSpellings
    private var collectedKinds: Set<String> = []
    /// The kinds of documents that are complete in themselves.
    private var completeKinds: Set<String> = []
    private var hasManifest = false
    private var manifest = InventoryManifest()
    /// Where manifests speak of their accounts, by id.
    private var mentions: [ExactText: AccountMention] = [:]
    /// The files that are another tool's: one message tells it.
    private var unreadFiles: Set<String> = []
    /// Of the file that is being read.
    private var commentSuppressions: CommentSuppressions?
    private var repeatedIDs = RepeatedIDs()
    /// The files of which it was said that some document of theirs gives no resources.
    private var emptyFiles: Set<String> = []
    var diagnostics = Diagnostics()
    private var refusals = Refusals()

    /// - Parameters:
    ///   - selections: with them, every document is a provider's response; without, `choice` says how it is read.
    ///   - mapping: says of the files that it speaks of where their resources stand.
    ///   - sensitive: what no report may show.
    ///   - heldKinds: the kinds that rules range over, and `account` where a rule judges accounts. Resources of other kinds may
    ///     stay in their files where these are `InventoryFile.lines`. nil: everything is read into memory.
    ///   - namedKinds: what rules call kinds; a provider's that is the same but for case is called so.
    package init(
        selections: [ResourceSelection] = [], choice: ReaderChoice = .byContent, mapping: ResourceMapping? = nil,
        sensitive: SensitiveProperties = SensitiveProperties(), heldKinds: [String]? = nil,
        namedKinds: [String] = [], keys: KeyTable = KeyTable(), limits: DocumentLimits = .default
    ) {
        spellings = KindSpellings(named: namedKinds)
        self.selections = selections
        self.choice = choice
        self.mapping = mapping
        self.heldKinds = heldKinds.map { $0.map(Glob.init) }
        self.keys = keys
        self.limits = limits
        rows = ResourceRows(keys: keys, limits: limits, sensitive: sensitive)
    }

    package mutating func read(_ files: [SourceFile]) { read(files.map { .whole($0) }) }

    /// Whether lines may stay in their files.
    package var leavesLines: Bool { heldKinds != nil && selections.isEmpty && mapping == nil && choice.allowsEnvelopes }

    func isHeld(_ kind: String) -> Bool { heldKinds?.contains { $0.matches(kind) } ?? true }

    /// Reads the files of one file or folder that was named. A manifest among them speaks for these files; without one,
    /// the kinds that occur in them were collected.
    package mutating func read(_ files: [InventoryFile]) {
        let first = rows.count
        var manifests: [(manifest: InventoryManifest, file: SourceFile)] = []
        var isManifestFaulty = false
        for inventoryFile in files {
            let file: SourceFile
            switch inventoryFile {
            case .whole(let whole): file = whole
            case .lines(let lines):
                read(lines)
                continue
            }
            let documents = documents(of: file)
            if let document = documents.first, documents.count == 1, ManifestReader.isManifest(document) {
                let (manifest, faults) = ManifestReader.read(document)
                diagnostics.report(faults)
                if faults.contains(where: \.isError) { isManifestFaulty = true }
                manifests.append((manifest, file))
                for mention in ManifestReader.accountMentions(in: document) where mentions[ExactText(mention.id)] == nil
                {
                    mentions[ExactText(mention.id)] = mention
                }
                continue
            }
            var envelopes = EnvelopeReader()
            commentSuppressions = CommentSuppressions(in: file, choice.text ?? InventoryFormat(of: file))
            for document in documents { readResources(of: document, envelopes: &envelopes) }
            for place in commentSuppressions?.idle ?? [] { diagnostics.report(InventoryDiagnostics.idleComment(place)) }
            commentSuppressions = nil
        }
        guard !manifests.isEmpty else {
            for row in first..<rows.count { collectedKinds.insert(rows.kind(of: row)) }
            return
        }
        hasManifest = true
        for (manifest, _) in manifests { take(manifest) }
        // Of a list that could not be read nothing is missing.
        guard !isManifestFaulty else { return }
        let listed = (manifests.flatMap(\.manifest.kinds) + completeKinds.sorted()).map(Glob.init)
        reportUnlisted(first..<rows.count, listed: listed, manifest: manifests[0].file)
    }

    /// A document that is read already, such as one that stands within a case.
    package mutating func read(_ document: Document) {
        let first = rows.count
        var envelopes = EnvelopeReader()
        readResources(of: document, envelopes: &envelopes)
        for row in first..<rows.count { collectedKinds.insert(rows.kind(of: row)) }
    }

    /// Everything that was read, and a resource of the kind `account` for every account where a rule asks for such.
    package consuming func finish() -> InventoryReading {
        if isHeld(AccountResources.kind) {
            let described = Set(rows.resources.lazy.filter { $0.kind == AccountResources.kind }.map(\.id))
            for (account, row) in rows.firstRowsOfAccounts where mentions[ExactText(account)] == nil {
                mentions[ExactText(account)] = AccountMention(id: account, in: rows.resource(at: row))
            }
            let accounts = mentions.values.filter { !described.contains($0.id) }
            for account in AccountResources.resources(for: accounts, keys: keys) { rows.append(account) }
        }
        let unreadKinds = Set(manifest.unread.map(\.kind))
        var collected: [String]?
        if hasManifest || !unreadKinds.isEmpty || !completeKinds.isEmpty {
            collected = collectedKinds.union(completeKinds).subtracting(unreadKinds).union([AccountResources.kind])
                .sorted()
        }
        return InventoryReading(
            rows: rows,
            inventory: Inventory(
                resources: rows.resources, collectedKinds: collected, unreadKinds: unreadKinds.sorted(),
                refused: refusals.resources(of: diagnostics.all) { mentions[ExactText($0)] != nil }),
            manifestAccounts: manifest.accounts, collectedAt: manifest.collectedAt, unread: manifest.unread, keys: keys,
            diagnostics: rows.sensitive.mask(diagnostics.all))
    }

    private mutating func documents(of file: SourceFile) -> [Document] {
        if let fault = UnreadFormats.fault(in: file) {
            diagnostics.report(fault)
            return []
        }
        var reading: (documents: [Document], diagnostics: [Diagnostic])
        switch choice.text ?? InventoryFormat(of: file) {
        case .json: reading = DocumentFile.json(file, keys: keys, limits: limits)
        case .jsonLines: reading = DocumentFile.jsonLines(file, keys: keys, limits: limits)
        case .yaml: reading = YAMLReader.documents(file, keys: keys, limits: limits, shortTags: .cloudFormation)
        case .toml: reading = TOMLReader.documents(file, keys: keys)
        case .ini: reading = INIReader.documents(file, keys: keys)
        case .dockerfile: reading = Dockerfile.document(file, keys: keys)
        }
        if reading.documents.first?.medium ?? .yaml == .yaml, !reading.diagnostics.isEmpty,
            let fault = UnreadFormats.faultOfTemplate(file)
        {
            reading = ([], [fault])
        }
        diagnostics.report(reading.diagnostics)
        // Between two `---` there may be nothing.
        let documents = reading.documents.filter { $0.medium != .yaml || !$0.root.isNull }
        let hasErrors = reading.diagnostics.contains { $0.isError }
        if documents.isEmpty, !hasErrors { diagnostics.report(InventoryDiagnostics.emptyFile(file)) }
        return documents
    }

    mutating func readResources(of document: Document, envelopes: inout EnvelopeReader) {
        let root = PlacedNode(document)
        if !selections.isEmpty { return isUnambiguous(document) ? take(select(from: root), of: document) : () }
        let mapped = mapping?.entries(for: document) ?? []
        if !mapped.isEmpty { return read(document, by: mapped) }
        switch choice {
        case .envelopes: readEnvelopes(root, of: document, by: &envelopes)
        case .format(let choice): read(document, by: choice.format)
        case .byContent:
            let candidates = ResourceFormats.all.filter { $0.recognises(root.node) }
            if candidates.count > 1 {
                diagnostics.report(FormatDiagnostics.ambiguous(candidates, DocumentCursor(document)))
            } else if let format = candidates.first {
                read(document, by: format)
            } else if let fault = UnreadFormats.fault(in: DocumentCursor(document)) {
                // Of a log each line is a document.
                if unreadFiles.insert(document.source.name).inserted { diagnostics.report(fault) }
            } else {
                readEnvelopes(root, of: document, by: &envelopes)
            }
        }
    }

    /// Reports keys that stand twice. An envelope's own fields say so themselves, and a property is unknown then.
    private mutating func isUnambiguous(_ document: Document) -> Bool {
        let faults = DuplicateKeys.faults(in: document)
        diagnostics.report(faults)
        return faults.isEmpty
    }

    private mutating func readEnvelopes(_ root: PlacedNode, of document: Document, by reader: inout EnvelopeReader) {
        var found: [ResourceParts] = []
        for value in root.node.kind == .list ? root.elements : [root] {
            let before = diagnostics.all.count
            if let parts = reader.read(value, into: &diagnostics) {
                found.append(parts)
            } else {
                refusals.note(before..<diagnostics.all.count, of: value.node)
            }
        }
        take(found, of: document)
    }

    private mutating func read(_ document: Document, by mapped: [ResourceMapping.Entry]) {
        guard isUnambiguous(document) else { return }
        let found = mapped.compactMap { MappedResources(entry: $0).read(document, into: &diagnostics) }
        // One entry's resource may stand within another's: all are asked at once whose a comment is.
        var parts = found.flatMap(\.parts)
        commentSuppressions?.add(to: &parts, shown: document.source)
        for entry in found {
            assemble(Array(parts.prefix(entry.parts.count)), of: entry.document, file: document.source.name)
            parts.removeFirst(entry.parts.count)
        }
        if found.isEmpty {
            diagnostics.report(InventoryDiagnostics.emptySelection(mapped.map(\.selection), in: PlacedNode(document)))
        }
    }

    private mutating func read(_ document: Document, by format: any ResourceFormat) {
        guard format.recognises(document.root) else {
            return diagnostics.report(FormatDiagnostics.other(than: format, DocumentCursor(document)))
        }
        guard isUnambiguous(document) else { return }
        let sensitive = format.sensitiveValues(DocumentCursor(document))
        var document = sensitive.isEmpty ? document : document.masking(sensitive)
        let references = format.references(DocumentCursor(document))
        if !references.isEmpty { document = document.explaining(references) }
        let root = DocumentCursor(document)
        var writer = EnvelopeWriter(for: document, spellings: spellings, repeatedIDs: repeatedIDs)
        format.read(root, into: &writer)
        repeatedIDs = writer.repeatedIDs
        diagnostics.report(writer.diagnostics)
        if writer.isEmpty, !writer.diagnostics.contains(where: \.isError),
            emptyFiles.insert(document.source.name).inserted
        {
            diagnostics.report(FormatDiagnostics.noResources(root, by: format))
        }
        completeKinds.formUnion(writer.collectedKinds)
        let file = writer.hasLocalIDs ? document.source.name : nil
        if let written = writer.finish() { take(written.parts, of: written.document, file: file) }
    }

    private mutating func take(_ parts: [ResourceParts], of document: Document, file: String? = nil) {
        var parts = parts
        commentSuppressions?.add(to: &parts, shown: document.source)
        assemble(parts, of: document, file: file)
    }

    private mutating func assemble(_ parts: [ResourceParts], of document: Document, file: String?) {
        let resources = rows.sensitive.mask(ResourceAssembly.resources(parts, of: document))
        for (parts, resource) in zip(parts, resources) {
            take(resource, parts, file: file)
        }
    }

    private mutating func select(from root: PlacedNode) -> [ResourceParts] {
        var found: [ResourceParts] = []
        var leadsSomewhere = false
        for selection in selections {
            guard let values = selection.select(from: root, into: &diagnostics) else { continue }
            leadsSomewhere = true
            found += values.compactMap { ProviderResource.read($0, kind: selection.kind, into: &diagnostics) }
        }
        if !leadsSomewhere { diagnostics.report(InventoryDiagnostics.emptySelection(selections, in: root)) }
        return found
    }

    private mutating func take(_ resource: Resource, _ parts: ResourceParts, file: String?) {
        let (account, kind, id) = (resource.account, resource.kind, resource.id)
        if parts.portion != .whole, join(resource, parts.portion) { return }
        if let fault = InventoryDiagnostics.nullCharacter(in: resource, parts) { return diagnostics.report(fault) }
        guard
            isNew(
                account: account, kind: kind, id: id, region: parts.isRegional ? resource.region : nil, file: file,
                place: parts.identityPlace)
        else { return }
        if parts.portion == .addition { additions.insert(rows.count) }
        rows.append(resource)
    }

    /// Whether the resource was read before and could be joined with what this says of it: its data and its policy come in any order.
    private mutating func join(_ resource: Resource, _ portion: ResourcePortion) -> Bool {
        let hash = Self.hash(account: resource.account, kind: resource.kind, id: resource.id)
        guard let row = firstRows[hash], let first = rows.resource(at: row),
            ExactText(first.id) == ExactText(resource.id), first.kind == resource.kind,
            portion == .addition || additions.contains(row)
        else { return false }
        let isBase = portion == .base
        guard let joined = isBase ? resource.adding(propertiesOf: first) : first.adding(propertiesOf: resource) else {
            return false
        }
        if isBase { additions.remove(row) }
        rows.replace(row, with: joined)
        return true
    }

    /// Whether this is the first resource of that account, kind and id; a user, for one, may be in two accounts under one
    /// id. `file` is given of a template or a plan, for another file may have its ids again, and `region` of what is known in its region
    /// alone. A second one is reported. The caller appends the first one next.
    mutating func isNew(
        account: String?, kind: String, id: String, region: String? = nil, file: String? = nil,
        place: @autoclosure () -> SourcePlace?
    ) -> Bool {
        let hash = Self.hash(account: account, kind: kind, id: id, region: region, file: file)
        // Only the hash is kept. Where two identities share one, the first resource itself says whether it is the same.
        guard let row = firstRows[hash], let first = rows.resource(at: row), ExactText(first.id) == ExactText(id),
            first.kind == kind, ExactText(first.account) == ExactText(account),
            file.map({ $0 == first.document.source.name }) ?? true,
            region.map({ $0 == first.region }) ?? true
        else {
            firstRows[hash] = rows.count
            return true
        }
        guard let place = place() else { return false }
        refusals.note(diagnostics.all.count, ofKind: kind)
        let path = first.attributePaths[.id] ?? first.propertiesPath
        diagnostics.report(
            InventoryDiagnostics.duplicateResource(
                kind: kind, id: id, at: place, first: first.document.place(of: path)))
        return false
    }

    private static func hash(
        account: String?, kind: String, id: String, region: String? = nil, file: String? = nil
    ) -> Int {
        var hasher = Hasher()
        hasher.combine(ExactText(account))
        hasher.combine(kind)
        hasher.combine(ExactText(id))
        hasher.combine(region)
        hasher.combine(file)
        return hasher.finalize()
    }

    private mutating func take(_ other: InventoryManifest) {
        collectedKinds.formUnion(other.kinds)
        manifest.accounts += other.accounts
        manifest.unread += other.unread
        // The oldest: what is known is no newer than the oldest part of it.
        manifest.collectedAt = [manifest.collectedAt, other.collectedAt].compactMap { $0 }.min()
    }

    private mutating func reportUnlisted(_ rows: Range<Int>, listed: [Glob], manifest: SourceFile) {
        var seen: Set<String> = [AccountResources.kind]
        for row in rows where seen.insert(self.rows.kind(of: row)).inserted {
            let kind = self.rows.kind(of: row)
            guard !listed.contains(where: { $0.matches(kind) }), let resource = self.rows.resource(at: row) else {
                continue
            }
            let path = resource.attributePaths[.kind] ?? resource.propertiesPath
            diagnostics.report(
                InventoryDiagnostics.unlistedKind(
                    kind, manifest: manifest, example: resource.document.place(of: path)))
        }
    }
}

/// An inventory, and what it says of itself.
package struct InventoryReading: Sendable {
    package let rows: ResourceRows
    /// What rules range over: the resources that are in memory.
    package let inventory: Inventory
    /// The accounts that a manifest describes.
    package let manifestAccounts: [InventoryManifest.Account]
    /// The earliest time that a manifest gives.
    package let collectedAt: Instant?
    package let unread: [InventoryManifest.Unread]
    /// The table that the documents' keys are in.
    package let keys: KeyTable
    package let diagnostics: [Diagnostic]

    /// The same of a part of what there is, such as one object of a cluster: of no kind all resources were collected.
    package var alone: InventoryReading {
        InventoryReading(
            rows: rows, inventory: Inventory(resources: inventory.resources, collectedKinds: []),
            manifestAccounts: manifestAccounts, collectedAt: collectedAt, unread: unread, keys: keys,
            diagnostics: diagnostics)
    }

    /// The same, and what its caller could not even hand over.
    package func adding(_ others: [Diagnostic]) -> InventoryReading {
        var inventory = inventory
        inventory.refused += Refusals().resources(of: others) { _ in true }
        return InventoryReading(
            rows: rows, inventory: inventory, manifestAccounts: manifestAccounts, collectedAt: collectedAt,
            unread: unread, keys: keys, diagnostics: others + diagnostics)
    }
}
