import RuleChecker
import RuleSyntax
import SourceText

extension CheckedQuantified {
    /// Another quantifier, another count, no `where`, no `satisfies`, and each of these changed.
    var variants: [Variant<CheckedQuantified>] {
        var all = quantifier.neighbours.map { other in
            Variant(
                part: with(quantifier: other, filter: filter, body: body), place: headPlace,
                change: "'\(other.words)' for '\(quantifier.words)'")
        }
        all += sources.variants.map { variant in
            variant.map { with(sources: $0, filter: filter, body: body) }
        }
        if let filter {
            if body != nil {
                all.append(
                    Variant(part: with(filter: nil, body: body), place: filter.place, change: "without its 'where'"))
            }
            all += filter.variants.map { variant in
                Variant(part: with(filter: variant.part, body: body), place: variant.place, change: variant.change)
            }
        }
        if let body {
            if filter != nil, quantifier != .every {
                all.append(
                    Variant(part: with(filter: filter, body: nil), place: body.place, change: "without its 'satisfies'")
                )
            }
            all += body.variants.map { variant in
                Variant(part: with(filter: filter, body: variant.part), place: variant.place, change: variant.change)
            }
        }
        if sources.count > 1 {
            all += sources.indices.map { index in
                var fewer = sources
                let left = fewer.remove(at: index)
                return Variant(
                    part: with(sources: fewer, filter: filter, body: body), place: headPlace,
                    change: "without the list '\(left.text)'")
            }
        }
        return all
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
        case .atLeast(let count): Self.beside(count, least: 1).map(Self.atLeast)
        case .atMost(let count): Self.beside(count, least: 0).map(Self.atMost)
        }
    }

    /// One more and one less, as far as there is such a number.
    private static func beside(_ count: Int, least: Int) -> [Int] {
        (count < .max ? [count + 1] : []) + (count > least ? [count - 1] : [])
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
