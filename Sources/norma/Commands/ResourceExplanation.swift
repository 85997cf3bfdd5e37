import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// What one rule says of one resource, and why: with the rule's own parameters, or as an attachment asks it.
struct ResourceExplanation {
    /// One for each set of values that the attachment's profiles give the rule's parameters; at least one.
    var evaluations: [ExplainedEvaluation]
    var reading: InventoryReading
    var diagnostics: [Diagnostic]

    static func of(
        _ name: String, _ resource: String, in paths: [String], _ resources: InventoryOptions,
        dependencies: DependencyOptions, masks: [Mask], asOf: Instant
    ) throws -> ResourceExplanation {
        let keys = KeyTable()
        let library = PackLoader.load(paths, from: DiskFiles(), keys: keys, dependencies: dependencies.folders)
        guard let rule = library[name] else {
            if library.hasErrors { throw CommandFailure(library.diagnostics.filter(\.isError)) }
            throw CommandFailure(.unknownRule(name, among: library.rules))
        }
        let binding = ParameterBinder.bind(rule)
        guard let bound = binding.rule else { throw CommandFailure(binding.diagnostics) }
        let reading = try resources.read(for: [bound], schemas: [library.schemas], keys: keys)
        let row = try NamedResource(resource, judgedBy: rule).row(in: reading)
        let run = RuleRun(rules: [bound], reading: reading, asOf: asOf)
        if !run.diagnostics.isEmpty { throw CommandFailure(run.diagnostics) }
        var evaluations = RuleEvaluations.gather(from: run, parts: [RunPart(rows: [row])])
        _ = ScanMasks.lay(masks, on: &evaluations, reading: reading, asOf: asOf)
        return ResourceExplanation(
            evaluations: evaluations.compactMap { $0.explanation(at: row, controls: []) }, reading: reading,
            diagnostics: library.diagnostics.filter(\.isError) + reading.diagnostics)
    }

    static func of(
        _ name: String, _ resource: String, under attachment: AttachmentOptions, _ resources: InventoryOptions,
        dependencies: DependencyOptions, entries: StoredEntries, asOf: Instant, console: Console
    ) throws -> ResourceExplanation {
        let (batch, reading) = try attachment.scan(
            resources, dependencies: dependencies, entries: entries, asOf: asOf, console: console)
        // One attachment is one scan.
        let scan = batch.scans[0]
        let chosen = scan.rules.indices.filter { position in
            let rule = scan.rules[position].evaluations.rule
            return rule.name.text == name || rule.metadata.id == name
        }
        guard let first = chosen.first else {
            let errors = scan.diagnostics.filter(\.isError)
            if !errors.isEmpty { throw CommandFailure(errors) }
            throw CommandFailure(.unknownRule(name, among: scan.rules.map(\.evaluations.rule)))
        }
        let row = try NamedResource(resource, judgedBy: scan.rules[first].evaluations.rule).row(in: reading)
        return ResourceExplanation(
            evaluations: chosen.compactMap { position in
                let controls = scan.controls(ofRule: position).map(\.name)
                return scan.rules[position].evaluations.explanation(at: row, controls: controls)
            }, reading: reading, diagnostics: scan.diagnostics)
    }
}

/// A resource as somebody calls it: by its id, by its name, or as `KIND/ID`.
struct NamedResource {
    let word: String
    /// Of several with that name, those that the rule judges are meant.
    let rule: CheckedRule

    init(_ word: String, judgedBy rule: CheckedRule) {
        self.word = word
        self.rule = rule
    }

    /// The one that is called so. Throws where there is none, with what was probably meant, and where there are several.
    ///
    /// - Complexity: O(resources); reads what was left in JSON Lines files.
    func row(in reading: InventoryReading) throws -> Int {
        let rows = reading.rows
        var byID: [(row: Int, resource: Resource)] = []
        var byName: [(row: Int, resource: Resource)] = []
        var words: [String: Int] = [:]
        for row in rows.indices {
            guard let resource = rows.resource(at: row) else { continue }
            if resource.id == word || "\(resource.kind)/\(resource.id)" == word {
                byID.append((row, resource))
            } else if resource.name == word {
                byName.append((row, resource))
            }
            for word in [resource.id, resource.name].compactMap(\.self) where words[word] == nil { words[word] = row }
        }
        let found = byID.isEmpty ? byName : byID
        let judged = found.filter { rule.applies(toKind: $0.resource.kind) }
        let meant = judged.isEmpty ? found : judged
        if let only = meant.first, meant.count == 1 { return only.row }
        if meant.count > 1 { throw CommandFailure(.ambiguousResource(word, meant.map(\.resource))) }
        // What could not be read may be where it stands.
        let errors = reading.diagnostics.filter(\.isError)
        let nearest = Spelling.nearest(to: word, among: words.keys)
        let resource = nearest.flatMap { words[$0] }.flatMap { rows.resource(at: $0) }
        throw CommandFailure(errors + [.unknownResource(word, nearest: nearest, resource, count: rows.count)])
    }
}

