package import ResourceDocuments
package import SourceText

/// Reads a document that is one resource in Norma's own form: a case's.
package enum SingleResource {
    /// nil, and diagnostics, where it is none.
    package static func read(_ document: Document) -> (resource: Resource?, diagnostics: [Diagnostic]) {
        var diagnostics = Diagnostics()
        var envelopes = EnvelopeReader()
        let parts = envelopes.read(PlacedNode(document), into: &diagnostics)
        let resource = parts.flatMap { ResourceAssembly.resources([$0], of: document).first }
        return (resource, diagnostics.all)
    }
}
