import Compliance
import ResourceDocuments
import RulePacks
import SourceText
import Testing

/// The examples of every page, in the world of `ExampleWorld`.
@Suite struct CompliancePagesTests {
    /// Those of the command line are run by the command's tests.
    static let kinds =
        (ControlDiagnostics.allControlKinds + VersionDiagnostics.allVersionKinds
        + AttachmentDiagnostics.allAttachmentKinds + NotificationDiagnostics.allNotificationKinds
        + ScopeDiagnostics.allScopeKinds + MaskDiagnostics.allMaskKinds
        + ParameterDiagnostics.allParameterKinds + DiagnosticKind.parameterKinds).filter { $0.medium != .command }

    private func codes(_ kind: DiagnosticKind, _ text: String) throws -> [String] {
        switch kind.medium {
        case .profile, .library: try profileDiagnostics(text).map(\.kind.code)
        case .attachment: try attachmentDiagnostics(text).map(\.kind.code)
        case .notifications:
            NotificationSettingsReader.read(try ExampleWorld.document(text)).diagnostics.map(\.kind.code)
        case .masks: try maskDiagnostics(text).map(\.kind.code)
        case .rule, .schema, .lint, .json, .yaml, .inventory, .response, .manifest, .template, .dockerfile,
            .mapping, .toml, .ini, .cases, .scc, .guardRules, .guardTests, .pack, .providerSchema, .command:
            []
        }
    }

    private func profileDiagnostics(_ text: String) throws -> [Diagnostic] {
        let document = try ExampleWorld.document(text)
        if document.root["control_library_name"] != nil {
            let (library, diagnostics) = ControlLibraryReader.read(document)
            let readings = ProfileReadings(libraries: [], rules: try ExampleWorld.rules())
            return diagnostics + (library.map { ProfileResolution.diagnostics(of: $0, given: readings) } ?? [])
        }
        let (profile, diagnostics) = ProfileReader.read(document)
        let readings = ProfileReadings(libraries: try ExampleWorld.libraries(), rules: try ExampleWorld.rules())
        guard let profile else { return diagnostics }
        return diagnostics + ProfileResolution.diagnostics(of: profile, given: readings)
            + VersionDiagnostics.conflicts("profile", among: try ExampleWorld.profiles() + [profile])
    }

    private func attachmentDiagnostics(_ text: String) throws -> [Diagnostic] {
        let (plan, diagnostics) = try ExampleWorld.plan(text)
        guard let plan else { return diagnostics }
        let inventory = ExampleWorld.inventory()
        let scan = ScanRunner.run(plan, on: inventory, asOf: Instant(seconds: 1_767_225_600))
        return diagnostics + ScopedResources(plan.attachment, in: inventory).diagnostics
            + scan.diagnostics.filter { $0.kind.code == "W4125" }
    }

    private func maskDiagnostics(_ text: String) throws -> [Diagnostic] {
        let (file, diagnostics) = MaskFileReader.read(try ExampleWorld.document(text))
        guard let file, let plan = try ExampleWorld.plan(ExampleWorld.attachmentText()).plan else { return diagnostics }
        let now = Instant(seconds: 1_767_225_600)
        let scan = ScanRunner.run(plan, on: ExampleWorld.inventory(), asOf: now, masks: file.masks)
        return diagnostics
            + file.diagnostics(of: scan.masks, ended: .none, rules: scan.rules.map(\.evaluations), at: now)
    }

    @Test(arguments: kinds)
    func wrongExampleGivesTheKindAndRightExampleNothing(_ kind: DiagnosticKind) throws {
        #expect(try codes(kind, kind.wrong).contains(kind.code))
        #expect(try codes(kind, kind.right).isEmpty)
    }

    @Test func codesAreDistinct() {
        let codes = Self.kinds.map(\.code)
        #expect(Set(codes).count == codes.count)
    }
}
