import Foundation
import GRDB

/// Whole numbers as bytes: each as its difference to the one before, in zigzag and LEB128, so that numbers that follow on one
/// another take a byte each.
enum PackedNumbers {
    static func pack(_ numbers: some Sequence<Int64>) -> [UInt8] {
        var bytes: [UInt8] = []
        var last: Int64 = 0
        for number in numbers {
            let difference = number &- last
            var rest = UInt64(bitPattern: difference &<< 1 ^ difference &>> 63)
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest &>>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
            last = number
        }
        return bytes
    }

    /// nil of bytes that are not packed numbers. O(bytes)
    static func unpack(_ bytes: [UInt8]) -> [Int64]? {
        var numbers: [Int64] = []
        // Most take a byte.
        numbers.reserveCapacity(bytes.count)
        var last: Int64 = 0
        var word: UInt64 = 0
        var shift: UInt64 = 0
        for byte in bytes {
            guard shift < 64 else { return nil }
            word |= UInt64(byte & 0x7f) &<< shift
            if byte & 0x80 != 0 {
                shift += 7
                continue
            }
            last = last &+ (Int64(bitPattern: word &>> 1) ^ -Int64(bitPattern: word & 1))
            numbers.append(last)
            word = 0
            shift = 0
        }
        return shift == 0 ? numbers : nil
    }

    /// Numbers of a scan's piece. O(bytes)
    static func unpacked(_ bytes: Data) throws -> [Int64] {
        guard let numbers = unpack([UInt8](bytes)) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a piece of a scan is damaged")
        }
        return numbers
    }
}
