import Foundation
import RuleImporters
import Testing

/// The rules that SCC's documentation and SDKs print, as they print them.
@Suite struct SCCSampleTests {
    static let names = [
        "hard-quota", "allowed-ip", "storage-class", "registry", "code-engine", "nested-or", "sub-rule", "app-lb-pools",
        "user-tags", "addresses-count",
    ]

    private func imported(_ name: String) throws -> SCCImport {
        SCCImport(try String(contentsOf: SCCImport.samples.appending(path: "\(name).json"), encoding: .utf8))
    }

    @Test(arguments: names)
    func isImportedWithCasesThatPass(_ name: String) throws {
        let imported = try imported(name)
        #expect(imported.diagnostics.isEmpty)
        #expect(imported.rules.count == 1)
        #expect(imported.faults() == [])
    }

    @Test func everySampleHasAPassAFailAndAMissing() throws {
        for name in Self.names where name != "addresses-count" {
            let cases = try imported(name).rules[0].cases
            for verdict in ["pass", "fail", "unknown"] { #expect(cases.contains(": \(verdict) }"), "\(name)") }
        }
    }

    @Test(arguments: [
        (
            "hard-quota",
            """
            rule example_rule {
              id "rule-8cbd597c-7471-42bd-9c88-36b2696456e9"
              version "1.0.0"
              title "Example rule"
              description "The Cloud Object Storage rule."
              tags "example", "type:user_defined"
              param hard_quota "The Cloud Object Storage bucket quota."
                "The maximum bytes that are allocated to the Cloud Object Storage bucket.": numeric
              for cloud-object-storage.bucket where location is "us-east"

              require this.hard_quota is hard_quota
            }

            """
        ),
        (
            "nested-or",
            """
            rule buckets_are_smart_cold_or_closed_to_the_internet {
              title "Buckets are smart, cold or closed to the internet"
              param name "Location": string
              for cloud-object-storage.bucket where location is name

              require any {
                storage_class is "smart"
                storage_class is "cold"
                list(firewall.allowed_ip) is ip(["0.0.0.0/0"])
              }
            }

            """
        ),
        (
            "user-tags",
            """
            rule event_notifications_carry_the_production_tag {
              title "Event Notifications carry the production tag"
              for event-notifications

              require list(user_tags) contains "env:prod"
            }

            """
        ),
    ])
    func readsAsAPersonWouldHaveWrittenIt(_ name: String, _ text: String) throws {
        #expect(try imported(name).rules[0].text == text)
    }
}
