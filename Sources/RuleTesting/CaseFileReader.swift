package import ResourceDocuments
import ResourceReaders
import RuleChecker
package import RulePacks
package import SourceText

/// Reads a case file: YAML (or JSON) whose shape the language's page on cases shows.
package struct CaseFileReader {
    let keys: KeyTable
    /// Where the file of a resource is read from that a case names by it, relative to the case file.
    private let tree: any FileTree
    private let folder: String
    var diagnostics = Diagnostics()

    package static func read(
        _ source: SourceFile, in tree: any FileTree, keys: KeyTable
    ) -> (file: CaseFile?, diagnostics: [Diagnostic]) {
        var reader = CaseFileReader(in: tree, folder: PathText.folder(of: source.name), keys: keys)
        let file = reader.file(source)
        return (file, reader.diagnostics.all)
    }

    private init(in tree: any FileTree, folder: String, keys: KeyTable) {
        self.keys = keys
        self.tree = tree
        self.folder = folder
    }

    func readFile(_ name: String) throws(FileProblem) -> SourceFile {
        try tree.read(PathText.join(folder, name), within: nil)
    }

    /// What `defaults` gives every case.
    private struct Defaults {
        var asOf: Instant?
        var resource: PlacedNode?
        var resources: [PlacedNode] = []
        var collected: [String]?
        var parameters: [String: [String: ParameterSetting]] = [:]
        var reading = CaseReading()
    }

    private mutating func file(_ source: SourceFile) -> CaseFile? {
        let read = YAMLReader.documents(source, keys: keys)
        diagnostics.report(read.diagnostics)
        guard let document = read.documents.first else {
            if read.diagnostics.isEmpty {
                diagnostics.report(.noCases(at: SourcePlace(source, .empty(at: 0))))
            }
            return nil
        }
        if read.documents.count > 1 {
            diagnostics.report(.severalCaseDocuments(at: read.documents[1].place(of: DocumentPath())))
        }
        guard
            let record = Record(
                PlacedNode(document), subject: "the case file", faults: .cases, into: &diagnostics)
        else { return nil }
        record.allow(["rules", "defaults", "cases", "survivors"], into: &diagnostics)
        let rules = rulePaths(record)
        var defaults = Defaults()
        if let value = record["defaults"] { defaults = self.defaults(value) }
        let listed = record.list("cases", into: &diagnostics)
        if listed.isEmpty { diagnostics.report(.noCases(at: record["cases"]?.keyPlace ?? record.start)) }
        let cases = listed.flatMap { self.cases($0, defaults) }
        reportSameNames(of: listed)
        return CaseFile(source: source, rulePaths: rules, cases: cases, survivors: survivors(record))
    }

    /// `survivors: [{ rule: NAME, mutant: TEXT, reason: TEXT }, …]`
    private mutating func survivors(_ record: Record) -> [AllowedSurvivor] {
        record.list("survivors", into: &diagnostics).compactMap { value in
            guard let record = Record(value, subject: "a survivor", faults: .cases, into: &diagnostics) else {
                return nil
            }
            record.allow(["rule", "mutant", "reason"], into: &diagnostics)
            let texts = ["rule", "mutant", "reason"].compactMap { field -> String? in
                if record[field] == nil { record.reportMissing(field, into: &diagnostics) }
                return record.text(field, into: &diagnostics)
            }
            if record["reason"]?.node.string?.allSatisfy(\.isWhitespace) == true {
                diagnostics.report(.survivorWithoutReason(at: record["reason"]?.place))
            }
            guard texts.count == 3, let place = record.start, let mutant = record["mutant"]?.place,
                let rule = record["rule"]?.place
            else { return nil }
            return AllowedSurvivor(
                rule: texts[0], mutant: texts[1], reason: texts[2], place: place, mutantPlace: mutant, rulePlace: rule)
        }
    }

    /// Two entries of one name; rows of a table may say the same of different columns.
    private mutating func reportSameNames(of cases: [PlacedNode]) {
        var first: [String: PlacedNode] = [:]
        for value in cases {
            guard let name = value["name"], let text = name.node.string else { continue }
            if let earlier = first[text] {
                diagnostics.report(.sameCaseName(text, at: name.place, first: earlier.place))
            } else {
                first[text] = name
            }
        }
    }

    /// `rules: FILE` or `rules: [FILE, …]`
    private mutating func rulePaths(_ record: Record) -> [(path: String, place: SourcePlace)] {
        guard let value = record["rules"] else {
            record.reportMissing("rules", into: &diagnostics)
            return []
        }
        let nodes = value.node.kind == .list ? value.elements : [value]
        return nodes.compactMap { node in
            guard let path = node.node.string, let place = node.place else {
                diagnostics.report(.wrongCaseShape("rules", wanted: "a file or a list of files", node))
                return nil
            }
            return (path, place)
        }
    }

    private mutating func defaults(_ value: PlacedNode) -> Defaults {
        var defaults = Defaults()
        guard let record = Record(value, subject: "'defaults'", faults: .cases, into: &diagnostics) else {
            return defaults
        }
        record.allow(
            ["as_of", "resource", "resources", "collected", "params", "reader", "mapping"], into: &diagnostics)
        defaults.reading = reading(record, or: CaseReading())
        defaults.asOf = asOf(record, [:])
        defaults.resource = record["resource"]
        defaults.resources = record.list("resources", into: &diagnostics)
        defaults.collected = collected(record, [:])
        defaults.parameters = parameters(record["params"], [:], origin: "defaults")
        return defaults
    }

    /// One case, or one for each row of its table.
    private mutating func cases(_ value: PlacedNode, _ defaults: Defaults) -> [TestCase] {
        guard let record = Record(value, subject: "a case", faults: .cases, into: &diagnostics) else { return [] }
        record.allow(
            [
                "name", "document", "resource", "resources", "collected", "patch", "remove", "params", "as_of",
                "expect", "table",
                "rows", "reader", "mapping",
            ], into: &diagnostics)
        guard let table = record["table"] else {
            if record["rows"] != nil { record.reportMissing("table", into: &diagnostics) }
            guard let name = record.label("name", into: &diagnostics) else {
                record.reportMissing("name", into: &diagnostics)
                return []
            }
            return [testCase(record, name: name, defaults, row: [:])].compactMap { $0 }
        }
        let columns = record.texts("table", into: &diagnostics).map(\.text)
        reportUnknownColumns(in: record.map, columns: columns)
        let rows = record.list("rows", into: &diagnostics)
        if rows.isEmpty { diagnostics.report(.noCases(at: record["rows"]?.keyPlace ?? table.keyPlace)) }
        let name = record.label("name", into: &diagnostics)
        return rows.compactMap { row in
            guard row.node.kind == .list, row.elements.count == columns.count else {
                diagnostics.report(.wrongRow(row, columns: columns.count))
                return nil
            }
            let cells = Dictionary(zip(columns, row.node.elements)) { first, _ in first }
            let label = row.node.elements.map { $0.value?.description ?? "null" }.joined(separator: ", ")
            return testCase(
                record, name: name.map { "\($0) (\(label))" } ?? label, defaults, row: cells, place: row.place)
        }
    }

    private mutating func testCase(
        _ record: Record, name: String, _ defaults: Defaults, row: [String: DocumentNode], place: SourcePlace? = nil
    ) -> TestCase? {
        guard let place = place ?? record.start else { return nil }
        let before = diagnostics.all.count
        reportKeys(in: record.map, row)
        var resources: [Resource] = []
        var completeKinds: [String] = []
        let patch = record["patch"]
        let removed = record.texts("remove", into: &diagnostics)
        if let document = record["document"] {
            if let reading = inventory(of: document, reading(record, or: defaults.reading), row: row) {
                resources = reading.inventory.resources
                completeKinds = reading.inventory.collectedKinds ?? []
            }
        } else if let subject = record["resource"] ?? defaults.resource {
            if let resource = resource(subject, patch: patch, removed: removed, row: row) {
                resources.append(resource)
            }
        } else if patch != nil || !removed.isEmpty {
            diagnostics.report(.nothingToPatch(at: (record["patch"] ?? record["remove"])?.keyPlace))
        }
        let others = record["resources"] == nil ? defaults.resources : record.list("resources", into: &diagnostics)
        for other in others {
            guard let resource = resource(other, patch: nil, removed: [], row: row) else { continue }
            if let index = resources.firstIndex(where: { $0.kind == resource.kind && $0.id == resource.id }) {
                resources[index] = resource
            } else {
                resources.append(resource)
            }
        }
        let expectations = self.expectations(record, row)
        var parameters = defaults.parameters
        for (rule, settings) in self.parameters(record["params"], row, origin: name) {
            parameters[rule, default: [:]].merge(settings) { _, own in own }
        }
        let asOf = asOf(record, row) ?? defaults.asOf
        var collected = collected(record, row) ?? defaults.collected
        if !completeKinds.isEmpty { collected = (collected ?? []) + completeKinds }
        if resources.isEmpty, diagnostics.all.count == before { diagnostics.report(.noResource(name, at: place)) }
        guard diagnostics.all[before...].allSatisfy({ !$0.isError }) else { return nil }
        return TestCase(
            name: name, place: place, resources: resources, collected: collected, asOf: asOf, parameters: parameters,
            expectations: expectations)
    }

    // MARK: Fields

    private mutating func asOf(_ record: Record, _ row: [String: DocumentNode]) -> Instant? {
        guard let value = record["as_of"] else { return nil }
        guard let text = cell(value.node, row).string, let instant = Instant(text) else {
            diagnostics.report(
                .wrongCaseShape("as_of", wanted: "an instant such as 2026-01-01T00:00:00Z", value))
            return nil
        }
        return instant
    }

    private mutating func collected(_ record: Record, _ row: [String: DocumentNode]) -> [String]? {
        guard record["collected"] != nil else { return nil }
        return record.texts("collected", into: &diagnostics).map(\.text)
    }

    /// Reports every `$NAME` that is nearly a column of the table: it would be taken as text, and the rows would all say the same.
    mutating func reportUnknownColumns(in value: PlacedNode, columns: [String]) {
        if let text = value.node.string { reportUnknownColumn(text, columns, at: value.place) }
        for element in value.elements { reportUnknownColumns(in: element, columns: columns) }
        for member in value.members {
            reportUnknownColumn(member.key, columns, at: member.value.keyPlace)
            reportUnknownColumns(in: member.value, columns: columns)
        }
    }

    private mutating func reportUnknownColumn(
        _ text: String, _ columns: [String], at place: @autoclosure () -> SourcePlace?
    ) {
        guard text.hasPrefix("$"), text.dropFirst().allSatisfy(Self.isNameCharacter) else { return }
        let name = String(text.dropFirst())
        if !columns.contains(name), let column = Spelling.nearest(to: name, among: columns) {
            diagnostics.report(.unknownColumn(name, nearest: column, at: place()))
        }
    }

    /// Reports every key that stands for a column whose value in this row is no text.
    private mutating func reportKeys(in value: PlacedNode, _ row: [String: DocumentNode]) {
        if row.isEmpty { return }
        for (key, member) in value.members {
            if key.hasPrefix("$"), let cell = row[String(key.dropFirst())], cell.string == nil {
                diagnostics.report(.columnIsNoKey(key, PlacedNode(cell, path: member.path), at: member.keyPlace))
            }
            reportKeys(in: member, row)
        }
        for element in value.elements { reportKeys(in: element, row) }
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    func cell(_ node: DocumentNode, _ row: [String: DocumentNode]) -> DocumentNode {
        guard let text = node.string, text.hasPrefix("$") else { return node }
        return row[String(text.dropFirst())] ?? node
    }

    /// `params: { RULE.PARAMETER: VALUE }`
    private mutating func parameters(
        _ value: PlacedNode?, _ row: [String: DocumentNode], origin: String
    ) -> [String: [String: ParameterSetting]] {
        guard let value else { return [:] }
        guard value.node.kind == .map else {
            diagnostics.report(.wrongCaseShape("params", wanted: "a map from RULE.PARAMETER to a value", value))
            return [:]
        }
        var settings: [String: [String: ParameterSetting]] = [:]
        for (written, node) in value.node.entries {
            let key = CaseValue.key(written, row)
            let path = value.path.appending(.key(written))
            let place = value.node.document.place(of: path)
            guard let dot = key.lastIndex(of: "."), dot != key.startIndex else {
                diagnostics.report(
                    .wrongParameterKey(key, at: value.node.document.keyPlace(of: path)))
                continue
            }
            guard let setting = cell(node, row).value else {
                diagnostics.report(.wrongCaseShape(key, wanted: "a value", PlacedNode(node, path: path)))
                continue
            }
            settings[String(key[..<dot]), default: [:]][String(key[key.index(after: dot)...])] = ParameterSetting(
                value: setting, origin: .testCase(origin), place: place)
        }
        return settings
    }
}
