import ResourceDocuments
import RuleChecker
import RuleTracer

extension Question.Base {
    /// What it answers where the place has a value of a sort, though values of that sort differ; nil where they are answered differently.
    ///
    /// What a function makes of what is decided later is decided later too; and of a value that is no text, or no list and no map, a function
    /// that asks for one makes the same, whatever the value is.
    func answer(of representative: Representative) -> Truth? {
        guard let function = test.subject.innermostFunction else { return nil }
        switch representative {
        case .undetermined, .optional:
            let truth = test.predicate.ofWhatIsDecidedLater
            return truth.isUnknown ? truth : nil
        case .value(.number(let number)): return answer(.number(number))
        case .otherText, .addresses, .instant:
            return function == .count ? answer(.string(Representative.stranger)) : nil
        case .otherList, .addressList:
            return function == .count ? nil : answer(.list([.string(Representative.stranger)]))
        case .otherMap:
            let member = MapEntry(key: Representative.stranger, value: .string(Representative.stranger))
            return function == .count ? nil : answer(.map([member]))
        case .absent, .missing, .unreadable, .value: return nil
        }
    }

    /// Of a value that is of the wrong type.
    private func answer(_ value: Value) -> Truth? {
        let stand = Representative.Stand.value(value)
        let truth = Tracer.holds(.test(test), slots: [stand.slot], asOf: InstantSorts.asOf)
        return truth.isUnknown ? truth : nil
    }
}

extension CheckedExpression {
    /// The function that is given the value itself, where functions of one text, and counts, are all that stands between the two.
    fileprivate var innermostFunction: BuiltinFunction? {
        guard case .call(let function, let arguments) = form, arguments.count == 1, function.asksForOneType else {
            return nil
        }
        if case .path = arguments[0].form { return function }
        return arguments[0].innermostFunction
    }
}

extension BuiltinFunction {
    fileprivate var asksForOneType: Bool {
        switch self {
        case .count, .length, .lower, .upper, .trim: true
        case .number, .text, .list, .distinct, .keys, .values, .entries, .split, .first, .last, .prefixLength,
            .quantity, .duration, .days, .timestamp, .version, .ip, .json, .yaml, .base64:
            false
        }
    }
}

extension Truth {
    fileprivate var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
