/// What variables stand for at one line of a Dockerfile: those of ENV, and where it has none those of ARG.
struct DockerfileVariables {
    enum Value {
        case text(String)
        /// An ARG without a default: empty unless the build gives one.
        case argument
        /// Only the build or the base image knows it.
        case undetermined

        /// What the name by itself stands for.
        var text: DockerfileText {
            switch self {
            case .text(let text): .decided(text)
            case .argument, .undetermined: .undetermined
            }
        }

        /// Whether `:-` and `:+`, which take an empty value for none, or `-` and `+` find a value; nil where that is not known.
        func isSet(countingEmpty: Bool) -> Bool? {
            switch self {
            case .text(let text): countingEmpty || !text.isEmpty
            case .argument: false
            case .undetermined: nil
            }
        }
    }

    private var environment: [String: Value] = [:]
    private var arguments: [String: Value] = [:]
    /// A name that the file does not give a value.
    private let other: Value

    private static let ofPlatform: Set<String> = [
        "BUILDARCH", "BUILDOS", "BUILDPLATFORM", "BUILDVARIANT", "TARGETARCH", "TARGETOS", "TARGETPLATFORM",
        "TARGETSTAGE", "TARGETVARIANT",
    ]

    /// In front of the first FROM, where the build knows the platforms.
    static let global = DockerfileVariables(other: .argument)

    /// In a stage on an image: that may have variables of its own, unless the stage begins with nothing.
    static func stage(on image: DockerfileText) -> DockerfileVariables {
        DockerfileVariables(other: image == .decided("scratch") ? .argument : .undetermined)
    }

    private init(other: Value) { self.other = other }

    subscript(name: String) -> Value {
        environment[name] ?? arguments[name] ?? (Self.ofPlatform.contains(name) ? .undetermined : other)
    }

    /// What the instruction sets for those behind it; an ARG without a default has that of the ARG in front of the first FROM.
    mutating func take(_ instruction: DockerfileInstruction, globals: DockerfileVariables? = nil) {
        // All of an instruction sees the variables as they were before it.
        let before = self
        for (name, value) in instruction.pairs {
            let known: Value? = value.map { written in
                switch instruction.expand(written, by: before) {
                case .decided(let text): .text(text)
                case .undetermined: .undetermined
                }
            }
            switch instruction.line.word {
            case "ENV": environment[name] = known ?? .text("")
            case "ARG":
                arguments[name] =
                    known ?? globals?.arguments[name] ?? (Self.ofPlatform.contains(name) ? .undetermined : .argument)
            default: break
            }
        }
    }
}
