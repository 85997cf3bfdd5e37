package import ResourceDocuments
import ResourceReaders
package import SourceText

/// Reads `{masks: […]}`: each with the fields of `norma mask add`, or as `norma mask list` writes it.
package struct MaskFileReader {
    private static let subjects = ["resource", "control", "profile"]
    private static let fields =
        ["rule"] + subjects + [
            "kind", "account", "scope_type", "scope_id", "category", "justification", "author", "ticket", "expires_at",
            "expires", "created_at", "id",
        ]
    /// What the store adds when it lists masks.
    private static let listedFields: Set = ["level", "target", "state", "removed_at", "removed_by", "removal_reason"]

    private var diagnostics = Diagnostics()

    /// The masks as far as they can be read; nil where the document is none of masks.
    package static func read(_ document: Document) -> (file: MaskFile?, diagnostics: [Diagnostic]) {
        var reader = MaskFileReader()
        let file = reader.readFile(PlacedNode(document))
        return (file, reader.diagnostics.all)
    }

    private mutating func readFile(_ root: PlacedNode) -> MaskFile? {
        guard
            let record = Record(
                root, subject: "the file of masks", faults: MaskDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(["masks"], into: &diagnostics)
        if record["masks"] == nil { record.reportMissing("masks", into: &diagnostics) }
        var entries: [MaskFile.Entry] = []
        for element in record.list("masks", into: &diagnostics) {
            guard var entry = readMask(element) else { continue }
            let isNamed = element["id"] != nil
            if !isNamed, let place = entry.place, entries.contains(where: { $0.mask.id == entry.mask.id }) {
                // Several stand on one line.
                entry = MaskFile.Entry(
                    mask: entry.mask.named("\(entry.mask.id):\(place.position.column)"), place: place)
            }
            if entries.contains(where: { $0.mask.id == entry.mask.id }) {
                diagnostics.report(MaskDiagnostics.sameID(entry.mask, entry.place))
            }
            entries.append(entry)
        }
        return MaskFile(entries)
    }

    private mutating func readMask(_ value: PlacedNode) -> MaskFile.Entry? {
        guard let record = Record(value, subject: "the mask", faults: MaskDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(Self.fields, ignoring: Self.listedFields, into: &diagnostics)
        let target = readTarget(record)
        let category = record.word("category", as: Mask.Category.self, into: &diagnostics)
        let justification = readWords("justification", of: record)
        let author = readWords("author", of: record)
        let validity = Validity(
            createdAt: readInstant("created_at", of: record) ?? Instant(seconds: .min),
            expiresAt: readInstant(record["expires_at"] == nil ? "expires" : "expires_at", of: record),
            removal: readRemoval(record))
        let ticket = record.text("ticket", into: &diagnostics)
        let id = record.text("id", into: &diagnostics)
        guard let target, let justification, let author else { return nil }
        let place = record.start
        let mask = Mask(
            id: id ?? place.map { "\($0.file.name):\($0.position.line)" } ?? "", target: target,
            category: category ?? .waiver, justification: justification, author: author, ticket: ticket,
            validity: validity)
        return MaskFile.Entry(mask: mask, place: place)
    }

    private mutating func readTarget(_ record: Record) -> MaskTarget? {
        let named = Self.subjects.filter { record[$0] != nil }
        guard named.count == 1, let subject = named.first else {
            diagnostics.report(MaskDiagnostics.notOneSubject(record, named))
            return nil
        }
        let companions = ["resource": ["rule", "kind", "account"], "control": ["scope_type", "scope_id"]]
        for (owner, fields) in companions.sorted(by: { $0.key < $1.key }) where owner != subject {
            for field in fields {
                if let value = record[field] {
                    diagnostics.report(MaskDiagnostics.misplaced(value, field, owner: owner, subject: subject))
                }
            }
        }
        guard let name = record.requiredText(subject, into: &diagnostics) else { return nil }
        switch subject {
        case "resource":
            let resource = MaskTarget.ResourceSelector(
                id: name, kind: record.text("kind", into: &diagnostics),
                account: record.text("account", into: &diagnostics))
            return record.text("rule", into: &diagnostics).map { .result(rule: $0, resource: resource) }
                ?? .resource(resource)
        case "control": return readControl(name, record)
        default: return .profile(name)
        }
    }

    private mutating func readControl(_ name: String, _ record: Record) -> MaskTarget? {
        let areaFields = ["scope_type", "scope_id"]
        if areaFields.allSatisfy({ record[$0] == nil }) { return .control(name, area: nil) }
        for field in areaFields where record[field] == nil { record.reportMissing(field, into: &diagnostics) }
        let level = record.word("scope_type", as: Scope.Level.self, into: &diagnostics)
        let id = record.text("scope_id", into: &diagnostics)
        guard let level, let id else { return nil }
        return .control(name, area: MaskArea(level: level, id: id))
    }

    /// Text that says something.
    private mutating func readWords(_ field: String, of record: Record) -> String? {
        guard let text = record.requiredText(field, into: &diagnostics) else { return nil }
        if text.allSatisfy(\.isWhitespace), let value = record[field] {
            diagnostics.report(record.faults.empty(value, of: field))
            return nil
        }
        return text
    }

    private mutating func readInstant(_ field: String, of record: Record) -> Instant? {
        guard let value = record[field], let text = record.text(field, into: &diagnostics) else { return nil }
        let instant = Instant(text)
        if instant == nil { diagnostics.report(MaskDiagnostics.noInstant(value, text, of: field)) }
        return instant
    }

    private mutating func readRemoval(_ record: Record) -> Validity.Removal? {
        readInstant("removed_at", of: record).map { at in
            Validity.Removal(
                at: at, author: record.text("removed_by", into: &diagnostics) ?? "",
                reason: record.text("removal_reason", into: &diagnostics) ?? "")
        }
    }
}
