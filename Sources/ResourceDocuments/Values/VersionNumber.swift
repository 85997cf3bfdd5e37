/// A version: numbers with dots, and perhaps a pre-release.
///
///     version     = [ "v" ] number { ( "." | "_" ) number } [ "-" pre-release | "_" label ] [ "+" build ]
///     pre-release = part { "." part }
///
/// Order: the numbers from the left by value, each of any length, one that is not there being 0: `1.2` is `1.2.0`, and
/// `1.10` comes after `1.9`. Then, as in SemVer 2.0.0 (11), a pre-release before the version without one, and two of them part by
/// part: numbers by value and before words, words by their bytes, fewer parts before more. The letter `v`, the build and the
/// label say nothing. `_` is how IBM Cloud writes a Kubernetes patch and its distribution: `1.31.4_1530`,
/// `4.15.9_1545_openshift`.
package struct VersionNumber: Sendable {
    private let text: String
    /// Offsets in the UTF-8 of `text`; the pre-release without its hyphen, empty where there is none.
    private let numbers: Range<Int>
    private let preRelease: Range<Int>

    package init?(_ text: String) {
        guard let layout = text.read({ ByteScanner.versionLayout(of: $0) }) else { return nil }
        self.init(text: text, layout: layout)
    }

    /// The same over UTF-8 bytes. No allocation up to 15 bytes.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard let layout = ByteScanner.versionLayout(of: text) else { return nil }
        self.init(text: String(decoding: text, as: UTF8.self), layout: layout)
    }

    private init(text: String, layout: (numbers: Range<Int>, preRelease: Range<Int>)) {
        self.text = text
        numbers = layout.numbers
        preRelease = layout.preRelease
    }

    package static let zero = VersionNumber(text: "0.0.0", layout: (0..<5, 5..<5))

    /// `2.1.3-alpha`
    package var isPreRelease: Bool { !preRelease.isEmpty }
}

extension ByteScanner {
    fileprivate static func versionLayout(
        of text: UnsafeBufferPointer<UInt8>
    ) -> (numbers: Range<Int>, preRelease: Range<Int>)? {
        var scanner = ByteScanner(text)
        if !scanner.take("v") { _ = scanner.take("V") }
        let start = scanner.position
        guard scanner.takeNumber() else { return nil }
        var end = scanner.position
        var isLabelled = false
        while !isLabelled, scanner.next == UInt8(ascii: ".") || scanner.next == UInt8(ascii: "_") {
            let isLabelAllowed = scanner.take("_")
            if !isLabelAllowed { scanner.advance() }
            if scanner.takeNumber() {
                end = scanner.position
            } else {
                guard isLabelAllowed, scanner.takeParts() else { return nil }
                isLabelled = true
            }
        }
        var preRelease = end..<end
        if !isLabelled, scanner.take("-") {
            let first = scanner.position
            guard scanner.takeParts() else { return nil }
            preRelease = first..<scanner.position
        }
        if scanner.take("+"), !scanner.takeParts() { return nil }
        return scanner.isAtEnd ? (start..<end, preRelease) : nil
    }

    private mutating func takeNumber() -> Bool {
        let start = position
        while digit != nil { advance() }
        return position > start
    }

    /// Letters, digits and hyphens with dots between, none of the parts empty.
    private mutating func takeParts() -> Bool {
        repeat {
            let start = position
            while let next, Self.isPartOfWord(next) { advance() }
            guard position > start else { return false }
        } while take(".")
        return true
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

// MARK: Equality and order

extension VersionNumber: Comparable, Hashable {
    package static func == (left: VersionNumber, right: VersionNumber) -> Bool { order(left, right) == 0 }
    package static func < (left: VersionNumber, right: VersionNumber) -> Bool { order(left, right) < 0 }

    package func hash(into hasher: inout Hasher) {
        text.read { bytes in
            var zeros = 0
            var numbers = VersionParts(bytes, self.numbers)
            while let part = numbers.next() {
                let number = part.withoutLeadingZeros
                if number.isEmpty {
                    // Zeros at the end are as good as nothing.
                    zeros += 1
                    continue
                }
                hasher.combine(zeros)
                hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[number]))
                zeros = 0
            }
            var preRelease = VersionParts(bytes, self.preRelease)
            while let part = preRelease.next() { hasher.combine(part.isNumber) }
        }
    }

