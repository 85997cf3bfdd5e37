import Compliance
import ResourceDocuments
import SourceText
import Testing

@Suite struct VersionSelectionTests {
    private func profile(_ fields: String) throws -> Profile {
        try ExampleWorld.profile("\(fields)\ncontrols: [{ control_id: 6.1.1 }]\n")
    }

    private func family(_ versions: [String]) throws -> [Profile] {
        try versions.map { try profile("id: id-\($0)\nprofile_name: CIS\nprofile_version: \($0)") }
    }

    /// The id of what is selected, or what is wrong.
    private func selected(_ name: String, _ version: String? = nil, _ profiles: [Profile]) -> String {
        switch VersionSelection.select(name, version: version, among: profiles) {
        case .success(let profile): return profile.id
        case .failure(let fault):
            switch fault {
            case .unknownName: return "unknown name"
            case .unknownVersion(let found): return "unknown version of \(found.count)"
            case .severalFamilies(let found): return "\(found.count) families"
            case .sameVersion(let found): return "\(found.count) of one version"
            case .severalLatest(let found): return "\(found.count) latest"
            }
        }
    }

    /// Each part by its value, and a release before a pre-release (semver.org, 11).
    @Test func aNameMeansTheHighestRelease() throws {
        let profiles = try family(["1.9.0", "1.10.0", "1.2.0", "2.0.0-beta.1"])
        #expect(selected("CIS", profiles) == "id-1.10.0")
        #expect(selected("CIS", nil, try family(["2.0.0-alpha", "2.0.0-alpha.1"])) == "id-2.0.0-alpha.1")
    }

