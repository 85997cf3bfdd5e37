import ResourceDocuments
import SourceText

/// Dockerfiles: one resource of the kind `docker.file`, its id the file's name.
///
///     stages:        # one for each FROM
///       - image: golang:1.24       # with the defaults of the ARGs in front; undetermined where one has none
///         name: build              # of AS
///         user: app                # the last USER, absent where there is none
///         instructions:            # all but FROM, in order
///           - { instruction: COPY, value: "--from=build /a /b", form: shell, flags: { from: build }, arguments: [/a, /b] }
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
        if diagnostics.isEmpty {
            diagnostics = faults(of: stages, behind: instructions.prefix { $0.line.word != "FROM" }, in: file)
        }
        guard diagnostics.isEmpty else { return ([], diagnostics) }
        var builder = DocumentBuilder(source: file, medium: .dockerfile, keys: keys)
        let globals = instructions.prefix { $0.line.word != "FROM" }.flatMap(\.pairs)
        builder.beginMap()
        builder.key("stages")
        builder.beginList()
        for stage in stages { write(stage, globals, into: &builder) }
        builder.endList(at: SourceSpan(0, file.text.count))
        builder.key("arguments")
        builder.beginMap()
        var seen: Set<String> = []
        for (name, value) in globals where seen.insert(name).inserted {
            builder.key(name)
            if let value { builder.string(value) } else { builder.null() }
        }
        builder.endMap()
        builder.endMap(at: SourceSpan(0, file.text.count))
        return (builder.finish().map { [$0] } ?? [], [])
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

    private static func write(
        _ stage: ArraySlice<DockerfileInstruction>, _ globals: [(name: String, value: String?)],
        into builder: inout DocumentBuilder
    ) {
        guard let from = stage.first, let last = stage.last else { return }
        let words = from.arguments ?? []
        let span = from.line.textSpan
        builder.beginMap()
        builder.key("image")
        if let image = words.first {
            if let resolved = substitute(image, globals) {
                builder.string(resolved, at: span)
            } else {
                builder.undetermined(image, at: span)
            }
        } else {
            builder.null(at: span)
        }
        if words.count == 3, words[1].lowercased() == "as" {
            builder.key("name")
            builder.string(words[2], at: span)
        }
        for (name, value) in from.flags where name == "platform" {
            builder.key("platform")
            builder.string(value, at: span)
        }
        if let user = stage.last(where: { $0.line.word == "USER" }) {
            builder.key("user")
            builder.string(user.text, at: user.line.textSpan)
        }
        builder.key("instructions")
        builder.beginList()
        for instruction in stage.dropFirst() { instruction.write(into: &builder) }
        builder.endList(at: SourceSpan(from.line.span.start, last.line.span.end))
        builder.endMap(at: SourceSpan(from.line.span.start, last.line.span.end))
    }

    /// `$NAME`, `${NAME}` and `${NAME:-default}` by the arguments in front; nil where one of them has no value.
    private static func substitute(_ text: String, _ arguments: [(name: String, value: String?)]) -> String? {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            var name: Substring
            var fallback: Substring?
            if rest.hasPrefix("{") {
                guard let close = rest.firstIndex(of: "}") else { return nil }
                name = rest[rest.index(after: rest.startIndex)..<close]
                rest = rest[rest.index(after: close)...]
                if let mark = name.firstRange(of: ":-") {
                    fallback = name[mark.upperBound...]
                    name = name[..<mark.lowerBound]
                }
            } else {
                name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                rest = rest.dropFirst(name.count)
            }
            let value = arguments.last { $0.name == name }?.value ?? fallback.map(String.init)
            guard let value else { return nil }
            result += value
        }
        return result + rest
    }
}