    /// Below, at or above 0.
    private static func order(_ left: VersionNumber, _ right: VersionNumber) -> Int {
        left.text.read { leftBytes in
            right.text.read { rightBytes in
                let order = orderOfNumbers(
                    VersionParts(leftBytes, left.numbers), VersionParts(rightBytes, right.numbers))
                if order != 0 { return order }
                if left.preRelease.isEmpty || right.preRelease.isEmpty {
                    return (left.preRelease.isEmpty ? 1 : 0) - (right.preRelease.isEmpty ? 1 : 0)
                }
                return orderOfPreReleases(
                    VersionParts(leftBytes, left.preRelease), VersionParts(rightBytes, right.preRelease))
            }
        }
    }

    private static func orderOfNumbers(_ left: VersionParts, _ right: VersionParts) -> Int {
        var (left, right) = (left, right)
        while true {
            let (leftPart, rightPart) = (left.next(), right.next())
            if leftPart == nil, rightPart == nil { return 0 }
            let order = (leftPart ?? .zero).order(asNumber: rightPart ?? .zero)
            if order != 0 { return order }
        }
    }

    private static func orderOfPreReleases(_ left: VersionParts, _ right: VersionParts) -> Int {
        var (left, right) = (left, right)
        while true {
            switch (left.next(), right.next()) {
            case (nil, nil): return 0
            case (nil, _?): return -1
            case (_?, nil): return 1
            case (let leftPart?, let rightPart?):
                let order = leftPart.order(inPreRelease: rightPart)
                if order != 0 { return order }
            }
        }
    }
}

/// The parts between dots and underscores of one stretch of a version.
private struct VersionParts {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let end: Int
    private var position: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    mutating func next() -> VersionPart? {
        guard position < end else { return nil }
        let start = position
        while position < end, bytes[position] != UInt8(ascii: "."), bytes[position] != UInt8(ascii: "_") {
            position += 1
        }
        defer { position += 1 }
        return VersionPart(bytes: bytes, range: start..<position)
    }
}

/// One number or word.
private struct VersionPart {
    let bytes: UnsafeBufferPointer<UInt8>
    let range: Range<Int>

    static var zero: VersionPart {
        VersionPart(bytes: UnsafeBufferPointer(start: nil, count: 0), range: 0..<0)
    }

    var isNumber: Bool { bytes[range].allSatisfy { $0 &- UInt8(ascii: "0") < 10 } }

    var withoutLeadingZeros: Range<Int> {
        (range.first { bytes[$0] != UInt8(ascii: "0") } ?? range.upperBound)..<range.upperBound
    }

    func order(asNumber other: VersionPart) -> Int {
        let (left, right) = (withoutLeadingZeros, other.withoutLeadingZeros)
        return left.count == right.count
            ? Self.order(bytes[left], other.bytes[right]) : left.count < right.count ? -1 : 1
    }

    func order(inPreRelease other: VersionPart) -> Int {
        switch (isNumber, other.isNumber) {
        case (true, true): order(asNumber: other)
        case (true, false): -1
        case (false, true): 1
        case (false, false): Self.order(bytes[range], other.bytes[other.range])
        }
    }

    private static func order(
        _ left: Slice<UnsafeBufferPointer<UInt8>>, _ right: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Int {
        left.lexicographicallyPrecedes(right) ? -1 : right.lexicographicallyPrecedes(left) ? 1 : 0
    }
}

extension VersionNumber: CustomStringConvertible {
    /// As it was written.
    package var description: String { text }
}
