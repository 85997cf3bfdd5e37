package import ResourceDocuments
package import ResourceReaders

/// Tells what a scan saw of its resources; rows are best asked for in their order.
package struct SeenResources: ~Copyable {
    private let rows: ResourceRows
    private var reader: RowReader

    /// - Parameter evaluations: those of any rule of the scan.
    package init(of evaluations: RuleEvaluations) {
        rows = evaluations.rows
        reader = RowReader(rows)
    }

    /// Of a scan that is about to judge them.
    package init(of reading: InventoryReading) {
        rows = reading.rows
        reader = RowReader(rows)
    }

    /// nil where the resource's file cannot be read any more.
    ///
    /// - Parameter key: what the digest of the content is made with.
    package mutating func record(at row: Int, _ key: DigestKey) -> ResourceRecord? {
        guard let frame = reader.frame(of: row) else { return nil }
        return ResourceRecord(
            kind: frame.text(of: .kind) ?? "", id: frame.text(of: .id) ?? "", name: frame.text(of: .name),
            account: frame.text(of: .account), region: frame.text(of: .region), group: frame.text(of: .group),
            file: rows.fileName(of: row), content: frame.digest(key))
    }
}
