import RuleChecker
import RuleSyntax
import SourceText

extension CheckedQuantified {
    /// Another quantifier, another count, no `where`, no `satisfies`, and each of these changed.
    var variants: [Variant<CheckedQuantified>] {
        var all = quantifier.neighbours.map { other in
            changed("'\(other.words)' for '\(quantifier.words)'", at: headPlace) { $0.quantifier = other }
        }
        if let filter {
            if body != nil { all.append(changed("without its 'where'", at: filter.place) { $0.filter = nil }) }
            all += filter.variants.map { variant in
                changed(variant.change, at: variant.place) { $0.filter = variant.part }
            }
        }
        if let body {
            if filter != nil, quantifier != .every {
                all.append(changed("without its 'satisfies'", at: body.place) { $0.body = nil })
            }
            all += body.variants.map { variant in
                changed(variant.change, at: variant.place) { $0.body = variant.part }
            }
        }
        if sources.count > 1 {
            all += sources.indices.map { index in
                changed("without the list '\(sources[index].text)'", at: headPlace) { $0.sources.remove(at: index) }
            }
        }
        return all
    }

    private func changed(
        _ change: String, at place: SourcePlace, _ body: (inout CheckedQuantified) -> Void
    ) -> Variant<CheckedQuantified> {
        var quantified = self
        body(&quantified)
        return Variant(part: quantified, place: place, change: change)
    }
}

extension CheckedSource {
    var text: String {
        switch self {
        case .expression(let expression): expression.place.canonicalText
        case .resources(let kind, _): "resources of \(kind)"
        }
    }
}

extension QuantifiedSyntax.Quantifier {
    fileprivate var neighbours: [QuantifiedSyntax.Quantifier] {
        switch self {
        case .every: [.some]
        case .some: [.every]
        case .no: [.some]
        case .exactly(let count): [.atLeast(count), .atMost(count)]
        case .atLeast(let count): count > 1 ? [.atLeast(count + 1), .atLeast(count - 1)] : [.atLeast(count + 1)]
        case .atMost(let count): count > 0 ? [.atMost(count + 1), .atMost(count - 1)] : [.atMost(count + 1)]
        }
    }

    fileprivate var words: String {
        switch self {
        case .every: "every"
        case .some: "some"
        case .no: "no"
        case .exactly(let count): "exactly \(count)"
        case .atLeast(let count): "at least \(count)"
        case .atMost(let count): "at most \(count)"
        }
    }
}
