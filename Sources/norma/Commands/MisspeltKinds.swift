import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

/// Kinds of an inventory that no rule judges and that are a slip of the pen away from one that is judged or has a schema.
enum MisspeltKinds {
    static func diagnostics(
        in reading: InventoryReading, judged: [KindPattern], schemas: KindSchemas
    ) -> [Diagnostic] {
        let rows = reading.rows
        let resources = diagnostics(of: rows.kinds, judged: judged, schemas: schemas) { kind in
            rows.indices.first { rows.kind(of: $0) == kind }.flatMap { rows.resource(at: $0) }
        }
        return resources + unread(reading.unread.map(\.kind), judged: judged, schemas: schemas)
    }

    /// Of those that could not be read: a slip there hides that something is missing.
    private static func unread(_ kinds: [String], judged: [KindPattern], schemas: KindSchemas) -> [Diagnostic] {
        let known = Set(schemas.kinds + judged.filter { !$0.hasWildcard }.map(\.text)).sorted()
        let unjudged = Set(kinds).filter { kind in
            schemas[kind] == nil && !judged.contains { Glob($0.text).meets(Glob(kind)) }
        }
        return unjudged.sorted().compactMap { kind in
            known.first { KindSpelling.isSlip(kind, of: $0) }.map { meant in
                Diagnostic(
                    .misspeltKind, severity: .warning, at: nil,
                    "no rule judges the kind '\(kind)', of which the inventory says that it could not be read",
                    hint: "did you mean '\(meant)'?")
            }
        }
    }

    /// - Parameters:
    ///   - kinds: those that came, in order.
    ///   - first: the first resource of a kind.
    static func diagnostics(
        of kinds: [String], judged: [KindPattern], schemas: KindSchemas, first: (String) -> Resource?
    ) -> [Diagnostic] {
        let known = Set(schemas.kinds + judged.filter { !$0.hasWildcard }.map(\.text)).sorted()
        let unjudged = kinds.filter { kind in
            schemas[kind] == nil && kind != AccountResources.kind && !judged.contains { $0.matches(kind) }
        }
        return unjudged.compactMap { kind in
            guard let meant = known.first(where: { KindSpelling.isSlip(kind, of: $0) }), let resource = first(kind)
            else {
                return nil
            }
            let path = resource.attributePaths[.kind] ?? resource.propertiesPath
            return Diagnostic(
                .misspeltKind, severity: .warning, at: resource.document.place(of: path),
                "no rule judges a resource of the kind '\(kind)'", hint: "did you mean '\(meant)'?")
        }
    }
}

extension DiagnosticKind {
    static let misspeltKind = DiagnosticKind(
        "W5025", "a kind that no rule judges is close to one that is known",
        """
        The inventory holds a resource of a kind that no rule judges and that differs by a letter, a plural or capitals from one that \
        a rule judges or a schema describes; or a manifest says that such a kind could not be read. If it is that kind, its name is to be mended: as \
        it stands nobody looks at the resource, or misses it.
        """, .command,
        wrong: """
            echo '{"kind": "internet-svcs.zone", "id": "a", "properties": {"min_tls_version": "1.2"}}' > a.json
            echo '{"kind": "internet-svcs.zones", "id": "b", "properties": {"min_tls_version": "1.0"}}' > b.json
            norma eval --rules rules/internet-svcs/cis_tls_version.norma --inventory a.json b.json
            """,
        right: """
            echo '{"kind": "internet-svcs.zone", "id": "a", "properties": {"min_tls_version": "1.2"}}' > a.json
            echo '{"kind": "internet-svcs.zone", "id": "b", "properties": {"min_tls_version": "1.2"}}' > b.json
            norma eval --rules rules/internet-svcs/cis_tls_version.norma --inventory a.json b.json
            """)
}
