package import ResourceDocuments
import ResourceReaders

/// Tells what a scan saw of its resources; rows are best asked for in their order.
package struct SeenResources: ~Copyable {
    private let rows: ResourceRows
    private var reader: RowReader

    /// - Parameter evaluations: those of any rule of the scan.
    package init(of evaluations: RuleEvaluations) {
        rows = evaluations.rows
        reader = RowReader(rows)
    }

    /// The digest of a resource's content; nil where its file cannot be read any more.
    package mutating func content(at row: Int, _ key: DigestKey) -> ContentDigest? {
        reader.frame(of: row)?.digest(key)
    }

    /// What tells one resource from another, in every scan; nil where its file cannot be read any more.
    package mutating func identity(at row: Int, _ key: DigestKey) -> ContentDigest? {
        reader.id(of: row).map {
            ResourceRecord.identity(account: rows.account(of: row), kind: rows.kind(of: row), id: $0, key)
        }
    }

    /// nil where the resource's file cannot be read any more.
    ///
    /// - Parameters:
    ///   - key: what the digest of the content is made with.
    ///   - content: that digest, where it is known.
    package mutating func record(at row: Int, _ key: DigestKey, content: ContentDigest? = nil) -> ResourceRecord? {
        guard let frame = reader.frame(of: row) else { return nil }
        return ResourceRecord(
            kind: frame.text(of: .kind) ?? "", id: frame.text(of: .id) ?? "", name: frame.text(of: .name),
            account: frame.text(of: .account), region: frame.text(of: .region), group: frame.text(of: .group),
            file: rows.fileName(of: row), content: content ?? frame.digest(key))
    }

    /// Enters the resource at a row into an order; false where its file cannot be read any more.
    package mutating func enter(row: Int, into order: inout ResourceOrder) -> Bool {
        guard let id = reader.id(of: row) else { return false }
        order.append(kind: rows.kind(of: row), account: rows.account(of: row), id: id, file: rows.fileName(of: row))
        return true
    }
}
