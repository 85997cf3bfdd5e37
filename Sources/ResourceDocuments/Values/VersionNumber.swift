/// A version: numbers with dots, and optionally a pre-release.
///
/// Order: the numbers from the left, a missing one being 0, each of any length; then, as SemVer 2.0.0 (11) has it, a version with a
/// pre-release before the one without, pre-releases by their parts. A leading `v` and build metadata (`+…`) say nothing.
/// `_` starts one more number, as in IBM Cloud Kubernetes' `1.31.4_1530`.
package struct VersionNumber: Sendable {
    private let numbers: [String]
    private let preRelease: [String]
    private let text: String

    package init?(_ text: String) {
        var rest = Substring(text)
        if rest.first == "v" || rest.first == "V" { rest = rest.dropFirst() }
        if let plus = rest.firstIndex(of: "+") {
            guard Self.parts(rest[rest.index(after: plus)...]) != nil else { return nil }
            rest = rest[..<plus]
        }
        var preRelease: [String] = []
        if let dash = rest.firstIndex(of: "-") {
            guard let parts = Self.parts(rest[rest.index(after: dash)...]) else { return nil }
            preRelease = parts
            rest = rest[..<dash]
        }
        var numbers: [String] = []
        for part in rest.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "_" }) {
            guard !part.isEmpty, part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
            numbers.append(Self.withoutLeadingZeros(part))
        }
        while numbers.last == "0" { numbers.removeLast() }
        self.numbers = numbers
        self.preRelease = preRelease
        self.text = text
    }

    /// Dot-separated letters, digits and hyphens, none of them empty.
    private static func parts(_ text: Substring) -> [String]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isValid = parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                        || byte == 0x2D
                }
        }
        return isValid ? parts.map(String.init) : nil
    }

    private static func withoutLeadingZeros(_ digits: Substring) -> String {
        let significant = digits.drop { $0 == "0" }
        return significant.isEmpty ? "0" : String(significant)
    }

    /// -1, 0 or 1: numerals without leading zeros.
    private static func order(_ left: String, _ right: String) -> Int {
        if left.utf8.count != right.utf8.count { return left.utf8.count < right.utf8.count ? -1 : 1 }
        return left == right ? 0 : left < right ? -1 : 1
    }

    private func order(comparedTo other: VersionNumber) -> Int {
        for index in 0..<max(numbers.count, other.numbers.count) {
            let left = index < numbers.count ? numbers[index] : "0"
            let right = index < other.numbers.count ? other.numbers[index] : "0"
            let order = Self.order(left, right)
            if order != 0 { return order }
        }
        if preRelease.isEmpty || other.preRelease.isEmpty {
            return preRelease.isEmpty == other.preRelease.isEmpty ? 0 : preRelease.isEmpty ? 1 : -1
        }
        for (left, right) in zip(preRelease, other.preRelease) {
            let order = Self.preReleaseOrder(left, right)
            if order != 0 { return order }
        }
        return preRelease.count == other.preRelease.count ? 0 : preRelease.count < other.preRelease.count ? -1 : 1
    }

    /// Numbers by value and before words; words by their bytes.
    private static func preReleaseOrder(_ left: String, _ right: String) -> Int {
        let isLeftNumber = left.utf8.allSatisfy { $0 <= 0x39 && $0 >= 0x30 }
        let isRightNumber = right.utf8.allSatisfy { $0 <= 0x39 && $0 >= 0x30 }
        switch (isLeftNumber, isRightNumber) {
        case (true, true): return order(withoutLeadingZeros(left[...]), withoutLeadingZeros(right[...]))
        case (true, false): return -1
        case (false, true): return 1
        case (false, false):
            if left.utf8.elementsEqual(right.utf8) { return 0 }
            return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
        }
    }
}

extension VersionNumber: Comparable, Hashable {
    package static func == (left: VersionNumber, right: VersionNumber) -> Bool { left.order(comparedTo: right) == 0 }
    package static func < (left: VersionNumber, right: VersionNumber) -> Bool { left.order(comparedTo: right) < 0 }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(numbers)
        hasher.combine(preRelease.count)
    }
}

extension VersionNumber: CustomStringConvertible {
    package var description: String { text }
}
