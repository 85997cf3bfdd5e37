import Glibc
import ResourceDocuments

/// Questions about UTF-8.
enum Texts {
    @inline(__always)
    static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        return memcmp(first, second, left.count) == 0
    }

    /// The same for two texts with eight readable bytes behind them, which documents, constants and derived texts have.
    @inline(__always)
    static func areEqual(
        _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int
    ) -> Bool {
        let first = UnsafeRawPointer(left)
        let second = UnsafeRawPointer(right)
        var offset = 0
        while offset &+ 8 <= count {
            let difference =
                first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                ^ second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if difference != 0 { return false }
            offset &+= 8
        }
        let rest = count &- offset
        if rest == 0 { return true }
        let difference =
            first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            ^ second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return UInt64(littleEndian: difference) &<< (64 &- UInt64(rest &* 8)) == 0
    }

    static func hasPrefix(_ text: UnsafeBufferPointer<UInt8>, _ prefix: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count >= prefix.count && areEqual(UnsafeBufferPointer(rebasing: text.prefix(prefix.count)), prefix)
    }

    static func hasSuffix(_ text: UnsafeBufferPointer<UInt8>, _ suffix: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count >= suffix.count && areEqual(UnsafeBufferPointer(rebasing: text.suffix(suffix.count)), suffix)
    }

    /// Where `part` first stands in `text` at or behind `start`; nil when it does not. O(text + part)
    static func firstIndex(
        of part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int = 0
    ) -> Int? {
        guard let first = part.first else { return start }
        if part.count > shortPart { return firstIndexOfLong(part, in: text, from: start) }
        guard let base = text.baseAddress, let wanted = part.baseAddress else { return nil }
        var index = start
        while index &+ part.count <= text.count {
            guard let found = memchr(base + index, Int32(first), text.count &- part.count &- index &+ 1) else {
                return nil
            }
            index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if memcmp(base + index, wanted, part.count) == 0 { return index }
            index &+= 1
        }
        return nil
    }

    /// Up to here a comparison at each place stays linear.
    private static let shortPart = 32

    /// After Knuth, Morris and Pratt, so that no two texts take quadratic time.
    private static func firstIndexOfLong(
        _ part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        var borders = [Int](repeating: 0, count: part.count)
        var matched = 0
        for index in 1..<part.count {
            while matched > 0, part[index] != part[matched] { matched = borders[matched - 1] }
            if part[index] == part[matched] { matched += 1 }
            borders[index] = matched
        }
        matched = 0
        for index in start..<max(text.count, start) {
            while matched > 0, text[index] != part[matched] { matched = borders[matched - 1] }
            if text[index] == part[matched] { matched += 1 }
            if matched == part.count { return index + 1 - part.count }
        }
        return nil
    }

    /// A hash of the bytes; equal texts have equal hashes. FNV's offset and a folded product over blocks of eight bytes.
    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: text.count)
        let bytes = UnsafeRawBufferPointer(text)
        var offset = 0
        while offset < bytes.count {
            var block: UInt64 = 0
            if offset &+ 8 <= bytes.count {
                block = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            } else {
                for byte in bytes[offset...] { block = block &<< 8 | UInt64(byte) }
            }
            let product = (hash ^ block).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low ^ (block &>> 32)
            offset &+= 8
        }
        return hash
    }
}

extension String {
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.init(decoding: bytes, as: UTF8.self) }
}
