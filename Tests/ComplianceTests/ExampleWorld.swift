import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText
import TestSupport
import Testing

/// The world of `ExampleFiles`, read.
enum ExampleWorld {
    static let ruleText = ExampleFiles.rules
    static let libraryText = ExampleFiles.library
    static let otherLibraryText = ExampleFiles.otherLibrary
    static let profileText = ExampleFiles.profile
    static let profileWithoutDefaultsText = ExampleFiles.profileWithoutDefaults
    static let inventoryText = ExampleFiles.inventory

    static func document(_ text: String, name: String = "test.yaml") throws -> Document {
        let (documents, diagnostics) = YAMLReader.documents(SourceFile(name: name, text: text), keys: KeyTable())
        try #require(diagnostics.isEmpty)
        return try #require(documents.first)
    }

    static func rules(_ text: String = ruleText) throws -> [CheckedRule] {
        let (file, syntaxDiagnostics) = Parser.parse(SourceFile(name: "rules.norma", text: text))
        let (rules, diagnostics) = Checker.check([RuleModule(file: file)])
        try #require((syntaxDiagnostics + diagnostics).filter(\.isError).isEmpty)
        return rules
    }

    static func libraries() throws -> [ControlLibrary] {
        try [libraryText, otherLibraryText].map { text in
            let (library, diagnostics) = ControlLibraryReader.read(try document(text, name: "controls.yaml"))
            try #require(diagnostics.isEmpty)
            return try #require(library)
        }
    }

    static func profiles() throws -> [Profile] {
        try ([profileText, profileWithoutDefaultsText] + ExampleFiles.furtherProfiles).map { try profile($0) }
    }

    static func profile(_ text: String) throws -> Profile {
        let (profile, diagnostics) = ProfileReader.read(try document(text, name: "profile.yaml"))
        try #require(diagnostics.isEmpty)
        return try #require(profile)
    }

    static func inventory(_ text: String = inventoryText) -> InventoryReading {
        var reader = InventoryReader()
        reader.read([SourceFile(name: "zones.yaml", text: text)])
        return reader.finish()
    }

    static func attachment(_ text: String) throws -> (attachment: Compliance.Attachment?, diagnostics: [Diagnostic]) {
        AttachmentReader.read(try document(text, name: "attachment.yaml"))
    }

    /// The plan of an attachment's text, and everything that was said on the way to it.
    static func plan(_ text: String) throws -> (plan: ScanPlan?, diagnostics: [Diagnostic]) {
        let (attachment, diagnostics) = try attachment(text)
        guard let attachment, !diagnostics.contains(where: \.isError) else { return (nil, diagnostics) }
        let result = ScanPlan.make(
            attachment: attachment, profiles: try profiles(), libraries: try libraries(), rules: try rules())
        switch result {
        case .success(let plan): return (plan, diagnostics + plan.warnings)
        case .failure(let fault): return (nil, diagnostics + fault.diagnostics)
        }
    }

    /// An attachment of the profile `Example` to account acc1, with these parameters.
    static func attachmentText(parameters: String = "", profile: String = "Example") -> String {
        """
        name: prod
        profile_id: \(profile)
        scope: [{ scope_type: account, scope_id: acc1 }]
        \(parameters.isEmpty ? "" : "attachment_parameters:\n\(parameters)")
        """
    }
}
