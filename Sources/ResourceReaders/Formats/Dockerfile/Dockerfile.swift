import ResourceDocuments
import SourceText

/// Dockerfiles: one resource of the kind `docker.file`, its id the file's name.
///
///     stages:        # one for each FROM
///       - image: golang:1.24       # with the values of variables; undetermined where the file gives one none
///         name: build              # of AS
///         user: app                # the last USER, absent where there is none
///         instructions:            # all but FROM, in order
///           - { instruction: COPY, value: "/a /b", form: shell, flags: { from: build }, arguments: [/a, /b] }
///     arguments: { VERSION: "1.24" }   # the ARGs in front of the first FROM
struct Dockerfile: ResourceFormat {
    let name = "dockerfile"
    let title = "a Dockerfile"
    static let kind = "docker.file"

    var text: InventoryFormat? { .dockerfile }

    func recognises(_ root: DocumentNode) -> Bool { root.document.medium == .dockerfile }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        writer.idsAreLocal()
        let name = root.document.source.name
        var head = EnvelopeHead(kind: PlacedText(Self.kind), id: PlacedText(name))
        head.name = PlacedText(String(name.split(separator: "/").last ?? ""))
        writer.resource(head, properties: root)
    }

    /// The text as a document of that shape.
    static func document(_ file: SourceFile, keys: KeyTable) -> (documents: [Document], diagnostics: [Diagnostic]) {
        let instructions = DockerfileLines.lines(of: file.text).map(DockerfileInstruction.init)
        var diagnostics = instructions.filter { !DockerfileInstruction.words.contains($0.line.word) }
            .prefix(20).map { FormatDiagnostics.unknownInstruction($0.line, in: file) }
        let stages = stages(instructions)
        if instructions.isEmpty { return ([], diagnostics) }
        diagnostics += instructions.compactMap { FormatDiagnostics.openHeredoc($0.line, in: file) }
        if diagnostics.isEmpty {
            diagnostics = faults(of: stages, behind: instructions.prefix { $0.line.word != "FROM" }, in: file)
        }
        guard diagnostics.isEmpty else { return ([], diagnostics) }
        var writer = DockerfileWriter(DocumentBuilder(source: file, medium: .dockerfile, keys: keys))
        writer.write(stages, behind: instructions.prefix { $0.line.word != "FROM" }, length: file.text.count)
        return (writer.finish().map { [$0] } ?? [], [])
    }

    private static func faults(
        of stages: [ArraySlice<DockerfileInstruction>], behind first: ArraySlice<DockerfileInstruction>,
        in file: SourceFile
    ) -> [Diagnostic] {
        if stages.isEmpty, let first = first.first { return [FormatDiagnostics.noStage(in: file, first.line)] }
        let early = first.filter { $0.line.word != "ARG" }.prefix(20)
        let withoutImage = stages.compactMap(\.first).filter { $0.arguments?.isEmpty != false }
        return early.map { FormatDiagnostics.earlyInstruction($0.line, in: file) }
            + withoutImage.map { FormatDiagnostics.noImage($0.line, in: file) }
    }

    /// The instructions from each FROM up to the next.
    private static func stages(_ instructions: [DockerfileInstruction]) -> [ArraySlice<DockerfileInstruction>] {
        let starts = instructions.indices.filter { instructions[$0].line.word == "FROM" }
        return zip(starts, starts.dropFirst() + [instructions.count]).map { instructions[$0..<$1] }
    }
}
