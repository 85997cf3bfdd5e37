import SourceText
import TestSupport
import Testing

@Suite struct ScalarDecodingTests {
    @Test func everyScalarIsRead() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(UTF8.encode(scalar) ?? .init())
            let decoded = ScalarDecoding.scalar(in: bytes, at: 0)
            if decoded.scalar != scalar || decoded.length != bytes.count { Issue.record("U+\(value)") }
        }
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
            [0xE2, 0x28, 0xA1],
        ] as [[UInt8]])
    func malformedBytesAreRefused(_ bytes: [UInt8]) {
        #expect(ScalarDecoding.scalar(in: bytes, at: 0).scalar == nil)
        #expect(ScalarDecoding.firstMalformedByte(in: [0x61] + bytes) == 1)
    }

    /// The standard library finds the same texts well-formed.
    @Test func randomBytesAgreeWithTheStandardLibrary() {
        var random = SeededGenerator(seed: 3)
        let likely: [UInt8] = [0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xFF]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                likely[Int.random(in: likely.indices, using: &random)]
            }
            let isWellFormed = String(validating: bytes, as: UTF8.self) != nil
            #expect((ScalarDecoding.firstMalformedByte(in: bytes) == nil) == isWellFormed, "\(bytes)")
        }
    }
}
