import Foundation
import TestSupport
import Testing

/// What SARIF tells results by, where several resources are called the same.
@Suite struct FingerprintTests {
    private static let rule = "rule shut {\n  severity high\n  for k8s.ConfigMap\n  require data.open is \"no\"\n}\n"
    private static let masks =
        "masks: [{ rule: shut, resource: house/door, category: waiver, justification: aired, author: ann }]\n"

    private static func map(_ annotations: String = "{}") -> String {
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: door, namespace: house, annotations: \(annotations) }
        data: { open: "yes" }

        """
    }

    private func folder(first: String) throws -> ScratchFolder {
        try ScratchFolder([
            "r.norma": Self.rule, "m.yaml": Self.masks, "i/a.yaml": first, "i/b.yaml": Self.map(),
            "i/c.yaml": Self.map(),
        ])
    }

    /// `STATUS FINGERPRINT`, in order.
    private func results(_ folder: ScratchFolder, _ command: String) throws -> [String] {
        let output = try folder.run("\(command) --format sarif --as-of 2026-11-01T00:00:00Z").standardOutput
        let pattern = /"normaFinding\/v3": "(\w+)"[^☃]*?"status": "(fail|masked)"/
        return output.matches(of: pattern).map { "\($0.2) \($0.1)" }
    }

    @Test func whatIsMaskedHasItsOwn() throws {
        let folder = try folder(first: Self.map())
        let eval = "norma eval --rules r.norma --inventory i"
        let open = try results(folder, eval)
        let masked = try results(folder, "\(eval) --masks m.yaml")
        #expect(open.count == 3 && Set(open).count == 3)
        #expect(masked.count == 3 && Set(masked).count == 3)
        // One that is masked is the alert that it was.
        #expect(masked.first == open.first?.replacing("fail", with: "masked"))
    }

    /// One that its document masks stands before two that are open, and a baseline knows those all the same.
    @Test func whatIsMaskedTakesNoneOfWhatIsOpen() throws {
        let folder = try folder(first: Self.map(#"{ "checkov.io/skip1": "shut=aired" }"#))
        let found = try results(folder, "norma eval --rules r.norma --inventory i")
        #expect(found.map { $0.prefix(4) } == ["mask", "fail", "fail"])
        #expect(Set(found.compactMap { $0.split(separator: " ").last }).count == 3, "\(found)")
        _ = try folder.run(
            "norma eval --rules r.norma --inventory i --report json=before.json --as-of 2026-11-01T00:00:00Z")
        let gate = try folder.run(
            "norma gate --rules r.norma --inventory i --baseline before.json --format sarif --as-of 2026-11-01T00:00:00Z"
        )
        #expect(gate.exitCode == 0, "\(gate.output)")
        #expect(gate.standardOutput.matches(of: /"baselineState": "unchanged"/).count == 2)
        #expect(!gate.standardOutput.contains("\"absent\""))
    }
}
