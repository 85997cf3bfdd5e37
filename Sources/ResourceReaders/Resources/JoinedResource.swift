import ResourceDocuments
import SourceText

extension Resource {
    /// This resource with the properties of another document about it among its own; nil where both have one of the same name.
    ///
    /// What comes from another file has no place in this one: it stands where the resource does. O(both)
    func adding(propertiesOf other: Resource) -> Resource? {
        guard let envelope = DocumentCursor(document, at: DocumentPath(Array(propertiesPath.steps.prefix(1)))),
            let properties = DocumentCursor(document, at: propertiesPath),
            let added = DocumentCursor(other.document, at: other.propertiesPath),
            added.members.allSatisfy({ properties[$0.key] == nil })
        else { return nil }
        var builder = DocumentBuilder(source: document.source, medium: document.medium, keys: document.keys)
        builder.copy(envelope) { value, builder in
            guard value.identity == properties.identity else { return false }
            builder.beginMap()
            builder.copyMembers(of: value)
            builder.copyMembers(of: added)
            builder.endMap(at: value.span)
            return true
        }
        return builder.finish().flatMap { document in
            EnvelopeWriter.parts(of: PlacedNode(document), suppressions: suppressions + other.suppressions)
                .flatMap { ResourceAssembly.resources([$0], of: document).first }
        }
    }
}
