/// The productions of `grammar/norma.ebnf`, by their names there.
///
/// Every method of the parser that reads one says so with `enter`, so that a test can hold the grammar's examples
/// against what the parser really did.
package enum Production: Int, CaseIterable, Sendable {
    case file, use, define, formal, rule
    case item, metadata, severity, tags, param, constraint, `for`, when, `let`, clause, fallback
    case message, interpolation
    case condition, unary, block, quantified, quantifier, domain, source, resources
    case predicate, amount, anyof
    case expression, term, path, accessor, call, argument, literal, kind, type

    package var name: String { String(describing: self) }
}

/// A set of productions in one word.
package struct ProductionSet: Sendable {
    private var bits: UInt64 = 0

    package func contains(_ production: Production) -> Bool { bits & 1 << production.rawValue != 0 }
    mutating func insert(_ production: Production) { bits |= 1 << production.rawValue }
    mutating func formUnion(_ other: ProductionSet) { bits |= other.bits }
}
