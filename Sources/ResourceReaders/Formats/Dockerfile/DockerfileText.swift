import ResourceDocuments
import SourceText

/// What a text of a Dockerfile comes to when its variables are replaced.
enum DockerfileText: Equatable {
    case decided(String)
    /// Only the build, or the base image, knows a variable in it.
    case undetermined

    /// An undetermined text is called as it is written.
    func write(_ written: String, at span: SourceSpan, into builder: inout DocumentBuilder) {
        switch self {
        case .decided(let text): builder.string(text, at: span)
        case .undetermined: builder.undetermined(written, at: span)
        }
    }
}

/// Takes quotes and escapes off a word and puts values in place of `$X`, `${X}`, `${X:-default}`, `${X-default}`,
/// `${X:+alternative}` and `${X+alternative}` ("Dockerfile reference", environment replacement). O(length)
struct DockerfileExpansion {
    private let variables: DockerfileVariables
    private let escape: Character
    private var rest: Substring
    private var result = ""
    private var isOpen = false

    /// Defaults stand within defaults no deeper than this.
    private static let maximumDepth = 16
    /// Bytes that values make of one text: without an end `ENV A=$A$A` would double it with every line.
    private static let maximumLength = 16_384

    static func expand(
        _ text: some StringProtocol, by variables: DockerfileVariables, escape: Character
    ) -> DockerfileText { expand(Substring(text), variables, escape, depth: 0) }

    private static func expand(
        _ text: Substring, _ variables: DockerfileVariables, _ escape: Character, depth: Int
    ) -> DockerfileText {
        guard depth < maximumDepth else { return .undetermined }
        var expansion = DockerfileExpansion(variables: variables, escape: escape, rest: text)
        expansion.run(depth: depth)
        return expansion.isOpen ? .undetermined : .decided(expansion.result)
    }

    private init(variables: DockerfileVariables, escape: Character, rest: Substring) {
        self.variables = variables
        self.escape = escape
        self.rest = rest
    }

    private mutating func run(depth: Int) {
        var isQuoted = false
        while let character = rest.popFirst() {
            if character == escape, let next = rest.first {
                // Between quotes only these are escaped.
                if isQuoted, next != "\"", next != "$", next != escape { result.append(character) }
                result.append(next)
                rest.removeFirst()
            } else if character == "'", !isQuoted {
                result += rest.prefix { $0 != "'" }
                rest = rest.drop { $0 != "'" }.dropFirst()
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == "$" {
                take(variable(depth: depth))
            } else {
                result.append(character)
            }
        }
    }

    private mutating func take(_ text: DockerfileText) {
        switch text {
        case .decided(let text) where result.utf8.count + text.utf8.count <= Self.maximumLength: result += text
        case .decided, .undetermined: isOpen = true
        }
    }

    /// Behind the `$`.
    private mutating func variable(depth: Int) -> DockerfileText {
        guard rest.first == "{" else {
            let name = rest.prefix(while: Self.isNameCharacter)
            rest = rest.dropFirst(name.count)
            return name.isEmpty ? .decided("$") : variables[String(name)].text
        }
        guard let inside = takeBraces() else { return .undetermined }
        let name = inside.prefix(while: Self.isNameCharacter)
        let value = variables[String(name)]
        var form = inside.dropFirst(name.count)
        if name.isEmpty { return .undetermined }
        if form.isEmpty { return value.text }
        let countsEmpty = form.first == ":"
        if countsEmpty { form = form.dropFirst() }
        let word = form.dropFirst()
        switch (form.first, value.isSet(countingEmpty: !countsEmpty)) {
        case ("-", true?), ("?", true?): return value.text
        case ("-", false?), ("+", true?): return Self.expand(word, variables, escape, depth: depth + 1)
        case ("+", false?): return .decided("")
        default: return .undetermined
        }
    }

    /// What stands between `{` and its `}`, braces of variables within it counted.
    private mutating func takeBraces() -> Substring? {
        var depth = 0
        for index in rest.indices {
            if rest[index] == "{" { depth += 1 }
            if rest[index] == "}" { depth -= 1 }
            if depth == 0 {
                let inside = rest[rest.index(after: rest.startIndex)..<index]
                rest = rest[rest.index(after: index)...]
                return inside
            }
        }
        rest = rest.dropFirst(rest.count)
        return nil
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character == "_" || (character.isASCII && (character.isLetter || character.isNumber))
    }
}
