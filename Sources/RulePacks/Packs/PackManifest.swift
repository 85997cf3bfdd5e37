import ResourceDocuments
import ResourceReaders
import RuleChecker
package import SourceText

/// What a pack says of itself: `pack.yaml` in its folder.
///
///     name: norma-ibm-cloud
///     version: 1.2.0
///     licence: Apache-2.0
///     kinds: [is.*, internet-svcs.*]
///     dependencies: [norma-common]
package struct PackManifest: Sendable {
    package static let fileName = "pack.yaml"

    package let source: SourceFile
    package let name: String
    let namePlace: SourcePlace?
    /// By SemVer 2.0.0.
    package let version: String
    /// An SPDX expression (spdx.org/licenses).
    package let licence: String
    /// Those that its rules judge; `*` for any run of characters.
    package let kinds: [String]
    /// Packs whose files `use` may reach as `"NAME/file.norma"`.
    package let dependencies: [(name: String, place: SourcePlace?)]

    /// Complexity: O(text). Every fault is reported; what can be read counts.
    static func read(_ source: SourceFile, keys: KeyTable) -> (manifest: PackManifest?, diagnostics: [Diagnostic]) {
        let (documents, faults) = YAMLReader.documents(source, keys: keys)
        var diagnostics = Diagnostics()
        diagnostics.report(faults)
        guard let document = documents.first else {
            if faults.isEmpty { diagnostics.report(.emptyPackManifest(source)) }
            return (nil, diagnostics.all)
        }
        guard
            let record = Record(
                PlacedNode(document), subject: "the pack's manifest", faults: .packManifest, into: &diagnostics)
        else { return (nil, diagnostics.all) }
        record.allow(["name", "version", "licence", "kinds", "dependencies"], into: &diagnostics)
        if let version = record["version"], let text = version.node.string, VersionNumber(semantic: text) == nil {
            diagnostics.report(.packVersion(text, at: version.place))
        }
        if record["kinds"] == nil { record.reportMissing("kinds", into: &diagnostics) }
        let name = record.requiredText("name", into: &diagnostics)
        let version = record.requiredText("version", into: &diagnostics)
        let licence = record.requiredText("licence", into: &diagnostics)
        let manifest = PackManifest(
            source: source, name: name ?? "", namePlace: record["name"]?.place, version: version ?? "",
            licence: licence ?? "",
            kinds: record.texts("kinds", into: &diagnostics).map(\.text),
            dependencies: record.texts("dependencies", into: &diagnostics).map { ($0.text, $0.value.place) })
        return (manifest, diagnostics.all)
    }

    /// A rule for a kind that the pack does not speak of.
    func undeclared(_ kind: KindPattern) -> Bool {
        !kinds.contains { Glob($0).matches(kind.text) || $0 == kind.text }
    }
}
