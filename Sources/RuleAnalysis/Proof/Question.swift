import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer

/// What a condition asks in one place, without its `not`: two tests that differ in nothing else are one question.
struct Question {
    /// Whose value decides it; nil where its answer is free, as that of a quantifier, or of a test with another place on its right.
    let subject: Int?
    /// The test with the subject's value in a place of its own, as `Tracer.holds` takes it; nil where its answer is free.
    let test: CheckedTest?
    /// The place of whose value a function makes that of the subject: where it is known, so is the answer.
    var base: Base?
    /// What it counts; its answer is free, but for what the answers to others that count the same elements leave.
    var counted: CountedElements?
    /// What it holds against each other; its answer is free, but for what the answers to others about the same two leave.
    var compared: ComparedValues?
    /// Whether a list that it is asked of may have elements that are not known, as one that a define is given may.
    var mayBeDerived = false

    /// Whether it asks of its subject's value itself if there is anything in it.
    var asksWhetherEmpty: Bool {
        guard let test, base == nil, !mayBeDerived, case .empty = test.predicate else { return false }
        return test.subject.conversions.isEmpty
    }

    struct Base {
        let subject: Int
        let test: CheckedTest
    }

    /// What answers for all values of a sort; nil where they answer differently.
    func stand(for representative: Representative, among sorts: SubjectSorts) -> Representative.Stand? {
        guard let test else { return nil }
        let text = Value.string(Representative.stranger)
        switch representative {
        case .absent, .missing, .unreadable, .value, .undetermined, .optional: return representative.stand
        case .otherText(let start, let end):
            return isSettled(by: .text, sorts) ? .value(.string(start + Representative.stranger + end)) : nil
        case .addresses(let range):
            if readings == [.address] { return test.predicate.asksRange ? .value(.address(range)) : nil }
            return test.predicate.edge == nil && isSettled(by: .text, sorts) ? .value(text) : nil
        case .instant(let instant):
            if readings == [.instant] {
                return test.predicate.asksInstant(sorts.instants) ? .value(.instant(instant)) : nil
            }
            return test.predicate.edge == nil && isSettled(by: .text, sorts) ? .value(text) : nil
        case .addressList(let ranges, let open):
            guard readings == [.address], test.predicate.asksSet else {
                return isSettled(by: .list, sorts) ? .value(.list([text])) : nil
            }
            return .value(.list(ranges.map(Value.address) + (open == nil ? [] : [text])))
        case .otherList: return isSettled(by: .list, sorts) ? .value(.list([text])) : nil
        case .otherMap:
            return isSettled(by: .map, sorts)
                ? .value(.map([MapEntry(key: Representative.stranger, value: text)])) : nil
        }
    }

    /// What text at the place is read as before it is asked.
    private var readings: [Conversion] { test?.subject.conversions.filter { $0 != .number } ?? [] }

    /// What the rule names none of.
    private enum Stranger { case text, list, map }

    /// Whether what it asks of a value, that is none of those the rule names, has the same answer for all of one sort.
    private func isSettled(by stranger: Stranger, _ sorts: SubjectSorts) -> Bool {
        guard let test else { return false }
        let operands = test.predicate.operands.compactMap(\.literalValue)
        switch (test.predicate, stranger) {
        case (.empty, .list): return readings.isEmpty && !mayBeDerived
        case (.present, _), (.undetermined, _), (.empty, _): return readings.isEmpty
        case (.type(let type), .text): return readings.isEmpty && !type.isReadFromText
        case (.type(let type), _): return type == .list || type == .map || type == .string || type == .boolean
        // Text that does not read as what is asked for: bad data, whatever is asked.
        case (_, .text) where !readings.isEmpty: return readings.count == 1 && sorts.tellApart(readings[0])
        case (.equal(_, asAddresses: true), _): return false
        case (.equal, .text), (.oneOf, .text): return true
        case (.equal, _): return operands.allSatisfy(\.isScalar)
        case (.oneOf, _): return operands.flatMap(\.asElements).allSatisfy(\.isScalar)
        case (.ordered, _), (.between, _): return operands.allSatisfy(\.hasOrder)
        case (.startsWith, .text), (.endsWith, .text):
            return sorts.haveEdges && operands.flatMap(\.asElements).allSatisfy(\.isText)
        case (.like, .text), (.matches, .text): return sorts.haveEdges && test.predicate.edge != nil
        // No list and no map is a text, or an instant.
        case (.startsWith, _), (.endsWith, _), (.like, _): return operands.flatMap(\.asElements).allSatisfy(\.isText)
        case (.older, _), (.newer, _): return true
        case (.within, .map), (.overlaps, .map), (.matches, _): return true
        case (.within, _), (.overlaps, _), (.contains, _): return false
        }
    }
}

extension CheckedExpression {
    /// The value of a literal, as it is read, or of what a function makes of literals.
    var literalValue: Value? {
        switch form {
        case .literal(let value): value
        case .convert(let inner, _): inner.literalValue
        case .call(_, let arguments): arguments.allSatisfy { $0.literalValue != nil } ? Tracer.constant(self) : nil
        case .parameter, .slot, .asOf, .path, .fallback, .define, .resources: nil
        }
    }

    /// How its value is read, from the outside in.
    var conversions: [Conversion] {
        switch form {
        case .convert(let inner, let conversion): [conversion] + inner.conversions
        case .fallback(let inner, _, _): inner.conversions
        case .call(let function, let arguments):
            function.reading.map { [$0] + (arguments.first?.conversions ?? []) } ?? []
        case .literal, .parameter, .slot, .asOf, .path, .define, .resources: []
        }
    }
}

extension Value {
    fileprivate var isScalar: Bool {
        switch self {
        case .list, .map: false
        case .boolean, .number, .string, .address, .instant, .span, .version, .pattern: true
        }
    }

    fileprivate var isText: Bool { if case .string = self { true } else { false } }

    fileprivate var hasOrder: Bool {
        switch self {
        case .number, .instant, .span, .version: true
        case .boolean, .string, .address, .list, .map, .pattern: false
        }
    }
}

extension TypeName {
    /// Whether text may be one.
    fileprivate var isReadFromText: Bool {
        switch self {
        case .timestamp, .duration, .version, .ip, .pattern, .quantity: true
        case .string, .numeric, .boolean, .general, .stringList, .ipList, .numericList, .list, .map: false
        }
    }
}
