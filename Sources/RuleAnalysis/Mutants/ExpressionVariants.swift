import RuleChecker

extension CheckedExpression {
    /// The expression without one of the `default`s in it, wherever that stands.
    var variants: [Variant<CheckedExpression>] {
        switch form {
        case .literal, .parameter, .slot, .asOf, .resources: []
        case .path(let path): path.variants.map { variant in variant.map { with(.path($0)) } }
        case .fallback(let first, let second, let fallback):
            [Variant(part: first, place: place, change: "without its 'default'")]
                + first.variants.map { variant in variant.map { with(.fallback($0, second, fallback)) } }
                + second.variants.map { variant in variant.map { with(.fallback(first, $0, fallback)) } }
        case .call(let function, let arguments):
            arguments.variants.map { variant in variant.map { with(.call(function, $0)) } }
        case .define(let call): call.variants.map { variant in variant.map { with(.define($0)) } }
        case .convert(let inner, let conversion):
            inner.variants.map { variant in variant.map { with(.convert($0, conversion)) } }
        }
    }
}

extension CheckedDefineCall {
    /// The call with one argument changed.
    var variants: [Variant<CheckedDefineCall>] {
        arguments.variants.map { variant in
            variant.map { CheckedDefineCall(define: define, arguments: $0, place: place) }
        }
    }
}

extension [CheckedExpression] {
    /// One of them changed.
    fileprivate var variants: [Variant<[CheckedExpression]>] {
        indices.flatMap { index in
            self[index].variants.map { variant in variant.map { replacing(index, with: $0) } }
        }
    }
}

extension Array {
    func replacing(_ index: Int, with element: Element) -> [Element] {
        var changed = self
        changed[index] = element
        return changed
    }
}

extension CheckedPath {
    fileprivate var variants: [Variant<CheckedPath>] {
        var all: [Variant<CheckedPath>] = []
        if case .expression(let expression) = root {
            all += expression.variants.map { variant in
                variant.map { CheckedPath(root: .expression($0), steps: steps) }
            }
        }
        for (index, step) in steps.enumerated() {
            guard case .index(let expression, let place) = step else { continue }
            all += expression.variants.map { variant in
                variant.map { CheckedPath(root: root, steps: steps.replacing(index, with: .index($0, place))) }
            }
        }
        return all
    }
}

extension CheckedPredicate {
    /// One of its operands changed.
    var operandVariants: [Variant<CheckedPredicate>] {
        operands.enumerated().flatMap { index, operand in
            operand.variants.compactMap { variant -> Variant<CheckedPredicate>? in
                var met = -1
                let changed = mapping { operand in
                    met += 1
                    return met == index ? variant.part : operand
                }
                return changed.map { Variant(part: $0, place: variant.place, change: variant.change) }
            }
        }
    }
}

extension [CheckedSource] {
    /// One of the sources changed.
    var variants: [Variant<[CheckedSource]>] {
        indices.flatMap { index -> [Variant<[CheckedSource]>] in
            guard case .expression(let expression) = self[index] else { return [] }
            return expression.variants.map { variant in variant.map { replacing(index, with: .expression($0)) } }
        }
    }
}
