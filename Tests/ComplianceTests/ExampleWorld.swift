import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText
import Testing

/// A small world that the tests and the examples of the diagnostics' pages live in: two rules, a library, two profiles
/// and an inventory of one account.
enum ExampleWorld {
    static let ruleText = """
        rule cis_tls_version {
          id "rule-e16fcfea-fe21-4d30-a721-423611481fea"
          title "Zones accept only approved TLS versions"
          severity high
          param tls_version "TLS version": string_list that each is one of ["1.0", "1.1", "1.2", "1.3"] = ["1.2", "1.3"]
          for internet-svcs.zone
          require min_tls_version is one of tls_version
            else "the zone accepts TLS {min_tls_version}; allowed: {tls_version}"
        }

        rule needs_a_limit {
          title "A zone has few records"
          severity low
          param limit: numeric that is at least 1
          for internet-svcs.zone
          require record_count is at most limit
        }
        """

    static let libraryText = """
        control_library_name: Example
        controls:
          - control_name: "6.1.1"
            control_description: TLS 1.2 at least
            control_specifications:
              - assessments:
                  - assessment_id: rule-e16fcfea-fe21-4d30-a721-423611481fea
          - control_name: records
            control_specifications:
              - assessments:
                  - assessment_id: needs_a_limit
          - control_name: shared
          - control_name: by hand
        """

    static let otherLibraryText = "control_library_name: Other\ncontrols:\n  - control_name: shared\n"

    static let profileText = """
        profile_name: Example
        controls:
          - control_id: 6.1.1
          - control_id: by hand
        """

    static let profileWithoutDefaultsText = """
        profile_name: Without defaults
        controls:
          - control_id: records
        """

    static let inventoryText = """
        - kind: internet-svcs.zone
          id: zone-1
          name: example.com
          account: acc1
          resource_group: prod
          properties: { min_tls_version: "1.1", record_count: 4 }
        - kind: internet-svcs.zone
          id: zone-2
          account: acc1
          resource_group: sandbox
          properties: { min_tls_version: "1.3", record_count: 2 }
        """

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
        try [profileText, profileWithoutDefaultsText].map { try profile($0) }
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
