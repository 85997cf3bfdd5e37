import TestSupport
import Testing

@testable import ComplianceStore

@Suite struct PackedNumbersTests {
    @Test(
        arguments: [
            ([], []), ([0], [0]), ([1, 2, 3], [2, 2, 2]), ([5, 4], [10, 1]), ([64], [0x80, 0x01]), ([-1], [1]),
        ] as [([Int64], [UInt8])])
    func bytesAreThoseOfTheFormat(_ numbers: [Int64], _ bytes: [UInt8]) {
        #expect(PackedNumbers.pack(numbers) == bytes)
        #expect(PackedNumbers.unpack(bytes) == numbers)
    }

    @Test func whateverIsPackedIsUnpacked() {
        var random = SeededGenerator(seed: 7)
        for count in 0..<200 {
            var numbers = (0..<count).map { _ in Int64.random(in: .min ... .max, using: &random) }
            if count > 2 { numbers.replaceSubrange(0..<2, with: [.min, .max]) }
            #expect(PackedNumbers.unpack(PackedNumbers.pack(numbers)) == numbers)
        }
    }

    @Test(arguments: [[0x80], [0x80, 0x80, 0x80], Array(repeating: 0xff, count: 12)] as [[UInt8]])
    func otherBytesAreNoNumbers(_ bytes: [UInt8]) { #expect(PackedNumbers.unpack(bytes) == nil) }
}
