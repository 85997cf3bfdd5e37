import Foundation
import SourceText
import Testing

@testable import ComplianceReports

/// What is written is what another reader of JSON reads.
@Suite struct JSONWritingTests {
    @Test(arguments: [0, 7, 10, 99, 100, 1_234_567_890, -1, -90, Int.max, Int.min])
    func wholeNumbersAreWrittenInDigits(_ number: Int) {
        var bytes: [UInt8] = [0x5B]
        bytes.append(decimal: number)
        #expect(String(decoding: bytes, as: UTF8.self) == "[\(number)")
    }

    @Test(arguments: [
        "", "plain", "a \"b\" \\ c", "\u{e9}\u{1f600}x", "\n\t\r\u{1}\u{7f}", "a\u{202e}b", "\u{e9}\"\u{e9}\\",
        "x\u{2028}",
    ])
    func textIsReadAsItWas(_ text: String) throws {
        var bytes: [UInt8] = []
        JSONText.append(quoted: text, to: &bytes)
        let read = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        #expect(read as? String == text)
        #expect(JSONText.quoted(text) == String(decoding: bytes, as: UTF8.self))
    }
}
