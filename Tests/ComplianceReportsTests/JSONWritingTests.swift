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

    /// Text of few bytes is written at once.
    @Test(arguments: [399, 400, 401])
    func textOfAnyLengthIsReadAsItWas(_ length: Int) throws {
        for character in ["a", "\"", "\\"] {
            let text = String(repeating: character, count: length)
            var bytes = Array("[".utf8)
            JSONText.append(quoted: text, to: &bytes)
            let read = try JSONSerialization.jsonObject(with: Data(bytes + Array("]".utf8)))
            #expect(read as? [String] == [text])
        }
    }

    /// Bytes are looked at by eights, and any of those may be the one that does not stand for itself.
    @Test func everyCharacterIsReadAsItWasWhereverItStands() throws {
        for code in Array(0..<0x80) + [0x80, 0xFF, 0x7FF, 0xFFFD, 0x1F600] {
            let scalar = try #require(Unicode.Scalar(UInt32(code)))
            let isPlain = (0x20..<0x7F).contains(code) && scalar != "\"" && scalar != "\\"
            for length in 0..<17 {
                let text = "\(String(repeating: "a", count: length))\(scalar)\(scalar)z"
                var bytes: [UInt8] = []
                JSONText.append(quoted: text, to: &bytes)
                let read = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
                #expect(read as? String == text, "\(code) behind \(length)")
                if code < 0x80 { #expect((bytes.count == length + 5) == isPlain, "\(code) behind \(length)") }
            }
        }
    }
}
