package import ResourceReaders
package import SourceText

/// A named set of controls of one or more libraries, with defaults for their rules' parameters: a benchmark.
package struct Profile: Versioned {
    /// SCC's uuid, or the profile's name where a file gives none.
    package let id: String
    package let name: String
    package let description: String
    package let edition: Edition
    package let controls: [ProfileControl]
    package let defaultParameters: [ParameterEntry]
    package let file: SourceFile

    package init(
        id: String, name: String, description: String, edition: Edition, controls: [ProfileControl],
        defaultParameters: [ParameterEntry], file: SourceFile
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.edition = edition
        self.controls = controls
        self.defaultParameters = defaultParameters
        self.file = file
    }
}

/// A control that a profile takes in, by name.
package struct ProfileControl: Sendable {
    /// A library's id, name or version group; nil where the control's own name is enough.
    package let library: String?
    /// `control_library_version`; nil: the latest.
    package let libraryVersion: String?
    package let control: String
    package let source: PlacedNode?
    package let librarySource: PlacedNode?
    package let libraryVersionSource: PlacedNode?

    package init(
        library: String?, libraryVersion: String? = nil, control: String, source: PlacedNode?,
        librarySource: PlacedNode? = nil, libraryVersionSource: PlacedNode? = nil
    ) {
        self.library = library
        self.libraryVersion = libraryVersion
        self.control = control
        self.source = source
        self.librarySource = librarySource
        self.libraryVersionSource = libraryVersionSource
    }
}
