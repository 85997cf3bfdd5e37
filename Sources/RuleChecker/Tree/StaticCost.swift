/// An upper bound of the steps a rule takes, as a polynomial in the sizes of the lists it ranges over:
/// `14 + 6·|rules| + 3·|rules|·|ports|`.
package struct StaticCost: Hashable, Sendable {
    /// The factor without a list.
    package private(set) var constant: Int
    /// Factors by the lists they multiply, in order of nesting: at least one. Most costs have none of these.
    package private(set) var terms: [[String]: Int] = [:]

    package init(constant: Int = 0) { self.constant = constant }

    package static func + (left: StaticCost, right: StaticCost) -> StaticCost {
        var sum = left
        sum += right
        return sum
    }

    package static func += (left: inout StaticCost, right: StaticCost) {
        left.constant = saturating(left.constant.addingReportingOverflow(right.constant))
        for (lists, factor) in right.terms {
            left.terms[lists] = saturating(left.terms[lists, default: 0].addingReportingOverflow(factor))
        }
    }

    /// This cost for each element of `list`.
    package func times(_ list: String) -> StaticCost {
        var product = StaticCost()
        if constant != 0 { product.terms[[list]] = constant }
        for (lists, factor) in terms { product.terms[[list] + lists] = factor }
        return product
    }

    /// Its list stands for the resources of a kind.
    static func resources(of kind: KindPattern) -> String { "resources of \(kind)" }

    /// Whether resources are among the lists.
    var rangesOverResources: Bool { terms.keys.contains { $0.contains { $0.hasPrefix("resources of ") } } }

    /// How many lists are nested at the deepest.
    package var degree: Int { terms.keys.map(\.count).max() ?? 0 }

    /// The sum of all factors: how large the rule is, whatever the lists hold.
    package var size: Int { terms.values.reduce(constant) { Self.saturating($0.addingReportingOverflow($1)) } }

    /// The steps when no list holds more than `bound` elements; saturates at `Int.max`.
    package func steps(listBound bound: Int) -> Int {
        terms.reduce(constant) { sum, term in
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
        let products = terms.sorted {
            ($0.key.count, $0.key.joined(separator: "·")) < ($1.key.count, $1.key.joined(separator: "·"))
        }
        .map { lists, factor in
            ((factor == 1 ? [] : [String(factor)]) + lists.map { "|\($0)|" }).joined(separator: "·")
        }
        let sum = constant == 0 && !products.isEmpty ? products : [String(constant)] + products
        return sum.joined(separator: " + ")
    }
}
