package import ResourceDocuments
package import SourceText

/// Reads the files of an inventory: resources, and what the inventory says of itself.
///
/// A file or a resource with a fault is reported and left out; all others are read.
package struct InventoryReader {
    private let selections: [ResourceSelection]
    private let limits: DocumentLimits
    private let keys: KeyTable

    private var resources: [Resource] = []
    private var firstPlaces: [Identity: Int] = [:]
    private var collectedKinds: Set<String> = []
    private var hasManifest = false
    private var manifest = InventoryManifest()
    private var diagnostics = Diagnostics()

    /// A user, for one, may be in two accounts under one id.
    private struct Identity: Hashable {
        let account: String?
        let kind: String
        let id: String
    }

    /// With `selections`, every document is a provider's response; without, every document holds envelopes.
    package init(
        selections: [ResourceSelection] = [], keys: KeyTable = KeyTable(), limits: DocumentLimits = .default
    ) {
        self.selections = selections
        self.keys = keys
        self.limits = limits
    }

    /// Reads the files of one file or folder that was named. A manifest among them speaks for these files; without one,
    /// the kinds that occur in them were collected.
    package mutating func read(_ files: [SourceFile]) {
        let first = resources.count
        var manifests: [(manifest: InventoryManifest, file: SourceFile)] = []
        for file in files {
            let documents = documents(of: file)
            if let document = documents.first, documents.count == 1, ManifestReader.isManifest(document) {
                let (manifest, faults) = ManifestReader.read(document)
                diagnostics.report(faults)
                manifests.append((manifest, file))
                continue
            }
            var envelopes = EnvelopeReader()
            for document in documents { readResources(of: document, envelopes: &envelopes) }
        }
        let occurring = resources[first...]
        guard !manifests.isEmpty else {
            for resource in occurring { collectedKinds.insert(resource.kind) }
            return
        }
        hasManifest = true
        for (manifest, _) in manifests { take(manifest) }
        let listed = manifests.flatMap(\.manifest.kinds).map(Glob.init)
        reportUnlisted(occurring, listed: listed, manifest: manifests[0].file)
    }

    /// Everything that was read, and a resource of the kind `account` for every account.
    package consuming func finish() -> InventoryReading {
        var accounts = Dictionary(manifest.accounts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var described: Set<String> = []
        for resource in resources {
            if resource.kind == AccountResources.kind { described.insert(resource.id) }
            if let id = resource.account, !id.isEmpty, accounts[id] == nil {
                accounts[id] = InventoryManifest.Account(id: id)
            }
        }
        let known = accounts.values.sorted { $0.id < $1.id }
        let synthesised = AccountResources.resources(for: known.filter { !described.contains($0.id) }, keys: keys)
        let unreadKinds = Set(manifest.unread.map(\.kind))
        var collected: [String]?
        if hasManifest || !unreadKinds.isEmpty {
            collected = (collectedKinds.subtracting(unreadKinds)).union([AccountResources.kind]).sorted()
        }
        return InventoryReading(
            inventory: Inventory(resources: resources + synthesised, collectedKinds: collected),
            accounts: known, collectedAt: manifest.collectedAt, unread: manifest.unread, keys: keys,
            diagnostics: diagnostics.all)
    }

    private mutating func documents(of file: SourceFile) -> [Document] {
        let reading: (documents: [Document], diagnostics: [Diagnostic])
        switch InventoryFormat(of: file) {
        case .json: reading = DocumentFile.json(file, keys: keys, limits: limits)
        case .jsonLines: reading = DocumentFile.jsonLines(file, keys: keys, limits: limits)
        case .yaml: reading = YAMLReader.documents(file, keys: keys, limits: limits)
        }
        diagnostics.report(reading.diagnostics)
        // Between two `---` there may be nothing.
        let documents = reading.documents.filter { $0.medium == .json || !$0.root.isNull }
        let hasErrors = reading.diagnostics.contains { $0.isError }
        if documents.isEmpty, !hasErrors { diagnostics.report(InventoryDiagnostics.emptyFile(file)) }
        return documents
    }

    private mutating func readResources(of document: Document, envelopes: inout EnvelopeReader) {
        var found: [ResourceParts] = []
        let root = PlacedNode(document)
        if selections.isEmpty {
            for value in root.node.kind == .list ? root.elements : [root] {
                if let parts = envelopes.read(value, into: &diagnostics) { found.append(parts) }
            }
        } else {
            found = select(from: root)
        }
        for (parts, resource) in zip(found, ResourceAssembly.resources(found, of: document)) {
            take(resource, source: parts.identitySource)
        }
    }

    private mutating func select(from root: PlacedNode) -> [ResourceParts] {
        var found: [ResourceParts] = []
        var leadsSomewhere = false
        for selection in selections {
            guard let values = selection.select(from: root) else { continue }
            leadsSomewhere = true
            found += values.compactMap { ProviderResource.read($0, kind: selection.kind, into: &diagnostics) }
        }
        if !leadsSomewhere { diagnostics.report(InventoryDiagnostics.emptySelection(selections, in: root)) }
        return found
    }

    private mutating func take(_ resource: Resource, source: PlacedNode) {
        let identity = Identity(account: resource.account, kind: resource.kind, id: resource.id)
        if let index = firstPlaces[identity] {
            let first = resources[index]
            let path = first.attributePaths[.id] ?? first.propertiesPath
            diagnostics.report(
                InventoryDiagnostics.duplicateResource(
                    kind: identity.kind, id: identity.id, at: source.place, first: first.document.place(of: path)))
            return
        }
        firstPlaces[identity] = resources.count
        resources.append(resource)
    }

    private mutating func take(_ other: InventoryManifest) {
        collectedKinds.formUnion(other.kinds)
        manifest.accounts += other.accounts
        manifest.unread += other.unread
        // The oldest: what is known is no newer than the oldest part of it.
        manifest.collectedAt = [manifest.collectedAt, other.collectedAt].compactMap { $0 }.min()
    }

    private mutating func reportUnlisted(
        _ resources: ArraySlice<Resource>, listed: [Glob], manifest: SourceFile
    ) {
        var seen: Set<String> = [AccountResources.kind]
        for resource in resources where seen.insert(resource.kind).inserted {
            guard !listed.contains(where: { $0.matches(resource.kind) }) else { continue }
            let path = resource.attributePaths[.kind] ?? resource.propertiesPath
            diagnostics.report(
                InventoryDiagnostics.unlistedKind(
                    resource.kind, manifest: manifest, example: resource.document.place(of: path)))
        }
    }
}

/// An inventory, and what it says of itself.
package struct InventoryReading: Sendable {
    package let inventory: Inventory
    /// Every account that a manifest names or a resource belongs to, by id.
    package let accounts: [InventoryManifest.Account]
    /// The earliest time that a manifest gives.
    package let collectedAt: Instant?
    package let unread: [InventoryManifest.Unread]
    /// The table that the documents' keys are in.
    package let keys: KeyTable
    package let diagnostics: [Diagnostic]

    /// The same, and what its caller could not even hand over.
    package func adding(_ others: [Diagnostic]) -> InventoryReading {
        InventoryReading(
            inventory: inventory, accounts: accounts, collectedAt: collectedAt, unread: unread,
            keys: keys, diagnostics: others + diagnostics)
    }
}
