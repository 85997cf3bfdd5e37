/// One kind of diagnostic: its stable code and the page that `norma explain CODE` prints.
///
/// Each module declares its kinds as static members beside the messages that use them, and lists them in one
/// `static let` array, from which the command and the tests find every page.
package struct DiagnosticKind: Sendable {
    /// What the examples are written in, so that a test can run them.
    package enum Medium: String, Sendable {
        /// Rules, beside the schema that `KindSchemas.exampleSchema` is, and the schema itself.
        case rule, schema
        /// Rules that the checker takes, as `norma lint` reads them.
        case lint
        /// Documents, whatever they hold.
        case json, yaml
        /// Resources in envelopes, a provider's response read with `--kind` and `--select`, and `inventory.yaml`.
        case inventory, response, manifest
        /// A document read with `--reader cloudformation`, and one with `--reader dockerfile`.
        case template, dockerfile
        /// A file that says where resources stand, and two forms of files whose resources it says.
        case mapping, toml, ini
        case cases
        /// A Guard file, to import, and a file of Guard's tests.
        case guardRules
        case guardTests = "guard tests"
        /// A rule of SCC's, to import.
        case scc
        /// A schema that a provider publishes, to import.
        case providerSchema = "provider schema"
        /// `pack.yaml`, of a pack whose rule is for demo.thing.
        case pack
        case library, profile, attachment
        /// A file of destinations.
        case notifications
        /// A file of masks.
        case masks
        /// A command line, run in the folder that holds `rules`.
        case command
    }

    /// `E` (error) or `W` (warning) and four digits; never reused.
    package let code: String
    /// What is wrong, in one line.
    package let title: String
    /// Why it is wrong and what to do, in a few sentences.
    package let explanation: String
    package let medium: Medium
    /// A whole text that brings this diagnostic about; for `command`, a command line.
    package let wrong: String
    /// The same text, mended.
    package let right: String

    package init(
        _ code: String, _ title: String, _ explanation: String, _ medium: Medium = .rule, wrong: String, right: String
    ) {
        self.code = code
        self.title = title
        self.explanation = explanation
        self.medium = medium
        self.wrong = wrong
        self.right = right
    }

    package var severity: Diagnostic.Severity { code.hasPrefix("W") ? .warning : .error }
}

extension DiagnosticKind: Hashable {
    package static func == (left: DiagnosticKind, right: DiagnosticKind) -> Bool { left.code == right.code }
    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
