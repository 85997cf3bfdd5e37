import Foundation
import TestSupport
import Testing

/// What the pages on schedules, notifications and masks show is what the command prints, one command after the other in one folder. Ids of
/// scans and events are another each time.
@Suite struct CompliancePageTests {
    private func comparable(_ text: String) -> String {
        text.trimmingCharacters(in: .newlines).replacing(#/\b[0-9a-f]{8}\b/#, with: "ID")
    }

    @Test(arguments: ["Schedules", "Notifications", "Masks", "Gates"])
    func aPageShowsWhatIsPrinted(_ page: String) throws {
        let path = "Sources/Compliance/Compliance.docc/\(page).md"
        let folder = try ScratchFolder(try ConsoleExample.files(in: path))
        try folder.copy("rules")
        let examples = try ConsoleExample.examples(in: path)
        #expect(examples.count >= 3)
        for example in examples {
            let result = try folder.run(
                example.command, environment: ["NO_COLOR": "1", "NORMA_WEBHOOK_SECRET": "whsec_bm9ybWE="])
            #expect(comparable(result.output) == comparable(example.expected), "\(example.command)")
        }
    }
}
