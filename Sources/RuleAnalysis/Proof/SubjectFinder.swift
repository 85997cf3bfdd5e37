import ResourceDocuments
import RuleChecker
import RuleTracer
import SourceText

/// Finds whose value decides a test: that of a place, or of what a function makes of one.
struct SubjectFinder {
    /// `let … each`: lists of which it is not known what is in them.
    private let lists: Set<Slot>
    /// The expressions that a `let` gives a name.
    private let names: [Slot: CheckedExpression]
    private(set) var keys: SubjectKeys

    struct Found {
        let key: String
        let sort: Subject.Sort
        /// The test's subject, with the value read from slot 0.
        var expression: CheckedExpression
        /// The values that a `default` gives.
        var fallbacks: [Value] = []
        /// Whether a function made it: a list may have elements that are not known.
        var isMade = false
        /// Where it stands; nil of what a function makes.
        var standing: Standing?
        /// The place of whose value a function makes this one.
        var base: Base?
    }

    struct Base {
        let key: String
        let sort: Subject.Sort
        let standing: Standing?
        /// The test's subject, with the place's value read from slot 0.
        var expression: CheckedExpression
    }

    init(_ bindings: [CheckedBinding]) {
        var lists: Set<Slot> = []
        var names: [Slot: CheckedExpression] = [:]
        for binding in bindings {
            switch binding.form {
            case .each: lists.insert(binding.slot)
            case .expression(let expression): names[binding.slot] = expression
            }
        }
        self.lists = lists
        self.names = names
        keys = SubjectKeys(names: names)
    }

    /// The same within quantifiers over one domain.
    func within(_ quantifiers: [CheckedQuantified]) -> SubjectFinder {
        var finder = self
        finder.keys = keys.within(quantifiers)
        return finder
    }

    /// nil for what has no value of its own, or one of which more has to be known than what it is.
    func subject(of expression: CheckedExpression) -> Found? {
        switch expression.form {
        case .fallback(let first, let second, let fallback):
            guard let value = second.literalValue, var found = subject(of: first) else { return nil }
            found.fallbacks.append(value)
            return found.within(expression) { .fallback($0, second, fallback) }
        case .convert(let inner, let conversion):
            switch conversion {
            case .address, .instant, .number:
                return subject(of: inner)?.within(expression) { .convert($0, conversion) }
            case .span, .version, .quantity, .pattern:
                return result(expression, .value, of: inner) { .convert($0, conversion) }
            }
        case .path(let path):
            if path.isSpread { return nil }
            var found = plain(expression, path.isKind ? .kind : path.isObjectKind ? .objectKind : .value)
            found.standing = Standing(of: path, keys)
            return found
        case .slot(let slot):
            if let named = names[slot] { return subject(of: named) }
            return lists.contains(slot) ? nil : plain(expression, .value)
        case .call(let function, let arguments):
            guard let first = arguments.first else { return nil }
            if function.reading != nil {
                return subject(of: first)?.within(expression) { .call(function, [$0]) }
            }
            guard let sort = function.resultSort, arguments.dropFirst().allSatisfy({ $0.literalValue != nil }) else {
                return nil
            }
            return result(expression, sort, of: first) { .call(function, [$0] + arguments.dropFirst()) }
        case .define, .literal, .parameter, .asOf, .resources: return nil
        }
    }

    /// Whether something stands there whatever the resource has, or it is not known what: it is never absent.
    func isNeverAbsent(_ expression: CheckedExpression) -> Bool {
        switch expression.form {
        case .literal, .parameter, .asOf: true
        case .path(let path): path.isAlwaysThere
        case .slot(let slot): names[slot].map(isNeverAbsent) ?? false
        case .fallback(let first, let second, let fallback):
            isNeverAbsent(first)
                || isNeverAbsent(second) && (fallback == .anywhere || breaksOffAtItsEnd(first))
        case .convert(let inner, _): isNeverAbsent(inner)
        case .call(let function, let arguments): function.givesSomething && arguments.allSatisfy(isNeverAbsent)
        case .define, .resources: false
        }
    }

    /// Whether nothing but its own end can be absent: what it stands in is always there.
    private func breaksOffAtItsEnd(_ expression: CheckedExpression) -> Bool {
        switch expression.form {
        case .path(let path): path.standsOnTop
        case .slot(let slot): names[slot].map(breaksOffAtItsEnd) ?? false
        case .fallback(_, let second, .anywhere): breaksOffAtItsEnd(second)
        case .fallback(let first, _, .ownEnd): breaksOffAtItsEnd(first)
        case .convert(let inner, _): breaksOffAtItsEnd(inner)
        case .literal, .parameter, .asOf, .call, .define, .resources: isNeverAbsent(expression)
        }
    }

