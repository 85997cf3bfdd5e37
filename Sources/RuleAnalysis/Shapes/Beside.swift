import ResourceDocuments
import RuleChecker

/// What is written nearly like a constant, or lies a unit, a bit or a day beside it: what is easily taken for the same.
extension Value {
    func beside(asOf: Instant) -> [SampleValue] {
        switch self {
        case .string(let text): text.beside.map(SampleValue.text) + text.asNumber
        case .number(let number):
            [
                .text(number.description), .text(" \(number)"), .number(number.scaled(byPowerOfTen: 1)),
                .text("\(number)x"),
            ]
        case .boolean(let flag): [.boolean(!flag), .text(flag ? "true" : "false"), .text(flag ? "True" : "False")]
        case .instant(let instant): Self.days(around: instant) + Self.days(around: asOf)
        case .span(let span):
            Self.days(around: asOf) + ((asOf - span).map(Self.days) ?? [])
                + ["s", "m", "h", "d", "w"].map { .text("\(span.seconds)\($0)") } + [.text("\(span) ")]
        case .version(let version):
            [".0", "-rc.1", "+1"].map { .text("\(version)\($0)") } + [.text("v\(version)")]
        case .address(let range): range.beside.map { .text($0.description) }
        case .pattern(let pattern): pattern.beside.map(SampleValue.text)
        case .list(let elements):
            elements.flatMap { $0.beside(asOf: asOf) } + Self.lists(beside: elements.map(SampleValue.init))
        case .map: []
        }
    }

    private static let day: Int64 = 86_400

    private static func days(around instant: Instant) -> [SampleValue] {
        [-day, 0, day].map {
            .text(Instant(seconds: instant.seconds &+ $0, nanoseconds: instant.nanoseconds).description)
        }
    }

    private static func lists(beside elements: [SampleValue]) -> [SampleValue] {
        guard let first = elements.first, let last = elements.last else { return [.list([.text("x")])] }
        return [
            .list([first]), .list([first] + elements), .list(elements + [last]), .list(elements.reversed()),
            .list(Array(elements.dropLast())), .list(elements + [.null]),
        ]
    }
}

extension String {
    /// Of a glob: each of its stars and question marks in turn as nothing, as one character and as two.
    var besideGlob: [String] {
        let wild = indices.filter { self[$0] == "*" || self[$0] == "?" }
        return wild.flatMap { place in
            ["", "x", "xy"].map { filling in
                indices.reduce(into: "") { text, index in
                    text += index == place ? filling : wild.contains(index) ? "x" : String(self[index])
                }
            }
        }.unique
    }

    /// In other letters, with blanks around it, with a digit moved or more, cut by a letter.
    fileprivate var beside: [String] {
        var texts = [
            uppercased(), lowercased(), prefix(1).uppercased() + dropFirst(), " \(self)", "\(self) ", "\(self)\n",
        ]
        texts += onALineOfSeveral
        texts += ["\(self)1", String(dropLast()), String(dropFirst()), "x\(self)x"]
        for index in indices {
            guard let digit = self[index].wholeNumberValue, self[index].isASCII else { continue }
            for other in [digit - 1, digit + 1] where (0...9).contains(other) {
                texts.append(replacingSubrange(index...index, with: "\(other)"))
            }
        }
        texts += unitsBeside
        if let range = AddressRange(self) { texts += range.beside.map(\.description) }
        return texts.unique.filter { $0 != self && !$0.isEmpty }
    }

    /// As one line of two, and cut in two by the end of a line.
    fileprivate var onALineOfSeveral: [String] {
        // The other line is none that a pattern of this text takes.
        let other = contains("x") ? "0" : "x"
        return ["\(other)\n\(self)", "\(self)\n\(other)"]
            + (count > 1 ? ["\(prefix(count / 2))\n\(dropFirst(count / 2))"] : [])
    }

    /// `500Mi` beside `500M`, `1h` beside `1m`.
    private var unitsBeside: [String] {
        let number = prefix { $0.isNumber || $0 == "." }
        guard !number.isEmpty, number.count < count else { return [] }
        return ["", "m", "k", "M", "Mi", "G", "Gi", "Ki", "s", "h", "d"].map { number + $0 }
    }

    fileprivate var asNumber: [SampleValue] { ExactNumber(self).map { [.number($0)] } ?? [] }

    private func replacingSubrange(_ range: ClosedRange<Index>, with text: String) -> String {
        var changed = self
        changed.replaceSubrange(range, with: text)
        return changed
    }
}

extension AddressRange {
    /// A bit wider and a bit narrower, its ends, and what lies right beside them.
    fileprivate var beside: [AddressRange] {
        let end = isIPv6 ? UInt128.max : UInt128(UInt32.max)
        func address(_ address: UInt128) -> AddressRange { AddressRange(isIPv6: isIPv6, first: address, last: address) }
        var ranges = [address(first), address(last)]
        if first > 0 { ranges.append(address(first - 1)) }
        if last < end { ranges.append(address(last + 1)) }
        if prefixLength != nil {
            let size = last - first
            let half = size >> 1
            ranges += [
                AddressRange(isIPv6: isIPv6, first: first, last: first + half),
                AddressRange(isIPv6: isIPv6, first: last - half, last: last),
            ]
            if size < end {
                let mask = size << 1 | 1
                ranges.append(AddressRange(isIPv6: isIPv6, first: first & ~mask, last: min(first | mask, end)))
            }
        }
        return ranges
    }
}

extension Pattern {
    /// What its look-arounds name, around each choice that it leaves, in other letters, and with a line feed behind it.
    fileprivate var beside: [String] {
        guard let tree = PatternTree(self) else { return [] }
        let around = PatternTexts.aroundEachChoice(of: tree, limit: 80)
        let plain = PatternTexts.matching(self, limit: 2)
        return
            (LookTexts.all(in: tree, limit: 40) + around
            + plain.flatMap { text in
                [text.uppercased(), text.lowercased(), "\(text)\n", " \(text)", String(text.dropLast())]
                    + text.onALineOfSeveral
            }).unique
    }
}
