/// An upper bound of the steps a rule takes, as a polynomial in the sizes of the lists it ranges over:
/// `14 + 6·|rules| + 3·|rules|·|ports|`.
package struct StaticCost: Hashable, Sendable {
    /// Factors by the lists they multiply, in order of nesting; the constant has no list.
    package private(set) var terms: [[String]: Int]

    package init(constant: Int = 0) { terms = constant == 0 ? [:] : [[]: constant] }

    package static func + (left: StaticCost, right: StaticCost) -> StaticCost {
        var sum = left
        for (lists, factor) in right.terms {
            sum.terms[lists] = saturating(sum.terms[lists, default: 0].addingReportingOverflow(factor))
        }
        return sum
    }

    package static func += (left: inout StaticCost, right: StaticCost) { left = left + right }

    /// This cost for each element of `list`.
    package func times(_ list: String) -> StaticCost {
        var product = StaticCost()
        for (lists, factor) in terms { product.terms[[list] + lists] = factor }
        return product
    }

    /// Its list stands for the resources of a kind.
    static func resources(of kind: KindPattern) -> String { "resources of \(kind)" }

    /// Whether resources are among the lists.
    var rangesOverResources: Bool { terms.keys.contains { $0.contains { $0.hasPrefix("resources of ") } } }

    /// How many lists are nested at the deepest.
    package var degree: Int { terms.keys.map(\.count).max() ?? 0 }

    package var constant: Int { terms[[]] ?? 0 }

    /// The sum of all factors: how large the rule is, whatever the lists hold.
    package var size: Int { terms.values.reduce(0) { Self.saturating($0.addingReportingOverflow($1)) } }

    /// The steps when no list holds more than `bound` elements; saturates at `Int.max`.
    package func steps(listBound bound: Int) -> Int {
        terms.reduce(0) { sum, term in
            var steps = term.value
            for _ in term.key { steps = Self.saturating(steps.multipliedReportingOverflow(by: bound)) }
            return Self.saturating(sum.addingReportingOverflow(steps))
        }
    }

    private static func saturating(_ result: (partialValue: Int, overflow: Bool)) -> Int {
        result.overflow ? .max : result.partialValue
    }
}

extension StaticCost: CustomStringConvertible {
    package var description: String {
        if terms.isEmpty { return "0" }
        return terms.sorted {
            ($0.key.count, $0.key.joined(separator: "·")) < ($1.key.count, $1.key.joined(separator: "·"))
        }
        .map { lists, factor in
            ((factor == 1 && !lists.isEmpty ? [] : [String(factor)]) + lists.map { "|\($0)|" }).joined(separator: "·")
        }
        .joined(separator: " + ")
    }
}
