package import ResourceDocuments
import SourceText

/// Every resource of an inventory, in order: those that rules range over are in memory, of the others it is known where their
/// lines stand.
///
/// A row on a line takes some 50 bytes however large its resource is.
package struct ResourceRows: Sendable {
    enum Place: Sendable {
        /// A position in `resources`.
        case held(Int)
        case line(LinePlace, file: Int)
    }

    private struct Row: Sendable {
        let place: Place
        let kind: UInt32
        /// Positions in `texts`; 0 for none.
        let account: UInt32
        let group: UInt32
    }

    /// Those that are in memory.
    package private(set) var resources: [Resource] = []
    /// The rows whose own documents say something against rules, in order. A line of an inventory cannot say so.
    package private(set) var suppressingRows: [Int] = []
    private(set) var files: [any LineSource] = []
    private var rows: [Row] = []
    private var texts = [""]
    private var textIndices: [ExactText: UInt32] = [ExactText(""): 0]
    private let lines = LineResources()
    let keys: KeyTable
    let limits: DocumentLimits
    let sensitive: SensitiveProperties

    package init(
        keys: KeyTable, limits: DocumentLimits = .default, sensitive: SensitiveProperties = SensitiveProperties()
    ) {
        self.keys = keys
        self.limits = limits
        self.sensitive = sensitive
    }

    /// An inventory that is in memory as a whole: rows are its resources' positions.
    package init(_ inventory: Inventory, keys: KeyTable) {
        self.init(keys: keys)
        for resource in inventory.resources { append(resource) }
    }

    package var count: Int { rows.count }

    /// The kinds that occur, sorted.
    package var kinds: [String] { Set(rows.map(\.kind)).map { texts[Int($0)] }.sorted() }

    /// The accounts that resources belong to, each with the first row that does, in the order of these rows. O(rows)
    package var firstRowsOfAccounts: [(account: String, row: Int)] {
        var seen: Set<UInt32> = [0]
        var found: [(account: String, row: Int)] = []
        for (index, row) in rows.enumerated() where seen.insert(row.account).inserted {
            found.append((texts[Int(row.account)], index))
        }
        return found
    }

    /// The resource groups that resources belong to, sorted.
    package var groups: [String] { Set(rows.map(\.group)).subtracting([0]).map { texts[Int($0)] }.sorted() }

    package var indices: Range<Int> { rows.indices }

    package func kind(of row: Int) -> String { texts[Int(rows[row].kind)] }
    package func account(of row: Int) -> String? { text(rows[row].account) }
    package func group(of row: Int) -> String? { text(rows[row].group) }

    func place(of row: Int) -> Place { rows[row].place }

    /// The name of the file that the resource stands in.
    package func fileName(of row: Int) -> String {
        switch rows[row].place {
        case .held(let index): resources[index].document.source.name
        case .line(_, let file): files[file].name
        }
    }

    /// Whether the resource is in memory.
    package func isHeld(_ row: Int) -> Bool {
        if case .held = rows[row].place { true } else { false }
    }

    /// The resource as a document that says where its values stand. A line is read again: O(line); nil where that cannot be
    /// done any more.
    package func resource(at row: Int) -> Resource? {
        switch rows[row].place {
        case .held(let index): return resources[index]
        case .line(let line, let file):
            guard let text = files[file].bytes(at: line.offset, count: line.count), text.count == line.count else {
                return nil
            }
            let resource = lines.resource(text, number: line.number, of: files[file].name, keys: keys, limits: limits)
            return resource.flatMap { sensitive.mask([$0]).first }
        }
    }

    /// What the resource's own document says against rules.
    package func suppressions(of row: Int) -> [Suppression] {
        switch rows[row].place {
        case .held(let index): resources[index].suppressions
        case .line: []
        }
    }

    /// The files that are not what they were when they were first read.
    package var changedFiles: [String] { files.filter(\.hasChanged).map(\.name) }

    private func text(_ index: UInt32) -> String? { index == 0 ? nil : texts[Int(index)] }

    // MARK: Filling

    mutating func append(_ resource: Resource) {
        let row = Row(
            place: .held(resources.count), kind: index(of: resource.kind), account: index(of: resource.account ?? ""),
            group: index(of: resource.group ?? ""))
        if !resource.suppressions.isEmpty { suppressingRows.append(rows.count) }
        resources.append(resource)
        rows.append(row)
    }

    /// A row that is in memory, with more of the same resource in it.
    mutating func replace(_ row: Int, with resource: Resource) {
        if case .held(let index) = rows[row].place { resources[index] = resource }
    }

    mutating func append(_ line: LinePlace, of file: Int, kind: String, account: String, group: String) {
        rows.append(
            Row(
                place: .line(line, file: file), kind: index(of: kind), account: index(of: account),
                group: index(of: group)))
    }

    mutating func append(_ file: any LineSource) -> Int {
        files.append(file)
        return files.count - 1
    }

    private mutating func index(of text: String) -> UInt32 {
        if let index = textIndices[ExactText(text)] { return index }
        let index = UInt32(truncatingIfNeeded: texts.count)
        texts.append(text)
        textIndices[ExactText(text)] = index
        return index
    }
}
