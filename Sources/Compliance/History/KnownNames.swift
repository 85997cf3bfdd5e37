/// What masks, attestations and destinations may name, as far as anybody knows: what recorded scans had, and what is loaded.
package struct KnownNames: Sendable {
    package var attachments: Set<String>
    /// By id and by name, as are the others.
    package var profiles: Set<String>
    package var controls: Set<String>
    package var rules: Set<String>
    /// In which resources are, of those that masks name.
    package var accounts: Set<String>
    /// Controls of libraries are among them.
    package private(set) var hasLibraries = false

    package init(
        attachments: Set<String> = [], profiles: Set<String> = [], controls: Set<String> = [], rules: Set<String> = [],
        accounts: Set<String> = []
    ) {
        self.attachments = attachments
        self.profiles = profiles
        self.controls = controls
        self.rules = rules
        self.accounts = accounts
    }

    /// No scan was recorded, and so nothing can be said of a name.
    package var isEmpty: Bool { attachments.isEmpty }

    package mutating func add(controlsOf libraries: [ControlLibrary]) {
        hasLibraries = true
        for library in libraries { for control in library.controls { controls.formUnion([control.id, control.name]) } }
    }
}