    /// What nobody quoted is a number in YAML and JSON, and its zeros mean something.
    @Test(arguments: [("1.10", "id-1.10.0"), ("1.1", "id-1.1.0"), ("2", "id-2.0.0"), ("2.0", "id-2.0.0")])
    func aVersionThatIsANumberIsReadAsItIsWritten(_ written: String, _ id: String) throws {
        let profiles = try family(["1.1.0", "1.10.0", "2.0.0"])
        let scope = "[{ scope_type: account, scope_id: acc1 }]"
        for text in [
            "name: a\nprofile_name: CIS\nprofile_version: \(written)\nscope: \(scope)\n",
            "name: a\nprofiles: [{ profile_name: CIS, profile_version: \(written) }]\nscope: \(scope)\n",
            #"{"name": "a", "profile_name": "CIS", "profile_version": \#(written), "scope": [{"scope_type": "account", "scope_id": "a"}]}"#,
        ] {
            let reference = try #require(
                AttachmentReader.read(try ExampleWorld.document(text)).attachment?.profiles.first)
            #expect(selected(reference.name, reference.version, profiles) == id, "\(text)")
        }
        let document = try ExampleWorld.document("profile_name: CIS\nprofile_version: 1.10\ncontrols: []\n")
        let fault = try #require(ProfileReader.read(document).diagnostics.first { $0.kind.code == "E4011" })
        #expect(fault.message.contains("'1.10'"))
        #expect(fault.replacement == "1.10.0")
    }

    private func selected(_ name: String, _ profiles: [Profile]) -> String { selected(name, nil, profiles) }

    @Test func latestIsWhatItsAuthorSays() throws {
        let stable = try profile("id: stable\nprofile_name: CIS\nprofile_version: 1.0.0\nlatest: true")
        #expect(selected("CIS", try family(["2.0.0", "3.0.0"]) + [stable]) == "stable")
        let other = try profile("id: other\nprofile_name: CIS\nprofile_version: 1.1.0\nlatest: true")
        #expect(selected("CIS", [stable, other]) == "2 latest")
    }

    @Test func aDeprecatedVersionIsNotTheLatest() throws {
        let old = try profile("id: old\nprofile_name: CIS\nprofile_version: 9.0.0\nlatest: true\ndeprecated: true")
        #expect(selected("CIS", try family(["1.0.0"]) + [old]) == "id-1.0.0")
        #expect(selected("CIS", [old]) == "old")
        #expect(selected("CIS", "9.0.0", try family(["1.0.0"]) + [old]) == "old")
    }

    /// Ids that others gave it mean it too, and no other version.
    @Test func otherIdsMeanTheDocumentThatHasThem() throws {
        let profiles =
            try family(["2.0.0"]) + [
                try profile("id: own\nprofile_name: CIS\nprofile_version: 1.0.0\nother_ids: [us-id, eu-id]")
            ]
        #expect(selected("us-id", profiles) == "own")
        #expect(selected("eu-id", profiles) == "own")
        #expect(selected("eu-id", "2.0.0", profiles) == "id-2.0.0")
        #expect(selected("eu-id", "3.0.0", profiles) == "unknown version of 2")
        let fault = ProfileReader.read(
            try ExampleWorld.document("profile_name: CIS\nother_ids: us-id\ncontrols: []\n")
        ).diagnostics
        #expect(fault.map(\.kind.code) == ["E4001"], "\(fault.map(\.message))")
    }

    @Test func anIdMeansItsOwnVersion() throws {
        let profiles = try family(["1.0.0", "2.0.0"])
        #expect(selected("id-1.0.0", profiles) == "id-1.0.0")
        #expect(selected("id-1.0.0", "2.0.0", profiles) == "id-2.0.0")
        #expect(selected("id-1.0.0", "3.0.0", profiles) == "unknown version of 2")
        #expect(selected("ISO", profiles) == "unknown name")
    }

    @Test func aDocumentWithoutAVersionIsTheFirst() throws {
        let bare = try profile("id: bare\nprofile_name: CIS")
        #expect(selected("CIS", try family(["0.1.0"]) + [bare]) == "id-0.1.0")
        #expect(selected("CIS", "0.0.0", try family(["0.1.0"]) + [bare]) == "bare")
        #expect(selected("CIS", "0.0.0", try family(["0.0.0"]) + [bare]) == "2 of one version")
    }

    /// A version group holds versions together whose names differ, and parts profiles whose names do not.
    @Test func groupsTieVersionsTogether() throws {
        let first = try profile("id: a\nprofile_name: CIS 1\nprofile_version: 1.0.0\nversion_group_label: g")
        let second = try profile("id: b\nprofile_name: CIS 2\nprofile_version: 2.0.0\nversion_group_label: g")
        #expect(selected("g", [first, second]) == "b")
        #expect(selected("CIS 1", "2.0.0", [first, second]) == "b")
        let foreign = try profile("id: c\nprofile_name: CIS 1\nprofile_version: 2.0.0\nversion_group_label: h")
        #expect(selected("CIS 1", [first, foreign]) == "2 families")
        #expect(selected("CIS 1", "2.0.0", [first, second, foreign]) == "2 families")
    }

    @Test(arguments: ["0.0.0", "1.0.0", "1.0.2", "2.1.3-alpha", "1.0.0-rc.1+build.5", "10.20.30"])
    func semanticVersionsAreRead(_ version: String) throws {
        #expect(try profile("profile_name: CIS\nprofile_version: \(version)").version == version)
    }

    @Test(arguments: [
        ("1.0", "1.0.0"), ("\"2\"", "2.0.0"), ("v1.0.0", nil), ("01.0.0", nil), ("1.0.0.0", nil), ("1.0.0-", nil),
        ("latest", nil), ("\"\"", nil),
    ])
    func otherVersionsAreRefused(_ version: String, _ cure: String?) throws {
        let document = try ExampleWorld.document(
            "profile_name: CIS\nprofile_version: \(version)\ncontrols: [{ control_id: 6.1.1 }]\n")
        let diagnostics = ProfileReader.read(document).diagnostics
        #expect(diagnostics.map(\.kind.code) == ["E4011"])
        #expect(diagnostics.first?.primary?.place.position.line == 2)
        #expect(diagnostics.first?.replacement == cure)
    }

    // MARK: Libraries of a profile

    private func library(_ fields: String, description: String) throws -> ControlLibrary {
        let document = try ExampleWorld.document(
            "control_library_name: Base\n\(fields)\ncontrols: [{ control_name: c, control_description: \(description) }]\n"
        )
        return try #require(ControlLibraryReader.read(document).library)
    }

    @Test(arguments: [
        ("control_library_id: Base, ", ["second"]),
        ("control_library_id: Base, control_library_version: 1.0.0, ", ["first"]), ("", ["second"]),
        ("control_library_id: Base, control_library_version: 3.0.0, ", []),
    ])
    func aProfileTakesOneVersionOfALibrary(_ reference: String, _ taken: [String]) throws {
        let libraries = [
            try library("control_library_version: 1.0.0", description: "first"),
            try library("control_library_version: 2.0.0", description: "second"),
        ]
        let profile = try ExampleWorld.profile("profile_name: P\ncontrols: [{ \(reference)control_id: c }]\n")
        let resolved = ProfileResolution.controls(of: profile, in: libraries)
        #expect(resolved.controls.map(\.control.description) == taken)
        #expect(resolved.diagnostics.map(\.kind.code) == (taken.isEmpty ? ["E4007"] : []))
    }

    // MARK: Attachments

    private func plan(_ lines: String) throws -> (plan: ScanPlan?, diagnostics: [Diagnostic]) {
        try ExampleWorld.plan("name: prod\n\(lines)scope: { scope_type: account, scope_id: acc1 }\n")
    }

    @Test(arguments: [
        ("profile_name: Records\n", "2.0.0", [String]()), ("profile_id: Records\n", "2.0.0", []),
        ("profile_name: Records\nprofile_version: 2.0.0\n", "2.0.0", []),
        ("profile_name: Records\nprofile_version: 1.0.0\nkeep_deprecated: true\n", "1.0.0", ["W4124"]),
        ("profile_name: Records\nprofile_version: 1.0.0\n", nil, ["E4119"]),
        ("profile_name: Records\nprofile_version: 1.2.0\n", nil, ["E4104"]),
        ("profile_name: Shared name\n", nil, ["E4109"]), ("profile_id: a\n", "1.0.0", []),
    ])
    func anAttachmentNamesAVersion(_ lines: String, _ version: String?, _ codes: [String]) throws {
        let (plan, diagnostics) = try plan(lines)
        #expect(plan?.profile.version == version)
        #expect(diagnostics.map(\.kind.code) == codes)
    }

    @Test func aDeprecationNamesTheSuccessor() throws {
        let diagnostics = try plan("profile_name: Records\nprofile_version: 1.0.0\n").diagnostics
        #expect(diagnostics.first?.hint?.hasPrefix("take 2.0.0, or say 'keep_deprecated: true'") == true)
        #expect(diagnostics.first?.secondary.map(\.place.text) == ["true"])
    }

    @Test func aDeprecatedLibraryIsRefusedToo() throws {
        let attachment = try #require(
            try ExampleWorld.attachment("profile_id: P\nscope: { scope_type: account, scope_id: acc1 }\n").attachment)
        let old = try library("deprecated: true\nsuccessor: Base 2", description: "old")
        let profile = try ExampleWorld.profile("profile_name: P\ncontrols: [{ control_id: c }]\n")
        let result = ScanPlan.make(attachment: attachment, profiles: [profile], libraries: [old], rules: [])
        guard case .failure(let fault) = result else {
            Issue.record("a deprecated library is no error")
            return
        }
        #expect(fault.diagnostics.map(\.kind.code) == ["E4119"])
        #expect(fault.diagnostics.first?.hint?.hasPrefix("take Base 2,") == true)
    }
}
