import ResourceDocuments
import ResourceReaders
import RulePacks
import SourceText

/// How the documents of cases are read: by `reader: NAME`, else by what they hold; as a mapping says with `mapping: FILE`.
struct CaseReading {
    var choice = ReaderChoice.byContent
    var mapping: ResourceMapping?
}

extension CaseFileReader {
    /// `reader` and `mapping` of a case or of the defaults; what a case leaves out is the defaults'.
    mutating func reading(_ record: Record, or defaults: CaseReading) -> CaseReading {
        var reading = defaults
        if let name = record.text("reader", into: &diagnostics) {
            if let choice = ReaderChoice(named: name) {
                reading.choice = choice
            } else {
                diagnostics.report(.unknownReader(name, at: record["reader"]?.place))
            }
        }
        if let name = record.text("mapping", into: &diagnostics) {
            do throws(FileProblem) {
                let read = ResourceMapping.read(try readFile(name), keys: keys)
                diagnostics.report(read.diagnostics)
                reading.mapping = read.mapping
            } catch {
                diagnostics.report(.unreadableFile(error, at: record["mapping"]?.place))
            }
        }
        return reading
    }

    /// What a reader finds in the document that a case gives: a template, a plan, a manifest as a value; the text of a file, in
    /// several lines; or the name of a file.
    mutating func inventory(
        of value: PlacedNode, _ reading: CaseReading, row: [String: DocumentNode]
    ) -> InventoryReading? {
        var reader = InventoryReader(choice: reading.choice, mapping: reading.mapping, keys: keys)
        let written = cell(value.node, row)
        if let text = written.string, text.contains("\n") {
            reader.read([SourceFile(name: reading.choice.fileName, text: text)])
        } else if let name = written.string {
            do throws(FileProblem) {
                reader.read([try readFile(name)])
            } catch {
                diagnostics.report(.unreadableFile(error, at: value.place))
                return nil
            }
            let found = reader.finish()
            diagnostics.report(found.diagnostics)
            return found
        } else {
            var builder = DocumentBuilder(source: value.node.document.source, medium: .yaml, keys: keys)
            CaseValue(written).substituting(row).write(to: &builder)
            guard let document = builder.finish() else { return nil }
            reader.read(document)
        }
        let found = reader.finish()
        // What stands within a case has no file of its own: what is wrong with it is shown where the case gives it. It may be a part
        // of a template that refers to what the case has no need of.
        for var diagnostic in found.diagnostics where diagnostic.kind != TemplateDiagnostics.danglingReference {
            diagnostic.primary = value.place.map { Diagnostic.Label($0) }
            diagnostics.report(diagnostic)
        }
        return found
    }
}
