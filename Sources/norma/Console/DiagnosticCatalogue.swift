import Compliance
import ComplianceStore
import ResourceDocuments
import ResourceReaders
import RuleAnalysis
import RuleChecker
import RuleCompiler
import RuleImporters
import RulePacks
import RuleSyntax
import RuleTesting
import SourceText

/// Every diagnostic there is, by code: what `norma explain` knows.
enum DiagnosticCatalogue {
    static let pages: [DiagnosticKind] = {
        let language =
            SyntaxDiagnostics.allKinds + DiagnosticKind.nameKinds + DiagnosticKind.typeKinds
            + DiagnosticKind.schemaKinds + DiagnosticKind.packKinds + DiagnosticKind.packManifestKinds
            + DiagnosticKind.compilerKinds + DiagnosticKind.allLintKinds
        let documents =
            JSONDiagnostics.allKinds + DiagnosticKind.allYAMLKinds + InventoryDiagnostics.allInventoryKinds
            + SuppressionDiagnostics.allSuppressionKinds
        let use =
            DiagnosticKind.caseKinds + ControlDiagnostics.allControlKinds + VersionDiagnostics.allVersionKinds
            + AttachmentDiagnostics.allAttachmentKinds + NotificationDiagnostics.allNotificationKinds
            + ScopeDiagnostics.allScopeKinds + MaskDiagnostics.allMaskKinds
            + AttestationDiagnostics.allAttestationKinds
            + ParameterDiagnostics.allParameterKinds + DiagnosticKind.parameterKinds + DiagnosticKind.commandKinds
            + DiagnosticKind.deliveryKinds + DiagnosticKind.gateKinds
            + DiagnosticKind.profileKinds
            + StoreDiagnostics.allStoreKinds
        let imports =
            DiagnosticKind.allSCCImportKinds + DiagnosticKind.allSCCExportKinds + DiagnosticKind.allGuardKinds
            + DiagnosticKind.allSchemaImportKinds
        return (language + documents + use + imports).sorted { $0.code.dropFirst() < $1.code.dropFirst() }
    }()

    static func text(of page: DiagnosticKind) -> String {
        func indented(_ text: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
                .joined(separator: "\n")
        }
        return """
            \(page.code)  \(page.title)

            \(page.explanation)

            wrong:

            \(indented(page.wrong))

            right:

            \(indented(page.right))
            """
    }
}
