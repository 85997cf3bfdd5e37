import ResourceDocuments
import SourceText

/// The comments of a text, as its form has them: what stands in a value is none.
enum DocumentComments {
    /// Each from its mark to the end of its line, in order; none in JSON. O(text)
    static func spans(in file: SourceFile, _ format: InventoryFormat) -> [SourceSpan] {
        switch format {
        case .json, .jsonLines: []
        case .yaml: YAMLComments.spans(in: file)
        case .toml: TOMLReader.comments(in: file)
        case .ini: INIReader.comments(in: file)
        case .dockerfile: DockerfileLines.comments(of: file.text)
        }
    }
}
