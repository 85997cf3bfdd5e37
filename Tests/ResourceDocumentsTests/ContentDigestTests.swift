import ResourceDocuments
import SourceText
import Testing

/// SipHash-2-4 with 128 bits: the vectors of the reference code, key 00 … 0f, input 00, 01, 02 …
@Suite struct ContentDigestTests {
    private static let key = DigestKey(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)

    @Test(arguments: [
        (0, "A3817F04BA25A8E66DF67214C7550293"), (1, "DA87C1D86B99AF44347659119B22FC45"),
        (7, "A1F1EBBED8DBC153C0B84AA61FF08239"), (8, "3B62A9BA6258F5610F83E264F31497B4"),
        (9, "264499060AD9BAABC47F8B02BB6D71ED"), (15, "5493E99933B0A8117E08EC0F97CFC3D9"),
        (63, "5150D1772F50834A503E069A973FBD7C"),
    ])
    func digestsAreThoseOfTheReference(_ count: Int, _ digest: String) throws {
        let own = Self.key.digest(of: (0..<count).map { UInt8($0) })
        #expect(
            own.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == digest.lowercased())
        #expect(ContentDigest(bytes: own.bytes) == own)
    }

    /// At every place, and between texts, numbers and bytes.
    @Test func whereTextIsCutDoesNotMatter() {
        let bytes = (0..<40).map { UInt8(truncatingIfNeeded: $0 * 37 + 5) }
        let whole = Self.key.digest(of: bytes)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                var stream = DigestStream(Self.key)
                for part in [bytes[..<first], bytes[first..<second], bytes[second...]] {
                    part.withUnsafeBytes { stream.append($0) }
                }
                #expect(stream.finish() == whole, "cut at \(first) and \(second)")
            }
        }
        var single = DigestStream(Self.key)
        for byte in bytes { single.append(byte) }
        #expect(single.finish() == whole)
    }

    /// Stores hold digests: a value has the same one for ever.
    @Test func aValueKeepsItsDigest() throws {
        let json = #"{"a": [1, 2.5, true, null, "text of more than a word"], "b": {"c": -100, "d": ""}, "e": null}"#
        #expect(try digest(json) == ContentDigest(high: 0x8d65_a564_af2e_1c5f, low: 0x356d_0a3a_a88e_f7c8))
    }

    private func digest(_ json: String) throws -> ContentDigest {
        let document = try JSONParser.document(SourceFile(name: "d.json", text: json), keys: KeyTable())
        return Self.key.digest(of: document.root)
    }

    @Test(arguments: [
        (#"{"a": 1, "b": [2, "x"]}"#, #" { "b":[2.0,"\u0078"],"a":1e0 }"#),
        (#"{"a": null, "b": {}}"#, #"{"b": {}}"#),
    ])
    func oneContentHasOneDigest(_ left: String, _ right: String) throws { #expect(try digest(left) == digest(right)) }

    @Test(arguments: [
        ("1", "2"), ("1", "\"1\""), ("true", "1"), ("[1, 2]", "[2, 1]"), ("[[1], 2]", "[1, [2]]"),
        (#"{"a": 1, "b": 2}"#, #"{"a": 2, "b": 1}"#), ("{}", "[]"), (#"{"a": {"b": 1}}"#, #"{"b": {"a": 1}}"#),
        ("[null]", "[]"), (#""""#, "{}"), (#"{"a": 1}"#, #"{"a": 1, "c": {}}"#),
    ])
    func otherContentHasAnother(_ left: String, _ right: String) throws { #expect(try digest(left) != digest(right)) }
}