    private func plain(_ expression: CheckedExpression, _ sort: Subject.Sort) -> Found {
        Found(
            key: keys.key(of: expression), sort: sort,
            expression: Representative.expression(at: expression.place, type: expression.type))
    }

    /// What a function makes of a value, which the value decides where it is known.
    private func result(
        _ expression: CheckedExpression, _ sort: Subject.Sort, of argument: CheckedExpression,
        _ call: (CheckedExpression) -> CheckedExpression.Form
    ) -> Found {
        var found = plain(expression, sort)
        found.isMade = true
        if let inner = subject(of: argument) {
            let read = inner.base?.expression ?? inner.expression
            found.base = Base(
                key: inner.base?.key ?? inner.key, sort: inner.base?.sort ?? inner.sort,
                standing: inner.base.map(\.standing) ?? inner.standing,
                expression: CheckedExpression(call(read), type: expression.type, place: expression.place))
        }
        return found
    }
}

extension SubjectFinder.Found {
    /// The same, read as another expression reads it.
    fileprivate func within(
        _ outer: CheckedExpression, _ form: (CheckedExpression) -> CheckedExpression.Form
    ) -> Self {
        func wrapped(_ inner: CheckedExpression) -> CheckedExpression {
            CheckedExpression(form(inner), type: outer.type, place: outer.place)
        }
        var found = self
        found.expression = wrapped(expression)
        found.base?.expression = wrapped(base?.expression ?? expression)
        return found
    }
}

extension CheckedPath {
    fileprivate var isKind: Bool {
        if case .this = root, steps.count == 1, case .attribute(.kind, _) = steps[0] { true } else { false }
    }

    /// `this.kind`, which every object of Kubernetes says of itself.
    fileprivate var isObjectKind: Bool {
        if case .this = root, steps.count == 1, case .member("kind", _) = steps[0] { true } else { false }
    }
}

extension BuiltinFunction {
    /// Whether it gives a value, or it is not known which, of every value: no element and no member may be lacking.
    fileprivate var givesSomething: Bool {
        switch self {
        case .count, .length, .lower, .upper, .trim, .number, .text, .list, .distinct, .keys, .values, .entries, .split,
            .prefixLength, .quantity, .duration, .days, .timestamp, .version, .ip, .base64:
            true
        case .first, .last, .json, .yaml: false
        }
    }

    /// The functions that read text of which this module tells sorts apart.
    var reading: Conversion? {
        switch self {
        case .ip: .address
        case .timestamp: .instant
        case .count, .length, .lower, .upper, .trim, .number, .text, .list, .distinct, .keys, .values, .entries, .split,
            .first, .last, .prefixLength, .quantity, .duration, .days, .version, .json, .yaml, .base64:
            nil
        }
    }

    /// What it gives; nil for lists of which it is not known what is in them.
    fileprivate var resultSort: Subject.Sort? {
        switch self {
        case .count, .length: .count(most: nil)
        case .prefixLength: .count(most: 128)
        case .lower, .upper, .trim: .text(self)
        case .number, .text, .quantity, .duration, .days, .version, .first, .last, .json, .yaml, .base64: .value
        case .list, .distinct, .keys, .values, .entries, .split, .ip, .timestamp: nil
        }
    }

    /// Of the functions that write a text in another way: whether one that they give may be this one.
    func mayGive(_ text: String) -> Bool { mayGive(start: text) && mayGive(end: text) }

    func mayGive(start: String) -> Bool {
        self == .trim ? start.unicodeScalars.first?.properties.isWhitespace != true : keeps(start)
    }

    func mayGive(end: String) -> Bool {
        self == .trim ? end.unicodeScalars.last?.properties.isWhitespace != true : keeps(end)
    }

    /// Scalar by scalar: what was written in small letters stays so.
    private func keeps(_ text: String) -> Bool {
        switch self {
        case .lower: text.lowercased().utf8.elementsEqual(text.utf8)
        case .upper: text.uppercased().utf8.elementsEqual(text.utf8)
        case .count, .length, .trim, .number, .text, .list, .distinct, .keys, .values, .entries, .split, .first, .last,
            .prefixLength, .quantity, .duration, .days, .timestamp, .version, .ip, .json, .yaml, .base64:
            true
        }
    }
}
