import ArgumentParser

/// `--dependency NAME=FOLDER`
struct DependencyOptions: ParsableArguments {
    @Option(
        name: .customLong("dependency"), parsing: .singleValue,
        help: ArgumentHelp(
            "Where a pack stands that a pack's manifest names as a dependency. May be repeated.",
            valueName: "name=folder"))
    var dependencies: [PackDependency] = []

    /// Folders by name.
    var folders: [String: String] {
        Dictionary(dependencies.map { ($0.name, $0.folder) }, uniquingKeysWith: { first, _ in first })
    }

    func validate() throws {
        var seen: Set<String> = []
        for dependency in dependencies where !seen.insert(dependency.name).inserted {
            throw ValidationError("--dependency gives the folder of '\(dependency.name)' twice")
        }
    }
}

/// A pack's name and its folder, as the command line has them.
struct PackDependency: ExpressibleByArgument {
    let name: String
    let folder: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        name = parts[0]
        folder = parts[1]
    }
}
