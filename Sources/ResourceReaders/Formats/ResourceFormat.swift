import ResourceDocuments
import SourceText

/// A form that people keep resources in: how a document of it is told from others, and how its resources are read.
///
/// A format rewrites the document into Norma's own envelopes, and every value keeps the place of the text that it comes from.
protocol ResourceFormat: Sendable {
    /// What `--reader` calls it.
    var name: String { get }
    /// What a message calls a document of it: `a CloudFormation template`.
    var title: String { get }
    /// The form of the text where it is neither JSON nor YAML; nil where the file's name and its text say that.
    var text: InventoryFormat? { get }
    /// Whether a document is one of it. Cheap, and true of no other format's documents.
    func recognises(_ root: DocumentNode) -> Bool
    /// The values that must not be shown, with their quotes or brackets.
    func sensitiveValues(_ root: DocumentCursor) -> [SourceSpan]
    /// What is written for values that stand elsewhere in the document.
    func references(_ root: DocumentCursor) -> [SourceSpan: SourceReference]
    /// Writes the document's resources.
    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter)
}

extension ResourceFormat {
    var text: InventoryFormat? { nil }
    func sensitiveValues(_ root: DocumentCursor) -> [SourceSpan] { [] }
    func references(_ root: DocumentCursor) -> [SourceSpan: SourceReference] { [:] }
}

/// Every format, in the order that help lists them.
enum ResourceFormats {
    static let all: [any ResourceFormat] = [
        CloudFormationTemplate(), TerraformPlan(), TerraformState(), KubernetesManifest(), AWSResponse(),
        AWSConfigItems(), AzureResources(), GoogleResources(), IBMResponse(), AzureTemplate(), Dockerfile(),
    ]
}

/// How the documents of an inventory are to be read: `--reader NAME`.
package enum ReaderChoice: Sendable {
    /// Each document by what it holds.
    case byContent
    /// As Norma's own resources, whatever they look like.
    case envelopes
    /// All by one format.
    case format(ResourceFormatChoice)

    /// nil for a name that no reader has.
    package init?(named name: String) {
        if name == Self.envelopeName {
            self = .envelopes
        } else if let format = ResourceFormats.all.first(where: { $0.name == name }) {
            self = .format(ResourceFormatChoice(format: format))
        } else {
            return nil
        }
    }

    /// The form of every file's text; nil where each file says it itself.
    var text: InventoryFormat? {
        switch self {
        case .byContent, .envelopes: nil
        case .format(let choice): choice.format.text
        }
    }

    /// What a text is called that stands in no file; a Dockerfile's resource is called so.
    package var fileName: String { text == .dockerfile ? "Dockerfile" : "document.yaml" }

    /// Whether a document may be one of Norma's own resources.
    var allowsEnvelopes: Bool {
        switch self {
        case .byContent, .envelopes: true
        case .format: false
        }
    }

    static let envelopeName = "envelope"

    /// What `--reader` takes.
    package static var names: [String] { [envelopeName] + ResourceFormats.all.map(\.name) }
}

/// A format that was named.
package struct ResourceFormatChoice: Sendable {
    let format: any ResourceFormat
}
