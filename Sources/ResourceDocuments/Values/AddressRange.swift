/// An IP address, a CIDR block or a range of addresses of one version.
///
/// Read: `10.0.0.1`, `10.0.0.0/8` (host bits are masked), `10.0.0.1-10.0.0.9`, and the same of IPv6 (RFC 4291, 2.2,
/// embedded IPv4 included). Not read: leading zeros in IPv4 and in prefix lengths, zone identifiers, netmasks, white space,
/// a range from high to low or from one version to the other. An IPv4 address and the IPv6 address that embeds it differ.
package struct AddressRange: Hashable, Sendable {
    package let isIPv6: Bool
    package let first: UInt128
    package let last: UInt128

    package init(isIPv6: Bool, first: UInt128, last: UInt128) {
        self.isIPv6 = isIPv6
        self.first = first
        self.last = last
    }

    package init?(_ text: String) {
        guard let range = text.read({ AddressRange($0) }) else { return nil }
        self = range
    }

    /// The same over UTF-8 bytes. O(length), no allocation.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        var scanner = ByteScanner(text)
        if let first = scanner.ipv4Address() {
            guard let last = scanner.rangeEnd(from: first, read: { $0.ipv4Address() }) else { return nil }
            self.init(isIPv6: false, first: UInt128(last.first), last: UInt128(last.last))
        } else {
            scanner.rewind(to: 0)
            guard let first = scanner.ipv6Address(),
                let range = scanner.rangeEnd(from: first, read: { $0.ipv6Address() })
            else { return nil }
            self.init(isIPv6: true, first: range.first, last: range.last)
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

    /// The first `count` blocks of this one, each of 2 to the power of `hostBits` addresses; nil where it does not hold so many, or is no
    /// block itself. O(count)
    package func blocks(_ count: Int, hostBits: Int) -> [AddressRange]? {
        guard let prefixLength, count >= 0 else { return nil }
        let ownBits = (isIPv6 ? 128 : 32) - prefixLength
        guard (0...ownBits).contains(hostBits) else { return nil }
        let spareBits = ownBits - hostBits
        // With 63 bits to spare there are more blocks than a count can be.
        guard spareBits >= Int.bitWidth - 1 || count <= 1 << spareBits else { return nil }
        // A smart shift by the whole width gives 0.
        let hosts = UInt128.max >> (128 - hostBits)
        return (0..<count).map { index in
            let start = first + UInt128(index) << hostBits
            return AddressRange(isIPv6: isIPv6, first: start, last: start | hosts)
        }
    }
}

extension ByteScanner {
    /// What stands behind the first address of a range: nothing, a prefix length, or `-` and the last address.
    fileprivate mutating func rangeEnd<Address: FixedWidthInteger & UnsignedInteger>(
        from first: Address, read: (inout ByteScanner) -> Address?
    ) -> (first: Address, last: Address)? {
        if isAtEnd { return (first, first) }
        if take("/") {
            guard let length = decimal(maximum: Address.bitWidth), isAtEnd else { return nil }
            // A smart shift by the whole width gives 0.
            let hosts = Address.max >> length
            return (first & ~hosts, first | hosts)
        }
        guard take("-"), let last = read(&self), isAtEnd, first <= last else { return nil }
        return (first, last)
    }

    /// Four decimal numbers with dots.
    fileprivate mutating func ipv4Address() -> UInt32? {
        var address: UInt32 = 0
        for part in 0..<4 {
            guard part == 0 || take("."), let value = decimal(maximum: 255) else { return nil }
            address = address << 8 | UInt32(value)
        }
        return address
    }

    /// Eight groups of at most four hexadecimal digits; `::` stands for one group of zeros or more, once; the last two groups
    /// may be an IPv4 address.
    fileprivate mutating func ipv6Address() -> UInt128? {
        var address: UInt128 = 0
        var count = 0
        var gap: Int?
        if take(":") {
            guard take(":") else { return nil }
            gap = 0
        }
        while count < 8 {
            let start = position
            if let group = hexadecimalGroup() {
                if next == UInt8(ascii: "."), count <= 6 {
                    rewind(to: start)
                    guard let embedded = ipv4Address() else { return nil }
                    address = address << 32 | UInt128(embedded)
                    count += 2
                    break
                }
                address = address << 16 | UInt128(group)
                count += 1
            } else {
                // Only directly behind `::` may the groups end.
                guard gap == count else { return nil }
                break
            }
            guard count < 8, take(":") else { break }
            if take(":") {
                guard gap == nil else { return nil }
                gap = count
            }
        }
        guard let gap else { return count == 8 ? address : nil }
        guard count < 8 else { return nil }
        // The groups behind the gap stay where they are, those before it move up.
        let tail = UInt128.max >> (128 - 16 * (count - gap))
        return (address & tail) | (address & ~tail) << (16 * (8 - count))
    }

    private mutating func hexadecimalGroup() -> UInt16? {
        let start = position
        var group: UInt16 = 0
        while position - start < 4, let next, let digit = Self.hexadecimalValue(of: next) {
            group = group << 4 | UInt16(digit)
            advance()
        }
        return position > start ? group : nil
    }

    private static func hexadecimalValue(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension AddressRange: CustomStringConvertible {
    /// As it is read again: an address, a block, or `first-last`.
    package var description: String {
        if first == last { return text(first) }
        if let prefixLength { return "\(text(first))/\(prefixLength)" }
        return "\(text(first))-\(text(last))"
    }

    private func text(_ address: UInt128) -> String {
        if isIPv6 { return Self.ipv6Text(address) }
        let parts = (0..<4).map { UInt8(truncatingIfNeeded: address >> UInt128(24 - $0 * 8)) }
        return "\(parts[0]).\(parts[1]).\(parts[2]).\(parts[3])"
    }

    /// RFC 5952, 4: lower case, the longest run of two or more zero groups as `::`, the first of equals.
    private static func ipv6Text(_ address: UInt128) -> String {
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: address >> UInt128(112 - $0 * 16)) }
        var longest = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(1, longest.count) { longest = start..<end }
            start = max(end, start + 1)
        }
        let hex = groups.map { String($0, radix: 16) }
        if longest.isEmpty { return hex.joined(separator: ":") }
        return hex[..<longest.lowerBound].joined(separator: ":") + "::"
            + hex[longest.upperBound...].joined(separator: ":")
    }
}
