import ResourceDocuments
import RuleChecker
import RuleSyntax

extension ShapeReader {
    /// Writes down, at the places that are asked, the values on both sides of what they are asked.
    mutating func ask(_ predicate: CheckedPredicate, of subject: Reading) {
        switch predicate {
        case .present: return
        case .undetermined:
            add(
                [.undetermined("later", mayBeNothing: false), .undetermined("later", mayBeNothing: true)], to: subject
            )
        case .empty:
            for shape in subject.shapes where shape.isLeaf { _ = shape.elements() }
        case .type(let type): add(type.examples, to: subject)
        case .equal(let operand, _): compare(subject, with: operand) { [SampleValue($0)] }
        case .oneOf(let list): compare(subject, with: list) { $0.asElements.map(SampleValue.init) }
        case .ordered(_, let bound): compare(subject, with: bound, \.neighbours)
        case .between(let low, let high):
            compare(subject, with: low, \.neighbours)
            compare(subject, with: high, \.neighbours)
        case .within(let range), .overlaps(let range):
            compare(subject, with: range) { value in value.asElements.flatMap(\.neighbours) }
        case .like(let glob):
            compare(subject, with: glob) { $0.asElements.flatMap(\.matchingTexts) }
            for case .string(let text) in reading(of: glob).constants.flatMap(\.asElements) {
                for shape in subject.shapes { for beside in text.besideGlob { shape.add(beside: .text(beside)) } }
            }
        case .older(let age), .newer(let age):
            compare(subject, with: age) { [asOf] in $0.instants(around: asOf) }
            if reading(of: age).constants.isEmpty { add(asOf.typicalBefore, to: subject) }
        case .contains(_, let operand): readContents(of: subject, operand)
        case .matches(_, let pattern):
            compare(subject, with: pattern) { $0.asElements.flatMap(\.matchingTexts) }
            let patterns = reading(of: pattern).constants.flatMap(\.asElements)
            if patterns.contains(where: \.isCaseInsensitive) { for shape in subject.shapes { shape.foldsCase = true } }
        case .startsWith(_, let edge), .endsWith(_, let edge):
            compare(subject, with: edge) { $0.asElements.flatMap(\.partTexts) }
        }
    }

    private func add(_ values: [SampleValue], to reading: Reading) {
        for shape in reading.shapes { for value in values { shape.add(value) } }
    }

    private func add(beside constants: [Value], to reading: Reading) {
        let beside = constants.flatMap { $0.beside(asOf: asOf) }
        for shape in reading.shapes { for value in beside { shape.add(beside: value) } }
    }

    private mutating func compare(
        _ subject: Reading, with operand: CheckedExpression, _ values: (Value) -> [SampleValue]
    ) {
        let operand = reading(of: operand)
        add(operand.constants.flatMap(values), to: subject)
        add(beside: operand.constants, to: subject)
        add(beside: subject.constants, to: operand)
        add(sizes: operand.constants.flatMap(\.sizes), to: subject.sizes)
        add(sizes: subject.constants.flatMap(\.sizes), to: operand.sizes)
        // A constant on the left, a place on the right: `ssh_port is between r.min and r.max`.
        add(subject.constants.flatMap(values), to: operand)
        for (left, right) in subject.shapes.flatMap({ left in operand.shapes.map { (left, $0) } }) {
            left.connect(with: right)
            // A list that a value is looked for in.
            if let element = right.element { left.connect(with: element) }
        }
    }

    /// Longer texts and lists take more time than they tell.
    private static let maximumLength = 4_096
    private static let maximumCount = 128

    func add(sizes: [Int], to places: [Reading.Size]) {
        for place in places {
            switch place {
            case .length(let shape):
                sizes.filter { (0...Self.maximumLength + 1).contains($0) }.forEach(shape.add(length:))
            case .count(let shape):
                sizes.filter { (0...Self.maximumCount + 1).contains($0) }.forEach(shape.add(count:))
            case .countOfResources(let shape):
                sizes.filter { (0...Self.maximumCount + 1).contains($0) }.forEach(shape.add(count:))
            case .prefixLength(let shape):
                for size in sizes where (0...128).contains(size) {
                    shape.add(.text(size <= 32 ? "0.0.0.0/\(size)" : "::/\(size)"))
                }
            case .days(let shape):
                for size in sizes { shape.add(.integer(Int64(size))) }
            }
        }
    }

