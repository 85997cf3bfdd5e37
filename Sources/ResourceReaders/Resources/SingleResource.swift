package import ResourceDocuments
package import SourceText

/// Reads a document that is one resource in Norma's own form: a case's.
package enum SingleResource {
    /// Whether a map such as `{Ref: Key}` is a value that is decided later, in a resource of the kind.
    package static func mayHoldFunctions(ofKind kind: String) -> Bool { TemplateFunctions.mayStand(in: kind) }

    /// nil, and diagnostics, where it is none.
    ///
    /// - Parameter isKnown: it was read before, and its unknown fields are not reported again.
    package static func read(
        _ document: Document, isKnown: Bool = false
    ) -> (resource: Resource?, diagnostics: [Diagnostic]) {
        var diagnostics = Diagnostics()
        var envelopes = EnvelopeReader()
        envelopes.reportsUnknownFields = !isKnown
        envelopes.mayBeOtherForm = false
        let parts = envelopes.read(PlacedNode(document), into: &diagnostics)
        guard let parts, let resource = ResourceAssembly.resources([parts], of: document).first else {
            return (nil, diagnostics.all)
        }
        if let fault = InventoryDiagnostics.nullCharacter(in: resource, parts) {
            diagnostics.report(fault)
            return (nil, diagnostics.all)
        }
        return (resource, diagnostics.all)
    }
}
