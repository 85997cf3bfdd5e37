/// An IP address, a CIDR block or a range of addresses of one version.
///
/// Read: `10.0.0.1`, `10.0.0.0/8` (host bits are masked), `10.0.0.1-10.0.0.9`, and the same of IPv6 (RFC 4291 2.2, embedded IPv4
/// included). Not read: leading zeros, zone identifiers, white space, a range from high to low.
package struct AddressRange: Hashable, Sendable {
    package let isIPv6: Bool
    package let first: UInt128
    package let last: UInt128

    init(isIPv6: Bool, first: UInt128, last: UInt128) {
        self.isIPv6 = isIPv6
        self.first = first
        self.last = last
    }

    package init?(_ text: String) {
        var text = text
        guard let range = text.withUTF8({ AddressRange($0) }) else { return nil }
        self = range
    }

    /// The same over UTF-8 bytes. O(length), no allocation.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.count <= 90 else { return nil }
        var scanner = AddressScanner(text: text)
        guard let address = scanner.address() else { return nil }
        if scanner.isAtEnd {
            self.init(isIPv6: address.isIPv6, first: address.bits, last: address.bits)
        } else if scanner.take(0x2F) {
            let width = address.isIPv6 ? 128 : 32
            guard let length = scanner.decimal(maximum: width), scanner.isAtEnd else { return nil }
            let hosts: UInt128 = length == 0 && width == 128 ? .max : (1 << UInt128(width - length)) - 1
            self.init(isIPv6: address.isIPv6, first: address.bits & ~hosts, last: address.bits | hosts)
        } else if scanner.take(0x2D) {
            guard let end = scanner.address(), scanner.isAtEnd, end.isIPv6 == address.isIPv6,
                address.bits <= end.bits
            else { return nil }
            self.init(isIPv6: address.isIPv6, first: address.bits, last: end.bits)
        } else {
            return nil
        }
    }

    package func contains(_ other: AddressRange) -> Bool {
        isIPv6 == other.isIPv6 && first <= other.first && other.last <= last
    }

    package func overlaps(_ other: AddressRange) -> Bool {
        isIPv6 == other.isIPv6 && first <= other.last && other.first <= last
    }

    /// Bits that every address of a CIDR block shares: 32 or 128 for one address; nil for a range that is no block.
    package var prefixLength: Int? {
        let size = last - first
        guard size & (size &+ 1) == 0, first & size == 0 else { return nil }
        return (isIPv6 ? 128 : 32) - size.nonzeroBitCount
    }
}

extension AddressRange: CustomStringConvertible {
    package var description: String {
        if first == last { return text(first) }
        if let prefixLength { return "\(text(first))/\(prefixLength)" }
        return "\(text(first))-\(text(last))"
    }

    private func text(_ address: UInt128) -> String {
        isIPv6
            ? Self.ipv6Text(address)
            : (0..<4).map { String((address >> UInt128(24 - $0 * 8)) & 255) }.joined(separator: ".")
    }

    /// RFC 5952: lower case, the longest run of two or more zero groups as `::`, the first of equals.
    private static func ipv6Text(_ address: UInt128) -> String {
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: address >> UInt128(112 - $0 * 16)) }
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(1, best.count) { best = start..<end }
            start = max(end, start + 1)
        }
        let hex = groups.map { String($0, radix: 16) }
        if best.isEmpty { return hex.joined(separator: ":") }
        return hex[..<best.lowerBound].joined(separator: ":") + "::" + hex[best.upperBound...].joined(separator: ":")
    }
}

/// Reads addresses from bytes.
private struct AddressScanner {
    let text: UnsafeBufferPointer<UInt8>
    var position = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { position == text.count }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        position += 1
        return true
    }

    /// A decimal number without leading zeros.
    mutating func decimal(maximum: Int) -> Int? {
        let start = position
        var value = 0
        while position < text.count, text[position] >= 0x30, text[position] <= 0x39, position - start < 4 {
            value = value * 10 + Int(text[position] - 0x30)
            position += 1
        }
        guard position > start, value <= maximum, position == start + 1 || text[start] != 0x30 else { return nil }
        return value
    }

    mutating func address() -> (isIPv6: Bool, bits: UInt128)? {
        let start = position
        if let bits = ipv4() { return (false, UInt128(bits)) }
        position = start
        return ipv6().map { (true, $0) }
    }

    private mutating func ipv4() -> UInt32? {
        var bits: UInt32 = 0
        for part in 0..<4 {
            if part > 0, !take(0x2E) { return nil }
            guard let value = decimal(maximum: 255) else { return nil }
            bits = bits << 8 | UInt32(value)
        }
        return bits
    }

    /// Groups before and after `::`, each four hexadecimal digits at most; the last two may be an IPv4 address.
    private mutating func ipv6() -> UInt128? {
        var head: UInt128 = 0
        var tail: UInt128 = 0
        var headCount = 0
        var tailCount = 0
        var isShortened = false
        if position + 1 < text.count, text[position] == 0x3A, text[position + 1] == 0x3A {
            position += 2
            isShortened = true
        }
        while headCount + tailCount < 8 {
            let start = position
            if headCount + tailCount <= 6, let bits = ipv4() {
                if isShortened { tail = tail << 32 | UInt128(bits) } else { head = head << 32 | UInt128(bits) }
                if isShortened { tailCount += 2 } else { headCount += 2 }
                break
            }
            position = start
            guard let group = group() else {
                // Only directly behind `::` may the groups end.
                guard isShortened, tailCount == 0 else { return nil }
                break
            }
            if isShortened { tail = tail << 16 | UInt128(group) } else { head = head << 16 | UInt128(group) }
            if isShortened { tailCount += 1 } else { headCount += 1 }
            guard headCount + tailCount < 8 || position + 1 < text.count, take(0x3A) else { break }
            if take(0x3A) {
                guard !isShortened else { return nil }
                isShortened = true
            } else if headCount + tailCount == 8 {
                return nil
            } else if isAtEnd {
                return nil
            }
        }
        let count = headCount + tailCount
        guard isShortened ? count < 8 : count == 8 else { return nil }
        let headShift = UInt128((8 - headCount) * 16)
        return (headShift == 128 ? 0 : head << headShift) | tail
    }

    private mutating func group() -> UInt16? {
        let start = position
        var value: UInt16 = 0
        while position < text.count, position - start < 4, let digit = hexDigit(text[position]) {
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return position > start ? value : nil
    }

    private func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