    /// A list, a text or a map: whichever the resource has.
    private mutating func readContents(of subject: Reading, _ operand: CheckedExpression) {
        let wanted = reading(of: operand)
        for list in subject.keyLists {
            for value in wanted.constants.flatMap(\.asElements) { list.elements().add(SampleValue(value)) }
        }
        if subject.areElements {
            add(wanted.constants.flatMap(\.asElements).map(SampleValue.init), to: subject)
            add(beside: wanted.constants.flatMap(\.asElements), to: subject)
            for shape in subject.shapes { for other in wanted.shapes { shape.connect(with: other) } }
            return
        }
        for shape in subject.shapes {
            for value in wanted.constants.flatMap(\.asElements) {
                shape.elements().add(SampleValue(value))
                let beside = value.beside(asOf: asOf)
                for other in beside {
                    shape.elements().add(beside: other)
                    shape.add(beside: other)
                }
                if case .string(let text) = value {
                    shape.add(beside: .text(text))
                    shape.add(beside: .map([SampleValue.Member(text, .boolean(true))]))
                }
                if case .string(let text) = value, shape.type == .string || shape.type == .any {
                    shape.add(.text("x\(text)x"))
                }
                if case .string(let text) = value, shape.type == .map { _ = shape.member(text) }
            }
            for other in wanted.shapes { shape.elements().connect(with: other) }
        }
    }
}

extension TypeName {
    fileprivate var examples: [SampleValue] {
        switch self {
        case .string, .general: [.text("text")]
        case .numeric, .quantity: [.integer(1)]
        case .boolean: [.boolean(true)]
        case .stringList, .list: [.list([.text("text")])]
        case .ipList: [.list([.text("10.0.0.0/8")])]
        case .numericList: [.list([.integer(1)])]
        case .timestamp: [.text("2020-01-01T00:00:00Z")]
        case .duration: [.text("1d")]
        case .version: [.text("1.0.0")]
        case .ip: [.text("10.0.0.1")]
        case .pattern: [.text("a+")]
        case .map: [.map([])]
        }
    }
}

extension Instant {
    /// A day, a month, a year and longer before.
    fileprivate var typicalBefore: [SampleValue] {
        [1, 40, 400, 4_000].map { .text(Instant(seconds: seconds &- $0 * 86_400).description) }
    }
}

extension Value {
    /// A list's elements; any other value alone.
    var asElements: [Value] { if case .list(let elements) = self { elements } else { [self] } }

    /// Of a pattern.
    fileprivate var isCaseInsensitive: Bool {
        if case .pattern(let pattern) = self { pattern.isCaseInsensitive } else { false }
    }

    /// On a bound and on its two sides; of a span of time in days.
    fileprivate var sizes: [Int] {
        asElements.flatMap { value -> [Int] in
            let size: Int64?
            switch value {
            case .number(let number): size = number.int64
            case .span(let span): size = span.seconds / 86_400
            case .boolean, .string, .list, .map, .address, .instant, .version, .pattern: size = nil
            }
            guard let size, size.magnitude < 1 << 40 else { return [] }
            return [Int(size) - 1, Int(size), Int(size) + 1]
        }
    }

    /// The value and what lies closest on its two sides.
    var neighbours: [SampleValue] {
        switch self {
        case .number(let number):
            return ([number] + number.neighbours).map(SampleValue.number)
        case .instant(let instant):
            return [-1, 0, 1].map { .text(Instant(seconds: instant.seconds &+ $0).description) }
        case .span(let span):
            return [-1, 0, 1].map { .text(TimeSpan(seconds: span.seconds &+ $0).description) }
        case .version(let version):
            let text = version.description
            return [.text(text), .text("0.0.1"), .text("999.0.0"), .text(text + ".1")]
        case .address(let range):
            let wider = range.isIPv6 ? "::/0" : "0.0.0.0/0"
            let apart = range.isIPv6 ? "fe80::1" : "203.0.113.7"
            return [.text(range.description), .text(wider), .text(apart)]
        case .string(let text):
            // A quantity or a version that a place gives, or a plain text.
            return [.text(text), .text(text + "x")]
        case .boolean, .list, .map, .pattern: return [SampleValue(self)]
        }
    }

    /// Texts that a glob or a pattern takes in, and one that it does not.
    fileprivate var matchingTexts: [SampleValue] {
        switch self {
        case .string(let glob):
            let filled = glob.split(separator: "*", omittingEmptySubsequences: false).joined(separator: "x")
            let text = String(filled.map { $0 == "?" ? "a" : $0 })
            return [.text(text), .text("x")]
        case .pattern(let pattern):
            let texts = PatternTexts.matching(pattern, limit: 6)
            // A pattern that is not held at its ends is found in these too.
            let longer = texts.prefix(2).flatMap { ["x" + $0, $0 + "x"] }
            return (texts + longer + ["x"]).map(SampleValue.text)
        case .boolean, .number, .list, .map, .address, .instant, .span, .version: return []
        }
    }

    /// Texts that begin, or end, with it.
    fileprivate var partTexts: [SampleValue] {
        guard case .string(let text) = self else { return [SampleValue(self)] }
        return [.text(text), .text(text + "x"), .text("x" + text)]
    }

    /// Before and after the instant that is so old.
    fileprivate func instants(around asOf: Instant) -> [SampleValue] {
        switch self {
        case .instant: neighbours
        case .span(let span): (asOf - span).map { Value.instant($0).neighbours } ?? []
        case .boolean, .number, .string, .list, .map, .address, .version, .pattern: []
        }
    }
}
