import Compliance
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleSyntax
import TestSupport
import Testing

@testable import norma

/// The second profile of the library, held against the facts about the framework.
@Suite struct FinancialServicesProfileTests {
    private static let tlsSSHAndRDP = [
        "rule-e16fcfea-fe21-4d30-a721-423611481fea", "rule-f9137be8-2490-4afb-8cd5-a201cb167eb2",
        "rule-7c5f6385-67e4-4edf-bec8-c722558b2dec", "rule-f1e80ee7-88d5-4bf2-b42f-c863bb24601c",
        "rule-9653d2c7-6290-4128-a5a3-65487ba40370",
    ]

    private func contents() throws -> PackContents {
        let contents = PackContents(
            of: ProjectFolder.root.appending(path: "rules").path, disk: DiskFiles(), keys: KeyTable())
        try #require(contents.diagnostics.isEmpty)
        return contents
    }

    private func assessments(of profile: String) throws -> [Assessment] {
        let contents = try contents()
        let found = try #require(contents.profiles.first { $0.id == profile })
        let resolved = ProfileResolution.controls(of: found, in: contents.libraries)
        try #require(resolved.diagnostics.isEmpty)
        return resolved.controls.flatMap(\.control.assessments)
    }

    @Test func itHasEveryRuleOfTheCatalogue() throws {
        struct Entry: Decodable {
            let id: String
            enum CodingKeys: String, CodingKey { case id = "rule_id" }
        }
        guard let catalogue = ProjectFolder.shared("facts/scc-rule-catalog.json") else { return }
        let entries = try JSONDecoder().decode([Entry].self, from: Data(contentsOf: catalogue))
        let ids = Set(try assessments(of: "ibm-cloud-framework-for-financial-services").map(\.id))
        #expect(entries.count > 170)
        #expect(entries.map(\.id).filter { !ids.contains($0) } == [])
    }

    @Test func itSharesRulesWithTheBenchmark() throws {
        let framework = Set(try assessments(of: "ibm-cloud-framework-for-financial-services").map(\.id))
        let benchmark = Set(try assessments(of: "cis-ibm-cloud-foundations").map(\.id))
        let shared = framework.intersection(benchmark)
        #expect(Self.tlsSSHAndRDP.allSatisfy { shared.contains($0) })
        #expect(shared.count >= 10)
    }

    /// What has a rule is automated and nothing else is.
    @Test func itsOtherRulesAreForAPerson() throws {
        let result = try NormaProcess.run("norma check rules")
        #expect(result.exitCode == 0, "\(result.standardError)")
        let manual = Set(
            try assessments(of: "ibm-cloud-framework-for-financial-services").filter { $0.method == .manual }.map(\.id))
        let rules = try FileManager.default.subpathsOfDirectory(
            atPath: ProjectFolder.root.appending(path: "rules").path
        ).filter { $0.hasSuffix(".norma") }.map {
            try String(contentsOf: ProjectFolder.root.appending(path: "rules/\($0)"), encoding: .utf8)
        }.joined()
        #expect(manual.count > 150)
        #expect(manual.filter { rules.contains("id \"\($0)\"") } == [])
    }

    /// 37, 38 and 6 rules share a parameter; the others stand in the facts one by one.
    @Test func itsParametersAreThoseOfTheFramework() throws {
        let profile = try #require(
            try contents().profiles.first { $0.id == "ibm-cloud-framework-for-financial-services" })
        let names = profile.defaultParameters.map(\.key.name)
        #expect(names.count { $0 == "cbr_endpoints_allowed_ip_list" } == 37)
        #expect(names.count { $0 == "netmask_bits_length" } == 38)
        #expect(names.count { $0 == "check_enforced" } == 6)
        guard let facts = ProjectFolder.shared("facts/scc.md") else { return }
        let text = try String(contentsOf: facts, encoding: .utf8)
        let section = try #require(
            text.components(separatedBy: "### 5.3").last?.components(separatedBy: "### 5.4").first)
        let row =
            /(?m)^\| ([0-9a-f-]{36})(?:, ([0-9a-f-]{36}))? \| (\w+)(?: \(\+check_enforced\))? \| (\w+) \| ([^|]*) \|/
        var checked = 0
        for match in section.matches(of: row) {
            for id in [match.1, match.2 ?? ""] where !id.isEmpty {
                let entry = profile.defaultParameters.first {
                    $0.key.assessment == "rule-\(id)" && $0.key.name == match.3
                }
                #expect(entry?.declaredType?.rawValue == String(match.4), "\(id) \(match.3)")
                // The facts shorten long lists.
                let value = String(match.5).trimmingCharacters(in: .whitespaces)
                if !value.contains("…"), Int(value) != nil || value.hasPrefix("[") {
                    #expect(entry?.value.node.string == value, "\(id) \(match.3)")
                }
                checked += 1
            }
        }
        #expect(checked >= 30)
    }

    /// As SCC's clients restate all of an attachment's parameters, those of rules that are not here among them.
    @Test func anAttachmentMayStateAllOfThem() throws {
        let folder = try ScratchFolder()
        try folder.copy("rules")
        let upgraded = try folder.run(
            "norma profile upgrade rules/attachments/financial-services.yaml --to 1.7.0 --strict-parameters --output all.yaml"
        )
        #expect(upgraded.output.contains(": 1 kept, 121 added, 0 dropped\n"), "\(upgraded.output)")
        let scan = try folder.run(
            "norma scan --strict-parameters --attachment all.yaml --pack rules --inventory rules/inventory "
                + "--as-of 2026-11-01T00:00:00Z --format json")
        #expect(scan.exitCode == 0, "\(scan.standardError)")
        #expect(scan.standardOutput.contains("\"user_evaluation_required\""))
    }

    /// The rules that both profiles use find the same in both.
    @Test func itScansTheSampleInventory() throws {
        let result = try NormaProcess.run(
            "norma scan --attachment rules/attachments/financial-services.yaml --inventory rules/inventory "
                + "--as-of 2026-11-01T00:00:00Z")
        #expect(result.exitCode == 0, "\(result.standardError)")
        for rule in ["cis_tls_version", "security_group_ssh"] { #expect(result.standardOutput.contains(rule)) }
    }
}
