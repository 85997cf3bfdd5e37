import ResourceDocuments
import RulePacks
import SourceText
import Testing

@testable import RuleAnalysis

/// What is to be written for a pattern that lets too much pass: it takes what was meant, or nothing is proposed.
@Suite struct PatternCureTests {
    private func findings(_ pattern: String) throws -> [Diagnostic] {
        let (files, library) = try MemoryFiles.library("rule r {\n  for demo.gate\n  require a matches \(pattern)\n}\n")
        return RuleLinter(library, in: files, cases: nil).findings().map(\.diagnostic)
    }

    private struct Cure: Sendable {
        let loose: String
        let cure: String
        let takes: [String]
        let refuses: [String]
    }

    private static let cures = [
        Cure(
            loose: "^https?:\\/\\/[a-z]+\\.example\\.com", cure: "^https?:\\/\\/[a-z]+\\.example\\.com(\\/|$)",
            takes: ["https://www.example.com", "http://www.example.com/path"],
            refuses: ["https://www.example.com.evil.example", "https://evil.example/?https://www.example.com"]),
        Cure(
            loose: "^https:\\/\\/hooks.slack.com\\/services\\/", cure: "^https:\\/\\/hooks\\.slack\\.com\\/services\\/",
            takes: ["https://hooks.slack.com/services/T0/B0/x"], refuses: ["https://hooksxslack.com/services/T0"]),
        Cure(
            loose: "https:\\/\\/hooks\\.slack\\.com\\/services\\/",
            cure: "^https:\\/\\/hooks\\.slack\\.com\\/services\\/",
            takes: ["https://hooks.slack.com/services/T0/B0/x"],
            refuses: ["https://evil.example/?https://hooks.slack.com/services/T0"]),
        Cure(
            loose: "crn:v1:bluemix:public:kms", cure: "^crn:v1:bluemix:public:kms:",
            takes: ["crn:v1:bluemix:public:kms:us-south:a/1234:56:key:78"], refuses: ["crn:v1:bluemix:public:kms-evil:"]
        ),
        Cure(
            loose: "arn:aws:iam::123456789012", cure: "^arn:aws:iam::123456789012:",
            takes: ["arn:aws:iam::123456789012:role/admin"], refuses: ["arn:aws:s3:::evil/arn:aws:iam::123456789012:"]),
        Cure(
            loose: "arn:aws:s3:::logs\\/", cure: "^arn:aws:s3:::logs\\/", takes: ["arn:aws:s3:::logs/2026"],
            refuses: ["arn:aws:s3:::evil/arn:aws:s3:::logs/2026"]),
        Cure(
            loose: "https?:\\/\\/", cure: "^https?:\\/\\/", takes: ["http://example.com", "https://example.com"],
            refuses: ["ftp://evil.example/?http://example.com"]),
        Cure(
            loose: "^docker.io\\/library\\/.*$", cure: "^docker\\.io\\/library\\/.*$",
            takes: ["docker.io/library/nginx"],
            refuses: ["dockerxio/library/nginx"]),
        Cure(
            loose: "^(ghcr.io|quay.io)\\/.*$", cure: "^(ghcr\\.io|quay\\.io)\\/.*$", takes: ["ghcr.io/a", "quay.io/b"],
            refuses: ["ghcrxio/a", "quayxio/b"]),
        Cure(
            loose: "^(registry\\.example\\.com|docker.io)\\/.*$", cure: "^(registry\\.example\\.com|docker\\.io)\\/.*$",
            takes: ["registry.example.com/a", "docker.io/b"], refuses: ["dockerxio/evil"]),
        Cure(
            loose: "^registry.example.de\\/team\\/", cure: "^registry\\.example\\.de\\/team\\/",
            takes: ["registry.example.de/team/a"], refuses: ["registryxexample.de/team/a"]),
        Cure(loose: "^quay.io$", cure: "^quay\\.io$", takes: ["quay.io"], refuses: ["quayxio", "quay.io/a"]),
    ]

    @Test(arguments: cures.indices) func whatIsProposedTakesWhatWasMeant(_ index: Int) throws {
        let one = Self.cures[index]
        let found = try findings("/\(one.loose)/")
        #expect(found.map(\.kind.code) == ["W1606"], "\(one.loose)")
        #expect(found.first?.hint == "write /\(one.cure)/")
        #expect(try findings("/\(one.cure)/").isEmpty, "\(one.cure)")
        let cure = try Pattern(one.cure.replacing("\\/", with: "/"), caseInsensitive: false)
        for text in one.takes { #expect(cure.matches(text) == .found, "\(text)") }
        for text in one.refuses { #expect(cure.matches(text) == .notFound, "\(text)") }
    }

    /// Whatever ends these, the pattern itself takes more than the name: which part of it was meant nobody knows.
    @Test(arguments: [
        "^login\\.example\\.com.*", "^login\\.example\\.com[a-z]*", "^https:\\/\\/login\\.example\\.com[^\\/]",
        "(?=login\\.example\\.com)",
    ])
    func whereNoPatternIsSureWordsSayIt(_ loose: String) throws {
        let found = try findings("/\(loose)/")
        #expect(found.map(\.kind.code) == ["W1606"])
        #expect(found.first?.hint?.hasPrefix("let '^' stand before the name, and '$'") == true, "\(found)")
    }

    @Test(arguments: [
        "^v1.in$", "^v1.in\\/", "^a.b$", "^a.b\\/", "^.*$", "main.tf$", "^main.tf\\/", "^1.2.3$", "^https?:\\/\\/",
        "^https:\\/\\/", "^quay\\.io\\/", "^TLSv1.2$",
    ])
    func aDotOfNoHostIsLeftAlone(_ pattern: String) throws {
        #expect(try findings("/\(pattern)/").isEmpty, "\(pattern)")
    }
}
