import ResourceDocuments
import ResourceReaders
import RulePacks
import SourceText

extension CaseFileReader {
    /// The resource that a case gives, as a map or as the name of a file, with its patch laid over its properties.
    mutating func resource(
        _ value: PlacedNode, patch: PlacedNode?, removed: [(text: String, value: PlacedNode)],
        row: [String: DocumentNode]
    ) -> Resource? {
        guard let written = written(value) else { return nil }
        var resource = CaseValue(written).substituting(row)
        if let patch {
            guard case .map(let changes) = CaseValue(patch.node).substituting(row) else {
                diagnostics.report(.wrongCaseShape("patch", wanted: "a map over the properties", patch))
                return nil
            }
            for (key, change) in changes {
                guard let patched = resource.patching(key, with: change) else {
                    let path = patch.path.appending(key: key)
                    diagnostics.report(.noSuchPath(key, at: patch.node.document.keyPlace(of: path)))
                    return nil
                }
                resource = patched
            }
        }
        for removal in removed {
            let steps = CasePath.steps(removal.text).map { [.key("properties")] + $0 }
            guard let changed = steps.flatMap({ resource.replacing($0[...], with: nil) }) else {
                diagnostics.report(.noSuchPath(removal.text, at: removal.value.place))
                return nil
            }
            resource = changed
        }
        var builder = DocumentBuilder(source: value.node.document.source, medium: .yaml, keys: keys)
        resource.write(to: &builder)
        guard let document = builder.finish() else { return nil }
        let read = SingleResource.read(document)
        // What was built has no text of its own: what is wrong with it is shown where the case gives it.
        for diagnostic in read.diagnostics {
            var placed = diagnostic
            placed.primary = value.place.map { Diagnostic.Label($0) }
            diagnostics.report(placed)
        }
        return read.resource
    }

    /// The value itself, or the one document of the file that it names.
    private mutating func written(_ value: PlacedNode) -> DocumentNode? {
        guard let name = value.node.string else { return value.node }
        do throws(FileProblem) {
            let source = try readFile(name)
            let read = YAMLReader.documents(source, keys: keys)
            diagnostics.report(read.diagnostics)
            if read.documents.count != 1, read.diagnostics.isEmpty {
                diagnostics.report(.wrongCaseShape("resource", wanted: "a file of one resource", value))
            }
            return read.documents.count == 1 ? read.documents[0].root : nil
        } catch {
            diagnostics.report(.unreadableFile(error, at: value.place))
            return nil
        }
    }
}
