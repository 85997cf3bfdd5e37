import RuleChecker

/// Of what stands behind `default` and was taken: what is missing.
extension FindingBuilder {
    /// What a value only stands in for: a constant, or what was made of one. Of a parameter the expression alone says it.
    mutating func gap(filledBy value: TracedValue, _ expression: CheckedExpression, in frame: Frame) -> Gap? {
        switch value.origin {
        case .standIn(let gap): return gap
        case .parameter: return gap(before: expression, in: frame)
        case .rule, .at, .inside, .from, .key: return nil
        }
    }

    private mutating func gap(before expression: CheckedExpression, in frame: Frame) -> Gap? {
        switch expression.form {
        case .convert(let inner, _): gap(before: inner, in: frame)
        case .fallback(let first, _, _): value(of: first, in: frame).unknown?.roots.first.flatMap { Gap($0) }
        case .literal, .parameter, .slot, .asOf, .path, .call, .define, .resources: nil
        }
    }

    /// `retries is missing`
    ///
    /// - Parameter isLabel: it stands under the place.
    func words(for gap: Gap, isLabel: Bool = false) -> String {
        switch gap {
        case .missing(let location): "\(name(of: location)) is missing\(isLabel ? " here" : "")"
        case .null(let location): "\(name(of: location)) is null"
        }
    }

    /// `retries is missing here, and so 3`; of what was made of it what that is.
    mutating func label(
        of gap: Gap, filledBy value: TracedValue, _ expression: CheckedExpression, in frame: Frame
    ) -> String {
        let text = text(of: value, to: ValueText.maximumLabel)
        let made = expression.isFallback ? text : "\(name(of: value, expression, in: frame)) is \(text)"
        return "\(words(for: gap, isLabel: true)), and so \(made)"
    }

    func mark(_ gap: Gap, _ label: @autoclosure () -> String, _ report: inout FindingReport) {
        mark(gap.place, label(), at: gap.target, &report)
    }

    /// The same beside what the finding is about, of which it says nothing.
    mutating func markAside(
        _ value: TracedValue, _ expression: CheckedExpression, in frame: Frame, _ report: inout FindingReport
    ) {
        guard draws, let gap = gap(filledBy: value, expression, in: frame), gap.place.resource.isTested else { return }
        let label = label(of: gap, filledBy: value, expression, in: frame)
        report.markAside(ResourceMark(path: gap.place.path, label: label, target: gap.target))
    }
}

extension Gap {
    fileprivate var target: ResourceMark.Target { if case .null = self { .value } else { .head } }
}

extension CheckedExpression {
    /// Whether it is a value with its `default`, and nothing that is made of one.
    var isFallback: Bool {
        switch form {
        case .fallback: true
        case .convert(let inner, _): inner.isFallback
        case .literal, .parameter, .slot, .asOf, .path, .call, .define, .resources: false
        }
    }
}
