import Foundation
import TestSupport
import Testing

/// A line that a report names is the line to mend, and the rule has a place in it, whatever decides.
@Suite struct ReportedPlaceTests {
    private static let inventory = """
        - kind: k8s.pod
          id: p1
          properties:
            containers:
              - name: web
                ports:
                  - 80
                image: web:latest
              - name: db
                image: db:1

        """

    private func folder(_ clause: String) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Data("rule r {\n  for k8s.pod\n  \(clause)\n}\n".utf8), to: "r.norma")
        try folder.write(Data(Self.inventory.utf8), to: "pods.yaml")
        return folder
    }

    private func report(_ format: String, _ folder: ScratchFolder) throws -> String {
        try folder.run(
            "norma eval --rules r.norma --inventory pods.yaml --as-of 2026-11-01T00:00:00Z --format \(format)"
        )
        .standardOutput
    }

    @Test func aLineOfAnElementIsThatOfItsValue() throws {
        let folder = try folder("forbid some c in containers satisfies c.image ends with \":latest\"")
        #expect(try report("text", folder).contains("pods.yaml:8:16"))
        #expect(try report("github", folder).contains("file=pods.yaml,line=8,"))
        #expect(try report("sarif", folder).contains("\"startLine\": 8"))
        #expect(try report("csv", folder).contains(",8,"))
        let json = try report("json", folder)
        #expect(json.contains("\"path\": \"containers[0]\"") && json.contains("\"line\": 8"))
    }

    @Test(arguments: [
        "require some c in containers satisfies c.image ends with \":stable\"",
        "require at least 3 c in containers satisfies c.name is present",
    ])
    func whereTooFewElementsCountTheClauseHasItsPlace(_ clause: String) throws {
        let sarif = try report("sarif", try folder(clause))
        let related = try #require(sarif.firstMatch(of: /"relatedLocations": \[([^☃]*?)\n          \]/)).1
        #expect(related.contains("r.norma") && related.contains("\"startLine\": 3"), "\(related)")
    }
}
