import TestSupport
import Testing

/// What is accepted for ever is never looked at again: a file's waivers want an end.
@Suite struct MaskEndTests {
    private static let rules =
        "--rules rules/door_is_shut.norma --inventory inventory --as-of 2026-11-01T00:00:00Z --masks masks.yaml"
    private static let attachment =
        "--attachment rules/attachments/prod.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z --masks masks.yaml"

    @Test(arguments: [
        ("", true), ("    category: waiver\n", true), ("    category: mitigated\n", false),
        ("    category: false_positive\n", false), ("    expires_at: 2026-12-01\n", false),
        ("    expires: 2026-12-01\n", false),
    ])
    func aWaiverWithoutOneIsAWarning(_ more: String, _ isTold: Bool) throws {
        let mask = "masks:\n  - resource: front\n    justification: the hinge is ordered\n    author: ann\n\(more)"
        let folder = try DoorPack.folder(
            attachments: ["prod": DoorPack.attachment("prod", "")], files: ["masks.yaml": mask])
        for command in ["norma gate \(Self.rules)", "norma eval \(Self.rules)", "norma gate \(Self.attachment)"] {
            let masked = try folder.run(command)
            #expect(masked.exitCode == 0, "\(masked.output)")
            let words = "warning[W4159]: the waiver of resource front has no end\n    ┌─ masks.yaml:2:5\n"
            #expect(masked.standardError.contains(words) == isTold, "\(masked.output)")
        }
    }
}
