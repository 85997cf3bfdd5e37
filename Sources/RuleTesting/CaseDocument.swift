import ResourceDocuments
import ResourceReaders
import RulePacks
import SourceText

extension CaseFileReader {
    /// What a reader finds in the document that a case gives, as a value or as the name of a file: a template, a plan, a
    /// manifest. The form is told by what it holds.
    mutating func inventory(of value: PlacedNode, row: [String: DocumentNode]) -> InventoryReading? {
        var reader = InventoryReader(keys: keys)
        if let name = value.node.string {
            do throws(FileProblem) {
                reader.read([try readFile(name)])
            } catch {
                diagnostics.report(.unreadableFile(error, at: value.place))
                return nil
            }
            let reading = reader.finish()
            diagnostics.report(reading.diagnostics)
            return reading
        }
        var builder = DocumentBuilder(source: value.node.document.source, medium: .yaml, keys: keys)
        CaseValue(value.node).substituting(row).write(to: &builder)
        guard let document = builder.finish() else { return nil }
        reader.read(document)
        let reading = reader.finish()
        // What was built has no text of its own: what is wrong with it is shown where the case gives it.
        for var diagnostic in reading.diagnostics {
            diagnostic.primary = value.place.map { Diagnostic.Label($0) }
            diagnostics.report(diagnostic)
        }
        return reading
    }
}
