package import ResourceReaders
package import SourceText

/// A named set of controls of one or more libraries, with defaults for their rules' parameters: a benchmark.
package struct Profile: Sendable {
    /// SCC's uuid, or the profile's name where a file gives none.
    package let id: String
    package let name: String
    package let description: String
    package let version: String?
    package let controls: [ProfileControl]
    package let defaultParameters: [ParameterEntry]
    package let file: SourceFile

    package init(
        id: String, name: String, description: String, version: String?, controls: [ProfileControl],
        defaultParameters: [ParameterEntry], file: SourceFile
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.version = version
        self.controls = controls
        self.defaultParameters = defaultParameters
        self.file = file
    }

    /// An attachment may say a profile's id or its name.
    package func isNamed(_ text: String) -> Bool { id == text || name == text }
}

/// A control that a profile takes in, by name.
package struct ProfileControl: Sendable {
    /// A library's id or name; nil where the control's own name is enough.
    package let library: String?
    package let control: String
    package let source: PlacedNode?
    package let librarySource: PlacedNode?

    package init(library: String?, control: String, source: PlacedNode?, librarySource: PlacedNode? = nil) {
        self.library = library
        self.control = control
        self.source = source
        self.librarySource = librarySource
    }
}
