import ComplianceReports
import Foundation
import ResourceDocuments
import Testing

@Suite struct JSONWriterTests {
    @Test func layoutIsFixed() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("a", 1)
            writer.member("empty", [])
            writer.member("list", ["x", "y"])
            writer.member("nothing", nil as String?)
            writer.member("map") { writer in writer.object { $0.member("b", true) } }
            writer.member("none") { $0.object { _ in } }
        }
        #expect(
            writer.text == """
                {
                  "a": 1,
                  "empty": [],
                  "list": [
                    "x",
                    "y"
                  ],
                  "nothing": null,
                  "map": {
                    "b": true
                  },
                  "none": {}
                }
                """)
    }

    /// What is written reads back, whatever characters a name holds.
    @Test(arguments: ["\u{1B}[31m", "a\nb\t\"c\"\\", "\u{202E}", "\u{0}", "\u{7F}", "é🙂", "</script>"])
    func everyTextReadsBack(_ text: String) throws {
        var writer = JSONWriter()
        writer.object { $0.member(.text(text), text) }
        let read = try JSONSerialization.jsonObject(with: Data(writer.text.utf8)) as? [String: String]
        #expect(read == [text: text])
        #expect(!writer.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test func valuesKeepTheirExactNumbers() {
        var writer = JSONWriter()
        writer.array { writer in
            for text in ["9007199254740993", "1.50", "123456789012345678901234567890"] {
                if let number = ExactNumber(text) { writer.value(.number(number)) }
            }
            writer.value(.list([.boolean(false), .string("a\u{1B}")]))
            writer.value(.map([MapEntry(key: "k", value: .string("v"))]))
        }
        #expect(
            writer.text == """
                [
                  9007199254740993,
                  1.5,
                  123456789012345678901234567890,
                  [
                    false,
                    "a\\u001b"
                  ],
                  {
                    "k": "v"
                  }
                ]
                """)
    }
}
