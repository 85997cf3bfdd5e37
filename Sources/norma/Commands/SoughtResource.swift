import ArgumentParser
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

/// Which of several resources of one name is meant.
struct ResourceChoiceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Of several that are called so, the one of this account.", valueName: "id"))
    var account: String?

    @Option(help: ArgumentHelp("Of several that are called so, the one of this region.", valueName: "region"))
    var region: String?

    @Option(help: ArgumentHelp("Of several that are called so, the one in this file.", valueName: "file"))
    var file: String?

    var isEmpty: Bool { account == nil && region == nil && file == nil }

    /// What is not said leaves all.
    fileprivate func holds(_ resource: Resource) -> Bool {
        (account ?? resource.account) == resource.account
            && (region ?? resource.region) == resource.region
            && (file.map(PathText.normal) ?? PathText.normal(resource.fileName)) == PathText.normal(resource.fileName)
    }

    /// `--account acc-1 --file a.yaml`
    fileprivate var words: String {
        [("account", account), ("region", region), ("file", file)].compactMap { name, value in
            value.map { "--\(name) \($0)" }
        }.joined(separator: " ")
    }
}

/// A resource as somebody calls it: by its id, by its name, or as `KIND/ID`.
struct SoughtResource {
    let word: String
    let choice: ResourceChoiceOptions

    /// The one that is called so; of several those that the rule judges are meant. Throws where there is none, with what was probably
    /// meant, and where there are several.
    ///
    /// - Complexity: O(resources); reads what was left in JSON Lines files.
    func row(in reading: InventoryReading, judgedBy rule: CheckedRule) throws -> Int {
        let rows = reading.rows
        var byID: [(row: Int, resource: Resource)] = []
        var byName: [(row: Int, resource: Resource)] = []
        var words: [String: Int] = [:]
        for row in rows.indices {
            guard let resource = rows.resource(at: row) else { continue }
            if resource.id == word || "\(resource.kind)/\(resource.id)" == word {
                byID.append((row, resource))
            } else if let name = resource.name, word == name || word == "\(resource.kind)/\(name)" {
                byName.append((row, resource))
            }
            for word in [resource.id, resource.name].compactMap(\.self) where words[word] == nil { words[word] = row }
        }
        let called = byID.isEmpty ? byName : byID
        let found = called.filter { choice.holds($0.resource) }
        if found.isEmpty, !called.isEmpty {
            throw CommandFailure(.noSuchChoice(word, choice.words, among: called.map(\.resource)))
        }
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
    fileprivate var fileName: String { document.source.name }

    /// Where the id stands, or the name where the resource is called by it, or its beginning.
    fileprivate func place(called word: String?) -> SourcePlace? {
        let path = word != nil && word == name && word != id ? attributePaths[.name] : nil
        return document.nearestPlace(of: path ?? attributePaths[.id] ?? propertiesPath)
    }
}

/// What tells resources of one name apart, as somebody has to say it.
private struct Candidates {
    let resources: [Resource]

    private func areApart(_ property: (Resource) -> String?) -> Bool {
        Set(resources.map { property($0) ?? "" }).count == resources.count
    }

    /// `'demo.server/web-1'`, or `--account acc-1` where kind and id are the same; empty where nothing tells them apart.
    var choices: [String] {
        if areApart({ "\($0.kind)/\($0.id)" }) { return resources.map { "'\($0.kind)/\($0.id)'" }.sorted() }
        let options: [(String, (Resource) -> String?)] = [
            ("account", \.account), ("region", \.region), ("file", \.fileName),
        ]
        for (name, property) in options where areApart(property) {
            let choices = resources.compactMap { property($0).map { "--\(name) \($0)" } }
            if choices.count == resources.count { return choices }
        }
        return []
    }

    /// `demo.server/web-1 of account acc-1`
    static func words(_ resource: Resource) -> String {
        let account = resource.account.map { " of account \($0)" } ?? ""
        let region = resource.region.map { " in \($0)" } ?? ""
        return "\(resource.kind)/\(resource.id)\(account)\(region)"
    }
}

extension Diagnostic {
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
        let choices = Candidates(resources: resources).choices
        let more = choices.count - mostCandidates
        let shown = choices.prefix(mostCandidates) + (more > 0 ? ["\(more) more"] : [])
        return candidates(
            .ambiguousResource, resources,
            "\(resources.count) resources\(kinds.count == 1 ? " of one kind" : "") are called '\(word)'",
            hint: choices.isEmpty
                ? "say more of the one that is meant: --account, --region, --file"
                : "say which: \(shown.joined(separator: ", "))")
    }

    fileprivate static func noSuchChoice(_ word: String, _ choice: String, among resources: [Resource]) -> Self {
        candidates(
            .unknownResource, resources, "no resource that is called '\(word)' is the one of \(choice)",
            hint: "leave that out, or say what there is")
    }

    private static let mostCandidates = 4

    /// The resources in question, each where it stands.
    private static func candidates(
        _ kind: DiagnosticKind, _ resources: [Resource], _ message: String, hint: String
    ) -> Self {
        let labels = resources.dropFirst().prefix(mostCandidates - 1).compactMap { other in
            other.place(called: nil).map { Label($0, Candidates.words(other)) }
        }
        return Diagnostic(
            kind, at: resources[0].place(called: nil), message, label: Candidates.words(resources[0]),
            secondary: labels, hint: hint)
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
        said which one: KIND/ID, or --account, --region or --file.
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
