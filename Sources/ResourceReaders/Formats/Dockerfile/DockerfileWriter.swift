import ResourceDocuments
import SourceText

/// Writes the stages of a Dockerfile, each with the variables that hold in it.
struct DockerfileWriter {
    private var builder: DocumentBuilder
    /// The ARGs in front of the first FROM.
    private var globals = DockerfileVariables.global
    /// What a stage leaves to those that are built on it, by its name in small letters.
    private var stages: [String: DockerfileVariables] = [:]

    init(_ builder: DocumentBuilder) { self.builder = builder }

    consuming func finish() -> Document? { builder.finish() }

    mutating func write(
        _ stages: [ArraySlice<DockerfileInstruction>], behind first: ArraySlice<DockerfileInstruction>, length: Int
    ) {
        let whole = SourceSpan(0, length)
        var before: [(name: String, written: String?, text: DockerfileText?)] = []
        for instruction in first {
            before += instruction.pairs.map { name, value in
                (name, value, value.map { instruction.expand($0, by: globals) })
            }
            globals.take(instruction)
        }
        builder.beginMap()
        builder.key("stages")
        builder.beginList()
        for stage in stages { write(stage) }
        builder.endList(at: whole)
        builder.key("arguments")
        builder.beginMap()
        var seen: Set<String> = []
        for (name, written, text) in before where seen.insert(name).inserted {
            builder.key(name)
            if let written, let text { text.write(written, at: whole, into: &builder) } else { builder.null() }
        }
        builder.endMap()
        builder.endMap(at: whole)
    }

    private mutating func write(_ stage: ArraySlice<DockerfileInstruction>) {
        guard let from = stage.first, let last = stage.last else { return }
        let words = from.arguments ?? []
        let span = from.line.textSpan
        let written = words.first ?? ""
        let image = from.expand(written, by: globals)
        builder.beginMap()
        builder.key("image")
        image.write(written, at: span, into: &builder)
        var name: String?
        if words.count == 3, words[1].lowercased() == "as" {
            name = words[2]
            builder.key("name")
            builder.string(words[2], at: span)
        }
        for (flag, value) in from.flags where flag == "platform" {
            builder.key("platform")
            from.expand(value, by: globals).write(value, at: span, into: &builder)
        }
        var variables = DockerfileVariables.stage(on: image)
        if case .decided(let base) = image, let parent = stages[base.lowercased()] { variables = parent }
        var user: (line: DockerfileLine, written: String, text: DockerfileText)?
        builder.key("instructions")
        builder.beginList()
        for instruction in stage.dropFirst() {
            instruction.write(variables, into: &builder)
            if instruction.line.word == "USER" {
                user = (instruction.line, instruction.text, instruction.expand(instruction.text, by: variables))
            }
            variables.take(instruction, globals: globals)
        }
        builder.endList(at: SourceSpan(from.line.span.start, last.line.span.end))
        if let user {
            builder.key("user")
            user.text.write(user.written, at: user.line.textSpan, into: &builder)
        }
        builder.endMap(at: SourceSpan(from.line.span.start, last.line.span.end))
        if let name { stages[name.lowercased()] = variables }
    }
}
