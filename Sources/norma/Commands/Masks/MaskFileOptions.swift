import ArgumentParser
import Compliance
import ResourceDocuments
import SourceText

/// `--masks`
struct MaskFileOptions: ParsableArguments {
    @Option(
        name: .customLong("masks"),
        help: ArgumentHelp(
            "Masks that stand in a file: {masks: [...]}, each with the fields of 'norma mask add', or what 'norma mask list --format json' prints.",
            valueName: "file"))
    var files: [String] = []

    var masks: String? { files.first }

    func validate() throws { try OptionOnce.require("--masks", files, cure: "put the masks into one file") }

    /// The file's masks; nil where none is named. Throws where it is at fault.
    func read() throws -> MaskFile? {
        guard let masks else { return nil }
        var diagnostics: [Diagnostic] = []
        guard let document = PackContents.document(masks, DiskFiles(), KeyTable(), &diagnostics) else {
            throw CommandFailure(diagnostics)
        }
        let read = MaskFileReader.read(document)
        guard let file = read.file, !read.diagnostics.contains(where: \.isError) else {
            throw CommandFailure(diagnostics + read.diagnostics)
        }
        return file
    }
}