extension Resource {
    /// Where the id stands, or the name where the resource is called by it, or its beginning.
    fileprivate func place(called word: String?) -> SourcePlace? {
        let path = word != nil && word == name && word != id ? attributePaths[.name] : nil
        return document.nearestPlace(of: path ?? attributePaths[.id] ?? propertiesPath)
    }
}

extension Diagnostic {
    fileprivate static func unknownRule(_ name: String, among rules: [CheckedRule]) -> Self {
        let names = rules.flatMap { [$0.name.text, $0.metadata.id].compactMap(\.self) }
        var diagnostic = unknownRule(name, candidates: names)
        let nearest = Spelling.nearest(to: name, among: names)
        let rule = rules.first { $0.name.text == nearest || $0.metadata.id == nearest }
        diagnostic.primary = rule.map { Label(SourcePlace($0.file, $0.name.span)) }
        return diagnostic
    }

    fileprivate static func unknownResource(
        _ word: String, nearest: String?, _ resource: Resource?, count: Int
    ) -> Self {
        Diagnostic(
            .unknownResource, at: resource?.place(called: nearest), "no resource has the id or the name '\(word)'",
            hint: nearest.map { "did you mean '\($0)'?" }
                ?? (count == 0 ? "the inventory holds no resource" : "name the files that hold it with --inventory"))
    }

    fileprivate static func ambiguousResource(_ word: String, _ resources: [Resource]) -> Self {
        let kinds = Set(resources.map(\.kind))
        let ids = Set(resources.map { "\($0.kind)/\($0.id)" }).sorted()
        let labels = resources.dropFirst().prefix(3).compactMap { other in
            other.place(called: nil).map { Label($0, "\(other.kind)/\(other.id)") }
        }
        let hint =
            ids.count == resources.count
            ? "say which: \(ids.prefix(4).map { "'\($0)'" }.joined(separator: ", "))"
            : "name only the file of the one that is meant with --inventory"
        return Diagnostic(
            .ambiguousResource, at: resources[0].place(called: nil),
            "\(resources.count) resources\(kinds.count == 1 ? " of one kind" : "") are called '\(word)'",
            label: "\(resources[0].kind)/\(resources[0].id)", secondary: labels, hint: hint)
    }
}

extension DiagnosticKind {
    static let unknownResource = DiagnosticKind(
        "E5027", "no resource has this id or name",
        """
        'norma explain RULE RESOURCE' takes a resource's id or its name as the inventory has it, or both its kind and its id: KIND/ID. The \
        nearest one is shown.
        """, .command,
        wrong: "norma explain cis_tls_version boot.example --rules rules/internet-svcs --inventory rules/inventory",
        right: "norma explain cis_tls_version boots.example --rules rules/internet-svcs --inventory rules/inventory")

    static let ambiguousResource = DiagnosticKind(
        "E5028", "several resources have this id or name",
        """
        Where one id or name stands for several resources, those of a kind that the rule judges are meant; where these are several too, it has to be \
        said which one.
        """, .command,
        wrong: """
            echo '{"kind": "internet-svcs.zone", "id": "a", "name": "shop", "properties": {"min_tls_version": "1.2"}}' > a.json
            echo '{"kind": "internet-svcs.zone", "id": "b", "name": "shop", "properties": {"min_tls_version": "1.0"}}' > b.json
            norma explain cis_tls_version shop --rules rules/internet-svcs --inventory a.json b.json
            """,
        right: """
            echo '{"kind": "internet-svcs.zone", "id": "a", "name": "shop", "properties": {"min_tls_version": "1.2"}}' > a.json
            echo '{"kind": "internet-svcs.zone", "id": "b", "name": "shop", "properties": {"min_tls_version": "1.0"}}' > b.json
            norma explain cis_tls_version internet-svcs.zone/b --rules rules/internet-svcs --inventory a.json b.json
            """)
}
